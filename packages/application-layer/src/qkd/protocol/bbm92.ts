import { Basis, type BasisCode } from '@bellwire/device'
import { type BitString, passOrder, SHUFFLE_SEED_BITS, verificationCollisionBound } from '@bellwire/post-processing'
import {
  entropicUncertainty,
  type KeyLength,
  type SampledData,
  sampleSizes,
  type SamplingPlan,
  type SecurityAnalysis
} from '@bellwire/security-analysis'
import { type QkdProposal, QkdReason, QkdReconciliation } from '@bellwire/wire'
import { ApplicationError } from '../../errors.js'
import { numberOf } from '../wish.js'
import type { Draw, ProtocolRules, QkdFigures, Role, Settings } from './rules.js'

/** As for shared tests: the analysis does not leave the positions of errors to the eavesdropper. */
const BITS_PER_PARITY = 2

/**
 * Entanglement-based BB84 (Bennett, Brassard and Mermin 1992): both ends measure Z with the declared probability, X
 * otherwise. As many rounds as were declared, drawn at random of those in which both measured Z, make the key; of those with X the test.
 * Not device-independent: the measurements are trusted, and may have been made before the session hears of the pair, by
 * hardware that draws the bases itself.
 */
export class Bbm92Rules implements ProtocolRules {
  readonly announcesKinds = false
  readonly referencePublishes = true
  readonly flips = 0
  readonly sampleSeedBits = SHUFFLE_SEED_BITS
  readonly expectedErrorRate: number
  readonly publishedBudget: number
  readonly analysisName: string
  readonly label: string
  key: Int32Array = new Int32Array(0)
  published: Int32Array = new Int32Array(0)
  readonly #proposal: QkdProposal
  readonly #bitsPerParity: number
  readonly #analysis: SecurityAnalysis<SamplingPlan, SampledData>
  #matches = { keyRounds: 0, testRounds: 0 }
  #errors = 0

  /** @throws SecurityInputError, ApplicationError for parameters that the analysis or the verification cannot take */
  constructor(proposal: QkdProposal) {
    this.#proposal = proposal
    const { rounds, probability, epsilons, leakBudget, reconciliation } = proposal
    const [secrecy = 0, correctness = 0] = epsilons.map(numberOf)
    const expectedQber = proposal.expectedQber / 1e6
    this.#analysis = entropicUncertainty({
      ...sampleSizes(rounds, probability / 2 ** 32),
      expectedQber,
      secrecy,
      correctness,
      errorCorrectionBits: leakBudget,
      verificationBits: VERIFICATION
    })
    const delivered = verificationCollisionBound(this.#analysis.parameters.keyRounds)
    if (delivered > correctness) {
      const accepted = `from ${delivered.toExponential(1)}, what the verification of so many key rounds delivers, to below 1`
      throw new ApplicationError('INPUT', `epsilon of correctness is ${correctness}; accepted: ${accepted}`)
    }
    this.analysisName = this.#analysis.name
    this.label = this.#analysis.label
    this.expectedErrorRate = expectedQber
    this.#bitsPerParity = reconciliation === QkdReconciliation.LDPC ? 1 : BITS_PER_PARITY
    this.publishedBudget = Math.floor(leakBudget / this.#bitsPerParity)
  }

  settingBits(): 1 {
    return 1
  }

  drawKind(): boolean {
    return false
  }

  isTest(): boolean {
    return false
  }

  drawSetting(_role: Role, _test: boolean, draw: Draw): number {
    return draw() < this.#proposal.probability ? 0 : 1
  }

  basisOf(_role: Role, setting: number): BasisCode {
    return setting === 0 ? Basis.Z : Basis.X
  }

  settingOf(basis: BasisCode): number | undefined {
    const setting = [Basis.Z, Basis.X].indexOf(basis as typeof Basis.Z)
    return setting < 0 ? undefined : setting
  }

  sift(corrector: Settings, reference: Settings, seed: BitString | undefined): QkdReason {
    if (seed === undefined) return QkdReason.MESSAGE
    const { rounds } = this.#proposal
    const both: [number[], number[]] = [[], []]
    for (let index = 0; index < rounds; index++) {
      const setting = corrector.setting(index)
      if (setting === reference.setting(index)) both[setting as 0 | 1].push(index)
    }
    const [z, x] = both
    const { keyRounds, testRounds } = this.#analysis.parameters
    this.#matches = { keyRounds: z.length, testRounds: x.length }
    this.key = sampleOf(z, keyRounds, seed, 1)
    this.published = sampleOf(x, testRounds, seed, 2)
    return z.length < keyRounds || x.length < testRounds ? QkdReason.COUNTS : QkdReason.NONE
  }

  correctorBit(_index: number, outcome: 0 | 1): 0 | 1 {
    return outcome
  }

  score(corrector: BitString, reference: BitString): QkdReason {
    this.#errors = corrector.distance(reference)
    return this.#errors <= this.#analysis.parameters.maximumErrors ? QkdReason.NONE : QkdReason.TEST
  }

  errorRates(): number {
    return this.expectedErrorRate
  }

  keyLength(parities: number): KeyLength {
    const errorCorrectionBits = this.#bitsPerParity * parities
    return this.#analysis.keyLength({ ...this.#matches, testErrors: this.#errors, errorCorrectionBits })
  }

  get plannedLength(): number {
    return this.#analysis.parameters.length
  }

  get figures(): QkdFigures {
    const testRounds = this.published.length
    return {
      keyRounds: this.key.length,
      testRounds,
      chsh: undefined,
      testErrorRate: testRounds === 0 ? undefined : this.#errors / testRounds
    }
  }
}

/** The tag of the verification, and whether it was right. */
const VERIFICATION = 65

function sampleOf(rounds: readonly number[], size: number, seed: BitString, pass: number): Int32Array {
  const order = passOrder(seed, pass, rounds.length).subarray(0, Math.min(size, rounds.length)).toSorted()
  return Int32Array.from(order, (place) => rounds[place] as number)
}
