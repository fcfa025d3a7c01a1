import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '@bellwire/runtime'
import { ApiError } from '../management/api.js'
import { LiveRequest } from './live-request.js'
import type { RequestLog } from './request-log.js'
import { MOST_RESULTS, sizeOf, type Wish } from './wish.js'

const MILLISECOND = 1_000_000

/** Requests of all bearers that are known at a time, those that are over among them. */
const MOST_KNOWN = 1000
/** Results that all of them can have. */
const MOST_RESULTS_KNOWN = 10 * MOST_RESULTS

/**
 * Serves a request: results and its end are told to it. Returns what stops it.
 *
 * @throws ApiError where it cannot be begun
 */
export type Performer = (request: LiveRequest) => () => void

/** What is asked of a node by its management interface: each begun once, and shown to whoever has asked. */
export class Requests {
  readonly #clock: Clock
  readonly #perform: Performer
  readonly #log: RequestLog
  /** The oldest first. */
  readonly #known = new Map<string, LiveRequest>()
  /** Results that those can have. */
  #size = 0

  constructor(clock: Clock, perform: Performer, log: RequestLog) {
    this.#clock = clock
    this.#perform = perform
    this.#log = log
  }

  /** Those that are not over. */
  get open(): number {
    let open = 0
    for (const { state } of this.#known.values()) if (state === 'open') open += 1
    return open
  }

  /** Begins what is asked for; or, where it was begun already, gives that. @throws ApiError */
  begin(owner: string, wish: Wish): LiveRequest {
    const id = wish.id ?? randomUUID()
    const before = this.#known.get(keyOf(owner, id))
    if (before !== undefined) {
      if (isDeepStrictEqual(before.wish, wish)) return before
      throw new ApiError(409, 'ID_TAKEN', `id is ${id}; accepted: one that was not used for another request`)
    }
    this.#makeRoom(sizeOf(wish))
    const request = new LiveRequest(id, owner, wish, ({ reason, results }) => {
      timer.cancel()
      this.#log.ended(id, reason, results)
    })
    const timer = this.#clock.timer({ run: () => request.cancel('TIMEOUT') })
    this.#log.opened({ id, owner, wish })
    try {
      request.stop = this.#perform(request)
    } catch (error) {
      this.#log.ended(id, 'REFUSED', [])
      throw error
    }
    this.#known.set(keyOf(owner, id), request)
    this.#size += sizeOf(wish)
    if (wish.timeLimit !== undefined && request.state === 'open')
      timer.arm(this.#clock.now() + Math.round(wish.timeLimit * MILLISECOND))
    return request
  }

  /** @throws ApiError 404 for one that this owner does not have */
  get(owner: string, id: string): LiveRequest {
    const request = this.#known.get(keyOf(owner, id))
    if (request === undefined) throw ApiError.notFound(`no request ${id} of ${owner} is known`)
    return request
  }

  of(owner: string): readonly LiveRequest[] {
    return [...this.#known.values()].filter((request) => request.owner === owner)
  }

  /** The process ends. */
  close(): void {
    for (const request of this.#known.values()) request.cancel('CLOSED')
  }

  /** Forgets the oldest that are over. @throws ApiError 503 where that is not enough */
  #makeRoom(size: number): void {
    const fits = () => this.#known.size < MOST_KNOWN && this.#size + size <= MOST_RESULTS_KNOWN
    for (const [key, { state, wish }] of this.#known) {
      if (fits()) return
      if (state === 'open') continue
      this.#known.delete(key)
      this.#size -= sizeOf(wish)
    }
    if (!fits())
      throw new ApiError(503, 'TOO_MANY', `${this.open} requests are open; accepted: more when some are over`)
  }
}

/** Names of owners have no blanks. */
function keyOf(owner: string, id: string): string {
  return `${owner} ${id}`
}
