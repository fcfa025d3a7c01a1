import { ParameterError } from './parameter.js'
import type { ClickPattern, SlotModel } from './slot-model.js'

/** A link whose heralds deliver stated states, for workloads and teaching. */
export type IdealParameters = {
  /** Probability that one slot heralds, 0..1. */
  readonly successProbability: number
  /** The Bell states that a herald announces, by BellIndex, all equally likely. Default [0], Φ+. */
  readonly announced?: readonly number[]
} & (
  | { /** Fidelity of the Werner state that a herald delivers, 1/4..1. */ readonly fidelity: number }
  | {
      /** Probability of each error, by BellIndex: the pair is in the announced index XOR this one. Sums to 1. */
      readonly bellDiagonal: readonly [number, number, number, number]
    }
)

/**
 * "A herald delivers a Werner (or Bell-diagonal) state": one slot of an ideal link.
 *
 * @throws ParameterError for a probability, fidelity or index out of range
 */
export function idealSlot(parameters: IdealParameters): SlotModel {
  const { successProbability, announced = [0] } = parameters
  requireBetween('successProbability', successProbability, 0, 1)
  if (announced.length === 0) throw new ParameterError('announced', announced, 'at least one BellIndex')
  const errors = 'fidelity' in parameters ? wernerErrors(parameters.fidelity) : checkedErrors(parameters.bellDiagonal)
  const patterns = announced.map((bellIndex, position): ClickPattern => {
    if (bellIndex !== 0 && bellIndex !== 1 && bellIndex !== 2 && bellIndex !== 3) {
      throw new ParameterError(`announced[${position}]`, bellIndex, 'a BellIndex 0..3')
    }
    const probability = successProbability / announced.length
    return { detectors: 1 << (position & 1), bellIndex, probability, state: bellDiagonalState(errors, bellIndex) }
  })
  return { heraldProbability: successProbability, patterns }
}

/** Pauli coefficients of Σ_e p_e |index⊕e⟩⟨index⊕e|. */
function bellDiagonalState(errors: readonly number[], index: number): Float64Array {
  const state = new Float64Array(16)
  state[0] = 1
  errors.forEach((probability, error) => {
    const parity = ((index ^ error) & 1) === 0 ? 1 : -1
    const phase = ((index ^ error) & 2) === 0 ? 1 : -1
    state[5] = (state[5] as number) + probability * phase
    state[10] = (state[10] as number) - probability * phase * parity
    state[15] = (state[15] as number) + probability * parity
  })
  return state
}

function wernerErrors(fidelity: number): readonly number[] {
  requireBetween('fidelity', fidelity, 0.25, 1)
  const other = (1 - fidelity) / 3
  return [fidelity, other, other, other]
}

function checkedErrors(probabilities: readonly number[]): readonly number[] {
  probabilities.forEach((probability, index) => requireBetween(`bellDiagonal[${index}]`, probability, 0, 1))
  const total = probabilities.reduce((sum, probability) => sum + probability, 0)
  if (probabilities.length !== 4 || Math.abs(total - 1) > 1e-9) {
    throw new ParameterError('bellDiagonal', probabilities, 'four probabilities that sum to 1')
  }
  return probabilities
}

function requireBetween(field: string, value: number, minimum: number, maximum: number): void {
  if (!(value >= minimum && value <= maximum)) throw new ParameterError(field, value, `a number ${minimum}..${maximum}`)
}
