import type { TeleportationConfiguration } from '@bellwire/application-layer'
import type { HeraldingDevice, QuantumDevice } from '@bellwire/device'
import { createNode, type Node, type NodeLink } from '@bellwire/node'
import { Station, type StationLink, type SwitchConfiguration } from '@bellwire/physical-layer'
import { type SamplingMode, type World, WorldError } from '@bellwire/physics'
import {
  type Clock,
  createRandom,
  type LocalClock,
  type Nanoseconds,
  type RandomSource,
  type Recorder,
  VirtualClock
} from '@bellwire/runtime'
import { recordMachines, type RunnerKind } from '@bellwire/statechart'
import { MemoryNetwork, type NetworkObserver, type Transport } from '@bellwire/transport'
import { ClassicalRoutes } from './classical-routes.js'
import type { LinkDescription, NetworkDescription, NodeDescription, StationDescription } from './description.js'
import { frameRecords } from './frame-records.js'
import { Hardware } from './hardware.js'
import { nodeLink, stationLink, wiringOf } from './link-configuration.js'
import { type Numbered, numbered } from './parts.js'
import { type MortalNode, ProcessGate } from './process-gate.js'
import { type SwitchWatch, switchConfiguration } from './switch-configuration.js'

export interface SimulatedNetworkOptions {
  readonly seed: number | string
  /** Default 'generated'. */
  readonly runner?: RunnerKind
  /** Every attempt an event, or failures skipped. Default 'skip'. */
  readonly mode?: SamplingMode
  /** Every frame through the wire codec. Default false. */
  readonly wire?: boolean
  /** Made for the run's clock; nothing is recorded without it. */
  readonly recorder?: (clock: VirtualClock) => Recorder
  /** Told of every frame. Not with a recorder, which is told already. */
  readonly observer?: NetworkObserver
  /** Timers of teleportations, of all nodes; those that are not given are the node's own. */
  readonly teleportation?: Partial<TeleportationConfiguration>
  /** Name of the scenario, for the trace. */
  readonly scenario?: string
  /** Told what the switches of stations do. */
  readonly switches?: SwitchWatch
  /** Makes nodes such that can be killed, each with what it writes down. Default: processes live for ever. */
  readonly mortal?: (name: string, clock: Clock) => MortalNode
  /** Somebody who has replaced parts of the network. */
  readonly intruder?: Intruder
}

/** What stands in the place of a party's hardware, or between it and the classical network; nothing else knows of it. */
export interface Intruder {
  /** Called first, with the clock of the run. */
  begin?(clock: VirtualClock): void
  device?(name: string, device: QuantumDevice, world: World): QuantumDevice
  station?(name: string, device: HeraldingDevice, clock: Clock): HeraldingDevice
  /** Of nodes. */
  transport?(name: string, transport: Transport): Transport
}

interface Parts<Description, Device> {
  readonly description: Numbered<Description>
  readonly clock: LocalClock | VirtualClock
  readonly device: Device
  readonly transport: Transport
}

interface NodeParts extends Parts<NodeDescription, QuantumDevice> {
  readonly links: NodeLink[]
}

interface StationParts extends Parts<StationDescription, HeraldingDevice> {
  readonly links: StationLink[]
}

const SECOND: Nanoseconds = 1_000_000_000

/** A network in virtual time: the world, the classical network, and real nodes and stations on top of them. */
export class SimulatedNetwork {
  readonly clock = new VirtualClock()
  readonly world: World
  readonly network: MemoryNetwork
  readonly recorder: Recorder | undefined
  readonly nodes = new Map<string, Node>()
  readonly stations = new Map<string, Station>()
  readonly #description: NetworkDescription
  readonly #hardware: Hardware<VirtualClock>
  readonly #random: RandomSource
  readonly #runner: RunnerKind
  readonly #intruder: Intruder | undefined
  readonly #mortal: SimulatedNetworkOptions['mortal']
  /** By name: the mortal nodes, and their processes. */
  readonly #mortals = new Map<string, { readonly node: MortalNode; gate: ProcessGate; life: number }>()
  readonly #teleportation: SimulatedNetworkOptions['teleportation']
  readonly #switches: SwitchWatch | undefined
  readonly #nodeParts = new Map<string, NodeParts>()
  readonly #stationParts = new Map<string, StationParts>()
  readonly #routes = new ClassicalRoutes()
  readonly #ignoredByStations = new Map<string, number>()

