import type { Nanoseconds } from '@bellwire/runtime'
import type { DeviceClockEra } from '@bellwire/wire'

/** The clock of hardware. LocalClock is one. */
export interface HardwareClock {
  now(): Nanoseconds
  /** Calls the listener after every setting of the clock; returns how to be told no more. */
  onSet?(listener: () => void): () => void
}

/** A clock as its hardware's party is told of it: in eras, each with one nominal rate and without a setting. */
export class ServedClock {
  readonly #clock: HardwareClock
  #era: DeviceClockEra
  readonly #unwatch: (() => void) | undefined

  /**
   * @param name of the clock: drawn anew for each that starts from another origin
   * @param rate its nominal rate: nanoseconds in a nanosecond of real time
   */
  constructor(
    clock: HardwareClock,
    name: number,
    rate: number,
    private readonly changed: (era: DeviceClockEra) => void
  ) {
    this.#clock = clock
    this.#era = { clock: name, era: 0, reading: clock.now(), rate, step: false }
    this.#unwatch = clock.onSet?.(() => this.#begin(this.#era.rate, true))
  }

  get era(): DeviceClockEra {
    return this.#era
  }

  read(): Nanoseconds {
    return this.#clock.now()
  }

  setRate(rate: number): void {
    if (rate !== this.#era.rate) this.#begin(rate, false)
  }

  close(): void {
    this.#unwatch?.()
  }

  #begin(rate: number, step: boolean): void {
    const { clock, era } = this.#era
    this.#era = { clock, era: (era + 1) >>> 0, reading: this.#clock.now(), rate, step }
    this.changed(this.#era)
  }
}
