import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'
import type { CountedEstimate, Mean } from './estimates.js'

/** Mean and spread of times. */
export class TimeTally {
  #count = 0
  #mean = 0
  #squares = 0

  add(time: Nanoseconds): void {
    this.#count += 1
    const off = time - this.#mean
    this.#mean += off / this.#count
    this.#squares += off * (time - this.#mean)
  }

  /** Null if there was none. */
  mean(): Mean | null {
    if (this.#count === 0) return null
    const variance = this.#count < 2 ? 0 : this.#squares / (this.#count - 1)
    return {
      meanSeconds: this.#mean / NANOSECONDS_PER_SECOND,
      standardErrorSeconds: Math.sqrt(variance / this.#count) / NANOSECONDS_PER_SECOND,
      count: this.#count
    }
  }
}

/** Rounds that came out one way or the other. */
export class ShareTally {
  rounds = 0
  #hits = 0

  add(hit: boolean): void {
    this.rounds += 1
    if (hit) this.#hits += 1
  }

  get share(): number {
    return this.#hits / this.rounds
  }

  estimate(): CountedEstimate {
    const value = this.share
    return { value, standardError: Math.sqrt((value * (1 - value)) / this.rounds), rounds: this.rounds }
  }

  /** Of +1 for a hit and −1 for a miss. */
  correlator(): CountedEstimate {
    const { value, standardError, rounds } = this.estimate()
    return { value: 2 * value - 1, standardError: 2 * standardError, rounds }
  }
}
