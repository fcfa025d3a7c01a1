import type { Nanoseconds } from '@bellwire/runtime'
import { Host } from '@bellwire/statechart'
import type { ErrorCode, Frame, OrderedFrame, Settle, Settled } from '@bellwire/wire'
import type { AdjacencyConfiguration } from './adjacency/configuration.js'
import { type NeighbourSetup, Neighbours } from './adjacency/neighbours.js'
import type { Circuit } from './circuit/circuit.js'
import type { Origin } from './circuit/machine.js'
import { innerNodeOf } from './circuit/inner-node.js'
import { OptedIn } from './circuit/opted-in.js'
import { LinkStateRoutes, type RouteSource } from './circuit/route-source.js'
import { Signalling } from './circuit/signalling.js'
import { Connections, type ConnectionWork } from './connection/connections.js'
import { type CoreOptions, HEADER, MACHINES, NetworkCore, type NetworkOutput } from './core.js'
import { CircuitTests } from './estimation/circuit-tests.js'
import { Outlooks } from './estimation/outlooks.js'
import type { LinkPort } from './link-port.js'
import { Distillations } from './distillation/distillations.js'
import { EndPairs } from './pairs/end-pairs.js'
import { Foretellings } from './pairs/foretellings.js'
import { Handover } from './pairs/handover.js'
import { InnerPairs } from './pairs/inner-pairs.js'
import { headRequestFor } from './pairs/request-choice.js'
import { Supply } from './pairs/supply.js'
import type { SwapNode } from './planning/chain-estimate.js'
import { Requests } from './request/requests.js'
import type { AdvertisedLink } from './routing/advertisement.js'
import type { LinkStateTimes } from './routing/link-state-database.js'
import { Routing } from './routing/routing.js'
import { Settlements } from './settlement/settlements.js'

export interface NetworkLayerOptions extends CoreOptions {
  /** Drawn when this process started. */
  readonly incarnation: number
  readonly neighbours: readonly NeighbourSetup[]
  readonly adjacency: AdjacencyConfiguration
  readonly times: LinkStateTimes
  /** Time between two advertisements of this node at least. */
  readonly minimumInterval: Nanoseconds
  /** Where the ways of circuits come from. Default: what is advertised. */
  readonly routes?: RouteSource
  /** Puts a frame on its way to a neighbour; it may be lost. */
  readonly transmit: (to: number, frame: Frame) => void
}

/** What the parts ask of the layer that they make up. */
export interface LayerWork extends Pick<ConnectionWork, 'check' | 'plan' | 'setUp' | 'close'> {
  /** A machine of circuits and their pairs wants something done. */
  output(event: NetworkOutput, table: string, key: number | string): void
  /** The next frame of a neighbour. */
  received(peer: number, frame: OrderedFrame): void
}

/** A measured rate that moved by less than this part of itself is not worth an advertisement. */
const RATE_TOLERANCE = 0.1

/** The parts of one node's network layer, put together; and what concerns several of them at once. */
export class Parts {
  readonly core: NetworkCore
  readonly neighbours: Neighbours
  readonly routing: Routing
  readonly routes: RouteSource
  readonly signalling: Signalling
  readonly supply: Supply
  readonly foretellings: Foretellings
  readonly inner: InnerPairs
  readonly distillations: Distillations
  readonly handover: Handover
  readonly ends: EndPairs
  readonly requests: Requests
  readonly tests: CircuitTests
  readonly outlooks: Outlooks
  readonly settlements: Settlements
  readonly connections: Connections
  /** What is assumed of inner nodes that say nothing of themselves: that they are like this one. */
  readonly assumed: SwapNode
  /** Of circuits that a program has opted in to. */
  readonly optedIn = new OptedIn()
  readonly #host
  #unsubscribe: () => void = () => undefined

