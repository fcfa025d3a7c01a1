import type { QkdWish } from '@bellwire/application-layer'
import { BitString, cascadePlan, decodeQueries } from '@bellwire/post-processing'
import { sampleSizes } from '@bellwire/security-analysis'
import { FLAG_BITS, longestOfBbm92, longestOfSharedTests, longestOfSifted, TAG_BITS } from './longest.js'
import type { Transcript } from './transcript.js'

const KEY_SETTING = 2

/** What a session has published, counted by somebody who only listened. */
export interface Audit {
  readonly parity: number
  /** Bytes of syndromes. */
  readonly syndrome: number
  /** The longest key that the analysis allows. */
  readonly longest: number
  readonly chsh: number | undefined
  readonly correctorSettings: readonly number[]
  readonly referenceSettings: readonly number[]
  /** Test rounds in order, and the outcomes of the ends that publish them; undefined where not all that match are. */
  readonly published: { readonly rounds: readonly number[]; readonly outcomes: readonly BitString[] } | undefined
}

/** Goes over the messages of a session that gave a key; undefined for one that was not said to its end. */
export function audit(transcript: Transcript, wish: QkdWish): Audit | undefined {
  const [asking, answering] = transcript.nodes
  const [asked] = transcript.of(asking, 'INPUTS')
  const [answered] = transcript.of(answering, 'INPUTS')
  const [askedOutcomes] = transcript.of(asking, 'OUTCOMES')
  const [answeredOutcomes] = transcript.of(answering, 'OUTCOMES')
  if (!asked || !answered || !askedOutcomes) return undefined
  const { rounds } = wish
  const isBbm92 = wish.protocol === 'bbm92'
  const correctorSettings = settingsIn(asked.settings, isBbm92 ? 1 : 2, rounds)
  const referenceSettings = settingsIn(answered.settings, 1, rounds)
  const tally = isBbm92 ? matchesOf : testsOf
  const { keyRounds, tests } = tally(correctorSettings, referenceSettings)
  const settings = { correctorSettings, referenceSettings }
  if (wish.protocol === 'shared-tests') {
    const outcomes = [BitString.fromBytes(askedOutcomes.outcomes, tests.length)]
    const syndrome = transcript.of(answering, 'PARITIES').reduce((sum, { parities }) => sum + parities.length, 0)
    const published = { rounds: tests, outcomes }
    return { ...settings, parity: 0, syndrome, chsh: undefined, longest: longestOfSharedTests(wish), published }
  }
  if (!answeredOutcomes) return undefined
  const publishedRounds = isBbm92 ? sampleSizes(rounds, wish.probability).testRounds : tests.length
  const outcomes = [askedOutcomes, answeredOutcomes].map((one) =>
    BitString.fromBytes(one.outcomes, publishedRounds)
  ) as [BitString, BitString]
  const rawBits = isBbm92 ? sampleSizes(rounds, wish.probability).keyRounds : keyRounds
  const parity = paritiesIn(transcript, wish, rawBits)
  const common = { ...settings, parity, syndrome: 0 }
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
  const [asking, answering] = transcript.nodes
  const answers = transcript.of(answering, 'PARITIES')
  let bits = 0
  transcript.of(asking, 'QUERIES').forEach(({ queries }, place) => {
    const asked = decodeQueries(queries, rawBits, passes).starts.length
    bits += answers[place]?.parities.length === Math.ceil(asked / 8) ? asked : Number.NaN
  })
  return bits
}
