import type { Clock, Nanoseconds, Timer } from '@bellwire/runtime'
import type { DarkPeriod, RecurringDark } from './drift.js'

/** Follows a link's times without light: says when one begins or ends, and which one it is now. */
export class DarkTimes {
  readonly #times: readonly DarkPeriod[] | RecurringDark
  readonly #clock: Clock
  readonly #timer: Timer
  #now: DarkPeriod | null = null

  /** @param changed is told when another period, or none, has begun: also of one that is under way, at once */
  constructor(times: readonly DarkPeriod[] | RecurringDark, clock: Clock, changed: () => void) {
    this.#times = times
    this.#clock = clock
    this.#timer = clock.timer({
      run: () => {
        const before = this.#now
        this.#look()
        if (this.#now?.from !== before?.from) changed()
      }
    })
    const next = this.#periodEndingAfter(clock.now())
    if (next !== undefined) this.#timer.arm(Math.max(clock.now(), next.from))
  }

  /** The period in which the present instant lies; null between two. */
  get now(): DarkPeriod | null {
    return this.#now
  }

  /** Where it is now, and when to look again. */
  #look(): void {
    const now = this.#clock.now()
    const next = this.#periodEndingAfter(now)
    this.#now = next !== undefined && next.from <= now ? next : null
    if (next !== undefined) this.#timer.arm(this.#now === null ? next.from : next.until)
  }

  /** The first period that is not over. */
  #periodEndingAfter(time: Nanoseconds): DarkPeriod | undefined {
    const times = this.#times
    if (!('for' in times)) return times.find(({ until }) => until > time)
    const { every, for: length, first = 0 } = times
    const turn = Math.max(0, Math.floor((time - first) / every))
    const from = first + turn * every
    return time < from + length ? { from, until: from + length } : { from: from + every, until: from + every + length }
  }
}
