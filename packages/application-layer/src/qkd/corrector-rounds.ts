import { encodeQkdMessage, type QkdMessage, QkdReason } from '@bellwire/wire'
import type { EntangledPair, EntanglementListener } from '../entanglement/source.js'
import type { CorrectorParts } from './corrector-parts.js'
import { nameAt } from './pair-runs.js'
import type { Questions } from './questions.js'
import type { Session } from './session.js'

const NO_TAG = new Uint8Array(0)

/** A round whose kind the peer is still to be told, with its pair. */
interface Untold {
  readonly index: number
  readonly pair: EntangledPair
  readonly test: boolean
  gone: boolean
}

/**
 * The rounds of the end that asks for pairs: it asks for as many as are missing, tells the peer that it is there and, with shared
 * tests, of each round whether it is a test, and lists the rounds when all have outcomes.
 */
export class CorrectorRounds implements EntanglementListener {
  readonly #session: Session
  readonly #parts: CorrectorParts
  readonly #questions: Questions
  readonly #ask: (message: QkdMessage) => void
  #request: number | undefined
  /** Rounds that there were at the last beat, and beats since there were fewer. */
  #seen = 0
  #idleBeats = 0
  #beats = 0
  /** What an earlier process had said is said again. */
  #repeating = false
  /** The list is to be told once the question under way is answered. */
  #listing = false
  /** Rounds of which the peer has been told the kind, and those of which it has not. */
  #told = 0
  readonly #untold: Untold[] = []

  constructor(session: Session, parts: CorrectorParts, questions: Questions, ask: (message: QkdMessage) => void) {
    this.#session = session
    this.#parts = parts
    this.#questions = questions
    this.#ask = ask
  }

  // ---- EntanglementListener ----

  delivered(pair: EntangledPair): void {
    if (!pair.asked || pair.request !== this.#request) return
    const { record, rounds, rules, over } = this.#session
    if (over || record.count === record.capacity) {
      this.#parts.source.release(pair.pair)
      return
    }
    if (record.names.runs.length >= this.#parts.mostRuns) {
      // A longer list could not be told at the end.
      this.#parts.source.release(pair.pair)
      return this.#parts.tell({ type: 'FAIL', reason: QkdReason.ROUNDS })
    }
    const index = rounds.begin(pair)
    if (!rules.announcesKinds) return rounds.measure(index, pair, false)
    const test = rules.drawKind(() => this.#parts.random.bits32())
    this.#untold.push({ index, pair, test, gone: false })
    if (this.#untold.length === 1) this.#tellKind()
  }

  expired(pair: number): void {
    for (const untold of this.#untold) if (untold.pair.pair === pair) untold.gone = true
    this.#session.rounds.expired(pair)
  }

  ended(request: number, _code: number, delivered: number): void {
    if (request !== this.#request) return
    this.#request = undefined
    const { record } = this.#session
    if (record.count < record.capacity) this.#parts.tell({ type: 'REQUEST_OVER', delivered })
  }

  // ---- what the machine says ----

  generate(): void {
    const { record, rules, finished, lostRounds } = this.#session
    // What an earlier process had said is said again first, so that the transcript is the same.
    this.#repeating = this.#parts.log.replayBeat(this.#told)
    if (this.#repeating) return this.#sayBeat()
    this.#repeating = rules.announcesKinds && this.#told < record.count
    if (this.#repeating) return this.#repeatKind()
    if (lostRounds) return this.#giveUp()
    if (finished === record.capacity) return this.#parts.tell({ type: 'ENOUGH' })
    if (record.count === record.capacity) return
    this.#request = this.#parts.source.request(record.capacity - record.count)
  }

  beat(): void {
    const { finished } = this.#session
    this.#idleBeats = finished === this.#seen ? this.#idleBeats + 1 : 0
    this.#seen = finished
    if (this.#idleBeats >= this.#parts.patience) return this.#parts.tell({ type: 'FAIL', reason: QkdReason.ROUNDS })
    if (this.#questions.waiting) return
    this.#parts.log.beat(this.#told)
    this.#sayBeat()
  }

  list(): void {
    this.#listing = this.#questions.waiting
    if (!this.#listing) this.#ask({ type: 'ROUNDS', runs: this.#session.record.names.runs })
  }

  // ---- called by the session ----

  /** A round has its outcome. */
  finished(): void {
    const { finished, record, rounds } = this.#session
    if (finished < record.capacity) return
    rounds.flush()
    this.cancel()
    this.#parts.tell({ type: 'ENOUGH' })
  }

  /** The peer has heard that this end is there. */
  beatHeard(): void {
    if (this.#listing) this.list()
    else if (this.#repeating) this.generate()
    else this.#tellKind()
  }

  /** The peer has heard the kind of a round. */
  kindHeard(): void {
    this.#told += 1
    if (this.#repeating) return this.generate()
    const untold = this.#untold.shift()
    if (untold === undefined) return this.#parts.tell({ type: 'FAIL', reason: QkdReason.MESSAGE })
    const { index, pair, test, gone } = untold
    const { rounds } = this.#session
    if (gone) rounds.miss(index, test)
    else rounds.measure(index, pair, test)
    this.#tellKind()
  }

  cancel(): void {
    const request = this.#request
    this.#request = undefined
    if (request !== undefined) this.#parts.source.cancel(request)
  }

  // ---- parts ----

  #sayBeat(): void {
    this.#beats += 1
    this.#ask({ type: 'PROGRESS', beat: this.#beats })
  }

  #tellKind(): void {
    const next = this.#untold[0]
    if (next === undefined || this.#questions.waiting) return
    this.#ask({ type: 'ROUND_KIND', pair: { ...nameAt({ ...next.pair, count: 1 }, 0), count: 1 }, test: next.test })
  }

  /** Tells the kind of a round of an earlier process again: the key setting is that of no test. */
  #repeatKind(): void {
    const { record, rules } = this.#session
    const [pair] = record.names.slice(this.#told, this.#told + 1)
    if (pair === undefined) return this.#parts.tell({ type: 'LOST', reason: QkdReason.ROUNDS })
    this.#ask({ type: 'ROUND_KIND', pair, test: rules.isTest(record.setting(this.#told)) })
  }

  /**
   * An earlier process has lost rounds. The peer may have been told a kind of one that nobody here knows: then no tag would
   * be that of its transcript.
   */
  #giveUp(): void {
    const reason = QkdReason.ROUNDS
    if (!this.#session.rules.announcesKinds) return this.#parts.tell({ type: 'FAIL', reason })
    this.#questions.takeLeave(encodeQkdMessage({ type: 'FINISH', reason, tag: NO_TAG }))
    this.#parts.tell({ type: 'LOST', reason })
  }
}
