import type { QkdWish } from '@bellwire/application-layer'
import { entropicUncertainty, sampleSizes } from '@bellwire/security-analysis'
import { accumulationLength } from './bound/accumulation.js'
import { azumaLength, type SiftedTally } from './bound/azuma.js'
import { supermartingaleLength } from './bound/supermartingale.js'

export const TAG_BITS = 64
export const FLAG_BITS = 1

/** Lengths that are optimised twice may differ by a part of a bit. */
const ROUNDING = 0.01

/** The longest key of a sifted session, by a bound that is evaluated here. */
export function longestOfSifted(wish: QkdWish, tally: SiftedTally): number {
  const { rounds, probability, expectedChsh = 0, epsilons: [epsilon = 0] = [] } = wish
  const declared = { rounds, probability, epsilon }
  const length =
    wish.analysis === 'complementarity-chernoff'
      ? supermartingaleLength({ ...declared, expectedChsh: Math.max(2, expectedChsh) }, tally)
      : azumaLength(declared, tally)
  return Math.max(0, Math.floor(length + ROUNDING))
}

/** Lost test rounds with which a session with shared tests is accepted, at most. */
export function mostLosses({ rounds, probability, threshold = 0 }: QkdWish): number {
  return rounds * probability * (1 - threshold)
}

/** The longest key of a session with shared tests that is accepted, by a bound that is evaluated here. */
export function longestOfSharedTests(wish: QkdWish): number {
  const { rounds, probability, threshold = 0, leakBudget = 0, epsilons = [] } = wish
  const [accumulation = 0, amplification = 0, smoothing = 0, outcomes = 0, tests = 0] = epsilons
  const length = accumulationLength({
    rounds,
    testProbability: probability,
    threshold,
    budget: leakBudget,
    epsilons: [accumulation, amplification, smoothing, outcomes, tests]
  })
  return Math.max(0, Math.floor(length + ROUNDING))
}

interface Bbm92Tally {
  readonly keyRounds: number
  readonly testRounds: number
  readonly testErrors: number
  readonly parity: number
}

export function longestOfBbm92(wish: QkdWish, { parity, ...counted }: Bbm92Tally): number {
  const { rounds, probability, expectedQber, leakBudget = 0, epsilons: [secrecy = 0, correctness = 0] = [] } = wish
  const analysis = entropicUncertainty({
    ...sampleSizes(rounds, probability),
    expectedQber,
    secrecy,
    correctness,
    errorCorrectionBits: leakBudget,
    verificationBits: TAG_BITS + FLAG_BITS
  })
  // Queries tell the parities of the other key as well.
  return analysis.keyLength({ ...counted, errorCorrectionBits: 2 * parity }).length
}
