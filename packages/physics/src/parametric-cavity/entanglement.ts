import type { OutputPhotons } from './photon-numbers.js'

/** Which outputs share the entanglement with the memory. */
export type PhotonOutputs =
  /** The idler; whatever went into the signal output is lost. */
  | 'idler'
  /** Idler and signal together, so that the whole state is pure. */
  | 'idler-and-signal'

/**
 * Entropy in bits of a thermal mode with `mean` excitations, (n+1)log₂(n+1) − n log₂n; the entanglement in ebits of a
 * two-mode squeezed vacuum with sinh²r = n.
 */
export function thermalEntropy(mean: number): number {
  if (mean === 0) return 0
  // log₂(1+n) + n·log₂(1 + 1/n) keeps its digits for many excitations as for hardly any.
  const ratio = mean < 1 ? Math.log1p(mean) - Math.log(mean) : Math.log1p(1 / mean)
  return (Math.log1p(mean) + mean * ratio) / Math.LN2
}

/**
 * Mean photons sinh²r₀ of the weakest two-mode squeezed vacuum from which the state of memory and idler can be had by
 * adding classical noise: n_M/(1 + n_S).
 *
 * With a = 1 + 2n_I, b = 1 + 2n_M, c = 2√(n_M(1 + n_I)) the covariance matrix of memory and idler, whose one symplectic
 * eigenvalue is 1, lies above that of a two-mode squeezed vacuum only where tanh 2r₀ = 2c/(a + b); the fraction above
 * is the same value after (a + b)² − 4c² = 4(1 + n_S)².
 */
export function leastSqueezedPhotons({ memory, signal }: OutputPhotons): number {
  return memory / (1 + signal)
}

/**
 * Entanglement in ebits between the memory and the given outputs, in the mode with these photon numbers. With the
 * signal lost it is the entanglement of formation, in its Gaussian value, which Tserkis and Ralph
 * (arXiv:1705.03612) find to be the true one where the correlations are balanced, as here and as the paper uses it; with
 * both outputs it is the entropy of the memory.
 */
export function memoryEntanglement(photons: OutputPhotons, outputs: PhotonOutputs): number {
  return thermalEntropy(outputs === 'idler' ? leastSqueezedPhotons(photons) : photons.memory)
}
