import {
  AuthenticationKeyExhaustedError,
  BitString,
  PostProcessingInputError,
  VERIFICATION_BITS,
  verificationTag
} from '@bellwire/post-processing'
import { decodeQkdMessage, encodeQkdMessage, type QkdMessage, QkdReason, WireError } from '@bellwire/wire'
import { askedLength } from './asked-length.js'
import { Correction } from './correction.js'
import type { CorrectorParts } from './corrector-parts.js'
import { CorrectorRounds } from './corrector-rounds.js'
import { EMPTY_BODY } from './pieces.js'
import { isPlaceOfPads } from './proposals.js'
import { Questions } from './questions.js'
import { Session } from './session.js'

const NO_BYTES = new Uint8Array(0)

/** The end that opened the session: it asks for pairs, asks the questions, and corrects its key. */
export class CorrectorSession extends Session {
  readonly #parts: CorrectorParts
  readonly #questions: Questions
  readonly #unlisten: () => void
  /** What an answer is to. */
  #phase: QkdMessage['type'] = 'PROPOSAL'
  #proposal: Uint8Array = NO_BYTES
  readonly #making: CorrectorRounds
  #correction: Correction | undefined
  #length = 0
  #seed = new BitString(0)
  #failure: QkdReason | undefined
  #sampleSeed: Uint8Array = NO_BYTES

