import * as v from 'valibot'
import { fraction, parseParameters, quantity, quantityAbove } from '../components/parameter.js'
import type { EnsembleOptics } from '../dlcz/station-response.js'
import {
  type ParametricCavity,
  parametricCavityParameters,
  type RadiansPerMicrosecond
} from '../parametric-cavity/parameters.js'

/** A cavity with its memory, whatever the drive. */
export type UndrivenCavity = Omit<ParametricCavity, 'parametricDrive'>

/**
 * A link of two equal parametric cavities whose idlers meet on a beam splitter midway: what "In situ multimode
 * photon-memory entanglement" names as future work. The model is made here; the paper has none.
 */
export interface CavityParameters extends EnsembleOptics {
  readonly cavity: UndrivenCavity
  /** B: width of the band, centred on the idler mode, that a temporal mode takes; such a mode lasts 2π/B. rad/µs. */
  readonly modeBandwidth: RadiansPerMicrosecond
  /** Temporal modes that are pumped one after the other in one attempt, an integer >= 1. */
  readonly modes: number
  /** Contrast left by optical phase noise between the arms, 0..1. */
  readonly phaseContrast: number
  /** Phase in radians that the state has against the announced Ψ±: (|10⟩ ± e^{iφ}|01⟩)/√2. Default 0. */
  readonly phaseOffset?: number
}

const { parametricDrive: _, ...undriven } = parametricCavityParameters.entries

const ACCEPTED_MODES = 'an integer 1..1000000'

/** What the parameters of a link of two parametric cavities may be. */
export const cavityParameters = v.strictObject({
  efficiencyA: fraction,
  efficiencyB: fraction,
  photonOverlap: fraction,
  cavity: v.strictObject(undriven),
  modeBandwidth: quantityAbove(0),
  modes: v.pipe(
    v.number(ACCEPTED_MODES),
    v.integer(ACCEPTED_MODES),
    v.minValue(1, ACCEPTED_MODES),
    v.maxValue(1_000_000, ACCEPTED_MODES)
  ),
  phaseContrast: fraction,
  phaseOffset: v.optional(quantity(-2 * Math.PI, 2 * Math.PI))
})

/**
 * Parameters of unknown origin, checked.
 *
 * @throws ParameterError that names the first bad field, its value and what is accepted
 */
export function parseCavity(value: unknown): CavityParameters {
  return parseParameters(cavityParameters, value, 'cavity')
}
