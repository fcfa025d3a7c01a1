import { attempt, type AttemptOptions } from './attempt.js'
import type { Retries } from './backoff.js'

export interface CallerOptions {
  readonly url: string
  readonly retries: Retries
  /** What an attempt that begins now is made with. */
  readonly options: () => Omit<AttemptOptions, 'ended'>
  /** An attempt came to nothing. */
  readonly failed: (failure: Error) => void
  /** Whether a connection is still missing. */
  readonly isWanted: () => boolean
}

/** Dials one party: one connection at a time, and not too often. */
export class Caller {
  readonly #options: CallerOptions
  /** Ends the attempt that is being made; undefined before and after it. */
  #cancel: (() => void) | undefined
  /** There is an attempt, or the connection that came of it. */
  #isBusy = false
  #pause: NodeJS.Timeout | undefined

  constructor(options: CallerOptions) {
    this.#options = options
  }

  /** Tries to connect, unless that is under way, was done, or has to wait after the last time. */
  call(): void {
    if (this.#isBusy || this.#pause !== undefined) return
    this.#isBusy = true
    const { url, options, failed } = this.#options
    const { opened, ...rest } = options()
    this.#cancel = attempt(url, {
      ...rest,
      opened: (channel) => {
        this.#cancel = undefined
        opened(channel)
      },
      ended: (failure) => {
        this.#over()
        if (failure !== undefined) failed(failure)
      }
    })
  }

  /** Ends an attempt that has not come to a connection. */
  cancel(): void {
    if (this.#cancel === undefined) return
    this.#cancel()
    this.#over()
  }

  /** Ends what is under way, and what waits. A connection stays. */
  close(): void {
    this.cancel()
    clearTimeout(this.#pause)
  }

  #over(): void {
    const { retries, isWanted } = this.#options
    this.#cancel = undefined
    this.#isBusy = false
    this.#pause = setTimeout(() => {
      this.#pause = undefined
      if (isWanted()) this.call()
    }, retries.next())
  }
}
