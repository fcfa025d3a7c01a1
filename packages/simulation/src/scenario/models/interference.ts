import type { OpticsInput } from '../schema/optics.js'
import { both, described, optional, quantity, share } from '../schema/values.js'
import { type Arm, gateNoise } from './arm.js'

// What single-click and two-click links have in common: two photons that meet at a beam splitter.

const efficiencies = optional(
  both(share()),
  'Probability that a photon of a, of b makes a click; default: from the arms'
)

export const interference = {
  efficiencies,
  photonOverlap: described(share(), 'Overlap of the two photons at the station'),
  phaseContrast: described(share(), 'Contrast that phase noise leaves'),
  operationsContrast: described(share(), 'Contrast that local operations leave'),
  phaseOffset: optional(
    quantity('angle', { signed: true, minimum: -2 * Math.PI, maximum: 2 * Math.PI }),
    'Phase between the arms'
  )
}

interface InterferenceInput {
  readonly efficiencies?: readonly number[] | undefined
  readonly photonOverlap: number
  readonly phaseContrast: number
  readonly operationsContrast: number
  readonly phaseOffset?: number | undefined
}

/** The parameters of the optics, and the noise-click probabilities of both detectors in one gate. */
export function interferenceOf(model: InterferenceInput, optics: OpticsInput, arms: readonly [Arm, Arm]) {
  const { efficiencies: given, photonOverlap, phaseContrast, operationsContrast, phaseOffset } = model
  return {
    parameters: {
      efficiencyA: given?.[0] ?? arms[0].efficiency,
      efficiencyB: given?.[1] ?? arms[1].efficiency,
      photonOverlap,
      phaseContrast,
      operationsContrast,
      ...(phaseOffset !== undefined && { phaseOffset })
    },
    noise: gateNoise(optics, arms)
  }
}
