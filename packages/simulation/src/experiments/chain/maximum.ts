import { expectedMaximumOf } from '@bellwire/network-layer'
import { roundsSection } from './rounds-case.js'

const CHAINS: readonly (readonly [probabilities: readonly number[], rounds: number])[] = [
  [[0.1, 0.1], 8500],
  [[0.1, 0.1, 0.1], 6500],
  [[0.1, 0.1, 0.1, 0.1], 5500],
  [[0.1, 0.1, 0.1, 0.1, 0.1], 4800],
  [[0.01, 0.01], 9000],
  [[0.5, 0.5, 0.5], 4000],
  [[0.03, 0.12], 12_000],
  [[0.05, 0.1, 0.2], 9000],
  [[0.3, 0.1, 0.05, 0.1, 0.3], 8500]
]

/** The time until every link of a chain has a pair: E[max], by inclusion and exclusion. */
export const maximum = roundsSection(
  CHAINS.map(([probabilities, rounds]) => ({
    id: probabilities.join('-'),
    probabilities,
    rounds,
    expected: { time: expectedMaximumOf(probabilities) }
  }))
)
