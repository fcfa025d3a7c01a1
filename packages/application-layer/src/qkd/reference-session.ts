import { BitString, verifyKey } from '@bellwire/post-processing'
import { decodeQkdMessage, encodeQkdMessage, type QkdMessage, QkdReason, WireError } from '@bellwire/wire'
import { Answers } from './answers.js'
import { CorrectionAnswers } from './correction-answers.js'
import { addNoise } from './noisy-preprocessing.js'
import type { ReferenceEvent } from './reference-machine.js'
import { ReferenceRounds } from './reference-rounds.js'
import { Session, type SessionParts } from './session.js'

export interface ReferenceParts extends SessionParts {
  /** The encoded proposal, as it came. */
  readonly encodedProposal: Uint8Array
  /** The first bit of the session's pads. */
  readonly poolOffset: number
  /** PROGRESS in a row without a new round, at most. */
  readonly idleBeats: number
  readonly tell: (event: ReferenceEvent) => void
  /** Answers the step under way. */
  readonly reply: (body: Uint8Array) => void
}

const NO_BYTES = new Uint8Array(0)

/** More pairs may come to this end than to the other: some of what came expires there. */
const capacityFor = (rounds: number): number => rounds + Math.ceil(rounds / 4) + 64

/** The end that answers: its raw key is the key. */
export class ReferenceSession extends Session {
  readonly #parts: ReferenceParts
  readonly #unlisten: () => void
  readonly #answers: Answers
  readonly #made: ReferenceRounds
  #question: QkdMessage | undefined
  #bytes: Uint8Array = NO_BYTES
  #correction: CorrectionAnswers | undefined
  #length = 0
  #seed = new BitString(0)
  #held: Uint8Array | undefined
  #live = false
  /** Rounds that there were at the last PROGRESS, and how many of them there were since there were fewer. */
  #seen = 0
  #idleBeats = 0

