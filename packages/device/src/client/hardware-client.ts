import { engineTime, type WallTime } from '@bellwire/runtime'
import type { MessageChannel } from '@bellwire/transport'
import {
  decodeDeviceMessage,
  decodeText,
  DEVICE_VERSIONS,
  type DeviceMessage,
  type DeviceReady,
  encodeDeviceMessage,
  encodeText,
  type Role,
  WireError
} from '@bellwire/wire'
import { ClockExchanges, type ExchangeTimes } from '../clock/clock-exchanges.js'
import { RemoteClock } from '../clock/remote-clock.js'
import type { HardwareNotice } from '../device.js'

/** What the owner of remote hardware is told beside its results. */
export interface RemoteWatch {
  /** A session is up; the incarnation of the qubits. */
  connected?(incarnation: number): void
  /** There is no session any more, or none came about. */
  away?(reason: string): void
  /** A command was refused and has changed nothing: the text says why. */
  refused?(text: string): void
}

export interface RemoteOptions {
  /** Whose hardware: the party's name, which its channels prove. */
  readonly name: string
  /** The time of this host. Default the engine's. */
  readonly time?: WallTime
  readonly exchanges?: Partial<ExchangeTimes>
  /** Milliseconds for which the release of a qubit may wait for another message to go with. Default 1; 0: it goes at once. */
  readonly releaseWait?: number
  readonly watch?: RemoteWatch
}

/** What remote hardware of one role makes of messages. */
export interface RemoteRole {
  readonly role: Role
  /** A session is up. Returns why it cannot be used, if it cannot. */
  ready(message: DeviceReady): string | undefined
  /** A message came in a session; false where it is no result for this role. */
  result(message: DeviceMessage): boolean
  notice(notice: HardwareNotice): void
}

/** 'timing': the hardware is ours, and its clock is being read for the first time. */
type State = 'away' | 'greeting' | 'timing' | 'up'

/**
 * A party's end of the sessions with its hardware, one after the other (section 5.8). What is sent while there is none is
 * lost.
 */
export class HardwareClient {
  readonly clock: RemoteClock
  readonly #options: RemoteOptions
  readonly #time: WallTime
  readonly #role: RemoteRole
  #channel: MessageChannel | undefined
  #state: State = 'away'
  #exchanges: ClockExchanges | undefined
  #incarnation = 0
  #closed = false
  /** There has been a session before. */
  #known = false
  /** Names the resets; what comes before the answer to the last one is of the time before it. */
  #life = 0
  #resetting = false
  readonly #releaseWait: number
  /** A message of its own costs more than the qubit is missed: what need not go at once waits for what must. */
  #held: Uint8Array[] = []
  #stopHolding: (() => void) | undefined
  /** Results that came before the session was up. */
  #early: DeviceMessage[] = []

