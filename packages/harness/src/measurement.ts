import type { MeasurementWish } from '@bellwire/conformance'
import type { MeasurementChoice } from '@bellwire/link-layer'

/** How one end measures, as the stack has it. */
export function choiceOf({ set, probabilities, rotation }: MeasurementWish): MeasurementChoice {
  return set === 'NONE' ? { rotation } : { random: set, probabilities: probabilities.map((share) => share / 255) }
}
