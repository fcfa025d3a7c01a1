import { composeBellIndex, createPair, type PauliPair, setBellDiagonalPair } from '@bellwire/quantum'
import { fraction, ParameterError, parseParameters, quantity } from './parameter.js'
import type { ClickPattern, SlotModel } from './slot-model.js'

/** A link whose heralds deliver stated states, for workloads and teaching. */
export type IdealParameters = {
  /** Probability that one slot heralds, 0..1. */
  readonly successProbability: number
  /** The Bell states that a herald announces, by BellIndex, all equally likely. Default [0], Φ+. */
  readonly announced?: readonly number[]
} & (
  | {
      /** Fidelity of the Werner state that a herald delivers, 1/4..1. */
      readonly fidelity: number
    }
  | {
      /** Probability of each error, by BellIndex: the pair is in the announced index XOR this one. Sums to 1. */
      readonly bellDiagonal: readonly [number, number, number, number]
    }
)

/**
 * "A herald delivers a Werner (or Bell-diagonal) state": one slot of an ideal link. Neither noise nor an absent side
 * is part of it.
 *
 * @throws ParameterError for a probability, fidelity or index out of range
 */
export function idealSlot(parameters: IdealParameters): SlotModel {
  const { successProbability, announced = [0] } = parameters
  parseParameters(fraction, successProbability, 'successProbability')
  if (announced.length === 0) throw new ParameterError('announced', announced, 'at least one BellIndex')
  const errors = 'fidelity' in parameters ? wernerErrors(parameters.fidelity) : checkedErrors(parameters.bellDiagonal)
  const patterns = announced.map((bellIndex, position): ClickPattern => {
    if (!Number.isInteger(bellIndex) || bellIndex < 0 || bellIndex > 3) {
      throw new ParameterError(`announced[${position}]`, bellIndex, 'a BellIndex 0..3')
    }
    const probability = successProbability / announced.length
    return { detectors: 1 << (position & 1), bellIndex, probability, state: pairWithErrors(errors, bellIndex) }
  })
  return { heraldProbability: successProbability, patterns }
}

function pairWithErrors(errors: readonly number[], announced: number): PauliPair {
  const probabilities = new Float64Array(4)
  errors.forEach((probability, error) => {
    probabilities[composeBellIndex(announced, error)] = probability
  })
  const pair = createPair()
  setBellDiagonalPair(pair, probabilities)
  pair[0] = 1
  return pair
}

function wernerErrors(fidelity: number): readonly number[] {
  parseParameters(quantity(0.25, 1), fidelity, 'fidelity')
  const other = (1 - fidelity) / 3
  return [fidelity, other, other, other]
}

function checkedErrors(probabilities: readonly number[]): readonly number[] {
  probabilities.forEach((probability, index) => parseParameters(fraction, probability, `bellDiagonal[${index}]`))
  const total = probabilities.reduce((sum, probability) => sum + probability, 0)
  if (probabilities.length !== 4 || Math.abs(total - 1) > 1e-9) {
    throw new ParameterError('bellDiagonal', probabilities, 'four probabilities that sum to 1')
  }
  return probabilities
}