  constructor(description: NetworkDescription, options: SimulatedNetworkOptions) {
    this.#description = description
    this.#random = createRandom(options.seed)
    this.#runner = options.runner ?? 'generated'
    this.#intruder = options.intruder
    options.intruder?.begin?.(this.clock)
    this.#mortal = options.mortal
    this.#teleportation = options.teleportation
    this.#switches = options.switches
    this.recorder = options.recorder?.(this.clock)
    const random = this.#random
    const names = new Map<number, string>()
    const { mode } = options
    this.#hardware = new Hardware({ clock: this.clock, random, ...(mode === undefined ? {} : { mode }) })
    this.world = this.#hardware.world
    this.network = new MemoryNetwork({
      clock: this.clock,
      otherwise: (from, to) => {
        const delay = this.#routes.delay(from, to)
        return delay === undefined ? undefined : { delay, ...description.classical }
      },
      random,
      wire: options.wire ?? false,
      observer: this.recorder === undefined ? options.observer : frameRecords(this.recorder, names)
    })

    const { nodes, stations, links } = numbered(description)
    for (const { number, name } of [...nodes, ...stations]) names.set(number, name)
    this.recorder?.record({
      kind: 'run',
      at: 'world',
      seed: String(options.seed),
      scenario: options.scenario ?? '',
      version: '',
      parties: [
        ...nodes.map(({ name, number }) => ({ name, node: number, role: 'node' as const })),
        ...stations.map(({ name, number }) => ({ name, node: number, role: 'station' as const }))
      ]
    })
    this.#build(nodes, stations, links)
  }

  node(name: string): Node {
    return this.nodes.get(name) as Node
  }

  /** Runs until true time `until`, or while a condition holds. */
  run(until: Nanoseconds, goOn?: () => boolean): void {
    this.clock.run(goOn === undefined ? { until } : { until, while: goOn })
  }

  /** Runs until every link is up and fit, at most for `limit`. Returns whether they are. */
  settle(limit: Nanoseconds = 10 * SECOND): boolean {
    const ready = (): boolean =>
      [...this.nodes.values()].every((node) => node.links.every((link) => link.status.up && link.status.fit))
    this.run(this.clock.now() + limit, () => !ready())
    return ready()
  }

  /** Frames and events that stations ignored, by reason. */
  get ignoredByStations(): ReadonlyMap<string, number> {
    return this.#ignoredByStations
  }

  /** Starts a station's process, or starts it anew: a new incarnation that knows nothing of the one before. */
  startStation(name: string): void {
    const part = this.#stationParts.get(name) as StationParts
    this.stations.get(name)?.stop()
    const { recorder } = this
    const station = new Station({
      node: part.description.number,
      clock: part.clock,
      transport: part.transport,
      device: part.device,
      links: part.links,
      incarnation: () => this.#incarnation(name),
      runner: this.#runner,
      clockQuality: 0,
      ...this.#switchOf(part.description),
      ignored: (reason) => {
        this.#ignoredByStations.set(reason, (this.#ignoredByStations.get(reason) ?? 0) + 1)
        recorder?.record({ kind: 'event', at: name, name: 'ignored', fields: { reason } })
      },
      ...(recorder && {
        heralded: (link: number, epoch: number, sequence: number, slot: number, bellIndex: number) =>
          recorder.record({ kind: 'herald', at: name, link, epoch, sequence, slot, bellIndex }),
        observer: recordMachines(recorder, { at: name, layer: 'station' })
      })
    })
    this.stations.set(name, station)
    station.start()
  }

