import type { Nanoseconds } from '@bellwire/runtime'
import * as v from 'valibot'
import { parseParameters, quantity, quantityAbove } from '../components/parameter.js'
import type { MemoryLaw } from './law.js'

export const linearFlipParameters = v.strictObject({
  /** τ_c: time in which the coherence of a stored *pair* falls to 1/e, milliseconds. */
  coherenceTimeMilliseconds: quantityAbove(0),
  /** κ: relative rate at which the ZZ correlation of a stored pair falls, linearly, to 0; per second. */
  flipRatePerSecond: quantity(0, Infinity)
})

export type LinearFlipParameters = v.InferOutput<typeof linearFlipParameters>

/**
 * Storage under dynamical decoupling, as measured on a pair of calcium ions ("A building block of quantum repeaters",
 * Liu et al.): XX and YY of the pair decay as e^{−t/τ_c}, ZZ as max(0, 1−κt). Each of the two qubits takes half of it:
 * e^{−t/2τ_c} on X and Y, √max(0, 1−κt) on Z.
 *
 * From age 0 that is a Pauli channel at every t if κτ_c <= 1/(2 ln 2); κ beyond it is refused. It is not a semigroup:
 * a step between two later ages applies the ratio of the factors there, which on its own need not be a channel (near
 * t = 1/κ it is not), though every map from age 0 is. Ratios commute with Pauli operators, with swapping and with
 * everything done to the partner, so the order of touches does not matter.
 *
 * @throws ParameterError for a parameter out of range
 */
export function linearFlipMemory(parameters: LinearFlipParameters): MemoryLaw {
  const { coherenceTimeMilliseconds, flipRatePerSecond } = parseParameters(linearFlipParameters, parameters, 'memory')
  const dephasing = 1 / (2e6 * coherenceTimeMilliseconds)
  const flips = flipRatePerSecond * 1e-9
  // The tightest point is t = 1/κ, where Z is gone and a channel needs 2e^{−t/2τ_c} <= 1.
  const fastest = 1e3 / (2 * Math.LN2 * coherenceTimeMilliseconds)
  parseParameters(quantity(0, fastest), flipRatePerSecond, 'memory.flipRatePerSecond')
  return {
    factors(ageBefore: Nanoseconds, ageAfter: Nanoseconds, out: Float64Array): void {
      const transverse = Math.exp((ageBefore - ageAfter) * dephasing)
      const left = 1 - flips * ageAfter
      out[0] = transverse
      out[1] = transverse
      out[2] = left > 0 ? Math.sqrt(left / (1 - flips * ageBefore)) : 0
      out[3] = 0
    }
  }
}
