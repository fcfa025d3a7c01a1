import { type End, ErrorCode, type Frame } from '@bellwire/wire'
import type { LinkCore } from '../core.js'
import { exchange, sendReliably, stopSending } from '../reliable/reliable-messages.js'
import { Recent } from './recent.js'

/** How requests end: the other node asks with CANCEL, the master decides and says END. */
export class RequestEnds {
  readonly #core: LinkCore
  /** Items that have ended, lately, with their reasons: a late ADD, or ADD_ACK, must not bring them back. */
  readonly #ended = new Recent<number>()

  constructor(core: LinkCore) {
    this.#core = core
  }

  has(queueId: number): boolean {
    return this.#ended.has(queueId)
  }

  /** With which reason an item has ended; undefined where it has not, as far as is known. */
  reasonOf(queueId: number): number | undefined {
    return this.#ended.get(queueId)
  }

  /** The first END of an item counts (LNK-059). */
  remember(queueId: number, reason: number): void {
    if (!this.#ended.has(queueId)) this.#ended.put(queueId, reason)
  }

  clear(): void {
    this.#ended.clear()
  }

  /** Asks the master to end a request, or does it as the master. */
  ask(queueId: number, reason: number, initialDelay = 0): void {
    if (this.#core.physical.master) this.#core.tables.request.tell(queueId, { type: 'END_REQUESTED', reason })
    else {
      const complete = reason === ErrorCode.UNSPECIFIED
      // A stronger reason replaces "complete".
      if (!complete) stopSending(this.#core, exchange.prompt(queueId))
      const key = complete ? exchange.prompt(queueId) : exchange.cancel(queueId)
      this.#sendCancel(key, queueId, 0, reason, initialDelay)
    }
  }

  /** The other node takes an ADD back. */
  takeBack(serial: number, reason: number): void {
    this.#sendCancel(exchange.retract(serial), 0, serial, reason)
  }

  #sendCancel(key: string, queueId: number, serial: number, reason: number, initialDelay = 0): void {
    const core = this.#core
    const { expected } = core.tables.sequence.context(0)
    const frame = { type: 'CANCEL', ...core.physical.header, queueId, serial, expected, reason } as const
    sendReliably(core, key, frame, { initialDelay })
  }

  /** The master's END. */
  byMaster(frame: End): void {
    const { request } = this.#core.tables
    if (request.has(frame.queueId))
      request.tell(frame.queueId, { type: 'END', reason: frame.reason, endSequence: frame.endSequence })
    else {
      this.remember(frame.queueId, frame.reason)
      this.acknowledge(frame.queueId)
    }
  }

  /** Master: tells the peer that a request is over; takes the place of what was sent before. */
  send(queueId: number, reason: number, endSequence = this.#core.tables.sequence.context(0).expected): void {
    const core = this.#core
    const key = exchange.end(queueId)
    stopSending(core, key)
    this.remember(queueId, reason)
    const { link, incarnation, epoch } = core.physical.header
    sendReliably(core, key, { type: 'END', link, incarnation, epoch, queueId, endSequence, reason })
  }

  acknowledge(queueId: number): void {
    const { link, incarnation, epoch } = this.#core.physical.header
    this.#core.send({ type: 'END_ACK', link, incarnation, epoch, queueId })
  }

  /** Whether a frame may stay without an answer: a peer that misses pairs does not answer END, nor is it gone. */
  mayGoUnanswered(frame: Frame): boolean {
    const { request } = this.#core.tables
    if (frame.type !== 'END' || frame.reason !== ErrorCode.UNSPECIFIED) return false
    return request.has(frame.queueId) && request.state(frame.queueId) === 'active'
  }

  /** A request is over at this end: nobody need be asked any more, nor its time be watched. */
  over(queueId: number, reason: number): void {
    const core = this.#core
    this.remember(queueId, reason)
    stopSending(core, exchange.cancel(queueId))
    stopSending(core, exchange.prompt(queueId))
    core.tables.alarm.close(queueId)
  }
}
