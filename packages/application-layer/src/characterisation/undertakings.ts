import type { Clock, Nanoseconds } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'

/** What an undertaking is told of its own end. */
export interface UndertakingParts {
  /** 0: none. */
  readonly timeLimit: Nanoseconds
  /** Puts everything away. @param dead its process has died, and nothing of it is left but what the program holds */
  readonly leave: (dead: boolean) => void
  readonly failed: (reason: ErrorCode) => void
}

/**
 * What one end has begun and waits for. It ends once: by itself, by its deadline (TIMEOUT), with its process (OTHER), or
 * because its program stops it, which is told nothing.
 */
export class Undertaking {
  readonly #parts: UndertakingParts
  readonly #timer
  readonly #over: (one: Undertaking) => void
  #open = true

  constructor(parts: UndertakingParts, clock: Clock, over: (one: Undertaking) => void) {
    this.#parts = parts
    this.#over = over
    this.#timer = clock.timer({ run: () => this.fail(ErrorCode.TIMEOUT) })
    if (parts.timeLimit > 0) this.#timer.arm(clock.now() + parts.timeLimit)
  }

  get open(): boolean {
    return this.#open
  }

  /** Ends it, and then tells how. */
  end(tell: () => void): void {
    if (!this.#open) return
    this.#close(false)
    tell()
  }

  fail(reason: ErrorCode): void {
    this.end(() => this.#parts.failed(reason))
  }

  /** Its program wants nothing of it any more. */
  stop(): void {
    this.end(() => undefined)
  }

  /** Its process has died. Returns what is to be told of that later. */
  abandon(): () => void {
    this.#close(true)
    return () => this.#parts.failed(ErrorCode.OTHER)
  }

  #close(dead: boolean): void {
    this.#open = false
    this.#timer.cancel()
    this.#over(this)
    this.#parts.leave(dead)
  }
}

/** All undertakings of a node's present process. */
export class Undertakings {
  readonly #clock: Clock
  readonly #open = new Set<Undertaking>()
  #lost: (() => void)[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  begin(parts: UndertakingParts): Undertaking {
    const one = new Undertaking(parts, this.#clock, (over) => this.#open.delete(over))
    this.#open.add(one)
    return one
  }

  /** The process dies. What that is for those that are under way is told by `tellLost`. */
  abandon(): void {
    for (const one of this.#open) this.#lost.push(one.abandon())
  }

  tellLost(): void {
    for (const tell of this.#lost.splice(0)) tell()
  }
}