  /** Of a station that starts. */
  #incarnation(name: string): number {
    const incarnations = (this.#incarnations.get(name) ?? 0) + 1
    this.#incarnations.set(name, incarnations)
    const incarnation = Math.max(1, this.#random.stream(`station/${name}/incarnation/${incarnations}`).bits32())
    this.recorder?.record({ kind: 'restart', at: name, incarnation })
    return incarnation
  }

  #switchOf({ name, switch: board }: StationDescription): { readonly switch?: SwitchConfiguration } {
    if (board === undefined) return {}
    const links = this.#description.links.filter(({ station }) => station === name)
    const stream = this.#random.stream(`station/${name}/switch/${(this.#incarnations.get(name) ?? 0) + 1}`)
    return { switch: switchConfiguration(name, board, links, stream, this.#switches) }
  }

  readonly #incarnations = new Map<string, number>()

  /**
   * Link by link, and each party starts as soon as its last link is there: what works together is made together and so
   * lies together in memory. A thousand links run some 4 % faster by it.
   */
  #build(
    nodes: readonly Numbered<NodeDescription>[],
    stations: readonly Numbered<StationDescription>[],
    links: readonly Numbered<LinkDescription>[]
  ): void {
    const nodeOf = new Map(nodes.map((node) => [node.name, node]))
    const stationOf = new Map(stations.map((station) => [station.name, station]))
    const lastOfNode = new Map(links.flatMap((link) => [link.a, link.b].map((name) => [name, link] as const)))
    const lastOfStation = new Map(links.map((link) => [link.station, link]))
    for (const link of links) {
      for (const name of [link.a, link.b]) if (!this.#nodeParts.has(name)) this.#addNode(named('a node', name, nodeOf))
      if (!this.#stationParts.has(link.station)) this.#addStation(named('a station', link.station, stationOf))
      this.#connect(link)
      if (lastOfStation.get(link.station) === link) this.startStation(link.station)
      for (const name of [link.a, link.b]) if (lastOfNode.get(name) === link) this.#startNode(name)
    }
    for (const station of stations) {
      if (this.#stationParts.get(station.name)?.description === station) continue
      this.#addStation(station)
      this.startStation(station.name)
    }
    for (const node of nodes) {
      if (this.#nodeParts.get(node.name)?.description === node) continue
      this.#addNode(node)
      this.#startNode(node.name)
    }
  }

  #addNode(description: Numbered<NodeDescription>): void {
    const { name, number } = description
    const { clock, device: owned } = this.#hardware.addNode(description)
    const attached = this.network.attach(number, name)
    const device = this.#intruder?.device?.(name, owned, this.world) ?? owned
    const transport = this.#intruder?.transport?.(name, attached) ?? attached
    this.#nodeParts.set(name, { description, clock, device, transport, links: [] })
  }

  #addStation(description: Numbered<StationDescription>): void {
    const { name, number } = description
    const { clock, device: owned } = this.#hardware.addStation(description)
    const device = this.#intruder?.station?.(name, owned, clock) ?? owned
    const transport = this.network.attach(number, name)
    this.#stationParts.set(name, { description, clock, device, transport, links: [] })
  }

  #startNode(name: string): void {
    const { clock, device, transport, links } = this.#nodeParts.get(name) as NodeParts
    const gated = this.#gated(name)
    const gate = gated?.gate
    const recorder = gated?.recorder ?? this.recorder
    const node = createNode({
      name,
      transport: gate?.transport(transport) ?? transport,
      device: gate?.device(device) ?? device,
      clock,
      random: this.#random.fork(`node/${name}/stack${gated === undefined ? '' : `/${gated.life}`}`),
      links,
      ...(this.#description.network && { network: this.#description.network }),
      runner: this.#runner,
      ...(this.#teleportation && { teleportation: this.#teleportation }),
      ...(gated && { journal: gated.journal }),
      ...(recorder === undefined ? {} : { recorder })
    })
    this.nodes.set(name, node)
  }

  /** The next process of a mortal node. */
  #gated(name: string) {
    if (this.#mortal === undefined) return undefined
    const gate = new ProcessGate()
    const mortal = this.#mortals.get(name) ?? { node: this.#mortal(name, this.clock), gate, life: 0 }
    mortal.gate = gate
    mortal.life += 1
    this.#mortals.set(name, mortal)
    const recorder = this.recorder && gate.recorder(mortal.node.recorder?.(this.recorder) ?? this.recorder)
    const failed = (error: Error): never => {
      throw error
    }
    return { gate, life: mortal.life, recorder, journal: { store: gate.store(mortal.node.store), failed } }
  }

  /** Kills the process of a mortal node: nothing is told to anyone, and only what it has written down is left. */
  killNode(name: string): void {
    this.#mortals.get(name)?.gate.shut()
    // Its timers.
    this.node(name).close()
  }

  /** Starts a process of a mortal node again. */
  reviveNode(name: string): void {
    this.#startNode(name)
  }

  #connect(link: Numbered<LinkDescription>): void {
    const a = this.#nodeParts.get(link.a) as NodeParts
    const b = this.#nodeParts.get(link.b) as NodeParts
    const station = this.#stationParts.get(link.station) as StationParts
    const ends = [a.description.number, b.description.number] as const
    const at = station.description.number
    const wiring = wiringOf(link)
    this.#hardware.addLink(link)
    this.network.connect(ends[0], at, { delay: wiring.frameDelays[0], ...link.channels?.a })
    this.network.connect(ends[1], at, { delay: wiring.frameDelays[1], ...link.channels?.b })
    this.#routes.add(ends[0], ends[1], wiring.peerDelay)
    this.network.connect(ends[0], ends[1], { delay: wiring.peerDelay, ...link.channels?.peer })
    a.links.push(nodeLink(link, wiring, a.description, b.description, at, 0))
    b.links.push(nodeLink(link, wiring, b.description, a.description, at, 1))
    station.links.push(stationLink(link, wiring, ends))
  }
}

function named<T>(accepted: string, name: string, among: ReadonlyMap<string, T>): T {
  const found = among.get(name)
  if (found === undefined) {
    throw new WorldError('link', name, `the name of ${accepted}: ${[...among.keys()].join(', ') || '(none)'}`)
  }
  return found
}
