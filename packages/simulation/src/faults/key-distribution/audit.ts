import { NODES, type QkdWish } from '@bellwire/application-layer'
import { BitString, cascadePlan, decodeQueries } from '@bellwire/post-processing'
import { binaryEntropy, tsirelsonBound } from '@bellwire/quantum'
import { complementarityChernoff, entropicUncertainty, sampleSizes } from '@bellwire/security-analysis'
import type { Transcript } from './transcript.js'

const [ASKING, ANSWERING] = NODES
const KEY_SETTING = 2
const TAG_BITS = 64
const FLAG_BITS = 1

/** What a session has published, counted by somebody who only listened. */
export interface Audit {
  readonly parity: number
  /** The longest key that the analysis allows. */
  readonly longest: number
  readonly chsh: number | undefined
  readonly correctorSettings: readonly number[]
  readonly referenceSettings: readonly number[]
  /** Indices of published rounds in order, and outcomes of both ends there; undefined where not all that match are. */
  readonly published:
    | { readonly rounds: readonly number[]; readonly outcomes: readonly [BitString, BitString] }
    | undefined
}

/** Goes over the messages of a session that gave a key; undefined for one that was not said to its end. */
export function audit(transcript: Transcript, wish: QkdWish): Audit | undefined {
  const [asked] = transcript.of(ASKING, 'INPUTS')
  const [answered] = transcript.of(ANSWERING, 'INPUTS')
  const [askedOutcomes] = transcript.of(ASKING, 'OUTCOMES')
  const [answeredOutcomes] = transcript.of(ANSWERING, 'OUTCOMES')
  if (!asked || !answered || !askedOutcomes || !answeredOutcomes) return undefined
  const { rounds } = wish
  const isBbm92 = wish.protocol === 'bbm92'
  const correctorSettings = settingsIn(asked.settings, isBbm92 ? 1 : 2, rounds)
  const referenceSettings = settingsIn(answered.settings, 1, rounds)
  const tally = isBbm92 ? matchesOf : testsOf
  const { keyRounds, tests } = tally(correctorSettings, referenceSettings)
  const publishedRounds = isBbm92 ? sampleSizes(rounds, wish.probability).testRounds : tests.length
  const outcomes = [askedOutcomes, answeredOutcomes].map((one) =>
    BitString.fromBytes(one.outcomes, publishedRounds)
  ) as [BitString, BitString]
  const rawBits = isBbm92 ? sampleSizes(rounds, wish.probability).keyRounds : keyRounds
  const parity = paritiesIn(transcript, wish, rawBits)
  const common = { parity, correctorSettings, referenceSettings }
  if (isBbm92) {
    const matches = { keyRounds, testRounds: tests.length }
    const longest = longestOfBbm92(wish, { ...matches, testErrors: outcomes[0].distance(outcomes[1]), parity })
    return { ...common, chsh: undefined, longest, published: undefined }
  }
  const p = (1 - wish.probability) / 4
  let sum = 0
  tests.forEach((round, place) => {
    const sign = correctorSettings[round] === 1 && referenceSettings[round] === 1 ? -1 : 1
    sum += outcomes[0].get(place) === outcomes[1].get(place) ? sign : -sign
  })
  const chsh = sum / (rounds * p)
  const longest = longestOfSifted(wish, { keyRounds, chsh, publishedBits: parity + TAG_BITS + FLAG_BITS })
  return { ...common, chsh, longest, published: { rounds: tests, outcomes } }
}

function settingsIn(bytes: Uint8Array, bits: 1 | 2, rounds: number): number[] {
  const packed = BitString.fromBytes(bytes)
  return Array.from({ length: rounds }, (_, round) =>
    bits === 1 ? packed.get(round) : 2 * packed.get(2 * round) + packed.get(2 * round + 1)
  )
}

interface Tally {
  readonly keyRounds: number
  readonly tests: readonly number[]
}

function testsOf(corrector: readonly number[], reference: readonly number[]): Tally {
  const tests = corrector.flatMap((setting, round) => (setting === KEY_SETTING ? [] : [round]))
  const keyRounds = corrector.filter((setting, round) => setting === KEY_SETTING && reference[round] === 0).length
  return { keyRounds, tests }
}

function matchesOf(corrector: readonly number[], reference: readonly number[]): Tally {
  const tests = corrector.flatMap((setting, round) => (setting === 1 && reference[round] === 1 ? [round] : []))
  const keyRounds = corrector.filter((setting, round) => setting === 0 && reference[round] === 0).length
  return { keyRounds, tests }
}

/** Bits of parities that were asked for, and answered with so many bytes. */
function paritiesIn(transcript: Transcript, wish: QkdWish, rawBits: number): number {
  const variant = wish.reconciliation === 'cascade-option3' ? 'option3' : 'option7'
  const passes = cascadePlan(variant, rawBits, wish.expectedQber).blockSizes.length
  const answers = transcript.of(ANSWERING, 'PARITIES')
  let bits = 0
  transcript.of(ASKING, 'QUERIES').forEach(({ queries }, place) => {
    const asked = decodeQueries(queries, rawBits, passes).starts.length
    bits += answers[place]?.parities.length === Math.ceil(asked / 8) ? asked : Number.NaN
  })
  return bits
}

interface SiftedTally {
  readonly keyRounds: number
  readonly chsh: number
  readonly publishedBits: number
}

function longestOfSifted(wish: QkdWish, tally: SiftedTally): number {
  const { rounds, probability, expectedChsh = 0, epsilons: [epsilon = 0] = [] } = wish
  const p = (1 - probability) / 4
  if (wish.analysis === 'complementarity-chernoff') {
    const protocol = { rounds, keyProbability: probability / 2, testSettingProbability: p, epsilon, expectedChsh }
    return complementarityChernoff(protocol).keyLength(tally).length
  }
  const { keyRounds, chsh, publishedBits } = tally
  // Liu et al.: phase errors by S less what independent rounds may deviate by.
  const least = Math.min(tsirelsonBound, chsh - (4 / p) * Math.sqrt((2 * Math.log(1 / epsilon)) / rounds))
  if (least <= 2) return 0
  const phaseError = (1 - Math.sqrt((least / 2) ** 2 - 1)) / 2
  return Math.max(0, Math.floor(keyRounds * (1 - binaryEntropy(phaseError)) - publishedBits + 1e-6))
}

interface Bbm92Tally {
  readonly keyRounds: number
  readonly testRounds: number
  readonly testErrors: number
  readonly parity: number
}

function longestOfBbm92(wish: QkdWish, { parity, ...counted }: Bbm92Tally): number {
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
