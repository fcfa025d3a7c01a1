import type { Nanoseconds } from '@bellwire/runtime'
import { requireInteger, requirePositive } from '../errors.js'

/**
 * How fast pairs may be asked of a circuit: tokens come at its rate, up to a depth, and each pair that is asked takes
 * one. Who asks for more than there are waits until there are as many; in the order of asking, for what is taken is
 * taken at once. So in any time t no more than depth + rate·t pairs are begun.
 */
export class TokenBucket {
  /** Tokens at once at most. */
  readonly depth: number
  readonly #rate: number
  /** Tokens at #at; below 0 where they are taken in advance. */
  #tokens: number
  #at: Nanoseconds

  /** @param rate tokens per second */
  constructor(rate: number, depth: number, now: Nanoseconds) {
    requirePositive('rate', rate)
    requireInteger('depth', depth, 1, Number.MAX_SAFE_INTEGER)
    this.#rate = rate
    this.depth = depth
    this.#tokens = depth
    this.#at = now
  }

  /** How long whoever asked now for `number` tokens, at most the depth, would wait. */
  wait(number: number, now: Nanoseconds): Nanoseconds {
    const missing = number - this.#now(now)
    return missing <= 0 ? 0 : Math.ceil((missing / this.#rate) * 1e9)
  }

  /** Takes tokens. Returns how long to wait until they are there. */
  take(number: number, now: Nanoseconds): Nanoseconds {
    const wait = this.wait(number, now)
    this.#tokens = this.#now(now) - number
    this.#at = now
    return wait
  }

  /** Puts back what was taken and not used. */
  giveBack(number: number, now: Nanoseconds): void {
    this.#tokens = Math.min(this.depth, this.#now(now) + number)
    this.#at = now
  }

  #now(now: Nanoseconds): number {
    return Math.min(this.depth, this.#tokens + ((now - this.#at) / 1e9) * this.#rate)
  }
}
