import type { BasisCode } from '@bellwire/device'
import type { BitString } from '@bellwire/post-processing'
import {
  complementarityAzuma,
  complementarityChernoff,
  type KeyLength,
  nominalChsh,
  type SecurityAnalysis,
  type SiftedData,
  uniformTestProbability
} from '@bellwire/security-analysis'
import { QkdAnalysis, type QkdProposal, QkdReason } from '@bellwire/wire'
import { numberOf } from '../wish.js'
import { chshBasis, chshSettingBits, KEY_SETTING } from './chsh-settings.js'
import type { Draw, ProtocolRules, QkdFigures, Role, Settings } from './rules.js'

/**
 * The protocol of Liu et al., "A building block of quantum repeaters": the reference chooses Z or X, each with probability
 * ½; the corrector Z with the declared probability, otherwise (Z+X)/√2 or (Z−X)/√2, each with one half of the rest. Rounds
 * with Z at both ends make the key; rounds with another setting of the corrector are the test, and published.
 */
export class SiftedRules implements ProtocolRules {
  readonly announcesKinds = false
  /** It follows from what is observed. */
  readonly plannedLength = undefined
  readonly referencePublishes = true
  readonly flips = 0
  readonly sampleSeedBits = 0
  readonly expectedErrorRate: number
  readonly publishedBudget: number
  readonly analysisName: string
  readonly label: string
  key: Int32Array = new Int32Array(0)
  published: Int32Array = new Int32Array(0)
  readonly #proposal: QkdProposal
  readonly #keyProbability: number
  readonly #analysis: SecurityAnalysis<{ readonly rounds: number }, SiftedData>
  /** The pair of settings, 2·x + y, of every published round. */
  #cells = new Uint8Array(0)
  /** Undefined until it is scored. */
  #chsh: number | undefined

  /** @throws SecurityInputError for parameters that the analysis cannot take */
  constructor(proposal: QkdProposal) {
    this.#proposal = proposal
    const { rounds, epsilons, analysis, expectedQber, expectedChsh, leakBudget } = proposal
    const keyProbability = proposal.probability / 2 ** 33
    const epsilon = epsilons[0] === undefined ? 0 : numberOf(epsilons[0])
    const testSettingProbability = uniformTestProbability(keyProbability)
    const protocol = { rounds, keyProbability, testSettingProbability, epsilon }
    this.#keyProbability = keyProbability
    this.#analysis =
      analysis === QkdAnalysis.COMPLEMENTARITY_AZUMA
        ? complementarityAzuma(protocol)
        : complementarityChernoff({ ...protocol, expectedChsh: expectedChsh / 1e6 })
    this.analysisName = this.#analysis.name
    this.label = this.#analysis.label
    this.expectedErrorRate = expectedQber / 1e6
    this.publishedBudget = leakBudget
  }

  settingBits(role: Role): 1 | 2 {
    return chshSettingBits(role)
  }

  drawKind(): boolean {
    return false
  }

  isTest(setting: number): boolean {
    return setting !== KEY_SETTING
  }

  drawSetting(role: Role, _test: boolean, draw: Draw): number {
    if (role === 'corrector' && draw() < this.#proposal.probability) return KEY_SETTING
    return draw() >>> 31
  }

  basisOf(role: Role, setting: number): BasisCode {
    return chshBasis(role, setting)
  }

  sift(corrector: Settings, reference: Settings): QkdReason {
    const { rounds, deviations } = this.#proposal
    const key = new Int32Array(rounds)
    const published = new Int32Array(rounds)
    const cells = new Uint8Array(rounds)
    const counts = [0, 0, 0, 0]
    let keys = 0
    let tests = 0
    for (let index = 0; index < rounds; index++) {
      const y = corrector.setting(index)
      const x = reference.setting(index)
      if (y > KEY_SETTING) return QkdReason.MESSAGE
      if (y === KEY_SETTING) {
        if (x === 0) key[keys++] = index
        continue
      }
      const cell = 2 * x + y
      counts[cell] = (counts[cell] as number) + 1
      cells[tests] = cell
      published[tests++] = index
    }
    this.key = key.subarray(0, keys)
    this.published = published.subarray(0, tests)
    this.#cells = cells.subarray(0, tests)
    const p = uniformTestProbability(this.#keyProbability)
    const expected =
      isExpected(keys, rounds, this.#keyProbability, deviations) &&
      counts.every((count) => isExpected(count, rounds, p, deviations))
    return expected ? QkdReason.NONE : QkdReason.COUNTS
  }

  correctorBit(_index: number, outcome: 0 | 1): 0 | 1 {
    return outcome
  }

  score(corrector: BitString, reference: BitString): QkdReason {
    const counts = [0, 1, 2, 3].map(() => ({ equal: 0, unequal: 0 }))
    for (let k = 0; k < this.published.length; k++) {
      const cell = counts[this.#cells[k] as number] as { equal: number; unequal: number }
      if (corrector.get(k) === reference.get(k)) cell.equal++
      else cell.unequal++
    }
    const { rounds } = this.#proposal
    const testSettingProbability = uniformTestProbability(this.#keyProbability)
    const chsh = nominalChsh({ rounds, keyProbability: this.#keyProbability, testSettingProbability }, counts)
    this.#chsh = chsh
    const sum = counts.reduce((all, { equal, unequal }, cell) => all + (cell === 3 ? -1 : 1) * (equal - unequal), 0)
    return reachesThreshold(sum, this.#proposal) ? QkdReason.NONE : QkdReason.TEST
  }

  errorRates(): number {
    return this.expectedErrorRate
  }

  keyLength(parities: number, further: number): KeyLength {
    return this.#analysis.keyLength({
      keyRounds: this.key.length,
      chsh: this.#chsh ?? 0,
      publishedBits: parities + further
    })
  }

  get figures(): QkdFigures {
    return {
      keyRounds: this.key.length,
      testRounds: this.published.length,
      chsh: this.#chsh,
      testErrorRate: undefined
    }
  }
}

/**
 * Whether Ŝ = sum/(N·p), with p = (1 − P)/4, is as high as the threshold, in integers: P is a fraction of 2^32, the threshold one
 * of 10^6. In floating point one of thirty that are equal comes out below (KEY-281).
 */
function reachesThreshold(sum: number, { rounds, probability, threshold }: QkdProposal): boolean {
  const observed = BigInt(sum) * 4n * 2n ** 32n * 1_000_000n
  return observed >= BigInt(threshold) * BigInt(rounds) * BigInt(2 ** 32 - probability)
}

/** Whether a count of independent rounds is within so many standard deviations of its mean. */
export function isExpected(count: number, rounds: number, probability: number, deviations: number): boolean {
  const deviation = Math.sqrt(rounds * probability * (1 - probability))
  return Math.abs(count - rounds * probability) <= deviations * deviation
}
