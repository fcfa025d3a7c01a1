import type { HeraldingDevice, QuantumDevice } from '@bellwire/device'
import { pairFidelity } from '@bellwire/quantum'
import type { Clock, Nanoseconds, RandomSource } from '@bellwire/runtime'
import { CoincidenceLink } from './coincidence-link.js'
import { checkDrift, type LinkQuality } from './drift.js'
import { WorldError } from './errors.js'
import { operatingPointsOf } from './heralding/heralding-model.js'
import type { HeldPair } from './held-qubit.js'
import { PairPool } from './pair-pool.js'
import {
  checkLink,
  checkNode,
  checkStation,
  type LinkOptions,
  type NodeOptions,
  requireName,
  type StationOptions
} from './options.js'
import { type HeraldView, Oracle } from './oracle.js'
import { checkPairSource, pairSourcePoint, type RecordedTags } from './pair-source-model.js'
import { checkPhotonShape } from './photon-timing.js'
import { type SamplingMode, SimulatedLink } from './simulated-link.js'
import { SimulatedNode } from './simulated-node.js'
import { SimulatedStation } from './simulated-station.js'
import { worldTime } from './world-time.js'

export interface WorldOptions {
  /** True time. */
  readonly clock: Clock
  /** Streams: 'link/NAME/heralds', '…/offsets', '…/drift'; 'node/NAME/measure', '…/arrival', '…/readout', '…/generation', '…/swap', '…/distil'. */
  readonly random: RandomSource
  /** Default 'skip'. */
  readonly mode?: SamplingMode
}

/** What the hardware of a link says in words: why it has gone dark for good. */
export interface HardwareNotice {
  readonly link: number
  readonly text: string
}

interface QualifiedLink {
  readonly number: number
  readonly quality: LinkQuality
}

/**
 * The simulated world: all quantum states, the light between nodes and stations, and true time. Nodes and stations
 * get devices, and learn what devices tell.
 */
export class World {
  /** For tests and reports: states as they truly are. */
  readonly oracle: Oracle
  /** Called at every herald, before the station hears of it. For tests and reports. */
  onHerald: ((herald: HeraldView) => void) | null = null
  /** Called with what hardware has to say that no message of the protocol says, in words. */
  onNotice: ((notice: HardwareNotice) => void) | null = null

  readonly #clock: Clock
  readonly #random: RandomSource
  readonly #mode: SamplingMode
  readonly #pool = new PairPool()
  readonly #nodes = new Map<string, SimulatedNode>()
  readonly #stations = new Map<string, SimulatedStation>()
  readonly #links = new Map<string, SimulatedLink | CoincidenceLink>()

  constructor(options: WorldOptions) {
    this.#clock = worldTime(options.clock)
    this.#random = options.random
    this.#mode = options.mode ?? 'skip'
    this.oracle = new Oracle(
      this.#nodes,
      () => this.#clock.now(),
      () => this.#pool.live
    )
  }

  /** @throws WorldError for an option that cannot be used, or a name taken */
  addNode(options: NodeOptions): QuantumDevice {
    checkNode(options)
    if (this.#nodes.has(options.name)) throw new WorldError('name', options.name, 'a name no other node has')
    const node = new SimulatedNode(options, this.#clock, this.#random, this.#pool)
    this.#nodes.set(options.name, node)
    return node
  }

  /** @throws WorldError for an option that cannot be used, or a name taken */
  addStation(options: StationOptions): HeraldingDevice {
    checkStation(options)
    if (this.#stations.has(options.name)) throw new WorldError('name', options.name, 'a name no other station has')
    const station = new SimulatedStation(options, this.#clock)
    this.#stations.set(options.name, station)
    return station
  }

  /** @throws WorldError or ParameterError for an option that cannot be used */
  addLink(options: LinkOptions): void {
    checkLink(options)
    if (options.photon !== undefined) checkPhotonShape(options.photon)
    if (options.drift !== undefined) checkDrift(options.drift)
    const name = options.name ?? `${options.a.node}-${options.b.node}`
    requireName('name', name)
    if (this.#links.has(name)) throw new WorldError('name', name, 'a name no other link has')
    const nodeA = find('a.node', options.a.node, this.#nodes)
    const nodeB = find('b.node', options.b.node, this.#nodes)
    const station = find('station', options.station, this.#stations)
    for (const owner of [nodeA.sides.map((side) => side.link), nodeB.sides.map((side) => side.link), station.links]) {
      if (owner.some((link) => link.number === options.link)) {
        throw new WorldError('link', options.link, 'a number that none of the link’s ends uses yet')
      }
    }
    const link = this.#linkOf(options, name, nodeA, nodeB, station)
    const points =
      options.operatingPoints ??
      (options.model.kind === 'pair-source'
        ? [pairSourcePoint(options.model.parameters, options.window)]
        : operatingPointsOf(options.model, options.noise ?? [0, 0]))
    this.#links.set(name, link)
    station.add(link)
    const keep = link.sides.every(({ arrival }) => arrival === null)
    nodeA.join(link.sides[0], points, keep)
    nodeB.join(link.sides[1], points, keep)
  }

  /**
   * Cuts the fibres of a link, or mends them: no light comes through meanwhile, and no hardware says so.
   *
   * @throws WorldError for a name that no link has
   */
  fibres(link: string, intact: boolean): void {
    find('link', link, this.#links).fibres(intact)
  }

  /**
   * What a recording of the tags of a link with a pair source holds that begins with the world.
   *
   * @param duration true nanoseconds
   * @throws WorldError for a link that has none
   */
  recordedTags(name: string, duration: Nanoseconds): RecordedTags {
    const link = find('link', name, this.#links)
    if (link instanceof CoincidenceLink) return link.recorded(duration)
    throw new WorldError('link', name, 'a link with a pair source: others have no time tags')
  }

  #linkOf(
    options: LinkOptions,
    name: string,
    nodeA: SimulatedNode,
    nodeB: SimulatedNode,
    station: SimulatedStation
  ): SimulatedLink | CoincidenceLink {
    const { model } = options
    const [clock, random] = [this.#clock, this.#random]
    if (model.kind === 'pair-source') {
      const parameters = checkPairSource(model.parameters)
      const link: CoincidenceLink = new CoincidenceLink(options, parameters, name, nodeA, nodeB, station, {
        clock,
        random,
        heralded: (slot, bellIndex) => this.#heralded(link, slot, bellIndex, null),
        notice: (text) => this.onNotice?.({ link: options.link, text })
      })
      return link
    }
    const link: SimulatedLink = new SimulatedLink(options, name, nodeA, nodeB, station, {
      clock,
      random,
      mode: this.#mode,
      pool: this.#pool,
      heralded: (slot, bellIndex, pair) => this.#heralded(link, slot, bellIndex, pair)
    })
    return link
  }

  #heralded({ number, quality }: QualifiedLink, slot: number, bellIndex: number, pair: HeldPair | null): void {
    if (this.onHerald === null) return
    const fidelity = pair === null ? null : pairFidelity(pair.state, bellIndex)
    this.onHerald({ link: number, slot, bellIndex, fidelity, state: pair?.state ?? null, quality })
  }
}

function find<T>(field: string, name: string, among: ReadonlyMap<string, T>): T {
  const found = among.get(name)
  if (found === undefined) throw new WorldError(field, name, `one of ${[...among.keys()].join(', ') || '(none yet)'}`)
  return found
}
