import { TimeError } from './errors.js'
import type { Nanoseconds } from './time.js'
import { WallClock } from './wall-clock.js'
import { engineTime, type WallTime } from './wall-time.js'

const NANOSECONDS_PER_MILLISECOND = 1_000_000

/** Wall time multiplied by a factor, counted from 0 at the clock's making. At a factor of 0 it stands still. */
export class ScaledClock extends WallClock {
  readonly #host: WallTime
  #factor: number
  /** Wall time, milliseconds, and reading, nanoseconds, at the last change of factor. */
  #wallOrigin: number
  #readingOrigin: Nanoseconds = 0
  #latest: Nanoseconds = 0

  constructor(factor: number, host: WallTime = engineTime) {
    super(host)
    this.#factor = checkFactor(factor)
    this.#host = host
    this.#wallOrigin = host.now()
  }

  /** Nanoseconds of this clock per nanosecond of wall time. */
  get factor(): number {
    return this.#factor
  }

  /** Changes the speed from now on. */
  set factor(factor: number) {
    checkFactor(factor)
    const wall = this.#host.now()
    this.#readingOrigin = this.elapsedAt(wall)
    this.#wallOrigin = wall
    this.#factor = factor
    this.lawChanged()
  }

  protected elapsedAt(wall: number): Nanoseconds {
    const passed = (wall - this.#wallOrigin) * NANOSECONDS_PER_MILLISECOND * this.#factor
    const reading = this.#readingOrigin + Math.floor(passed)
    if (reading > this.#latest) this.#latest = reading
    return this.#latest
  }

  protected waitAt(wall: number, elapsed: Nanoseconds): number {
    return (elapsed - this.elapsedAt(wall)) / (NANOSECONDS_PER_MILLISECOND * this.#factor)
  }
}

/** Monotonic wall time, counted from 0 at the clock's making. */
export class RealClock extends ScaledClock {
  constructor(host?: WallTime) {
    super(1, host)
  }
}

function checkFactor(factor: number): number {
  if (!(factor >= 0 && factor < Infinity)) {
    throw new TimeError('TIME_INVALID', 'factor', factor, 'a number from 0 on')
  }
  return factor
}
