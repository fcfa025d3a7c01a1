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
export interface ClockWatch {
  readonly line: Readonly<ClockLine>
  /** Brings the line up to the present. */
  refresh(): void
  /** Watches the clock until a true time: something planned by it lasts so long. */
  keepUntil(time: number): void
}

/** True time goes as it goes: one watch for all who have it. */
const TRUE_TIME: ClockWatch = {
  line: { origin: 0, reading: 0, rate: 0 },
  refresh: () => undefined,
  keepUntil: () => undefined
}

/** @param changed called after the line has changed */
export function watchClock(clock: NodeClock, trueClock: Clock, changed: () => void): ClockWatch {
  return hasSegments(clock) ? new LocalClockWatch(clock, trueClock, changed) : TRUE_TIME
}

type SegmentedClock = NodeClock & Required<Pick<NodeClock, 'segmentAt'>>

function hasSegments(clock: NodeClock): clock is SegmentedClock {
  return clock.segmentAt !== undefined
}

class LocalClockWatch implements ClockWatch {
  readonly line: ClockLine = { origin: 0, reading: 0, rate: 0 }
  readonly #timer: Timer
  #until = Infinity

  constructor(
    private readonly clock: SegmentedClock,
    private readonly trueClock: Clock,
    changed: () => void
  ) {
    const read = (): void => {
      this.#read()
      changed()
    }
    this.#timer = trueClock.timer({ run: read })
    clock.onSet?.(read)
    this.#read()
  }

  #read(): void {
    const segment = this.clock.segmentAt(this.trueClock.now())
    this.line.origin = segment.from
    this.line.reading = segment.local + segment.fraction
    this.line.rate = segment.rate
    this.#until = segment.until
  }

  refresh(): void {
    if (this.#until !== Infinity && this.trueClock.now() >= this.#until) this.#read()
  }

  keepUntil(time: number): void {
    if (this.#until < time && this.#timer.due > this.#until) this.#timer.arm(this.#until)
  }
}

/** The true time, not rounded, at which a clock reads `local`, if it goes on as it goes now. */
export function trueTimeOf(line: ClockLine, local: number): number {
  const since = local - line.reading
  // Written so that a clock without error gives back exactly what it is given.
  return line.origin + since - (since * line.rate) / (1 + line.rate)
}
