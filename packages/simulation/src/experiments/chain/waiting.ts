import { expectedGap, waitingDecay } from '@bellwire/network-layer'
import { type RoundsCase, roundsSection } from './rounds-case.js'

/** By coherence times of 10, 100 and 2 slots, and a stated factor. */
const PAIRS: readonly (readonly [first: number, second: number, decay: number, rounds: number])[] = [
  [0.1, 0.1, Math.exp(-1 / 10), 17_000],
  [0.01, 0.01, Math.exp(-1 / 100), 17_000],
  [0.5, 0.5, Math.exp(-1 / 2), 25_000],
  [0.1, 0.2, 0.9, 17_000]
]

/** What is left of the earlier of two pairs when it has waited for the later: E[q^|Δ|], and E|Δ| itself. */
export const waiting = roundsSection(
  PAIRS.map(
    ([first, second, decay, rounds]): RoundsCase => ({
      id: `waiting-${first}-${second}`,
      probabilities: [first, second],
      decay,
      rounds,
      expected: { decay: waitingDecay(first, second, decay), waited: expectedGap(first, second) }
    })
  )
)
