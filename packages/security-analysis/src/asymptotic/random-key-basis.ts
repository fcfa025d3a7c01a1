import { binaryEntropy } from '@bellwire/quantum'
import { requireRange } from '../errors.js'
import { goldenMaximum } from '../numeric/maximise.js'
import { findRoot } from '../numeric/root.js'
import { simplexMinimum } from '../numeric/simplex.js'
import { depolarisedChsh } from './threshold.js'

/** A strategy of two qubits against the protocol whose key comes from either of A's two measurements. */
interface Strategy {
  /** ½[H(A_0|E) + H(A_1|E)], bits. */
  readonly entropy: number
  readonly chsh: number
}

/**
 * What a Bell-diagonal state with correlations diag(t_x, t_z), measured by A at angles θ ± δ in the X-Z plane, gives.
 *
 * The eavesdropper holds the purification, so given A's outcome her entropy is that of B's qubit, h((1 + |T a|)/2), and
 * without it H(λ); among the states with these correlations the one with λ = ½(1 ± t_x)·½(1 ± t_z) has the largest H(λ),
 * the worst case. B's best measurements give S = |T(a_0 + a_1)| + |T(a_0 − a_1)|.
 */
function strategy(tx: number, tz: number, theta: number, delta: number): Strategy {
  const length = (angle: number): number => Math.hypot(tx * Math.sin(angle), tz * Math.cos(angle))
  const conditional = (angle: number): number => binaryEntropy((1 + Math.min(1, length(angle))) / 2)
  const entropy =
    1 +
    (conditional(theta + delta) + conditional(theta - delta)) / 2 -
    binaryEntropy((1 + tx) / 2) -
    binaryEntropy((1 + tz) / 2)
  const chsh = 2 * (Math.abs(Math.cos(delta)) * length(theta) + Math.abs(Math.sin(delta)) * length(theta + Math.PI / 2))
  return { entropy, chsh }
}

/** min over strategies of entropy − μ·S: where a line of slope μ below all strategies meets S = 0. */
function supportingLine(slope: number): number {
  const at = (x: readonly number[]): number => {
    const [a, b, theta, delta] = x as readonly [number, number, number, number]
    const { entropy, chsh } = strategy(Math.abs(Math.cos(a)), Math.abs(Math.cos(b)), theta, delta)
    return entropy - slope * chsh
  }
  let least = Number.POSITIVE_INFINITY
  for (const a of [0.05, 0.4, 0.8, 1.4]) {
    for (const b of [0.05, 0.4]) {
      for (const theta of [0.1, 0.6, 1.2]) {
        for (const delta of [0.2, 0.75])
          least = Math.min(least, simplexMinimum(at, [a, b, theta, delta], 0.2, 160).value)
      }
    }
  }
  return least
}

/**
 * The entropy per key round with a random key basis, as a function of S: the highest of the lines that lie below all
 * strategies (Schwonnek et al., "Device-independent quantum key distribution with random key basis"). A numerical minimum
 * that nothing certifies: for comparison only, no key is computed from it.
 *
 * @param chsh - from 2 to 2√2
 */
export function randomBasisEntropy(chsh: number): number {
  requireRange('chsh', chsh, 2, 2 * Math.SQRT2)
  return goldenMaximum((slope) => supportingLine(slope) + slope * chsh, 0.7, 6, 1e-3).value
}

/**
 * The error rate of a depolarising channel above which a random key basis gives no key. About 8.4 % by this search, where
 * 8.2 % was published; uncertified, see {@link randomBasisEntropy}. PERF: a second.
 */
export function randomBasisCriticalQber(): number {
  // Every line below all strategies gives key up to some error rate: take the line that reaches furthest.
  const reach = (slope: number): number => {
    const line = supportingLine(slope)
    return findRoot((q) => binaryEntropy(q) - line - slope * depolarisedChsh(q), 1e-4, 0.14, 1e-12)
  }
  return goldenMaximum(reach, 0.9, 1.5, 1e-3).value
}
