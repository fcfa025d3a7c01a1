import { createRandom, VirtualClock } from '@bellwire/runtime'
import { memoryChannels, type MessageChannel } from '@bellwire/transport'
import { decodeDeviceMessage, type DeviceMessage, encodeDeviceMessage, encodeText } from '@bellwire/wire'
import {
  type DeviceResult,
  DeviceServer,
  type DeviceServerOptions,
  type HeraldingDevice,
  RemoteDevice,
  type RemoteOptions
} from '../src/index.js'
import { capabilities } from './capabilities.js'
import { ScriptedDevice } from './scripted-device.js'
import { virtualWall } from './virtual-wall.js'

/** One-way delay of every channel. */
const DELAY = 40_000

/** A server of the hardware of alice and bob, who are nodes, and of middle, a station; in virtual time. */
export class Served {
  readonly clock = new VirtualClock()
  readonly alice = new ScriptedDevice(capabilities)
  readonly bob = new ScriptedDevice(capabilities)
  readonly middle: HeraldingDevice = {
    execute: () => undefined,
    listen: () => undefined,
    reset: () => undefined
  }
  server: DeviceServer
  #options: Partial<DeviceServerOptions>
  #starts = 0

  constructor(options: Partial<DeviceServerOptions> = {}) {
    this.#options = options
    this.server = this.#start()
  }

  /** The server ends, and another one starts. */
  restart(): void {
    this.server.close()
    this.server = this.#start()
  }

  #start(): DeviceServer {
    const { clock, alice, bob, middle } = this
    this.#starts += 1
    return new DeviceServer({
      hardware: new Map([
        ['alice', { role: 'node', device: alice, clock }],
        ['bob', { role: 'node', device: bob, clock }],
        ['middle', { role: 'station', device: middle, clock }]
      ]),
      random: createRandom(this.#starts),
      time: virtualWall(clock),
      ...this.#options
    })
  }

  pass(milliseconds: number): void {
    this.clock.run({ until: this.clock.now() + milliseconds * 1e6 })
  }

  /** A channel to the server: this end of it. */
  channel(proven: string | undefined): MessageChannel {
    const [there, here] = memoryChannels(this.clock, DELAY, ['server', proven])
    this.server.accept(there)
    return here
  }
}

/** A node's end, and everything that its owner is told. */
export class Owner {
  readonly said: string[] = []
  readonly results: DeviceResult[] = []
  readonly remote: RemoteDevice

  constructor(
    private readonly served: Served,
    private readonly name = 'alice',
    options: Partial<RemoteOptions> = {}
  ) {
    this.remote = new RemoteDevice({
      name,
      time: virtualWall(served.clock),
      watch: {
        connected: () => this.said.push('connected'),
        away: (reason) => this.said.push(`away: ${reason}`),
        refused: (text) => this.said.push(`refused: ${text}`)
      },
      ...options
    })
    this.remote.listen((result) => this.results.push(result))
    this.remote.watch((notice) => this.said.push(notice))
  }

  connect(): MessageChannel {
    const channel = this.served.channel(this.name)
    this.remote.attach(channel)
    this.served.pass(1)
    return channel
  }
}

/** An end of a channel that says what a test wants, and writes down what is answered. */
export class RawClient {
  readonly answers: DeviceMessage[] = []
  closed: string | undefined

  constructor(private readonly channel: MessageChannel) {
    channel.listen({
      message: (bytes) => this.answers.push(decodeDeviceMessage(bytes)),
      closed: (reason) => {
        this.closed = reason
      }
    })
  }

  send(...messages: (DeviceMessage | Uint8Array)[]): void {
    for (const message of messages)
      this.channel.send(message instanceof Uint8Array ? message : encodeDeviceMessage(message))
  }

  close(): void {
    this.channel.close()
  }

  hello(name: string, changes: Partial<Extract<DeviceMessage, { type: 'HELLO' }>> = {}): void {
    this.send({ type: 'HELLO', minimumVersion: 1, maximumVersion: 1, role: 0, name: encodeText(name), ...changes })
  }
}
