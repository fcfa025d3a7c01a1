import type { OpticsInput } from '../schema/optics.js'
import { both, described, optional, share } from '../schema/values.js'
import { type Arm, gateNoise } from './arm.js'
import { phase, phaseOf } from './phase.js'

// What single-click and two-click links have in common: two photons that meet at a beam splitter.

const efficiencies = optional(
  both(share()),
  'Probability that a photon of a, of b makes a click; default: from the arms'
)

export const interference = {
  efficiencies,
  photonOverlap: described(share(), 'Overlap of the two photons at the station'),
  ...phase,
  operationsContrast: described(share(), 'Contrast that local operations leave')
}

type InterferenceInput = Parameters<typeof phaseOf>[0] & {
  readonly efficiencies?: readonly number[] | undefined
  readonly photonOverlap: number
  readonly operationsContrast: number
}

/** The parameters of the optics, and the noise-click probabilities of both detectors in one gate. */
export function interferenceOf(model: InterferenceInput, optics: OpticsInput, arms: readonly [Arm, Arm]) {
  const { efficiencies: given, photonOverlap, operationsContrast } = model
  return {
    parameters: {
      efficiencyA: given?.[0] ?? arms[0].efficiency,
      efficiencyB: given?.[1] ?? arms[1].efficiency,
      photonOverlap,
      ...phaseOf(model),
      operationsContrast
    },
    noise: gateNoise(optics, arms)
  }
}
