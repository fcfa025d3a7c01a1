import { engineTime, type Nanoseconds, WallClock, type WallTime } from '@bellwire/runtime'
import type { DeviceClockAnswer, DeviceClockEra } from '@bellwire/wire'
import { ClockSamples } from './clock-samples.js'

const NANOSECONDS_PER_MILLISECOND = 1_000_000

/** Over how much wall time, milliseconds, what is off is made good at the fastest. */
const SLEW = 10

/** The slowest that the clock runs while it makes good that it is ahead, by its rate. */
const SLOWEST = 0.5

/**
 * The clock of hardware behind a channel, as it is read from here: by exchanges, of which the one with the least round
 * trip is believed most, and by what the other end tells of its rate. Corrections are spread over some time, so that the
 * reading never falls; only at the begin of a session may it be set, where the clock is another than the one before
 * (another origin, or changes that were missed). Between sessions it goes on at the last rate.
 */
export class RemoteClock extends WallClock {
  readonly #host: WallTime
  readonly #samples: ClockSamples
  #era: DeviceClockEra | undefined
  #started = false
  // What is presented: the estimate, and beside it what is off and is made good until a wall time.
  #off = 0
  #offFrom = 0
  #offUntil = 0
  #latest: Nanoseconds = 0

  /** @param maximumDrift by how much, at most, the rates of the two ends' clocks differ from what they are said to be */
  constructor(host: WallTime = engineTime, maximumDrift = 1e-4) {
    super(host)
    this.#host = host
    this.#samples = new ClockSamples(maximumDrift)
  }

  /** Nanoseconds of the clock in a nanosecond of this host's time, as the other end says; 0: it stands still. */
  get rate(): number {
    return this.#era?.rate ?? 0
  }

  /** How far the reading may be off, nanoseconds; Infinity before the first exchange. */
  get uncertainty(): Nanoseconds {
    if (!this.#started) return Infinity
    const wall = this.#host.now()
    return Math.ceil(
      this.#samples.uncertaintyAt(wall) * this.rate * NANOSECONDS_PER_MILLISECOND + Math.abs(this.#offAt(wall))
    )
  }

  // ---- called by the session ----

  /** A session begins. Where its clock is not the one that was known, or has changed, time stands still until it is read. */
  begin(era: DeviceClockEra): void {
    const same = this.#era !== undefined && this.#era.clock === era.clock && this.#era.era === era.era
    if (!same) this.#samples.forget()
    this.#started &&= same
    this.#era = era
  }

  /** The other end tells that a new era has begun. */
  change(era: DeviceClockEra): void {
    const before = this.#era
    if (before === undefined || !this.#started) return this.begin(era)
    const wall = this.#host.now()
    const presented = this.#presentedAt(wall)
    this.#samples.change(era, wall, era.step ? 0 : before.rate)
    this.#era = era
    this.#makeGood(wall, presented)
  }

  /** An exchange: its request was sent, and its answer came, at these wall times. False: it is of another era. */
  exchanged(sent: number, received: number, { era, reading }: Pick<DeviceClockAnswer, 'era' | 'reading'>): boolean {
    if (era !== this.#era?.era) return false
    const presented = this.#started ? this.#presentedAt(received) : undefined
    this.#samples.add({ wall: (sent + received) / 2, half: (received - sent) / 2, reading }, sent)
    if (presented === undefined) this.#set(received)
    else this.#makeGood(received, presented)
    return true
  }

  // ---- the law ----

  protected elapsedAt(wall: number): Nanoseconds {
    if (this.#started) {
      const elapsed = Math.floor(this.#presentedAt(wall) - this.origin)
      if (elapsed > this.#latest) this.#latest = elapsed
    }
    return this.#latest
  }

  protected waitAt(wall: number, elapsed: Nanoseconds): number {
    if (!this.#started || this.#offUntil === Infinity) return Infinity
    const due = elapsed + this.origin
    const slope = this.rate * NANOSECONDS_PER_MILLISECOND
    if (wall < this.#offUntil) {
      const slewed = slope - this.#off / (this.#offUntil - this.#offFrom)
      const wait = (due - this.#presentedAt(wall)) / slewed
      if (wall + wait <= this.#offUntil) return wait
    }
    const from = Math.max(wall, this.#offUntil)
    const missing = due - this.#presentedAt(from)
    return missing <= 0 ? from - wall : slope === 0 ? Infinity : from - wall + missing / slope
  }

  #presentedAt(wall: number): number {
    return this.#samples.estimateAt(wall, this.rate) + this.#offAt(wall)
  }

  #offAt(wall: number): number {
    if (wall >= this.#offUntil) return 0
    return this.#off * (1 - Math.max(0, wall - this.#offFrom) / (this.#offUntil - this.#offFrom))
  }

  /** Sets the reading to the estimate. What is armed waits for as long as it would have. */
  #set(wall: number): void {
    const elapsed = this.elapsed()
    this.#offUntil = wall
    this.#started = true
    this.setOrigin(Math.floor(this.#samples.estimateAt(wall, this.rate)) - elapsed)
    this.lawChanged()
  }

  /** Goes over from what is presented to the estimate. */
  #makeGood(wall: number, presented: number): void {
    const slope = this.rate * NANOSECONDS_PER_MILLISECOND
    this.#off = presented - this.#samples.estimateAt(wall, this.rate)
    this.#offFrom = wall
    // Never slower than SLOWEST of the rate; one that is ahead and stands still has to wait until it goes on.
    this.#offUntil = wall + (this.#off > 0 ? Math.max(SLEW, this.#off / (slope * (1 - SLOWEST))) : SLEW)
    this.lawChanged()
  }
}
