import * as v from 'valibot'
import { fraction, parseParameters, quantity } from '../components/parameter.js'
import type { SingleClickLinkParameters } from './link.js'

const noiseCountsPerSecond = quantity(0, Infinity)
const readoutFlip = quantity(0, 0.5)

/** What a single-click link's parameters may be. */
export const singleClickLinkParameters = v.strictObject({
  efficiencyA: fraction,
  efficiencyB: fraction,
  photonOverlap: fraction,
  phaseContrast: fraction,
  operationsContrast: fraction,
  phaseOffset: v.optional(quantity(-2 * Math.PI, 2 * Math.PI)),
  noiseCountsPerSecond: v.tuple([noiseCountsPerSecond, noiseCountsPerSecond]),
  windowNanoseconds: quantity(0, Infinity),
  readoutFlip: v.tuple([readoutFlip, readoutFlip]),
  attemptsPerSecond: quantity(0, Infinity)
})

/**
 * Parameters of unknown origin, checked.
 *
 * @throws ParameterError that names the first bad field, its value and what is accepted
 */
export function parseSingleClickLink(value: unknown): SingleClickLinkParameters {
  return parseParameters(singleClickLinkParameters, value, 'singleClick')
}
