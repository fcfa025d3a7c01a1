import type { Nanoseconds } from '@bellwire/runtime'
import * as v from 'valibot'
import { parseParameters, quantity, quantityAbove } from '../components/parameter.js'
import type { MemoryLaw } from './law.js'

export const relaxationParameters = v.strictObject({
  /** T1: time constant of the populations, milliseconds. */
  relaxationTimeMilliseconds: quantityAbove(0),
  /** T2: time constant of the coherence, milliseconds; at most 2·T1. */
  coherenceTimeMilliseconds: quantityAbove(0),
  /** ⟨Z⟩ that the qubit relaxes to, −1..1: 1 for |0⟩, 0 for the mixed state. */
  equilibriumPolarisation: quantity(-1, 1)
})

export type RelaxationParameters = v.InferOutput<typeof relaxationParameters>

/**
 * T1/T2: generalised amplitude damping towards a stated polarisation, with dephasing. X and Y fall as e^{−t/T2}, Z
 * goes to the equilibrium as e^{−t/T1} (Bloch equations). A semigroup, and a channel at every step since T2 <= 2·T1.
 *
 * @throws ParameterError for a parameter out of range
 */
export function relaxationMemory(parameters: RelaxationParameters): MemoryLaw {
  const checked = parseParameters(relaxationParameters, parameters, 'memory')
  const { relaxationTimeMilliseconds, coherenceTimeMilliseconds, equilibriumPolarisation } = checked
  const longest = quantity(0, 2 * relaxationTimeMilliseconds)
  parseParameters(longest, coherenceTimeMilliseconds, 'memory.coherenceTimeMilliseconds')
  const relaxation = 1 / (1e6 * relaxationTimeMilliseconds)
  const dephasing = 1 / (1e6 * coherenceTimeMilliseconds)
  return {
    factors(ageBefore: Nanoseconds, ageAfter: Nanoseconds, out: Float64Array): void {
      const age = ageAfter - ageBefore
      const transverse = Math.exp(-age * dephasing)
      out[0] = transverse
      out[1] = transverse
      out[2] = Math.exp(-age * relaxation)
      out[3] = -equilibriumPolarisation * Math.expm1(-age * relaxation)
    }
  }
}
