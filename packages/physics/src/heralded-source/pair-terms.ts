import type { DetectorNoise } from '../components/slot-model.js'
import type { HeraldedSourceParameters } from './parameters.js'

/** What the source's pulses with one number of pairs add to the heralds. */
export interface PairTerm {
  /** Probability that both detectors click, given that many pairs. */
  readonly heraldProbability: number
  /** That of a herald with no photon in the memory. */
  readonly emptyProbability: number
  /** Probability times the weight W of the singlet Ψ− in W·Ψ− + (1 − W)·𝟙/4, an empty memory as 𝟙/2. */
  readonly singlet: number
}

/** The optics that decide over heralds. */
export type SourceOptics = Pick<
  HeraldedSourceParameters,
  'emitterEfficiency' | 'idlerEfficiency' | 'storageEfficiency' | 'photonOverlap'
>

/**
 * Heralds of a pulse of n pairs, exactly. The emitter's photon and the source's modes are spins: the former is ½ and
 * Φ+ with the emitter's own, the n idlers are together n/2 and maximally entangled with the n signals. Nothing in the
 * station looks at polarisation, so that only total spins count.
 *
 * Of the idlers m arrive. Without the emitter's photon they take the same port with 2^{1−m}. With it, in the same wave
 * packet (M), m + 1 photons can share a port only in their symmetric states, of spin (m+1)/2, and do so with
 * (m+1)/2^m; apart (1 − M), with 2^{−m}. The symmetric states are (m+2)/(2m+2) of all, so both detectors click with
 *
 *     1 − (1 + M·m/2)/2^m.
 *
 * The projection on them is (m + 2 + σ·Σ_k σ_k)/(2m + 2) over the idlers k, and an idler and a signal of the same pulse
 * have ⟨ZZ⟩ = (n+2)/(3n); so the coincidence leaves the emitter's spin and any one signal with
 *
 *     W·P = M·m·(n + 2)/(3n·2^{m+1}),
 *
 * and sharing a port with the opposite of it. One pair is the Bell measurement of two photons: P = (2 − M)/4 and
 * W = M/(2 − M). A noise click at the other detector makes a coincidence of photons in one port, n̄ = (n_0 + n_1)/2 on
 * average; two make one of nothing.
 *
 * Of the n signals each is in the memory, and comes out, with the storage efficiency. What b holds is any one of them;
 * where there is none, a readout finds nothing and its outcome is left to chance: 𝟙/2.
 *
 * @param pairs n >= 0
 */
export function pairTerm(optics: SourceOptics, pairs: number, noise: DetectorNoise): PairTerm {
  const { emitterEfficiency, idlerEfficiency, storageEfficiency, photonOverlap } = optics
  const oneNoise = (noise[0] + noise[1]) / 2
  const twoNoise = noise[0] * noise[1]
  const completed = (together: number): number => 1 - together + together * oneNoise
  let heraldProbability = 0
  let singlet = 0
  for (let idlers = 0; idlers <= pairs; idlers++) {
    const arrive = binomial(pairs, idlers, idlerEfficiency)
    const withPhoton = completed((1 + (photonOverlap * idlers) / 2) / 2 ** idlers)
    const without = idlers === 0 ? twoNoise : completed(2 ** (1 - idlers))
    heraldProbability += arrive * (emitterEfficiency * withPhoton + (1 - emitterEfficiency) * without)
    if (idlers === 0) continue
    const swapped = (photonOverlap * idlers * (pairs + 2)) / (3 * pairs * 2 ** (idlers + 1))
    singlet += arrive * emitterEfficiency * swapped * (1 - oneNoise)
  }
  const empty = (1 - storageEfficiency) ** pairs
  return { heraldProbability, emptyProbability: heraldProbability * empty, singlet: singlet * (1 - empty) }
}

/**
 * Probability that a pulse of a pair source makes n polarisation-entangled pairs: (1 − λ)²(n + 1)λⁿ, two squeezed pairs
 * of modes with λ = μ/(2 + μ) at a mean of μ pairs.
 */
export function pairNumberProbability(meanPairs: number, pairs: number): number {
  const lambda = meanPairs / (2 + meanPairs)
  return (1 - lambda) ** 2 * (pairs + 1) * lambda ** pairs
}

function binomial(n: number, k: number, probability: number): number {
  let ways = 1
  for (let step = 1; step <= k; step++) ways = (ways * (n - k + step)) / step
  return ways * probability ** k * (1 - probability) ** (n - k)
}