  constructor(options: NetworkLayerOptions, work: LayerWork) {
    const { node, clock, runner, random, ignored, listener } = options
    const observed = options.observer === undefined ? {} : { observer: options.observer }
    this.#host = new Host({
      machines: MACHINES,
      clock,
      runner,
      owner: {
        output: (event, table, key) => work.output(event, table, key),
        undelivered: (table) => ignored(`no-${table}`)
      },
      ...observed
    })
    this.neighbours = new Neighbours({
      node,
      neighbours: options.neighbours,
      clock,
      runner,
      send: options.transmit,
      random,
      ignored,
      listener: {
        up: (peer) => this.routing.neighbourUp(peer),
        down: (peer) => {
          this.signalling.neighbourDown(peer)
          this.routing.neighbourDown(peer)
        },
        received: (peer, frame) => work.received(peer, frame)
      },
      configuration: options.adjacency,
      ...observed
    })
    const { swapping, coherenceTime, swapDuration, swapQuality } = options.capabilities
    const swapWerner = swapQuality ?? options.configuration.swapWerner
    // Of others nothing so bad is assumed that no way would be left.
    this.assumed = { coherenceTime: coherenceTime / 1e9, swapWerner: swapWerner || options.configuration.swapWerner }
    this.routing = new Routing({
      self: node,
      facts: { swapping, coherenceTime, swapWerner, swapDuration },
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
        this.outlooks.topologyChanged()
        if (linkState === undefined) this.connections.topologyChanged()
        else linkState.changed()
      }
    })
    const linkState = options.routes === undefined ? new LinkStateRoutes(() => this.routing.graph()) : undefined
    this.routes = options.routes ?? (linkState as RouteSource)
    const core = new NetworkCore(options, this.#host, this.neighbours)
    this.core = core
    this.signalling = new Signalling(
      core,
      (purpose, initiator) => this.optedIn.has(purpose, initiator),
      () => this.routing.ownLinksChanged()
    )
    this.supply = new Supply(core, (circuit) => Requests.needed(circuit))
    this.foretellings = new Foretellings(core)
    this.inner = new InnerPairs(core, this.supply, this.foretellings, (pair) =>
      this.distillations.expiries.cutOff(pair)
    )
    this.distillations = new Distillations(core, this.supply, this.foretellings, {
      ready: (pair) => (pair.side.circuit.role === 'inner' ? this.inner : this.ends).arrived(pair),
      delivered: (staged, request) => this.ends.distilled(staged, request),
      requestFor: (circuit) => headRequestFor(circuit),
      needed: (circuit) => this.#needed(circuit),
      watch: (pair) => {
        // Ends wait as long as they have to.
        if (pair.side.circuit.role === 'inner') this.inner.watch(pair)
      },
      unwatch: (pair, kept) => this.inner.unwatch(pair, kept),
      voided: ({ end }) => {
        if (end !== undefined && !end.delivered) this.ends.voidPair(end)
      }
    })
    this.requests = new Requests(core, this.supply, {
      needed: (circuit) => this.#needed(circuit),
      drop: (circuit, request) => {
        this.distillations.expiries.requestOver(circuit, request, Requests.needed(circuit))
        this.ends.dropRequest(circuit, request)
      },
      testEnded: (circuit) => this.tests.ended(circuit)
    })
    this.tests = new CircuitTests(core, {
      request: (circuit, asked) => this.requests.make(circuit, asked, true),
      needed: (circuit) => Requests.wanted(circuit),
      measured: (circuit) => this.outlooks.measured(circuit)
    })
    this.outlooks = new Outlooks({
      graph: () => this.routing.graph(),
      swapNode: (of) => innerNodeOf(this.routing.graph().facts.get(of), this.assumed) ?? this.assumed,
      measured: (circuit) => this.tests.measured(circuit),
      tell: (outlook) => listener.circuitOutlook(outlook)
    })
    this.settlements = new Settlements(
      core,
      () => this.ends,
      this.tests,
      (target, frame) => this.passOn(target, frame)
    )
    this.handover = new Handover(core, this.supply, {
      delivered: (end) => {
        this.settlements.delivered(end)
        this.requests.delivered(end)
        this.outlooks.delivered(end)
        this.tests.delivered(end)
      },
      lost: (end) => this.#needed(end.circuit),
      expired: (end) => this.requests.expired(end),
      freed: (end) => this.settlements.freed(end),
      forgotten: (end) => this.settlements.forget(end)
    })
    this.ends = new EndPairs(core, this.supply, this.foretellings, this.distillations.passage, this.handover)
    this.connections = new Connections(core, {
      check: (wish) => work.check(wish),
      plan: (wish, avoid) => work.plan(wish, avoid),
      setUp: (plan) => work.setUp(plan),
      close: (circuit) => work.close(circuit),
      graph: () => this.routing.graph(),
      changed: (change) => listener.connectionChanged(change)
    })
  }

  start(): void {
    this.#unsubscribe = this.routes.subscribe(() => {
      this.connections.topologyChanged()
      this.core.options.listener.topologyChanged()
    })
    this.routing.start()
    this.neighbours.start()
  }

  /** Nothing is heard or said any more. */
  silence(): void {
    this.#unsubscribe()
    this.neighbours.stop()
    this.routing.stop()
  }

  /** Ends every machine. */
  close(): void {
    this.#host.closeAll()
  }

  portOf(link: number): LinkPort | undefined {
    return this.core.options.ports.find((port) => port.link === link)
  }

  circuitOpened(circuit: Circuit): void {
    this.signalling.opened(circuit)
    this.supply.open(circuit)
    if (circuit.role === 'inner') return
    this.settlements.open(circuit)
    this.connections.circuitOpened(circuit.facts())
    this.core.options.listener.circuitOpened(circuit.facts())
    if (circuit.open) this.outlooks.opened(circuit)
  }

  circuitEnded(circuit: Circuit, reason: number, origin: Origin, node: number): void {
    this.signalling.ended(circuit, reason, origin, node)
    this.supply.close(circuit)
    this.requests.circuitEnded(circuit, reason as ErrorCode)
    this.distillations.expiries.drop(circuit)
    if (circuit.role === 'inner') return this.inner.drop(circuit)
    this.ends.drop(circuit)
    this.tests.circuitEnded(circuit)
    this.outlooks.circuitEnded(circuit)
    this.settlements.circuitEnded(circuit)
    const ended = { ...circuit.name, reason: reason as ErrorCode, node }
    this.core.options.listener.circuitEnded(ended)
    this.connections.circuitEnded(ended)
  }

  /** Sends a frame towards a node that may be far away; lost where no way is known. */
  passOn(target: number, frame: Settle | Settled): void {
    const { core } = this
    if (frame.hopLimit === 0) return core.options.ignored('hop-limit')
    const next = this.routing.nextHop(target)
    if (next === undefined) return core.options.ignored('no-way')
    core.send(next, { ...frame, ...HEADER, hopLimit: frame.hopLimit - 1 })
  }

  /** Pairs that wait are used before more are called for. */
  #needed(circuit: Circuit): void {
    this.distillations.leading.needed(circuit)
    this.supply.pump(circuit)
  }

  #ownLinks(): readonly AdvertisedLink[] {
    return this.core.options.ports.flatMap(({ peer, link, up, fit, operatingPoints }) =>
      up && this.neighbours.isUp(peer)
        ? [{ neighbour: peer, link, fit, operatingPoints, promised: 1 - this.signalling.admission.left(link) }]
        : []
    )
  }
}
