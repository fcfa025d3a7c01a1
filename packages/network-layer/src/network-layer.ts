import type { DeviceResult } from '@bellwire/device'
import {
  checkRequest,
  CREATE_DEFAULTS,
  type CreateFailed,
  type PairDelivered,
  type PairExpired
} from '@bellwire/link-layer'
import type { Nanoseconds } from '@bellwire/runtime'
import { Host } from '@bellwire/statechart'
import { ErrorCode, type Frame, type NetworkFrame, type OrderedFrame, type Settle, type Settled } from '@bellwire/wire'
import type { AdjacencyConfiguration } from './adjacency/configuration.js'
import { type NeighbourSetup, Neighbours } from './adjacency/neighbours.js'
import { Refused } from './circuit/admission.js'
import { type Circuit, HeldPair, type Side } from './circuit/circuit.js'
import type { Origin } from './circuit/machine.js'
import { planRoutes, type PlannedRoute, type RouteWish } from './circuit/route-planner.js'
import { Signalling } from './circuit/signalling.js'
import { Connections, type ConnectionWish } from './connection/connections.js'
import { type CoreOptions, HEADER, MACHINES, NetworkCore, type NetworkOutput, TAG_BASE } from './core.js'
import { NetworkInputError, requireInteger, requireRange } from './errors.js'
import { EndPairs } from './pairs/end-pairs.js'
import { Foretellings } from './pairs/foretellings.js'
import { InnerPairs } from './pairs/inner-pairs.js'
import { Supply } from './pairs/supply.js'
import { Requests } from './request/requests.js'
import type { AdvertisedLink } from './routing/advertisement.js'
import type { Graph } from './routing/graph.js'
import type { LinkStateTimes } from './routing/link-state-database.js'
import { Routing } from './routing/routing.js'
import { type CircuitName, type CircuitPlan, type NotAccepted, PAIRS_DEFAULTS, type PairsRequest } from './service.js'
import { type CircuitJournal, isLostWithTheProcess, Settlements } from './settlement/settlements.js'

export interface NetworkLayerOptions extends CoreOptions {
  /** Drawn when this process started. */
  readonly incarnation: number
  readonly neighbours: readonly NeighbourSetup[]
  readonly adjacency: AdjacencyConfiguration
  readonly times: LinkStateTimes
  /** Time between two advertisements of this node at least. */
  readonly minimumInterval: Nanoseconds
  /** Puts a frame on its way to a neighbour; it may be lost. */
  readonly transmit: (to: number, frame: Frame) => void
}

/** A measured rate that moved by less than this part of itself is not worth an advertisement. */
const RATE_TOLERANCE = 0.1

/** The network layer of one node's process: neighbours, routes, circuits, and pairs from end to end. */
export class NetworkLayer {
  readonly neighbours: Neighbours
  readonly routing: Routing
  readonly #options: NetworkLayerOptions
  readonly #core: NetworkCore
  readonly #host
  readonly #signalling: Signalling
  readonly #supply: Supply
  readonly #foretellings: Foretellings
  readonly #inner: InnerPairs
  readonly #ends: EndPairs
  readonly #requests: Requests
  readonly #settlements: Settlements
  readonly #connections: Connections
  readonly #purposes = new Set<number>()

