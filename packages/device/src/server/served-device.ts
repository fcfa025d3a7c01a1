import type { RandomStream } from '@bellwire/runtime'
import { type DeviceClockAnswer, type DeviceMessage, DeviceRefusal, encodeText, type Role } from '@bellwire/wire'
import type { HardwareNotice } from '../device.js'
import type { Hardware } from './hardware.js'
import { type HardwareClock, ServedClock } from './served-clock.js'

/** Who drives hardware, through a session. */
export interface Driver {
  send(message: DeviceMessage): void
  /** Ends the session with a reason. */
  refuse(reason: DeviceRefusal, text: string): void
}

/** One piece of hardware as it is served: to one party at a time. */
export class ServedDevice {
  readonly #hardware: Hardware
  readonly #clock: ServedClock
  readonly #random: RandomStream
  #session: Driver | undefined
  /** The hardware itself is out of reach. */
  #lost = false

  constructor(hardware: Hardware, clock: HardwareClock, rate: number, random: RandomStream) {
    this.#hardware = hardware
    this.#random = random
    this.#clock = new ServedClock(clock, random.bits32(), rate, (era) =>
      this.#session?.send({ type: 'CLOCK_CHANGE', era })
    )
    hardware.listen(
      (message) => this.#session?.send(message),
      (notice) => this.#notice(notice)
    )
  }

  get role(): Role {
    return this.#hardware.role
  }

  /** Gives the hardware to a session: an earlier one ends, and the hardware is reset, for its qubits are nobody's (DEV-066). */
  begin(session: Driver, version: number): void {
    this.#session?.refuse(DeviceRefusal.REPLACED, 'a newer session of the same name took over')
    this.#hardware.reset()
    this.#session = session
    const { era } = this.#clock
    session.send({
      type: 'READY',
      version,
      incarnation: this.#incarnation(),
      clock: era,
      ...this.#hardware.statement()
    })
    if (this.#lost) this.#tellLost()
  }

  /** A session is over: nothing goes on that nobody asks for. */
  end(session: Driver): void {
    if (this.#session !== session) return
    this.#session = undefined
    this.#hardware.reset()
  }

  execute(message: DeviceMessage): boolean {
    return this.#hardware.execute(message)
  }

  reset(): void {
    this.#hardware.reset()
  }

  readClock(): Pick<DeviceClockAnswer, 'era' | 'reading'> {
    return { era: this.#clock.era.era, reading: this.#clock.read() }
  }

  setRate(rate: number): void {
    this.#clock.setRate(rate)
  }

  close(): void {
    this.#clock.close()
  }

  #notice(notice: HardwareNotice): void {
    this.#lost = notice === 'lost'
    if (this.#lost) this.#tellLost()
    else this.#session?.send({ type: 'RESTARTED', incarnation: this.#incarnation() })
  }

  #tellLost(): void {
    this.#session?.send({ type: 'LOST', text: encodeText('the hardware is out of reach of its server') })
  }

  #incarnation(): number {
    return this.#random.bits32()
  }
}
