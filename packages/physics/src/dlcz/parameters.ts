import * as v from 'valibot'
import { fraction, parseParameters, quantity, quantityAbove } from '../components/parameter.js'
import type { DlczLinkParameters } from './link.js'
import type { DlczParameters } from './slot.js'

const retrieval = v.pipe(quantityAbove(0), v.maxValue(1, 'a number 0 < η_r <= 1'))

/** What the optics of a pair of atomic ensembles may be. */
export const dlczParameters = v.strictObject({
  efficiencyA: fraction,
  efficiencyB: fraction,
  photonOverlap: fraction,
  phaseContrast: fraction,
  operationsContrast: fraction,
  retrievalEfficiencyA: retrieval,
  retrievalEfficiencyB: retrieval,
  phaseOffset: v.optional(quantity(-2 * Math.PI, 2 * Math.PI))
})

/** What the parameters of a link of two atomic ensembles may be. */
export const dlczLinkParameters = v.strictObject({
  ...dlczParameters.entries,
  noiseClickProbability: v.tuple([fraction, fraction]),
  attemptsPerSecond: quantity(0, Infinity),
  probePhotons: quantity(0, Infinity)
})

/**
 * Optics of unknown origin, checked.
 *
 * @throws ParameterError that names the first bad field, its value and what is accepted
 */
export function parseDlcz(value: unknown): DlczParameters {
  return parseParameters(dlczParameters, value, 'dlcz')
}

/**
 * Parameters of a whole link, of unknown origin, checked.
 *
 * @throws ParameterError that names the first bad field, its value and what is accepted
 */
export function parseDlczLink(value: unknown): DlczLinkParameters {
  return parseParameters(dlczLinkParameters, value, 'dlcz')
}
