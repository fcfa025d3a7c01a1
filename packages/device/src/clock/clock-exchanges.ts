import type { WallTime } from '@bellwire/runtime'
import type { DeviceClockAnswer } from '@bellwire/wire'
import type { RemoteClock } from './remote-clock.js'

/** Exchanges in quick succession at the begin of a session, and after every change; and the time between those, milliseconds. */
const EARLY = 8
const EARLY_INTERVAL = 5

/** When the clock is read, and how long an answer may take; milliseconds. */
export interface ExchangeTimes {
  /** Between two readings. Default 100. */
  readonly interval: number
  /** Without an answer for so long, the other end counts as gone. Default 5000. */
  readonly silence: number
}

export interface ExchangeHost {
  /** Asks the other end for its reading. */
  request(exchange: number): void
  /** The other end has not answered for too long. */
  silent(): void
}

/** Reads the clock at the other end again and again, one request at a time. */
export class ClockExchanges {
  readonly #time: WallTime
  readonly #clock: RemoteClock
  readonly #times: ExchangeTimes
  readonly #host: ExchangeHost
  #exchange = 0
  #sent: number | undefined
  #early = EARLY
  #stopWaiting: (() => void) | undefined

  constructor(time: WallTime, clock: RemoteClock, times: ExchangeTimes, host: ExchangeHost) {
    this.#time = time
    this.#clock = clock
    this.#times = times
    this.#host = host
    this.#ask()
  }

  /** The clock has changed: it is read again at once, unless that is under way. */
  changed(): void {
    this.#early = EARLY
    if (this.#sent === undefined) this.#ask()
  }

  /** Takes an answer; true where the clock took it. One that was not waited for changes nothing. */
  answered(answer: DeviceClockAnswer): boolean {
    if (this.#sent === undefined || answer.exchange !== this.#exchange) return false
    const taken = this.#clock.exchanged(this.#sent, this.#time.now(), answer)
    this.#sent = undefined
    this.#early = Math.max(0, this.#early - 1)
    this.#wait(this.#early > 0 ? EARLY_INTERVAL : this.#times.interval, () => this.#ask())
    return taken
  }

  stop(): void {
    this.#sent = undefined
    this.#stopWaiting?.()
  }

  #ask(): void {
    this.#exchange = (this.#exchange + 1) >>> 0
    this.#sent = this.#time.now()
    this.#wait(this.#times.silence, () => this.#host.silent())
    this.#host.request(this.#exchange)
  }

  #wait(milliseconds: number, then: () => void): void {
    this.#stopWaiting?.()
    this.#stopWaiting = this.#time.wait(milliseconds, then)
  }
}
