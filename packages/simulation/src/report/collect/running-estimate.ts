import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'
import type { Reference, RunningPoint, RunningSeries } from '../samples.js'

/** From one point of a series to the next the number of rounds grows by this factor. */
const GROWTH = 1.04

/** Keeps the course of an estimate at numbers of rounds evenly spaced in the logarithm. */
class Course {
  readonly points: RunningPoint[] = []
  #next: number

  constructor(first: number) {
    this.#next = first
  }

  due(rounds: number): boolean {
    return rounds >= this.#next
  }

  add(point: RunningPoint): void {
    this.points.push(point)
    this.#next = Math.max(point.rounds + 1, Math.ceil(point.rounds * GROWTH))
  }

  /** The course up to now: the last point is that of all rounds. */
  upTo(last: RunningPoint | null): readonly RunningPoint[] {
    return last === null || this.points.at(-1)?.rounds === last.rounds ? this.points : [...this.points, last]
  }
}

/** The error rate of rounds in one basis as they accumulate. */
export class RunningErrorRate {
  readonly #course = new Course(10)
  #rounds = 0
  #errors = 0
  #last: Nanoseconds = 0

  add(now: Nanoseconds, error: boolean): void {
    this.#rounds += 1
    if (error) this.#errors += 1
    this.#last = now
    if (this.#course.due(this.#rounds)) this.#course.add(this.#point())
  }

  series(label: string, references: readonly Reference[]): RunningSeries | null {
    if (this.#rounds === 0) return null
    return { label, points: this.#course.upTo(this.#point()), references }
  }

  #point(): RunningPoint {
    const rounds = this.#rounds
    return {
      seconds: this.#last / NANOSECONDS_PER_SECOND,
      rounds,
      value: this.#errors / rounds,
      standardError: Math.sqrt(variance(this.#errors, rounds))
    }
  }
}

/**
 * The CHSH value S = E(0) + E(1) + E(2) − E(3) as rounds accumulate. Settings: 0 and 1 are A's first with B's first and
 * second, 2 and 3 A's second with the same.
 */
export class RunningChsh {
  readonly #course = new Course(40)
  readonly #rounds = new Float64Array(4)
  readonly #alike = new Float64Array(4)
  #total = 0
  #last: Nanoseconds = 0

  /** @param alike whether the outcomes of both ends are the same, after the flips that the Bell state asks for */
  add(now: Nanoseconds, setting: number, alike: boolean): void {
    this.#rounds[setting] = (this.#rounds[setting] as number) + 1
    if (alike) this.#alike[setting] = (this.#alike[setting] as number) + 1
    this.#total += 1
    this.#last = now
    if (!this.#course.due(this.#total)) return
    const point = this.#point()
    if (point !== null) this.#course.add(point)
  }

  series(references: readonly Reference[]): RunningSeries | null {
    const last = this.#point()
    return last === null ? null : { label: 'S', points: this.#course.upTo(last), references }
  }

  /** Null until every setting has been measured. */
  #point(): RunningPoint | null {
    let value = 0
    let squared = 0
    for (let setting = 0; setting < 4; setting++) {
      const rounds = this.#rounds[setting] as number
      if (rounds === 0) return null
      const alike = this.#alike[setting] as number
      value += (setting === 3 ? -1 : 1) * (2 * (alike / rounds) - 1)
      squared += 4 * variance(alike, rounds)
    }
    return {
      seconds: this.#last / NANOSECONDS_PER_SECOND,
      rounds: this.#total,
      value,
      standardError: Math.sqrt(squared)
    }
  }
}

/**
 * Variance of a share, estimated with half a success and half a failure more than were seen: without them a share of 0
 * or 1 would seem to have no error at all.
 */
function variance(successes: number, rounds: number): number {
  const share = (successes + 0.5) / (rounds + 1)
  return (share * (1 - share)) / rounds
}