  constructor(parts: CorrectorParts) {
    super(parts, parts.proposal.rounds)
    this.#parts = parts
    this.#questions = new Questions({
      log: parts.log,
      dialogue: parts.dialogue,
      answered: (message) => this.#answered(message),
      ended: () => parts.tell({ type: 'LOST', reason: QkdReason.MESSAGE })
    })
    this.#making = new CorrectorRounds(this, parts, this.#questions, (message) => this.#ask(message))
    this.#unlisten = parts.source.listen(this.#making)
  }

  // ---- what the machine says ----

  propose(): void {
    const { ending } = this.parts.log
    if (ending !== undefined) {
      // Its tag has used up the pad: what was said is said again, and nothing else.
      this.#questions.takeLeave(ending.message)
      return this.#fail(ending.reason as QkdReason)
    }
    this.#proposal = encodeQkdMessage(this.parts.proposal)
    this.#askBytes('PROPOSAL', this.#proposal)
  }

  generate(): void {
    this.#making.generate()
  }

  beat(): void {
    this.#making.beat()
  }

  list(): void {
    this.#making.list()
  }

  announce(): void {
    const seed = this.rules.sampleSeedBits === 0 ? NO_BYTES : this.parts.log.draw(this.rules.sampleSeedBits).bytes
    this.#sampleSeed = seed
    this.#ask({ type: 'INPUTS', settings: this.record.settings(0, this.record.count).bytes, seed })
  }

  publish(): void {
    this.#ask({ type: 'OUTCOMES', outcomes: this.publishedOutcomes().bytes })
  }

  correct(): void {
    const { log, proposal } = this.parts
    if (this.#correction === undefined) {
      this.rawKey = this.rawKeyOf((index) => this.rules.correctorBit(index, this.ownOutcome(index)))
      const draw = (bits: number): BitString => log.draw(bits)
      this.#correction = new Correction(this.rawKey, this.rules, proposal.reconciliation, this.leak, draw)
    }
    const next = this.#correction.next()
    if (next !== undefined) return this.#ask({ type: 'QUERIES', ...next })
    const corrected = this.#correction.corrected()
    if (corrected === undefined) return this.#fail(QkdReason.BUDGET)
    this.rawKey.clear()
    this.rawKey = corrected
    this.corrections = this.#correction.corrections
    this.roundTrips = this.#correction.roundTrips
    this.#correction.clear()
    this.#parts.tell({ type: 'RECONCILED' })
  }

  verify(): void {
    const point = this.parts.log.draw(VERIFICATION_BITS)
    this.countVerification()
    this.#ask({ type: 'VERIFICATION', point: point.bytes, tag: verificationTag(this.rawKey, point).bytes })
  }

  amplify(): void {
    if (!this.rules.referencePublishes) this.rules.score(this.publishedOutcomes(), this.#referenceOutcomes())
    const length = askedLength(this.keyLength(), this.rawKey.length)
    const reason = this.checkLength(length)
    if (reason !== QkdReason.NONE) return this.#fail(reason)
    this.#length = length
    this.#seed = this.parts.log.draw(this.seedLength(length))
    this.#ask({ type: 'AMPLIFICATION', length, seed: this.#seed.bytes })
  }

  finish(): void {
    this.#askBytes('FINISH', this.finishMessage(QkdReason.NONE))
  }

  release(): void {
    this.give(this.amplified(this.#seed, this.#length), this.#questions.step, EMPTY_BODY)
    this.#leave()
  }

  abort(reason: number): void {
    this.#making.cancel()
    this.#failure = reason as QkdReason
    // The steps go one after the other: what was asked is answered first.
    if (!this.#questions.waiting) this.#tellFailure()
  }

  drop(reason: number): void {
    this.giveUp(reason as QkdReason, this.#questions.step, EMPTY_BODY)
    this.#leave()
  }

  /** The process dies. */
  abandon(): void {
    this.#unlisten()
  }

  // ---- parts ----

  protected ownOutcome(index: number): 0 | 1 {
    return this.record.outcome(index)
  }

  protected roundFinished(): void {
    this.#making.finished()
  }

  #tellFailure(): void {
    const reason = this.#failure as QkdReason
    const message = this.finishMessage(reason)
    this.parts.log.giveUp({ reason, message })
    this.#askBytes('FINISH', message)
  }

  #answered(message: Uint8Array | undefined): void {
    if (message === undefined) return this.#lost(QkdReason.MESSAGE)
    let answer: QkdMessage
    try {
      answer = decodeQkdMessage(message)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      return this.#lost(QkdReason.MESSAGE)
    }
    if (answer.type === 'FINISH') return this.#finished(answer, message)
    // The pad of this end has made its tag: there is no other word to say.
    if (this.#phase === 'FINISH') return this.#lost(this.#failure ?? QkdReason.MESSAGE)
    if (answer.type === 'AGREEMENT' && this.#phase === 'PROPOSAL') this.#agreed(answer.poolOffset, message)
    else this.transcript?.absorb(message)
    if (this.#failure !== undefined) return this.#tellFailure()
    if (answer.type !== 'AGREEMENT' || this.#phase !== 'PROPOSAL') this.#handle(answer)
  }

  #handle(answer: QkdMessage): void {
    const { tell } = this.#parts
    switch (this.#phase) {
      case 'PROGRESS':
        if (answer.type === 'PROCEED') return this.#making.beatHeard()
        break
      case 'ROUND_KIND':
        if (answer.type === 'PROCEED') return this.#making.kindHeard()
        break
      case 'ROUNDS':
        if (answer.type !== 'PROCEED') break
        this.missing = answer.missing
        return tell({ type: 'LISTED' })
      case 'INPUTS':
        if (answer.type === 'INPUTS') return this.#sift(answer.settings)
        break
      case 'OUTCOMES':
        if (answer.type === 'OUTCOMES' && this.rules.referencePublishes) return this.#score(answer.outcomes)
        if (answer.type === 'PROCEED' && !this.rules.referencePublishes) return tell({ type: 'TESTED' })
        break
      case 'QUERIES':
        if (answer.type === 'PARITIES') return this.#learn(answer.parities)
        break
      case 'VERIFICATION':
        if (answer.type === 'VERIFIED' && answer.equal) return tell({ type: 'EQUAL' })
        break
      case 'AMPLIFICATION':
        if (answer.type === 'PROCEED') return tell({ type: 'AMPLIFIED' })
        break
      default:
    }
    this.#fail(QkdReason.MESSAGE)
  }

  #agreed(poolOffset: number, message: Uint8Array): void {
    const { pool, id, proposal } = this.parts
    const gap = poolOffset - proposal.poolOffset
    if (gap < 0 || gap > this.#parts.poolGap || !isPlaceOfPads(poolOffset)) return this.#lost(QkdReason.POOL)
    if (!pool.holds(id)) {
      try {
        pool.reserve(id, poolOffset)
      } catch (error) {
        if (!(error instanceof AuthenticationKeyExhaustedError || error instanceof PostProcessingInputError))
          throw error
        return this.#lost(QkdReason.POOL)
      }
    }
    this.beginTranscript(this.#proposal, message)
    this.#parts.tell({ type: 'AGREED' })
  }

  #finished(answer: Extract<QkdMessage, { type: 'FINISH' }>, message: Uint8Array): void {
    const reason = answer.reason as QkdReason
    if (this.#failure !== undefined && this.#phase === 'FINISH') return this.#parts.tell({ type: 'CLOSED' })
    if (this.transcript === undefined) return this.#lost(reason === QkdReason.NONE ? QkdReason.MESSAGE : reason)
    if (!this.isAuthentic(answer, message)) return this.#lost(QkdReason.AUTHENTICATION)
    if (reason !== QkdReason.NONE) return this.#lost(reason)
    if (this.#phase === 'FINISH') this.#parts.tell({ type: 'AUTHENTIC' })
    else this.#lost(QkdReason.MESSAGE)
  }

  #sift(settings: Uint8Array): void {
    const { rounds } = this.parts.proposal
    if (settings.length !== Math.ceil((rounds * this.rules.settingBits('reference')) / 8)) {
      return this.#fail(QkdReason.MESSAGE)
    }
    const bits = BitString.fromBytes(settings)
    const reference = { setting: (index: number) => bits.get(index) }
    const seed = this.#sampleSeed.length === 0 ? undefined : BitString.fromBytes(this.#sampleSeed)
    const reason = this.rules.sift(this.record, reference, seed)
    if (reason === QkdReason.NONE) this.#parts.tell({ type: 'SIFTED' })
    else this.#fail(reason)
  }

  #score(outcomes: Uint8Array): void {
    const { length } = this.rules.published
    if (outcomes.length !== Math.ceil(length / 8)) return this.#fail(QkdReason.MESSAGE)
    const reason = this.rules.score(this.publishedOutcomes(), BitString.fromBytes(outcomes, length))
    if (reason === QkdReason.NONE) this.#parts.tell({ type: 'TESTED' })
    else this.#fail(reason)
  }

  #learn(answer: Uint8Array): void {
    const reason = this.#correction?.take(answer) ?? QkdReason.MESSAGE
    if (reason === QkdReason.NONE) this.#parts.tell({ type: 'CORRECTING' })
    else this.#fail(reason)
  }

  /** The peer's outcomes of the published rounds, by the key that both have. */
  #referenceOutcomes(): BitString {
    const bits = new BitString(this.rules.published.length)
    this.rules.published.forEach((index, k) => bits.set(k, this.rawKey.get(index)))
    return bits
  }

  #ask(message: QkdMessage): void {
    const bytes = encodeQkdMessage(message)
    this.transcript?.absorb(bytes)
    this.#askBytes(message.type, bytes)
  }

  #askBytes(phase: QkdMessage['type'], bytes: Uint8Array): void {
    this.#phase = phase
    this.#questions.ask(bytes)
  }

  #fail(reason: QkdReason): void {
    this.#parts.tell({ type: 'FAIL', reason })
  }

  #lost(reason: QkdReason): void {
    this.#parts.tell({ type: 'LOST', reason })
  }

  #leave(): void {
    this.#making.cancel()
    this.#correction?.clear()
    this.#unlisten()
    this.#questions.close()
  }
}
