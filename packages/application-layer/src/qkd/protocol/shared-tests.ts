import type { BasisCode } from '@bellwire/device'
import { BitString, logLikelihoodRatios } from '@bellwire/post-processing'
import {
  type AccumulationPlan,
  type AllRoundsData,
  entropyAccumulation,
  flippedErrorRate,
  isAccepted,
  type KeyLength,
  type SecurityAnalysis
} from '@bellwire/security-analysis'
import { type QkdProposal, QkdReason, QkdReconciliation } from '@bellwire/wire'
import { numberOf } from '../wish.js'
import { chshBasis, chshSettingBits, KEY_SETTING } from './chsh-settings.js'
import type { Draw, ProtocolRules, QkdFigures, Role, Settings } from './rules.js'
import { isExpected } from './sifted.js'

/**
 * Queries of Cascade tell the parities of the corrector's key as answers tell the reference's: an analysis that does not
 * leave the positions of errors to the eavesdropper counts both.
 */
const BITS_PER_PARITY = 2

/**
 * The protocol of Nadlinger et al., "Experimental quantum key distribution certified by Bell's theorem": of each round the
 * corrector says whether it is a test, once its pair is heralded. In a test both choose uniformly of two settings each, in
 * the other rounds both measure Z; all outcomes are raw key. Length, budget and threshold are fixed before the first round.
 *
 * With noisy preprocessing (Ho et al.) the reference flips bits of the other rounds afterwards. It flips none of a test: the
 * corrector scores the outcomes of tests that it finds in the corrected key, and the analysis is made for that.
 */
export class SharedTestsRules implements ProtocolRules {
  readonly announcesKinds = true
  readonly referencePublishes = false
  readonly flips: number
  readonly sampleSeedBits = 0
  readonly expectedErrorRate: number
  readonly publishedBudget: number
  readonly analysisName: string
  readonly label: string
  key: Int32Array = new Int32Array(0)
  published: Int32Array = new Int32Array(0)
  readonly #proposal: QkdProposal
  /** Of key rounds, with the flips. */
  readonly #keyErrorRate: number
  readonly #bitsPerParity: number
  readonly #analysis: SecurityAnalysis<AccumulationPlan, AllRoundsData>
  #turned: Uint8Array = new Uint8Array(0)
  #won = 0
  #lost = 0

  /** @throws SecurityInputError for parameters that the analysis cannot take */
  constructor(proposal: QkdProposal) {
    this.#proposal = proposal
    const { rounds, epsilons, reconciliation, leakBudget, threshold } = proposal
    const [accumulation, amplification, smoothing, outcomes, tests] = epsilons.map(numberOf)
    const testProbability = proposal.probability / 2 ** 32
    const expectedQber = proposal.expectedQber / 1e6
    const expectedChsh = proposal.expectedChsh / 1e6
    const flips = proposal.flips / 2 ** 32
    this.#analysis = entropyAccumulation({
      rounds,
      testProbability,
      expectedChsh,
      expectedQber,
      flips,
      extractor: 'toeplitz',
      epsilons: {
        entropyAccumulation: accumulation ?? 0,
        privacyAmplification: amplification ?? 0,
        smoothing: smoothing ?? 0,
        smoothingOutcomes: outcomes ?? 0,
        smoothingTests: tests ?? 0
      },
      syndromeBits: leakBudget,
      ...(threshold === 0 ? {} : { winningThreshold: threshold / 1e6 })
    })
    this.analysisName = this.#analysis.name
    this.label = this.#analysis.label
    this.flips = proposal.flips
    this.#keyErrorRate = flippedErrorRate(expectedQber, flips)
    this.expectedErrorRate = (1 - testProbability) * this.#keyErrorRate + testProbability * ((4 - expectedChsh) / 8)
    this.#bitsPerParity = reconciliation === QkdReconciliation.LDPC ? 1 : BITS_PER_PARITY
    this.publishedBudget = Math.floor(leakBudget / this.#bitsPerParity)
  }

  settingBits(role: Role): 1 | 2 {
    return chshSettingBits(role)
  }

  drawKind(draw: Draw): boolean {
    return draw() < this.#proposal.probability
  }

  isTest(setting: number): boolean {
    return setting !== KEY_SETTING
  }

  drawSetting(role: Role, test: boolean, draw: Draw): number {
    if (test) return draw() >>> 31
    return role === 'corrector' ? KEY_SETTING : 0
  }

  basisOf(role: Role, setting: number): BasisCode {
    return chshBasis(role, setting)
  }

  sift(corrector: Settings, reference: Settings): QkdReason {
    const { rounds, deviations, probability } = this.#proposal
    const published = new Int32Array(rounds)
    const counts = [0, 0, 0, 0]
    this.#turned = new Uint8Array(rounds)
    let tests = 0
    for (let index = 0; index < rounds; index++) {
      const [x, y] = [reference.setting(index), corrector.setting(index)]
      if (y > KEY_SETTING || (y === KEY_SETTING && x !== 0)) return QkdReason.MESSAGE
      if (y === KEY_SETTING) continue
      counts[2 * x + y] = (counts[2 * x + y] as number) + 1
      this.#turned[index] = x & y
      published[tests++] = index
    }
    this.key = Int32Array.from({ length: rounds }, (_, index) => index)
    this.published = published.subarray(0, tests)
    const p = probability / 2 ** 34
    return counts.every((count) => isExpected(count, rounds, p, deviations)) ? QkdReason.NONE : QkdReason.COUNTS
  }

  correctorBit(index: number, outcome: 0 | 1): 0 | 1 {
    return (outcome ^ (this.#turned[index] as number)) as 0 | 1
  }

  score(corrector: BitString, reference: BitString): QkdReason {
    this.#won = 0
    this.#lost = 0
    for (let k = 0; k < this.published.length; k++) {
      const index = this.published[k] as number
      const turned = this.#turned[index] as number
      if ((corrector.get(k) ^ reference.get(k)) === turned) this.#won++
      else this.#lost++
    }
    const { parameters } = this.#analysis
    return isAccepted(parameters, { won: this.#won, lost: this.#lost }) ? QkdReason.NONE : QkdReason.TEST
  }

  errorRates(): Float32Array {
    const { rounds, expectedChsh } = this.#proposal
    const marked = new BitString(rounds)
    for (const index of this.published) marked.set(index, 1)
    return logLikelihoodRatios(marked, this.#keyErrorRate, (4 - expectedChsh / 1e6) / 8)
  }

  keyLength(parities: number): KeyLength {
    const errorCorrectionBits = this.#bitsPerParity * parities
    return this.#analysis.keyLength({ won: this.#won, lost: this.#lost, errorCorrectionBits })
  }

  get plannedLength(): number {
    return this.#analysis.parameters.length
  }

  get figures(): QkdFigures {
    const testRounds = this.published.length
    const scored = this.#won + this.#lost
    const chsh = scored === 0 ? undefined : (8 * this.#won) / scored - 4
    return { keyRounds: this.key.length, testRounds, chsh, testErrorRate: undefined }
  }
}
