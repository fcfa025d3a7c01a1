import type { Nanoseconds } from '@bellwire/runtime'

const NANOSECONDS_PER_MILLISECOND = 1_000_000

/** How far two readings of one clock may differ before it is another one: nanoseconds. */
const SAME = 2 * NANOSECONDS_PER_MILLISECOND

/** True time, as the world has told it last; and how far the clocks of other processes are from it. */
export class TrueTime {
  readonly #offsets: Map<string, Nanoseconds>
  readonly #time: Nanoseconds
  readonly #wall: number
  readonly #rate: number

  /**
   * @param wall milliseconds, when it was `time`
   * @param rate true time per wall time; 0: it stands still
   * @param before what was known until now
   */
  constructor(time: Nanoseconds, wall: number, rate: number, before?: TrueTime) {
    this.#time = time
    this.#wall = wall
    this.#rate = rate
    this.#offsets = new Map(before === undefined ? [] : before.#offsets)
  }

  at(wall: number): Nanoseconds {
    return Math.round(this.#time + (wall - this.#wall) * NANOSECONDS_PER_MILLISECOND * this.#rate)
  }

  /** A process has said what its clock reads at a wall time. What differs a little is the telling, not the clock. */
  heard(name: string, reading: Nanoseconds, wall: number): void {
    const offset = this.at(wall) - reading
    const known = this.#offsets.get(name)
    if (known === undefined || Math.abs(known - offset) > SAME) this.#offsets.set(name, offset)
  }

  /** Its process is another one from now on. */
  forget(name: string): void {
    this.#offsets.delete(name)
  }

  /** @param reading of a process's clock */
  of(name: string, reading: Nanoseconds): Nanoseconds {
    return reading + (this.#offsets.get(name) ?? 0)
  }
}
