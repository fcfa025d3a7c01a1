import { expectedGap, swapAsapDecay } from '@bellwire/network-layer'
import { roundsSection } from './rounds-case.js'

const CHAINS: readonly (readonly [probabilities: readonly number[], decay: number, rounds: number])[] = [
  [[0.1, 0.1, 0.1], 0.98, 9000],
  [[0.1, 0.1, 0.1, 0.1], 0.98, 7000],
  [[0.1, 0.05, 0.2, 0.1], Math.exp(-1 / 30), 9500]
]

/** Longer chains whose nodes swap as soon as they can: E[Π q^|tᵢ−tᵢ₊₁|] over the inner memories, and what they wait. */
export const swapAsap = roundsSection(
  CHAINS.map(([probabilities, decay, rounds]) => {
    const inner = probabilities.slice(1)
    const gaps = inner.map((p, index) => expectedGap(probabilities[index] as number, p))
    return {
      id: `swap-asap-${probabilities.join('-')}`,
      probabilities,
      decay,
      rounds,
      expected: {
        decay: swapAsapDecay(
          probabilities,
          inner.map(() => decay)
        ),
        waited: gaps.reduce((sum, gap) => sum + gap, 0)
      }
    }
  })
)
