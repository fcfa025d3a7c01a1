import type { KeptRequest, RequestState } from './kept-request.js'
import type { RequestKeeper } from './request-keeper.js'
import type { Wish } from './wish.js'

/** Why a request ended before it was complete: an error code of the protocols by name, or what the node says itself. */
export type RequestEnd = string

/** How a request stands, as its bearer is told. */
export interface RequestView {
  readonly id: string
  readonly kind: Wish['kind']
  readonly state: RequestState
  readonly results: number
  /** Of a request that is incomplete. */
  readonly reason?: string
}

/** Result of a pair, by its name. */
interface Half {
  readonly pair: string
  /** What was told of it before is void. */
  readonly void?: true
}

/** What somebody has asked of a node, and what came of it so far. */
export class LiveRequest implements KeptRequest {
  /** All results so far; and those that are durable, which may be seen. */
  readonly made: object[] = []
  readonly results: object[] = []
  state: RequestState = 'open'
  reason?: RequestEnd
  /** That it is over is durable. */
  #told = false
  readonly #keeper: RequestKeeper
  /** Whoever waits for something to change. */
  readonly #changed: (() => void)[] = []
  readonly #over: (() => void)[] = []
  /** Ends what serves it; set once that has begun. */
  stop: () => void = () => undefined

  constructor(
    readonly id: string,
    readonly owner: string,
    readonly wish: Wish,
    keeper: RequestKeeper,
    over: () => void
  ) {
    this.#keeper = keeper
    this.whenOver(over)
  }

  /**
   * One of an earlier process: if it was open it ends now, with the process that served it (RES-006).
   *
   * @param voided names of pairs that are void since then; its bearer is told even where it is over
   */
  static recalled(kept: KeptRequest, keeper: RequestKeeper, voided: ReadonlySet<string>): LiveRequest {
    const { id, owner, wish, state, reason, made } = kept
    const request = new LiveRequest(id, owner, wish, keeper, () => undefined)
    request.made.push(...made)
    request.results.push(...made)
    request.state = state
    if (reason !== undefined) request.reason = reason
    request.#told = state !== 'open'
    for (const { pair } of made as readonly Partial<Half>[])
      if (pair !== undefined && voided.has(pair)) request.voided(pair)
    request.end('OTHER')
    return request
  }

  /** Calls once, when it is over. */
  whenOver(call: () => void): void {
    this.#over.push(call)
  }

  get view(): RequestView {
    const { id, wish, results, reason } = this
    if (!this.#told) return { id, kind: wish.kind, state: 'open', results: results.length }
    return { id, kind: wish.kind, state: this.state, results: results.length, ...(reason !== undefined && { reason }) }
  }

  add(result: object): void {
    if (this.state === 'open') this.#append(result)
  }

  /** A pair is void: where it is one of the results its bearer is told, even where it is over. */
  voided(pair: string): void {
    const latest = (this.made as readonly Partial<Half>[]).findLast((result) => result.pair === pair)
    if (latest !== undefined && latest.void !== true) this.#append({ pair, void: true } satisfies Half)
  }

  #append(result: object): void {
    this.made.push(result)
    this.#keeper.added(this)
    this.#keeper.after(() => {
      this.results.push(result)
      this.#tell()
    })
  }

  /** @param reason undefined: it is complete. What comes later changes nothing */
  end(reason?: RequestEnd): void {
    if (this.state !== 'open') return
    this.state = reason === undefined ? 'complete' : 'incomplete'
    if (reason !== undefined) this.reason = reason
    this.#keeper.changed(this)
    for (const call of this.#over) call()
    this.#keeper.after(() => {
      this.#told = true
      this.#tell()
    })
  }

  /** Stops what serves it. */
  cancel(reason: RequestEnd): void {
    if (this.state !== 'open') return
    this.stop()
    this.end(reason)
  }

  /** Its results as they come, and at last how it ended. */
  async *lines(signal: AbortSignal): AsyncGenerator<object> {
    const tell = () => this.#tell()
    signal.addEventListener('abort', tell)
    try {
      for (let next = 0; !signal.aborted; ) {
        if (next < this.results.length) yield this.results[next++] as object
        else if (this.#told) return yield this.view
        else await new Promise<void>((resolve) => this.#changed.push(resolve))
      }
    } finally {
      signal.removeEventListener('abort', tell)
    }
  }

  #tell(): void {
    if (this.#changed.length === 0) return
    for (const resolve of this.#changed.splice(0)) resolve()
  }
}