  constructor(parts: ReferenceParts) {
    super(parts, capacityFor(parts.proposal.rounds))
    this.#parts = parts
    this.#made = new ReferenceRounds(this)
    this.#answers = new Answers({
      reply: parts.reply,
      asked: (message) => this.#handle(message),
      malformed: () => this.#breach()
    })
    this.#unlisten = parts.source.listen(this.#made)
    parts.source.accept()
  }

  /** The last step that was answered. */
  get step(): number {
    return this.#answers.step
  }

  get lastAnswer(): Uint8Array {
    return this.#answers.last
  }

  // ---- questions ----

  /** A step of the peer's. @param live false: of an earlier process */
  asked(body: Uint8Array, live: boolean): void {
    this.#live = live
    const { byThemselves } = this.#made
    if (live && byThemselves && this.record.waiting > 0) {
      // Rounds that have begun come to their end first: what is listed is written down before it is compared.
      this.#held = body
      return
    }
    if (live) {
      if (byThemselves) this.rounds.flush()
      this.#parts.log.received(body)
    }
    this.#answers.take(body)
  }

  #handle(bytes: Uint8Array): void {
    let question: QkdMessage
    try {
      question = decodeQkdMessage(bytes)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      this.transcript?.absorb(bytes)
      return this.#breach()
    }
    if (question.type !== 'FINISH') this.transcript?.absorb(bytes)
    this.#question = question
    this.#bytes = bytes
    switch (question.type) {
      case 'FINISH':
        if (question.reason !== QkdReason.NONE) return this.#peerEnds(question, bytes)
        return this.#parts.tell({ type: 'FINISH' })
      case 'PROGRESS':
      case 'ROUND_KIND':
      case 'ROUNDS':
      case 'INPUTS':
      case 'OUTCOMES':
      case 'QUERIES':
      case 'VERIFICATION':
      case 'AMPLIFICATION':
        return this.#parts.tell({ type: question.type })
      default:
        return this.#breach()
    }
  }

  // ---- what the machine says ----

  agree(): void {
    const agreement = encodeQkdMessage({ type: 'AGREEMENT', poolOffset: this.#parts.poolOffset })
    this.beginTranscript(this.#parts.encodedProposal, agreement)
    this.#answers.give(agreement)
  }

  proceed(): void {
    // What an earlier process has answered is answered again, whatever it was.
    if (this.#live && this.#isIdle()) return this.#fail(QkdReason.ROUNDS)
    this.#say({ type: 'PROCEED', missing: 0 })
  }

  compile(): void {
    if (!this.#made.list(this.#questionOf('ROUNDS').runs)) return this.#fail(QkdReason.MESSAGE)
    this.missing = this.#made.missing
    this.#say({ type: 'PROCEED', missing: this.missing })
  }

  kind(): void {
    const { pair, test } = this.#questionOf('ROUND_KIND')
    if (!this.#made.kind(pair, test, this.#live)) return this.#fail(QkdReason.MESSAGE)
    this.#say({ type: 'PROCEED', missing: 0 })
  }

  announce(): void {
    const { settings, seed } = this.#questionOf('INPUTS')
    const { rounds } = this.parts.proposal
    const bits = this.rules.settingBits('corrector')
    if (settings.length !== Math.ceil((rounds * bits) / 8) || seed.length * 8 !== this.rules.sampleSeedBits) {
      return this.#fail(QkdReason.MESSAGE)
    }
    const theirs = BitString.fromBytes(settings)
    const corrector = {
      setting: (index: number) =>
        bits === 2 ? 2 * theirs.get(2 * index) + theirs.get(2 * index + 1) : theirs.get(index)
    }
    const reason = this.rules.sift(corrector, this.#made, seed.length === 0 ? undefined : BitString.fromBytes(seed))
    if (reason !== QkdReason.NONE) return this.#fail(reason)
    if (!this.#made.areKinds(corrector)) return this.#fail(QkdReason.MESSAGE)
    const packed = new BitString(rounds)
    for (let index = 0; index < rounds; index++) packed.set(index, this.#made.setting(index) as 0 | 1)
    this.#say({ type: 'INPUTS', settings: packed.bytes, seed: NO_BYTES })
  }

  publish(): void {
    const { outcomes } = this.#questionOf('OUTCOMES')
    const { length } = this.rules.published
    if (outcomes.length !== Math.ceil(length / 8)) return this.#fail(QkdReason.MESSAGE)
    const own = this.publishedOutcomes()
    const reason = this.rules.score(BitString.fromBytes(outcomes, length), own)
    if (reason !== QkdReason.NONE) return this.#fail(reason)
    this.rawKey = this.rawKeyOf((index) => this.ownOutcome(index))
    addNoise(this.rawKey, this.rules, (bits, ones) => this.parts.log.draw(bits, ones))
    this.#say(
      this.rules.referencePublishes ? { type: 'OUTCOMES', outcomes: own.bytes } : { type: 'PROCEED', missing: 0 }
    )
  }

  parities(): void {
    const { rawKey, rules, leak } = this
    this.#correction ??= new CorrectionAnswers(rawKey, rules, this.parts.proposal.reconciliation, leak)
    const answer = this.#correction.answer(this.#questionOf('QUERIES'))
    this.roundTrips = this.#correction.roundTrips
    if (typeof answer === 'number') this.#fail(answer)
    else this.#say({ type: 'PARITIES', parities: answer })
  }

  compare(): void {
    const { point, tag } = this.#questionOf('VERIFICATION')
    this.countVerification()
    const equal =
      point.length === 8 &&
      tag.length === 8 &&
      verifyKey(this.rawKey, BitString.fromBytes(point), BitString.fromBytes(tag))
    if (!equal) return this.#fail(QkdReason.VERIFICATION)
    this.#say({ type: 'VERIFIED', equal: true })
  }

  amplify(): void {
    const { length, seed } = this.#questionOf('AMPLIFICATION')
    const reason = this.checkLength(length)
    if (reason !== QkdReason.NONE) return this.#fail(reason)
    const bits = this.seedLength(length)
    if (seed.length !== Math.ceil(bits / 8)) return this.#fail(QkdReason.MESSAGE)
    this.#length = length
    this.#seed = BitString.fromBytes(seed, bits)
    this.#say({ type: 'PROCEED', missing: 0 })
  }

  authenticate(): void {
    if (this.isAuthentic(this.#questionOf('FINISH'), this.#bytes)) this.#parts.tell({ type: 'AUTHENTIC' })
    else this.#fail(QkdReason.AUTHENTICATION)
  }

  release(): void {
    this.#answers.conclude(this.finishMessage(QkdReason.NONE), (step, answer) => {
      this.give(this.amplified(this.#seed, this.#length), step, answer)
      this.#leave()
    })
  }

  /** Answers the question by the end of the session. */
  refuse(reason: number): void {
    const said = reason === QkdReason.NONE ? QkdReason.MESSAGE : (reason as QkdReason)
    this.#answers.conclude(this.finishMessage(said), (step, answer) => {
      this.giveUp(reason as QkdReason, step, answer)
      this.#leave()
    })
  }

  /** Ends without a word. */
  drop(reason: number): void {
    this.giveUp(reason as QkdReason, this.step, this.lastAnswer)
    this.#leave()
  }

  /** The process dies. */
  abandon(): void {
    this.#unlisten()
  }

  // ---- parts ----

  protected roundFinished(): void {
    const held = this.#held
    if (held === undefined || this.record.waiting > 0) return
    this.#held = undefined
    this.asked(held, true)
  }

  protected ownOutcome(index: number): 0 | 1 {
    return this.#made.outcome(index)
  }

  /** Whether the peer has said too often that it is there, and no pair has come. */
  #isIdle(): boolean {
    this.#idleBeats = this.record.count === this.#seen ? this.#idleBeats + 1 : 0
    this.#seen = this.record.count
    return this.#idleBeats > this.#parts.idleBeats
  }

  #peerEnds(question: Extract<QkdMessage, { type: 'FINISH' }>, bytes: Uint8Array): void {
    const authentic = this.isAuthentic(question, bytes)
    this.#fail(authentic ? (question.reason as QkdReason) : QkdReason.AUTHENTICATION)
  }

  #questionOf<T extends QkdMessage['type']>(_type: T): Extract<QkdMessage, { type: T }> {
    return this.#question as Extract<QkdMessage, { type: T }>
  }

  #say(message: QkdMessage): void {
    const bytes = encodeQkdMessage(message)
    this.transcript?.absorb(bytes)
    this.#answers.give(bytes)
  }

  #breach(): void {
    this.#fail(QkdReason.MESSAGE)
  }

  #fail(reason: QkdReason): void {
    this.#parts.tell({ type: 'FAIL', reason })
  }

  #leave(): void {
    this.#correction?.clear()
    this.#made.leave()
    this.#unlisten()
  }
}
