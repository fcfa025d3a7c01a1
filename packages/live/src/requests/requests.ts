import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '@bellwire/runtime'
import { ApiError } from '../management/api.js'
import { LiveRequest } from './live-request.js'
import type { RequestKeeper } from './request-keeper.js'
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

/** Those whose results are halves of pairs. */
const HALVES: ReadonlySet<Wish['kind']> = new Set(['measure', 'receive-measured'])

/** What is asked of a node by its management interface: each begun once, and shown to whoever has asked. */
export class Requests {
  readonly #clock: Clock
  readonly #perform: Performer
  readonly #keeper: RequestKeeper
  /** The oldest first. */
  readonly #known = new Map<string, LiveRequest>()
  /** Results that those can have. */
  #size = 0

  /** @param voided names of pairs that are void since an earlier process was killed */
  constructor(clock: Clock, perform: Performer, keeper: RequestKeeper, voided: ReadonlySet<string> = new Set()) {
    this.#clock = clock
    this.#perform = perform
    this.#keeper = keeper
    for (const kept of keeper.kept) {
      this.#known.set(keyOf(kept.owner, kept.id), LiveRequest.recalled(kept, keeper, voided))
      this.#size += sizeOf(kept.wish)
    }
  }

  /** Resolves when all that was asked until now is durable, where anything is. */
  written(): Promise<void> {
    return new Promise((resolve) => this.#keeper.after(resolve))
  }

  /** Those that are not over. */
  get open(): number {
    let open = 0
    for (const { state } of this.#known.values()) if (state === 'open') open += 1
    return open
  }

  /** What was begun already under the id of a wish. @throws ApiError 409 where that is something else */
  begun(owner: string, wish: Wish): LiveRequest | undefined {
    const { id } = wish
    const before = id === undefined ? undefined : this.#known.get(keyOf(owner, id))
    if (before === undefined || isDeepStrictEqual(before.wish, wish)) return before
    throw new ApiError(409, 'ID_TAKEN', `id is ${id}; accepted: one that was not used for another request`)
  }

  /** Begins what is asked for; or, where it was begun already, gives that. @throws ApiError */
  begin(owner: string, wish: Wish): LiveRequest {
    const before = this.begun(owner, wish)
    if (before !== undefined) return before
    const id = wish.id ?? randomUUID()
    this.#makeRoom(sizeOf(wish))
    const request = new LiveRequest(id, owner, wish, this.#keeper, () => timer.cancel())
    const timer = this.#clock.timer({ run: () => request.cancel('TIMEOUT') })
    // Its node lets nothing of it out before this is durable, too.
    this.#keeper.changed(request)
    try {
      request.stop = this.#perform(request)
    } catch (error) {
      this.#keeper.forgotten(request)
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

  /** A pair of the link to a peer is void, of whichever request it was: also of one that is over. */
  voided(peer: string, pair: string): void {
    for (const request of this.#known.values()) {
      const { link, kind } = request.wish
      if (link === peer && HALVES.has(kind)) request.voided(pair)
    }
  }

  /** The process ends. */
  close(): void {
    for (const request of this.#known.values()) request.cancel('CLOSED')
  }

  /** Forgets the oldest that are over. @throws ApiError 503 where that is not enough */
  #makeRoom(size: number): void {
    const fits = () => this.#known.size < MOST_KNOWN && this.#size + size <= MOST_RESULTS_KNOWN
    for (const [key, request] of this.#known) {
      if (fits()) return
      const { state, wish } = request
      if (state === 'open') continue
      this.#known.delete(key)
      this.#size -= sizeOf(wish)
      this.#keeper.forgotten(request)
    }
    if (!fits())
      throw new ApiError(503, 'TOO_MANY', `${this.open} requests are open; accepted: more when some are over`)
  }
}

/** Names of owners have no blanks. */
function keyOf(owner: string, id: string): string {
  return `${owner} ${id}`
}
