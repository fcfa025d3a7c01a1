import type { WallTime } from '@bellwire/runtime'
import type { MessageChannel } from '@bellwire/transport'
import {
  commonVersion,
  decodeDeviceMessage,
  decodeText,
  DEVICE_VERSIONS,
  type DeviceHello,
  type DeviceMessage,
  DeviceRefusal,
  encodeDeviceMessage,
  encodeText,
  WireError
} from '@bellwire/wire'
import type { Driver, ServedDevice } from './served-device.js'

/** Finds the hardware of a party by the name that its channel proves, if it proves one, and the name that it gives. */
export type FindHardware = (proven: string | undefined, name: string) => ServedDevice | undefined

/** Bytes that may wait for a party that does not read them. */
const LARGEST_BACKLOG = 16 * 1024 * 1024

/** Milliseconds in which a party says who it is. Requirement DEV-086. */
const GREETING_PATIENCE = 10_000

/** One party's session on a channel: HELLO, then commands, until the channel closes. */
export class DeviceSession implements Driver {
  readonly #channel: MessageChannel
  readonly #find: FindHardware
  readonly #time: WallTime
  #served: ServedDevice | undefined
  #greeted: (() => void) | undefined
  #commands = 0
  #open = true

  /** @param ended called once, when the session is over */
  constructor(
    channel: MessageChannel,
    find: FindHardware,
    time: WallTime,
    private readonly ended: (session: DeviceSession) => void
  ) {
    this.#channel = channel
    this.#find = find
    this.#time = time
  }

  start(): void {
    this.#channel.listen({ message: (bytes) => this.#receive(bytes), closed: () => this.#closed() })
    if (this.#open) this.#greeted = this.#time.wait(GREETING_PATIENCE, () => this.close('no HELLO came'))
  }

  /** Sends a message; ends the session where it cannot be said, or where the party does not read. */
  send(message: DeviceMessage): void {
    if (!this.#open) return
    try {
      this.#channel.send(encodeDeviceMessage(message))
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      this.close(`the hardware says what cannot be sent: ${error.message}`)
      return
    }
    if (this.#channel.backlog > LARGEST_BACKLOG) this.close('what is sent is not read')
  }

  /** Ends the session with a reason. */
  refuse(reason: DeviceRefusal, text: string): void {
    this.send({ type: 'REFUSED', reason, command: 0, text: encodeText(text) })
    this.close(text)
  }

  close(reason: string): void {
    this.#channel.close(reason)
    this.#closed()
  }

  #receive(bytes: Uint8Array): void {
    if (!this.#open) return
    let message: DeviceMessage
    try {
      message = decodeDeviceMessage(bytes)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      return this.refuse(DeviceRefusal.MESSAGE, error.message)
    }
    if (this.#served === undefined) this.#greet(message)
    else this.#obey(this.#served, message)
  }

  #greet(message: DeviceMessage): void {
    if (message.type !== 'HELLO') return this.refuse(DeviceRefusal.MESSAGE, `${message.type} before HELLO`)
    const version = commonVersion(DEVICE_VERSIONS, { minimum: message.minimumVersion, maximum: message.maximumVersion })
    if (version === undefined) {
      const { minimum, maximum } = DEVICE_VERSIONS
      return this.refuse(DeviceRefusal.VERSION, `versions spoken here: ${minimum} to ${maximum}`)
    }
    this.#begin(message, version)
  }

  #begin(hello: DeviceHello, version: number): void {
    const name = decodeText(hello.name)
    const served = this.#find(this.#channel.peer, name)
    if (served === undefined) return this.refuse(DeviceRefusal.NAME, `no hardware here is ${name}'s on this channel`)
    if (served.role !== hello.role) return this.refuse(DeviceRefusal.ROLE, `the hardware of ${name} has another role`)
    this.#served = served
    this.#greeted?.()
    served.begin(this, version)
  }

  #obey(served: ServedDevice, message: DeviceMessage): void {
    switch (message.type) {
      case 'CLOCK_REQUEST':
        return this.send({ type: 'CLOCK_ANSWER', exchange: message.exchange, ...served.readClock() })
      case 'RESET':
        served.reset()
        return this.send({ type: 'WAS_RESET', life: message.life })
      default:
        return this.#execute(served, message)
    }
  }

  #execute(served: ServedDevice, message: DeviceMessage): void {
    const command = ++this.#commands
    try {
      if (served.execute(message)) return
    } catch (error) {
      const text = encodeText(error instanceof Error ? error.message : String(error))
      return this.send({ type: 'REFUSED', reason: DeviceRefusal.COMMAND, command, text })
    }
    this.refuse(DeviceRefusal.MESSAGE, `${message.type} is no command for this hardware`)
  }

  #closed(): void {
    if (!this.#open) return
    this.#open = false
    this.#greeted?.()
    this.#served?.end(this)
    this.ended(this)
  }
}
