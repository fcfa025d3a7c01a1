import * as v from 'valibot'
import { fraction, parseParameters, quantity } from '../components/parameter.js'
import type { TwoClickParameters } from './rounds.js'

/** What a two-click link's parameters may be. */
export const twoClickParameters = v.strictObject({
  efficiencyA: fraction,
  efficiencyB: fraction,
  photonOverlap: fraction,
  phaseContrast: fraction,
  operationsContrast: fraction,
  phaseOffset: v.optional(quantity(-2 * Math.PI, 2 * Math.PI))
})

/**
 * Parameters of unknown origin, checked.
 *
 * @throws ParameterError that names the first bad field, its value and what is accepted
 */
export function parseTwoClick(value: unknown): TwoClickParameters {
  return parseParameters(twoClickParameters, value, 'twoClick')
}
