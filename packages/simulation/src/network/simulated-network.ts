import type { HeraldingDevice, QuantumDevice } from '@bellwire/device'
import { defaultLinkLayerConfiguration, firstComeFirstServed } from '@bellwire/link-layer'
import { createNode, type Node, type NodeLink } from '@bellwire/node'
import { defaultTimers, Station, type StationLink } from '@bellwire/physical-layer'
import { type SamplingMode, World } from '@bellwire/physics'
import {
  createRandom,
  LocalClock,
  type Nanoseconds,
  type RandomSource,
  type Recorder,
  VirtualClock
} from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { MemoryNetwork, type NetworkObserver, type Transport } from '@bellwire/transport'
import {
  type LinkDescription,
  type NetworkDescription,
  type NodeDescription,
  slotPeriodOf,
  type StationDescription
} from './description.js'
import { frameRecords } from './frame-records.js'

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
  /** Name of the scenario, for the trace. */
  readonly scenario?: string
}

interface NodeParts {
  readonly description: NodeDescription
  readonly number: number
  readonly clock: LocalClock | VirtualClock
  readonly device: QuantumDevice
  readonly transport: Transport
}

interface StationParts {
  readonly description: StationDescription
  readonly number: number
  readonly clock: LocalClock | VirtualClock
  readonly device: HeraldingDevice
  readonly transport: Transport
  readonly links: StationLink[]
}

const SECOND: Nanoseconds = 1_000_000_000

/** Batches this long: a lost GEN or REPLY costs at most one of them. */
const BATCH_DURATION: Nanoseconds = 10 * SECOND

/** A network in virtual time: the world, the classical network, and real nodes and stations on top of them. */
export class SimulatedNetwork {
  readonly clock = new VirtualClock()
  readonly world: World
  readonly network: MemoryNetwork
  readonly recorder: Recorder | undefined
  readonly nodes = new Map<string, Node>()
  readonly stations = new Map<string, Station>()
  readonly #random: RandomSource
  readonly #runner: RunnerKind
  readonly #stationParts = new Map<string, StationParts>()
  readonly #ignoredByStations = new Map<string, number>()