  constructor(options: RemoteOptions, role: RemoteRole) {
    this.#options = options
    this.#time = options.time ?? engineTime
    this.#role = role
    this.#releaseWait = options.releaseWait ?? 1
    this.clock = new RemoteClock(this.#time)
  }

  get up(): boolean {
    return this.#state === 'up'
  }

  /** Opens a session on a channel, in the place of the one before. */
  attach(channel: MessageChannel): void {
    if (this.#closed) return channel.close('closed here')
    this.#leave('replaced by another channel')
    this.#channel = channel
    this.#state = 'greeting'
    channel.listen({
      message: (bytes) => {
        if (this.#channel === channel) this.#receive(bytes)
      },
      closed: (reason) => {
        if (this.#channel === channel) this.#leave(reason)
      }
    })
    const { minimum, maximum } = DEVICE_VERSIONS
    const versions = { minimumVersion: minimum, maximumVersion: maximum }
    this.#send({ type: 'HELLO', ...versions, role: this.#role.role, name: encodeText(this.#options.name) })
  }

  /** @throws WireError for a command that no hardware has */
  execute(message: DeviceMessage): void {
    const bytes = encodeDeviceMessage(message)
    if (this.#state !== 'up') return
    if (message.type === 'RELEASE' && this.#releaseWait > 0) this.#hold(bytes)
    else this.#sendBytes(bytes)
  }

  reset(): void {
    if (this.#state !== 'up') return
    this.#life = (this.#life + 1) >>> 0
    this.#resetting = true
    this.#send({ type: 'RESET', life: this.#life })
  }

  /** Ends the session for good. */
  close(): void {
    this.#closed = true
    this.#leave('closed here')
    this.clock.close()
  }

  #receive(bytes: Uint8Array): void {
    let message: DeviceMessage
    try {
      message = decodeDeviceMessage(bytes)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      return this.#leave(`the server of the hardware sends what is no message: ${error.message}`)
    }
    const taken = message.type === 'REFUSED' ? this.#refused(message) : this.#take(message)
    if (!taken) this.#leave(`the server of the hardware sends ${message.type} where it does not belong`)
  }

  #refused({ command, text }: Extract<DeviceMessage, { type: 'REFUSED' }>): boolean {
    const reason = decodeText(text)
    if (command > 0) this.#options.watch?.refused?.(reason)
    else this.#leave(`refused: ${reason}`)
    return true
  }

  #take(message: DeviceMessage): boolean {
    switch (this.#state) {
      case 'greeting':
        return message.type === 'READY' && this.#ready(message)
      case 'timing':
      case 'up':
        return this.#takeInSession(message)
      case 'away':
        return true
    }
  }

  #ready(message: DeviceReady): boolean {
    const objection = this.#role.ready(message)
    if (objection !== undefined) {
      this.#leave(objection)
      return true
    }
    this.#incarnation = message.incarnation
    this.#resetting = false
    this.#early = []
    this.#state = 'timing'
    this.clock.begin(message.clock)
    const exchanges = { interval: 100, silence: 5000, ...this.#options.exchanges }
    this.#exchanges = new ClockExchanges(this.#time, this.clock, exchanges, {
      request: (exchange) => this.#send({ type: 'CLOCK_REQUEST', exchange }),
      silent: () => this.#leave('the server of the hardware does not answer')
    })
    return true
  }

  #takeInSession(message: DeviceMessage): boolean {
    switch (message.type) {
      case 'CLOCK_ANSWER':
        if (this.#exchanges?.answered(message) === true && this.#state === 'timing') this.#begin()
        return true
      case 'CLOCK_CHANGE':
        this.clock.change(message.era)
        this.#exchanges?.changed()
        return true
      case 'WAS_RESET':
        if (message.life === this.#life) this.#resetting = false
        return true
      case 'RESTARTED':
        this.#incarnation = message.incarnation
        this.#role.notice('restarted')
        return true
      case 'LOST':
        this.#role.notice('lost')
        return true
      default:
        if (this.#state === 'up') return this.#takeResult(message)
        this.#early.push(message)
        return true
    }
  }

  #takeResult(message: DeviceMessage): boolean {
    // Before the answer to a reset, results are of the time before it. What a link is like is not.
    return (this.#resetting && message.type !== 'LINK_QUALITY') || this.#role.result(message)
  }

  #begin(): void {
    const again = this.#known
    this.#known = true
    this.#state = 'up'
    this.#options.watch?.connected?.(this.#incarnation)
    if (again) this.#role.notice('restarted')
    for (const message of this.#early.splice(0)) this.#take(message)
  }

  #leave(reason: string): void {
    const channel = this.#channel
    if (channel === undefined) return
    const { up } = this
    this.#channel = undefined
    this.#state = 'away'
    this.#exchanges?.stop()
    this.#stopHolding?.()
    this.#stopHolding = undefined
    this.#held = []
    channel.close(reason)
    if (this.#closed) return
    this.#options.watch?.away?.(reason)
    if (up) this.#role.notice('lost')
  }

  #send(message: DeviceMessage): void {
    this.#sendBytes(encodeDeviceMessage(message))
  }

  /** Goes before whatever is sent next, and at the latest when its wait is over. */
  #hold(bytes: Uint8Array): void {
    this.#held.push(bytes)
    this.#stopHolding ??= this.#time.wait(this.#releaseWait, () => this.#sendHeld())
  }

  #sendHeld(): void {
    this.#stopHolding?.()
    this.#stopHolding = undefined
    for (const bytes of this.#held.splice(0)) this.#channel?.send(bytes)
  }

  #sendBytes(bytes: Uint8Array): void {
    if (this.#held.length > 0) this.#sendHeld()
    this.#channel?.send(bytes)
  }
}
