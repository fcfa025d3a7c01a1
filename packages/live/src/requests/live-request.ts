import type { Wish } from './wish.js'

/** Why a request ended before it was complete: an error code of the protocols by name, or what the node says itself. */
export type RequestEnd = string

export type RequestState = 'open' | 'complete' | 'incomplete'

/** How a request stands, as its bearer is told. */
export interface RequestView {
  readonly id: string
  readonly kind: Wish['kind']
  readonly state: RequestState
  readonly results: number
  /** Of a request that is incomplete. */
  readonly reason?: string
}

/** What somebody has asked of a node, and what came of it so far. */
export class LiveRequest {
  readonly results: object[] = []
  state: RequestState = 'open'
  reason: RequestEnd | undefined
  /** Whoever waits for something to change. */
  readonly #changed: (() => void)[] = []
  readonly #over: (() => void)[] = []
  /** Ends what serves it; set once that has begun. */
  stop: () => void = () => undefined

  constructor(
    readonly id: string,
    readonly owner: string,
    readonly wish: Wish,
    over: (request: LiveRequest) => void
  ) {
    this.whenOver(() => over(this))
  }

  /** Calls once, when it is over. */
  whenOver(call: () => void): void {
    this.#over.push(call)
  }

  get view(): RequestView {
    const { id, wish, state, results, reason } = this
    return { id, kind: wish.kind, state, results: results.length, ...(reason !== undefined && { reason }) }
  }

  add(result: object): void {
    if (this.state !== 'open') return
    this.results.push(result)
    this.#tell()
  }

  /** @param reason undefined: it is complete. What comes later changes nothing */
  end(reason?: RequestEnd): void {
    if (this.state !== 'open') return
    this.state = reason === undefined ? 'complete' : 'incomplete'
    this.reason = reason
    for (const call of this.#over) call()
    this.#tell()
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
        else if (this.state !== 'open') return yield this.view
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
