import { BitString, VERIFICATION_BITS, verificationTag } from '@bellwire/post-processing'
import { decodeQkdMessage, encodeQkdMessage, type QkdMessage, QkdReason, WireError } from '@bellwire/wire'
import type { Dialogue, DialogueListener } from '../dialogue/dialogue.js'
import type { EntangledPair, EntanglementListener } from '../entanglement/source.js'
import { Correction } from './correction.js'
import type { CorrectorEvent } from './corrector-machine.js'
import { EMPTY_BODY } from './pieces.js'
import { Questions } from './questions.js'
import { nameAt } from './pair-runs.js'
import { Session, type SessionParts } from './session.js'

export interface CorrectorParts extends SessionParts {
  readonly dialogue: (listener: DialogueListener, step: number) => Dialogue
  readonly tell: (event: CorrectorEvent) => void
  readonly poolGap: number
  /** Beats without a new round, at most. */
  readonly patience: number
}

const NO_BYTES = new Uint8Array(0)

/** The end that opened the session: it asks for pairs, asks the questions, and corrects its key. */
export class CorrectorSession extends Session implements EntanglementListener {
  readonly #parts: CorrectorParts
  readonly #questions: Questions
  readonly #unlisten: () => void
  /** What an answer is to. */
  #phase: QkdMessage['type'] = 'PROPOSAL'
  #proposal: Uint8Array = NO_BYTES
  #request: number | undefined
  /** Rounds that there were at the last beat, and beats since there were fewer. */
  #seen = 0
  #idleBeats = 0
  #beats = 0
  #repeating = false
  /** Shared tests: rounds of which the peer has been told the kind. */
  #told = 0
  /** The list is to be told once the question under way is answered. */
  #listing = false
  #correction: Correction | undefined
  #length = 0
  #seed = new BitString(0)
  #failure: QkdReason | undefined
  #sampleSeed: Uint8Array = NO_BYTES
  /** Shared tests: rounds whose kind the peer is still to be told, each with its pair. */
  readonly #kinds: { readonly index: number; readonly pair: EntangledPair; readonly test: boolean; gone: boolean }[] =
    []

  constructor(parts: CorrectorParts) {
    super(parts, parts.proposal.rounds)
    this.#parts = parts
    this.#questions = new Questions({
      log: parts.log,
      dialogue: parts.dialogue,
      answered: (message) => this.#answered(message),
      ended: () => parts.tell({ type: 'LOST', reason: QkdReason.MESSAGE })
    })
    this.#unlisten = parts.source.listen(this)
  }

  // ---- EntanglementListener ----

  delivered(pair: EntangledPair): void {
    if (!pair.asked || pair.request !== this.#request) return
    if (this.over || this.record.count === this.record.capacity) {
      this.#parts.source.release(pair.pair)
      return
    }
    const index = this.rounds.begin(pair)
    if (!this.rules.announcesKinds) return this.rounds.measure(index, pair, false)
    const test = this.rules.drawKind(() => this.#parts.random.bits32())
    this.#kinds.push({ index, pair, test, gone: false })
    if (this.#kinds.length === 1) this.#announceKind()
  }

  expired(pair: number): void {
    for (const kind of this.#kinds) if (kind.pair.pair === pair) kind.gone = true
    this.rounds.expired(pair)
  }

  ended(request: number, _code: number, delivered: number): void {
    if (request !== this.#request) return
    this.#request = undefined
    if (this.record.count < this.record.capacity) this.#parts.tell({ type: 'REQUEST_OVER', delivered })
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
    // What an earlier process had said is said again first, so that the transcript is the same.
    this.#repeating = this.parts.log.replayBeat(this.#told)
    if (this.#repeating) return this.#sayBeat()
    this.#repeating = this.rules.announcesKinds && this.#told < this.record.count
    if (this.#repeating) return this.#repeatKind()
    if (this.lostRounds) return this.#giveUpLostRounds()
    if (this.finished === this.record.capacity) return this.#parts.tell({ type: 'ENOUGH' })
    if (this.record.count === this.record.capacity) return
    this.#request = this.#parts.source.request(this.record.capacity - this.record.count)
  }

  beat(): void {
    this.#idleBeats = this.finished === this.#seen ? this.#idleBeats + 1 : 0
    this.#seen = this.finished
    if (this.#idleBeats >= this.#parts.patience) return this.#fail(QkdReason.ROUNDS)
    if (this.#questions.waiting) return
    this.parts.log.beat(this.#told)
    this.#sayBeat()
  }

  #sayBeat(): void {
    this.#beats += 1
    this.#ask({ type: 'PROGRESS', beat: this.#beats })
  }

  list(): void {
    this.#listing = this.#questions.waiting
    if (!this.#listing) this.#ask({ type: 'ROUNDS', runs: this.record.names.runs })
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
    const { length } = this.keyLength()
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
    this.#cancel()
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
    if (this.finished < this.record.capacity) return
    this.rounds.flush()
    this.#cancel()
    this.#parts.tell({ type: 'ENOUGH' })
  }

  #tellFailure(): void {
    const reason = this.#failure as QkdReason
    const message = this.finishMessage(reason)
    this.parts.log.giveUp({ reason, message })
    this.#askBytes('FINISH', message)
  }

  /** Of lost rounds the peer may have been told a kind that nobody here knows: then no tag would be that of its transcript. */
  #giveUpLostRounds(): void {
    if (!this.rules.announcesKinds) return this.#fail(QkdReason.ROUNDS)
    this.#questions.takeLeave(encodeQkdMessage({ type: 'FINISH', reason: QkdReason.ROUNDS, tag: NO_BYTES }))
    this.#lost(QkdReason.ROUNDS)
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
        if (answer.type !== 'PROCEED') break
        if (this.#listing) return this.list()
        if (this.#repeating) return this.generate()
        return this.#announceKind()
      case 'ROUND_KIND':
        if (answer.type !== 'PROCEED') break
        this.#told += 1
        return this.#repeating ? this.generate() : this.#kindKnown()
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
    if (gap < 0 || gap > this.#parts.poolGap) return this.#lost(QkdReason.POOL)
    if (!pool.holds(id)) {
      try {
        pool.reserve(id, poolOffset)
      } catch {
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

  #announceKind(): void {
    const next = this.#kinds[0]
    if (next === undefined || this.#questions.waiting) return
    this.#ask({ type: 'ROUND_KIND', pair: { ...nameAt({ ...next.pair, count: 1 }, 0), count: 1 }, test: next.test })
  }

  /** Tells the kind of a round of an earlier process again: the key setting is that of no test. */
  #repeatKind(): void {
    const [pair] = this.record.names.slice(this.#told, this.#told + 1)
    if (pair === undefined) return this.#lost(QkdReason.ROUNDS)
    this.#ask({ type: 'ROUND_KIND', pair, test: this.rules.isTest(this.record.setting(this.#told)) })
  }

  #kindKnown(): void {
    const known = this.#kinds.shift()
    if (known === undefined) return this.#fail(QkdReason.MESSAGE)
    const { index, pair, test, gone } = known
    if (gone) this.rounds.miss(index, test)
    else this.rounds.measure(index, pair, test)
    this.#announceKind()
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

  #cancel(): void {
    const request = this.#request
    this.#request = undefined
    if (request !== undefined) this.#parts.source.cancel(request)
  }

  #leave(): void {
    this.#cancel()
    this.#correction?.clear()
    this.#unlisten()
    this.#questions.close()
  }
}
