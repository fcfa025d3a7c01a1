import {
  type DeviceCommand,
  type DeviceResult,
  DeviceServer,
  type HardwareNotice,
  type HardwareToServe,
  type HeraldingDevice,
  type QuantumDevice,
  RemoteDevice,
  RemoteHeraldingDevice
} from '@bellwire/device'
import {
  type Clock,
  createRandom,
  type Nanoseconds,
  type Task,
  type Timer,
  VirtualClock,
  type WallTime
} from '@bellwire/runtime'
import { memoryChannels, type MessageChannel } from '@bellwire/transport'
import type { Intruder } from '../network/simulated-network.js'

/** How long a first session may take to come up. */
const FIRST_SESSION: Nanoseconds = 10_000_000

/** One party, its hardware's server, and the channel between them. */
interface Party {
  readonly name: string
  readonly served: HardwareToServe
  readonly remote: RemoteDevice | RemoteHeraldingDevice
  server: DeviceServer
  channel: MessageChannel | undefined
}

/**
 * Puts a channel between every party of a network in virtual time and its hardware, as between processes of their own: it
 * can be cut or opened anew, and the server of the hardware can start again. The parties keep the clocks that they have.
 */
export class RemoteHardware implements Intruder {
  readonly #delay: Nanoseconds
  readonly #seed: number
  readonly #clock = new SwitchedClock()
  readonly #parties = new Map<string, Party>()
  #servers = 0

  /** @param delay one-way, of every message */
  constructor(delay: Nanoseconds, seed: number) {
    this.#delay = delay
    this.#seed = seed
  }

  begin(clock: VirtualClock): void {
    this.#clock.network = clock
  }

  get names(): readonly string[] {
    return [...this.#parties.keys()]
  }

  device(name: string, device: QuantumDevice): QuantumDevice {
    const remote = new RemoteDevice({ name, time: this.#time })
    const party = this.#add(name, remote, { role: 'node', device, clock: this.#clock })
    return new DeviceWhenAsked(remote, () => this.#openAtOnce(party))
  }

  station(name: string, device: HeraldingDevice): HeraldingDevice {
    const remote = new RemoteHeraldingDevice({ name, time: this.#time })
    this.#openAtOnce(this.#add(name, remote, { role: 'station', device, clock: this.#clock }))
    return remote
  }

  /** Cuts a party off from its hardware. */
  cut(name: string): void {
    this.#party(name).channel?.close('cut')
  }

  /** Opens another channel for a party, which takes its hardware over. */
  open(name: string): void {
    this.#open(this.#party(name))
  }

  /** The server of a party's hardware ends, and another one takes its place, of which the party has to find out. */
  restartServer(name: string): void {
    const party = this.#party(name)
    party.server.close()
    party.server = this.#server(name, party.served)
  }

  /** Has every party reach its hardware again. */
  heal(): void {
    for (const [name, { remote }] of this.#parties) if (!remote.up) this.open(name)
  }

  #add(name: string, remote: Party['remote'], served: HardwareToServe): Party {
    const party: Party = { name, served, remote, server: this.#server(name, served), channel: undefined }
    this.#parties.set(name, party)
    return party
  }

  #server(name: string, served: HardwareToServe): DeviceServer {
    this.#servers += 1
    return new DeviceServer({
      hardware: new Map([[name, served]]),
      random: createRandom(`${this.#seed}/${this.#servers}`),
      time: this.#time
    })
  }

  #party(name: string): Party {
    return this.#parties.get(name) as Party
  }

  #open(party: Party): void {
    const [there, here] = memoryChannels(this.#clock, this.#delay, ['hardware', party.name])
    party.channel = here
    party.server.accept(there)
    party.remote.attach(here)
  }

  /** Opens the first session before the network's time begins. */
  #openAtOnce(party: Party): void {
    this.#clock.aside((before) => {
      this.#open(party)
      before.run({ until: FIRST_SESSION })
    })
  }

  readonly #time: WallTime = {
    now: () => this.#clock.now() / 1e6,
    wait: (milliseconds, wake) => {
      const timer = this.#clock.timer({ run: wake })
      timer.arm(this.#clock.now() + Math.ceil(milliseconds * 1e6))
      return () => timer.cancel()
    }
  }
}

/** The network's clock, but for times aside, which pass on a clock of their own. */
class SwitchedClock implements Clock {
  network = new VirtualClock()
  #aside: VirtualClock | undefined

  aside(act: (clock: VirtualClock) => void): void {
    this.#aside = new VirtualClock()
    act(this.#aside)
    this.#aside = undefined
  }

  now(): Nanoseconds {
    return this.#present.now()
  }

  at(due: Nanoseconds, task: Task): void {
    this.#present.at(due, task)
  }

  timer(task: Task): Timer {
    return this.#present.timer(task)
  }

  get #present(): VirtualClock {
    return this.#aside ?? this.network
  }
}

/** A node's links come after its hardware: its first session is opened when the node asks what the hardware can do. */
class DeviceWhenAsked implements QuantumDevice {
  #open: (() => void) | undefined

  constructor(
    private readonly remote: RemoteDevice,
    open: () => void
  ) {
    this.#open = open
  }

  get capabilities() {
    this.#open?.()
    this.#open = undefined
    return this.remote.capabilities
  }

  execute(command: DeviceCommand): void {
    this.remote.execute(command)
  }

  listen(listener: (result: DeviceResult) => void): void {
    this.remote.listen(listener)
  }

  watch(listener: (notice: HardwareNotice) => void): void {
    this.remote.watch(listener)
  }

  reset(): void {
    this.remote.reset()
  }
}
