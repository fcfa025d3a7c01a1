import type { PairDelivered } from '@bellwire/link-layer'
import type { ErrorCode } from '@bellwire/wire'
import { RequestFailedError } from './errors.js'

/** A request's pairs, in the order in which they come. Leaving the loop early cancels the request. */
export interface EntanglementRequest extends AsyncIterableIterator<PairDelivered> {
  readonly createId: number
}

/** What a stream needs to know of its pairs. */
interface Streamed {
  /** -1 where there is no qubit to be given back. */
  readonly qubit: number
}

interface Waiting<Pair> {
  resolve(result: IteratorResult<Pair>): void
  reject(reason: unknown): void
}

/** Pairs that came before anyone asked wait; who asks before there is one waits. */
export class PairStream<Pair extends Streamed> implements AsyncIterableIterator<Pair> {
  readonly #pairs: Pair[] = []
  readonly #waiting: Waiting<Pair>[] = []
  readonly #release: (pair: Pair) => void
  readonly #cancel: () => void
  readonly #taken: (() => void) | undefined
  #over = false
  #failure: { readonly reason: unknown } | undefined

  constructor(
    readonly createId: number,
    release: (pair: Pair) => void,
    cancel: () => void,
    taken?: () => void
  ) {
    this.#release = release
    this.#cancel = cancel
    this.#taken = taken
  }

  /** Pairs that have come and that nobody has asked for yet. */
  get unread(): number {
    return this.#pairs.length
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<Pair>> {
    const pair = this.#pairs.shift()
    if (pair !== undefined) {
      this.#taken?.()
      return Promise.resolve({ done: false, value: pair })
    }
    if (this.#failure !== undefined) {
      const { reason } = this.#failure
      this.#failure = undefined
      // oxlint-disable-next-line prefer-promise-reject-errors -- an AbortSignal's reason may be anything
      return Promise.reject(reason)
    }
    if (this.#over) return Promise.resolve({ done: true, value: undefined })
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  /** The loop was left: the request is cancelled, and pairs that nobody will read are given back. */
  return(): Promise<IteratorResult<Pair>> {
    if (!this.#over) {
      this.finish()
      this.#cancel()
    }
    this.#discard()
    return Promise.resolve({ done: true, value: undefined })
  }

  push(pair: Pair): void {
    if (this.#over) return this.#giveBack(pair)
    const waiting = this.#waiting.shift()
    if (waiting === undefined) this.#pairs.push(pair)
    else waiting.resolve({ done: false, value: pair })
  }

  /** No more pairs. */
  finish(): void {
    this.#over = true
    for (const waiting of this.#waiting.splice(0)) waiting.resolve({ done: true, value: undefined })
  }

  /** The request ended with an ERR. */
  end(failure: { readonly code: ErrorCode; readonly delivered: number }, detail = ''): void {
    this.#fail(new RequestFailedError(failure.code, failure.delivered, detail))
  }

  /** The reader's signal was aborted: what it has not read is given back. */
  fail(reason: unknown): void {
    if (this.#over) return
    this.#discard()
    this.#fail(reason)
    this.#cancel()
  }

  #discard(): void {
    for (const pair of this.#pairs.splice(0)) this.#giveBack(pair)
  }

  #fail(reason: unknown): void {
    if (this.#over) return
    this.#over = true
    const waiting = this.#waiting.splice(0)
    if (waiting.length === 0) this.#failure = { reason }
    for (const one of waiting) one.reject(reason)
  }

  #giveBack(pair: Pair): void {
    if (pair.qubit >= 0) this.#release(pair)
  }
}
