import type { Clock, ClockSegment, Nanoseconds, Timer } from '@bellwire/runtime'

/**
 * A node's clock as the world sees it: what it reads, and how its readings relate to true time. The true clock itself
 * has none of the functions; a LocalClock has them.
 */
export interface NodeClock extends Clock {
  /** The stretch of constant rate around a true instant. */
  segmentAt?(trueTime: Nanoseconds): ClockSegment
  /** Calls back after every setting of the clock; returns what ends that. */
  onSet?(listener: () => void): () => void
}

/** A clock's relation to true time as a straight line, not rounded. */
export interface ClockLine {
  /** A true instant, the reading there, and local nanoseconds gained per true nanosecond beyond 1. */
  origin: number
  reading: number
  rate: number
}

/**
 * Follows a clock through its stretches of constant rate: what was planned by one line is planned again by the next.
 */
export class ClockWatch {
  readonly line: ClockLine = { origin: 0, reading: 0, rate: 0 }
  readonly #timer: Timer | null
  #until = Infinity

  /** @param changed called after the line has changed */
  constructor(
    private readonly clock: NodeClock,
    private readonly trueClock: Clock,
    changed: () => void
  ) {
    this.#timer =
      clock.segmentAt === undefined
        ? null
        : trueClock.timer({
            run: () => {
              this.#read()
              changed()
            }
          })
    clock.onSet?.(() => {
      this.#read()
      changed()
    })
    this.#read()
  }

  #read(): void {
    const segment = this.clock.segmentAt?.(this.trueClock.now())
    if (segment === undefined) return
    this.line.origin = segment.from
    this.line.reading = segment.local + segment.fraction
    this.line.rate = segment.rate
    this.#until = segment.until
  }

  /** Brings the line up to the present. */
  refresh(): void {
    if (this.#until !== Infinity && this.trueClock.now() >= this.#until) this.#read()
  }

  /** Watches the clock until a true time: something planned by it lasts so long. */
  keepUntil(time: number): void {
    if (this.#until < time && this.#timer !== null && this.#timer.due > this.#until) this.#timer.arm(this.#until)
  }
}

/** The true time, not rounded, at which a clock reads `local`, if it goes on as it goes now. */
export function trueTimeOf(line: ClockLine, local: number): number {
  const since = local - line.reading
  // Written so that a clock without error gives back exactly what it is given.
  return line.origin + since - (since * line.rate) / (1 + line.rate)
}