  /** @param journal what an earlier process of this node left unsettled */
  constructor(options: NetworkLayerOptions, journal: readonly CircuitJournal[] = []) {
    this.#options = options
    const { node, clock, runner, random, ignored, listener } = options
    const observed = options.observer === undefined ? {} : { observer: options.observer }
    this.#host = new Host({ machines: MACHINES, clock, runner, owner: this, ...observed })
    this.neighbours = new Neighbours({
      node,
      neighbours: options.neighbours,
      clock,
      runner,
      send: options.transmit,
      random,
      ignored,
      listener: this,
      configuration: options.adjacency,
      ...observed
    })
    this.routing = new Routing({
      self: node,
      incarnation: options.incarnation,
      times: options.times,
      minimumInterval: options.minimumInterval,
      tolerance: RATE_TOLERANCE,
      clock,
      runner,
      ignored,
      neighbours: this.neighbours,
      ...observed,
      neighboursUp: () => this.neighbours.up(),
      ownLinks: () => this.#ownLinks(),
      changed: () => {
        this.#connections.topologyChanged()
        listener.topologyChanged()
      }
    })
    this.#core = new NetworkCore(options, this.#host, (peer, frame) => void this.neighbours.send(peer, frame))
    this.#signalling = new Signalling(this.#core, (purpose) => this.#purposes.has(purpose))
    this.#supply = new Supply(this.#core, (circuit) => Requests.needed(circuit))
    this.#foretellings = new Foretellings(this.#core)
    this.#inner = new InnerPairs(this.#core, this.#supply, this.#foretellings)
    this.#requests = new Requests(this.#core, this.#supply, () => this.#ends)
    this.#settlements = new Settlements(
      this.#core,
      () => this.#ends,
      (target, frame) => this.#passOn(target, frame)
    )
    this.#ends = new EndPairs(this.#core, this.#supply, this.#foretellings, {
      delivered: (end) => {
        this.#settlements.delivered(end)
        this.#requests.delivered(end)
      },
      lost: (end) => this.#supply.pump(end.circuit),
      expired: (end) => this.#requests.expired(end),
      forgotten: (end) => this.#settlements.forget(end)
    })
    this.#connections = new Connections(this.#core, {
      plan: (wish) => this.plan(wish),
      setUp: (plan) => this.setUp(plan),
      close: (circuit) => this.close(circuit),
      graph: () => this.graph(),
      changed: (change) => listener.connectionChanged(change)
    })
    this.#settlements.recover(journal)
  }

  start(): void {
    this.routing.start()
    this.neighbours.start()
  }

  /** Number of this node. */
  get node(): number {
    return this.#core.node
  }

  // ---- service ----

  /** Opts in to circuits of a purpose that others set up to this node. */
  accept(purpose: number): void {
    requireInteger('purpose', purpose, 0, 0xffff)
    this.#purposes.add(purpose)
  }

  refuse(purpose: number): void {
    this.#purposes.delete(purpose)
  }

  /** The links that can be used now, as this node believes. */
  graph(): Graph {
    return this.routing.graph()
  }

  /**
   * Ways that are expected to give what is wished, the fastest first; none where nothing known does.
   *
   * @throws NetworkInputError naming what makes no sense
   */
  plan({ to, minimumFidelity, rate = 0, cutoff = 0, alternatives = 4 }: RouteWish): PlannedRoute[] {
    requireInteger('to', to, 0, 0xffff_ffff)
    if (to === this.#core.node) throw new NetworkInputError('to', to, 'another node than this one')
    requireRange('minimumFidelity', minimumFidelity, 0, 1)
    requireRange('rate', rate, 0, Number.MAX_SAFE_INTEGER / 1e6)
    requireInteger('cutoff', cutoff, 0, Number.MAX_SAFE_INTEGER)
    requireInteger('alternatives', alternatives, 1, 64)
    const coherenceTime = this.#options.capabilities.coherenceTime / 1e9
    const { swapWerner } = this.#core.configuration
    const facts = { from: this.#core.node, to, minimumFidelity, rate, cutoff, alternatives, coherenceTime, swapWerner }
    return planRoutes(this.graph(), facts)
  }

  /**
   * Connects this node with another, on whatever circuits give what is wished; it moves where one fails. Returns the
   * connection's name; how it fares is told to the listener.
   *
   * @throws NetworkInputError naming what makes no sense
   */
  connect(wish: ConnectionWish): number {
    requireInteger('purpose', wish.purpose ?? 0, 0, 0xffff)
    return this.#connections.open(wish)
  }

  disconnect(connection: number): void {
    this.#connections.close(connection)
  }

  /** Sets a circuit up along a way; whether it stands is told to the listener. */
  setUp(plan: CircuitPlan): CircuitName | NotAccepted {
    const circuit = this.#signalling.setUp(plan)
    return circuit instanceof Refused ? { error: circuit.code } : circuit.name
  }

  /** Ends a circuit, at either end. Unknown ones are left alone. */
  close({ initiator, circuit }: CircuitName): void {
    const found = this.#core.find(initiator, circuit)
    if (found !== undefined) this.#core.end(found, ErrorCode.UNSPECIFIED, 'here')
  }

  /**
   * Asks for pairs of a circuit that this node has set up. Returns the request's name; its end is told to the listener.
   *
   * @throws NetworkInputError naming the field that makes no sense
   */
  request(name: CircuitName, wish: Partial<PairsRequest> & { readonly number: number }): number | NotAccepted {
    const asked = this.check(wish)
    const circuit = this.#core.find(name.initiator, name.circuit)
    if (circuit === undefined || !circuit.open) return { error: ErrorCode.OTHER }
    if (circuit.role !== 'initiator') return { error: ErrorCode.REJECTED }
    return this.#requests.make(circuit, asked)
  }

  /** The request with all its defaults. @throws LinkLayerError, NetworkInputError naming the field that makes no sense */
  check(wish: Partial<PairsRequest> & { readonly number: number }): PairsRequest {
    const asked: PairsRequest = { ...PAIRS_DEFAULTS, ...wish }
    const { kind, number, timeLimit, raw, originator, responder } = asked
    // As far as they go, requests to a link and to a circuit are the same.
    checkRequest({ ...CREATE_DEFAULTS, kind, number, timeLimit, raw, originator, responder, minimumFidelity: 0 })
    if (typeof asked.early !== 'boolean') throw new NetworkInputError('early', asked.early, 'true or false')
    if (asked.early && asked.kind !== 'keep') throw new NetworkInputError('early', true, 'false, unless kind is keep')
    return asked
  }

  /** Gives a request up; its end follows. Unknown or finished requests are left alone. */
  cancel(request: number): void {
    this.#requests.cancel(request)
  }

  /** Gives a kept pair's qubit back. False when there is no such pair any more. */
  release(pair: number): boolean {
    return this.#ends.release(pair)
  }

  /** Things that are kept: 0 of each when everything is over and settled. For tests and for whoever looks for leaks. */
  get kept(): Readonly<
    Record<'connections' | 'circuits' | 'halves' | 'ends' | 'foretold' | 'requests' | 'unsettled' | 'qubits', number>
  > {
    return {
      connections: this.#connections.size,
      circuits: this.#core.circuits.size,
      halves: this.#inner.size,
      ends: this.#ends.size,
      foretold: this.#foretellings.size,
      requests: this.#requests.size,
      unsettled: this.#settlements.size,
      qubits: this.#signalling.admission.reservedQubits
    }
  }

  // ---- the end of the process ----

  /** What a later process of this node must know. */
  journal(): CircuitJournal[] {
    return this.#settlements.journal()
  }

  /** The process dies: what it had handed over and cannot keep is void here; nothing is told to anyone else. */
  abandon(): void {
    this.neighbours.stop()
    this.routing.stop()
    const { listener } = this.#options
    const circuits = [...this.#core.circuits.values()]
    for (const circuit of circuits) circuit.open = false
    // Requests first: they end with what had been delivered until now.
    for (const circuit of circuits) this.#requests.circuitEnded(circuit, ErrorCode.OTHER)
    for (const end of this.#ends.all()) {
      if (!(end.delivered || end.offered) || (end.delivered && !isLostWithTheProcess(end))) continue
      listener.expired({ ...end.circuit.name, request: end.request?.id ?? 0, pair: end.held.id })
    }
    for (const circuit of circuits) {
      if (circuit.role !== 'inner')
        listener.circuitEnded({ ...circuit.name, reason: ErrorCode.OTHER, node: this.#core.node })
      for (const side of [circuit.upstream, circuit.downstream])
        if (side?.direction === 'upstream' && side.label !== 0) side.port.refuse(side.label)
    }
    this.#connections.abandon()
    this.#host.closeAll()
  }

  // ---- from the links ----

  /** A link has delivered a pair with a link label as its purpose. */
  pairDelivered(pair: PairDelivered): void {
    const side = this.#signalling.sideOf(pair.link, pair.purpose, pair.originator)
    if (side === undefined || !side.circuit.open) {
      this.#core.options.ignored('unknown-label')
      this.#portOf(pair.link)?.release(pair)
      return
    }
    this.#supply.arrived(side, pair, pair.createId)
    // It may have expired in the moment of its delivery: its room is free again.
    if (!side.port.take(pair)) return this.#supply.freed(side)
    side.held += 1
    const held = new HeldPair(this.#core.nextName(), side, pair)
    if (side.circuit.role === 'inner') this.#inner.arrived(held)
    else this.#ends.arrived(held)
  }

  pairExpired(expired: PairExpired): void {
    const { link, epoch, sequence } = expired
    for (const circuit of this.#core.circuits.values()) {
      for (const side of [circuit.upstream, circuit.downstream]) {
        if (side?.port.link !== link) continue
        this.#supply.expired(side, expired)
        const held = side.find(epoch, sequence)
        if (held === undefined) continue
        if (held.end === undefined) this.#inner.expiredByLink(held)
        else this.#ends.expiredByLink(held)
        return
      }
    }
  }

  /** The link gives one of this layer's requests up. */
  linkRequestFailed(link: number, failed: CreateFailed): void {
    for (const { downstream } of this.#core.circuits.values()) {
      if (downstream?.port.link === link && downstream.asked.has(failed.createId))
        return this.#supply.failed(downstream, failed)
    }
  }

  /** A link came up, went down, or became fit or unfit. */
  linkChanged(link: number): void {
    this.routing.ownLinksChanged()
    if (this.#portOf(link)?.fit === true) this.#supply.fit(link)
  }

  /** Takes the hardware's answer to a command of this layer; false when it is another's. */
  deviceResult(result: DeviceResult): boolean {
    if (!('tag' in result) || result.tag > TAG_BASE) return false
    if (result.type === 'swapped') this.#inner.swapped(result.tag, result.outcome)
    else if (result.type === 'measured' || result.type === 'corrected') this.#ends.deviceResult(result)
    return true
  }

  /** Takes a frame that came from a neighbour. */
  frame(from: number, frame: NetworkFrame): void {
    this.neighbours.frame(from, frame)
  }

  // ---- NeighbourListener ----

  up(peer: number): void {
    this.routing.neighbourUp(peer)
  }

  down(peer: number): void {
    this.#signalling.neighbourDown(peer)
    this.routing.neighbourDown(peer)
  }

  received(peer: number, frame: OrderedFrame): void {
    switch (frame.type) {
      case 'TRACK':
      case 'PAIR_EXPIRE':
      case 'REACH':
        return this.#aboutPair(peer, frame)
      case 'CREDIT':
        return this.#supply.credit(peer, frame)
      case 'FORWARD':
        return this.#requests.forward(peer, frame)
      case 'COMPLETE':
        return this.#requests.complete(peer, frame)
      case 'ADVERTISEMENT':
        return this.routing.received(peer, frame)
      case 'PATH':
        return this.#signalling.path(peer, frame)
      case 'RESV':
        return this.#signalling.resv(peer, frame)
      case 'RESV_CONF':
        return this.#signalling.resvConf(peer, frame)
      case 'TEAR':
      case 'CIRCUIT_ERR':
        return this.#signalling.tear(peer, frame)
      case 'SETTLE':
      case 'SETTLED':
        if (frame.target !== this.#core.node) this.#passOn(frame.target, frame)
        else if (frame.type === 'SETTLE') this.#settlements.settle(frame)
        else this.#settlements.answered(frame)
    }
  }

  // ---- HostOwner: what the machines say ----

  undelivered(table: string): void {
    this.#core.options.ignored(`no-${table}`)
  }

  output(event: NetworkOutput, table: string, key: number | string): void {
    switch (event.type) {
      // the way of a pair, first: a switch over names is a chain of comparisons
      case 'swap':
        return this.#inner.swap(event.junction)
      case 'spent':
        return this.#inner.spent(event.junction)
      case 'passDown':
        return this.#inner.pass(event.junction, true)
      case 'passUp':
        return this.#inner.pass(event.junction, false)
      case 'settled':
        return this.#inner.settled(event.junction)
      case 'deliver':
        return this.#ends.deliver(event.pair)
      case 'correct':
        return this.#ends.correct(event.pair)
      case 'freeQubit':
        return this.#ends.freeQubit(event.pair)
      case 'forget':
        return this.#ends.forget(event.pair)
      case 'measure':
        return this.#ends.measure(event.pair)
      case 'offer':
        return this.#ends.offer(event.pair)
      case 'lost':
        return this.#ends.lost(event.pair)
      case 'expired':
        return this.#ends.expired(event.pair)
      case 'cutOff':
        return this.#inner.cutOff(event.half)
      case 'void':
        return this.#inner.voided(event.junction, event.origin)
      case 'lapsed':
        return this.#foretellings.lapsed(event.foretold)
      case 'resume':
        return this.#withCircuit(event.supply, (circuit) => this.#supply.pump(circuit))
      case 'complete':
        return this.#requests.ended(event.request, ErrorCode.UNSPECIFIED)
      case 'fail':
        return this.#requests.ended(event.request, event.reason as ErrorCode, event.delivered)
      case 'ask':
        return this.#settlements.ask(event.circuit, event.again)
      case 'done':
        return this.#settlements.done(event.circuit)
      case 'reserved':
        return this.#withCircuit(key, (circuit) => this.#reserved(circuit))
      case 'opened':
        return this.#withCircuit(key, (circuit) => this.#opened(circuit))
      case 'refresh':
        return this.#withCircuit(key, (circuit) => this.#signalling.refresh(circuit))
      case 'ended':
        return this.#withCircuit(key, (circuit) => this.#ended(circuit, event.reason, event.origin, event.node))
      case 'seek':
        return this.#connections.seek(event.connection, event.anew)
      case 'connected':
      case 'running':
        return this.#connections.changed(event.connection, 'running')
      case 'stalled':
      case 'closed':
        return this.#connections.changed(event.connection, event.type)
      case 'moving':
      case 'failed':
        return this.#connections.changed(event.connection, event.type, event.reason as ErrorCode)
      case 'leave':
        return this.#connections.leave(event.connection)
      case 'ignored':
        return this.#core.options.ignored(`${event.reason}-${table}`)
    }
  }

  // ---- parts ----

  #withCircuit(id: number | string, act: (circuit: Circuit) => void): void {
    const circuit = this.#core.circuits.get(id as number)
    if (circuit !== undefined) act(circuit)
  }

  #reserved(circuit: Circuit): void {
    this.#signalling.reserved(circuit)
  }

  #opened(circuit: Circuit): void {
    this.#signalling.opened(circuit)
    this.#supply.open(circuit)
    if (circuit.role === 'inner') return
    this.#settlements.open(circuit)
    this.#connections.circuitOpened(circuit.facts())
    this.#options.listener.circuitOpened(circuit.facts())
  }

  #ended(circuit: Circuit, reason: number, origin: Origin, node: number): void {
    this.#signalling.ended(circuit, reason, origin, node)
    this.#supply.close(circuit)
    this.#requests.circuitEnded(circuit, reason as ErrorCode)
    if (circuit.role === 'inner') return this.#inner.drop(circuit)
    this.#ends.drop(circuit)
    this.#settlements.circuitEnded(circuit)
    const ended = { ...circuit.name, reason: reason as ErrorCode, node }
    this.#options.listener.circuitEnded(ended)
    this.#connections.circuitEnded(ended)
  }

  #aboutPair(peer: number, frame: Extract<OrderedFrame, { type: 'TRACK' | 'PAIR_EXPIRE' | 'REACH' }>): void {
    const circuit = this.#core.find(frame.initiator, frame.circuit)
    const side = circuit === undefined || !circuit.open ? undefined : sideTo(circuit, peer)
    if (circuit === undefined || side === undefined) return this.#core.options.ignored('not-on-circuit')
    const pairs = circuit.role === 'inner' ? this.#inner : this.#ends
    if (frame.type === 'TRACK') pairs.track(side, frame)
    else if (frame.type === 'PAIR_EXPIRE') pairs.expiredByNeighbour(side, frame.epoch, frame.sequence)
    else this.#core.options.ignored('REACH')
  }

  /** Sends a frame towards a node that may be far away; lost where no way is known. */
  #passOn(target: number, frame: Settle | Settled): void {
    if (frame.hopLimit === 0) return this.#core.options.ignored('hop-limit')
    const next = this.routing.nextHop(target)
    if (next === undefined) return this.#core.options.ignored('no-way')
    this.#core.send(next, { ...frame, ...HEADER, hopLimit: frame.hopLimit - 1 })
  }

  #portOf(link: number) {
    return this.#options.ports.find((port) => port.link === link)
  }

  #ownLinks(): readonly AdvertisedLink[] {
    return this.#options.ports.flatMap(({ peer, link, up, fit, operatingPoints }) =>
      up && this.neighbours.isUp(peer) ? [{ neighbour: peer, link, fit, operatingPoints }] : []
    )
  }
}

function sideTo({ upstream, downstream }: Circuit, peer: number): Side | undefined {
  if (upstream?.port.peer === peer) return upstream
  return downstream?.port.peer === peer ? downstream : undefined
}