  constructor(description: NetworkDescription, options: SimulatedNetworkOptions) {
    this.#random = createRandom(options.seed)
    this.#runner = options.runner ?? 'generated'
    this.recorder = options.recorder?.(this.clock)
    const random = this.#random
    const names = new Map<number, string>()
    this.world = new World({ clock: this.clock, random, ...(options.mode === undefined ? {} : { mode: options.mode }) })
    this.network = new MemoryNetwork({
      clock: this.clock,
      random,
      wire: options.wire ?? false,
      observer: this.recorder === undefined ? options.observer : frameRecords(this.recorder, names)
    })

    let number = 0
    const parts = new Map<string, NodeParts>()
    for (const node of description.nodes) {
      number = node.number ?? number + 1
      const clock = this.#clockOf(node.name, node.clock)
      const { name, number: _number, clock: _clock, ...hardware } = node
      const device = this.world.addNode({ ...hardware, name, clock })
      names.set(number, name)
      parts.set(name, { description: node, number, clock, device, transport: this.network.attach(number, name) })
    }
    for (const station of description.stations) {
      number = station.number ?? number + 1
      const clock = this.#clockOf(station.name, station.clock)
      const device = this.world.addStation({ name: station.name, clock })
      names.set(number, station.name)
      this.#stationParts.set(station.name, {
        description: station,
        number,
        clock,
        device,
        transport: this.network.attach(number, station.name),
        links: []
      })
    }
    this.recorder?.record({
      kind: 'run',
      at: 'world',
      seed: String(options.seed),
      scenario: options.scenario ?? '',
      version: '',
      parties: [
        ...[...parts.values()].map((part) => ({
          name: part.description.name,
          node: part.number,
          role: 'node' as const
        })),
        ...[...this.#stationParts.values()].map((part) => ({
          name: part.description.name,
          node: part.number,
          role: 'station' as const
        }))
      ]
    })
    const nodeLinks = new Map<string, NodeLink[]>([...parts.keys()].map((name) => [name, []]))
    description.links.forEach((link, index) => this.#connect(link.number ?? index + 1, link, parts, nodeLinks))
    for (const station of this.#stationParts.keys()) this.startStation(station)
    for (const [name, part] of parts) {
      const node = createNode({
        name,
        transport: part.transport,
        device: part.device,
        clock: part.clock,
        random: random.fork(`node/${name}/stack`),
        links: nodeLinks.get(name) ?? [],
        runner: this.#runner,
        ...(this.recorder === undefined ? {} : { recorder: this.recorder })
      })
      this.nodes.set(name, node)
    }
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
    const incarnations = (this.#incarnations.get(name) ?? 0) + 1
    this.#incarnations.set(name, incarnations)
    const incarnation = Math.max(1, this.#random.stream(`station/${name}/incarnation/${incarnations}`).bits32())
    const { recorder } = this
    const station = new Station({
      node: part.number,
      clock: part.clock,
      transport: part.transport,
      device: part.device,
      links: part.links,
      incarnation,
      runner: this.#runner,
      clockQuality: 0,
      ignored: (reason) => {
        this.#ignoredByStations.set(reason, (this.#ignoredByStations.get(reason) ?? 0) + 1)
        recorder?.record({ kind: 'event', at: name, name: 'ignored', fields: { reason } })
      },
      ...(recorder && {
        heralded: (link: number, epoch: number, sequence: number, slot: number, bellIndex: number) =>
          recorder.record({ kind: 'herald', at: name, link, epoch, sequence, slot, bellIndex }),
        observer: {
          timer: (table: string, key: number | string, delay: string) =>
            recorder.record({ kind: 'timer', at: name, table, key, delay })
        }
      })
    })
    recorder?.record({ kind: 'restart', at: name, incarnation })
    this.stations.set(name, station)
    station.start()
  }

  readonly #incarnations = new Map<string, number>()

  #clockOf(name: string, options: NodeDescription['clock']): LocalClock | VirtualClock {
    if (options === undefined) return this.clock
    const { wander, ...rest } = options
    return new LocalClock(
      this.clock,
      wander === undefined ? rest : { ...rest, wander: { ...wander, stream: this.#random.stream(`clock/${name}`) } }
    )
  }

  #connect(
    number: number,
    link: LinkDescription,
    parts: ReadonlyMap<string, NodeParts>,
    nodeLinks: ReadonlyMap<string, NodeLink[]>
  ): void {
    const a = parts.get(link.a) as NodeParts
    const b = parts.get(link.b) as NodeParts
    const station = this.#stationParts.get(link.station) as StationParts
    const [delayA, delayB] = link.delays
    const peerDelay = link.peerDelay ?? delayA + delayB
    const slotPeriod = slotPeriodOf(link)
    const attemptSlots = link.model.kind === 'two-click' ? 2 : 1
    const batchSlots =
      link.batchSlots === 'attempt'
        ? attemptSlots
        : Math.max(attemptSlots, link.batchSlots ?? Math.ceil(BATCH_DURATION / slotPeriod))
    const timers = { ...defaultTimers(Math.max(delayA, delayB), peerDelay), ...link.timers }

    const {
      number: _n,
      a: _a,
      b: _b,
      station: _s,
      delays: _d,
      peerDelay: _p,
      slotPeriod: _sp,
      generationFailure,
      batchSlots: _bs,
      ...physics
    } = link
    this.world.addLink({
      link: number,
      a: { node: link.a, flightTime: delayA, generationFailure: generationFailure?.[0] ?? 0 },
      b: { node: link.b, flightTime: delayB, generationFailure: generationFailure?.[1] ?? 0 },
      station: link.station,
      ...worldLink(physics)
    })
    this.network.connect(a.number, station.number, { delay: delayA, ...link.channels?.a })
    this.network.connect(b.number, station.number, { delay: delayB, ...link.channels?.b })
    this.network.connect(a.number, b.number, { delay: peerDelay, ...link.channels?.peer })

    const end = (own: NodeParts, peer: NodeParts, stationDelay: Nanoseconds): NodeLink => ({
      peerName: peer.description.name,
      physical: {
        link: number,
        node: own.number,
        peer: peer.number,
        station: station.number,
        slotPeriod,
        slotOrigin: 0,
        stationDelay,
        peerDelay,
        guard: link.guard,
        attemptSlots,
        batchSlots,
        firstSequence: link.firstSequence ?? 0,
        testFraction: link.testFraction ?? 0,
        calibrationTime: link.calibrationDuration ?? 0,
        timers
      },
      linkLayer: {
        ...defaultLinkLayerConfiguration(link.scheduler ?? firstComeFirstServed, 2 * peerDelay),
        ...(link.queueLimit === undefined ? {} : { queueLimit: link.queueLimit }),
        ...(link.keepAliveInterval === undefined ? {} : { keepAliveInterval: link.keepAliveInterval })
      }
    })
    nodeLinks.get(link.a)?.push(end(a, b, delayA))
    nodeLinks.get(link.b)?.push(end(b, a, delayB))
    station.links.push({
      link: number,
      nodes: a.number < b.number ? [a.number, b.number] : [b.number, a.number],
      guard: link.guard,
      reminder: timers.reminder,
      greeting: timers.greeting,
      greetingMaximum: timers.greetingMaximum
    })
  }
}

/** The fields of a link's description that are the world's. */
function worldLink(
  link: Omit<
    LinkDescription,
    'number' | 'a' | 'b' | 'station' | 'delays' | 'peerDelay' | 'slotPeriod' | 'generationFailure' | 'batchSlots'
  >
) {
  const {
    firstSequence: _f,
    testFraction: _t,
    scheduler: _s,
    timers: _ti,
    queueLimit: _q,
    keepAliveInterval: _k,
    channels: _c,
    ...physics
  } = link
  return physics
}
