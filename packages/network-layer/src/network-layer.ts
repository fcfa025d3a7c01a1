import type { DeviceResult } from '@bellwire/device'
import { checkRequest, CREATE_DEFAULTS } from '@bellwire/link-layer'
import { ErrorCode, type NetworkFrame } from '@bellwire/wire'
import type { Neighbours } from './adjacency/neighbours.js'
import { Refused } from './circuit/admission.js'
import type { PlannedRoute, RouteQuery, RouteWish } from './circuit/route-planner.js'
import { checkSwapOrder, requireRank } from './circuit/swap-order.js'
import { type ConnectionWish, MOST_PATHS } from './connection/connections.js'
import { TAG_BASE } from './core.js'
import { NetworkInputError, requireInteger, requireRange } from './errors.js'
import { checkDistillation } from './distillation/wish.js'
import { receive } from './frames.js'
import { Links } from './links.js'
import { carryOut } from './outputs.js'
import { type NetworkLayerOptions, Parts } from './parts.js'
import type { JointNeed } from './request/head-request.js'
import { Requests } from './request/requests.js'
import type { Graph } from './routing/graph.js'
import { type CircuitName, type CircuitPlan, type NotAccepted, PAIRS_DEFAULTS, type PairsRequest } from './service.js'
import type { CircuitJournal } from './settlement/circuit-journal.js'
import { isLostWithTheProcess } from './settlement/settlements.js'

/** The network layer of one node's process: neighbours, routes, circuits, and pairs from end to end. */
export class NetworkLayer {
  /** For the links of the node. */
  readonly links: Links
  /** Who is there, and what is said between. */
  readonly neighbours: Neighbours
  readonly #options: NetworkLayerOptions
  readonly #parts: Parts

  /** @param journal what an earlier process of this node left unsettled */
  constructor(options: NetworkLayerOptions, journal: readonly CircuitJournal[] = []) {
    this.#options = options
    this.#parts = new Parts(options, {
      check: (wish) => void this.#query(wish),
      plan: (wish, avoid) => this.#parts.routes.plan({ ...this.#query(wish), ...(avoid.size > 0 && { avoid }) }),
      setUp: (plan) => this.setUp(plan),
      close: (circuit) => this.close(circuit),
      output: (event, table, key) => carryOut(this.#parts, event, table, key),
      received: (peer, frame) => receive(this.#parts, peer, frame)
    })
    this.neighbours = this.#parts.neighbours
    this.links = new Links(this.#parts)
    this.#parts.settlements.recover(journal)
  }

  start(): void {
    this.#parts.start()
  }

  /** Number of this node. */
  get node(): number {
    return this.#parts.core.node
  }

  // ---- service ----

  /**
   * Opts in to circuits of a purpose that others set up to this node.
   *
   * @param from whose circuits. Default: every node's
   * @throws NetworkInputError
   */
  accept(purpose: number, from?: number): void {
    requireInteger('purpose', purpose, 0, 0xffff)
    this.#parts.optedIn.add(purpose, from)
  }

  /** Takes back what `accept` has done for the same. */
  refuse(purpose: number, from?: number): void {
    this.#parts.optedIn.remove(purpose, from)
  }

  /** The links by which circuits can go, as the source of this node's ways knows them now. */
  graph(): Graph {
    return this.#parts.routes.graph()
  }

  /**
   * Ways that are expected to give what is wished, the fastest first; none where nothing known does.
   *
   * @throws NetworkInputError naming what makes no sense
   */
  plan(wish: RouteWish): PlannedRoute[] {
    return this.#parts.routes.plan(this.#query(wish))
  }

  #query({
    to,
    minimumFidelity,
    rate = 0,
    cutoff = 0,
    alternatives = 4,
    order = 'asap',
    distillation = {},
    paths = 1
  }: RouteWish): RouteQuery {
    requireInteger('to', to, 0, 0xffff_ffff)
    if (to === this.#parts.core.node) throw new NetworkInputError('to', to, 'another node than this one')
    requireRange('minimumFidelity', minimumFidelity, 0, 1)
    requireRange('rate', rate, 0, Number.MAX_SAFE_INTEGER / 1e6)
    requireCutoff(cutoff)
    requireInteger('alternatives', alternatives, 1, 64)
    checkSwapOrder(order)
    checkDistillation(distillation)
    requireInteger('paths', paths, 1, MOST_PATHS)
    const { node } = this.#parts.core
    const { assumed } = this.#parts
    return { from: node, to, minimumFidelity, rate, cutoff, alternatives, order, distillation, paths, assumed }
  }

  /**
   * Connects this node with another, on whatever circuits give what is wished; it moves where one fails. Returns the
   * connection's name; how it fares is told to the listener.
   *
   * @throws NetworkInputError naming what makes no sense
   */
  connect(wish: ConnectionWish): number {
    requireInteger('purpose', wish.purpose ?? 0, 0, 0xffff)
    return this.#parts.connections.open(wish)
  }

  disconnect(connection: number): void {
    this.#parts.connections.close(connection)
  }

  /** Sets a circuit up along a way; whether it stands is told to the listener. @throws NetworkInputError naming a bad rank */
  setUp(plan: CircuitPlan): CircuitName | NotAccepted {
    plan.hops.forEach(({ rank }, index) => requireRank(`hops[${index}].rank`, rank))
    const circuit = this.#parts.signalling.setUp(plan)
    return circuit instanceof Refused ? { error: circuit.code } : circuit.name
  }

  /** The labels of the circuits that go by a link. */
  labelsOn(link: number): (CircuitName & { readonly label: number })[] {
    const labels = []
    for (const { name, upstream, downstream } of this.#parts.core.circuits.values()) {
      for (const side of [upstream, downstream])
        if (side?.port.link === link && side.label !== 0) labels.push({ ...name, label: side.label })
    }
    return labels
  }

  /** Ends a circuit, at either end. Unknown ones are left alone. */
  close({ initiator, circuit }: CircuitName): void {
    const found = this.#parts.core.find(initiator, circuit)
    if (found !== undefined) this.#parts.core.end(found, ErrorCode.UNSPECIFIED, 'here')
  }

  /**
   * Asks for pairs of a circuit that this node has set up. Returns the request's name; its end is told to the listener.
   * Of a circuit with a rate no more is asked than that: a request that comes too early begins later. One for more pairs
   * than `burst` of the circuit's facts is not accepted (UNSUPP), nor one whose time limit passes before it would begin
   * (NOTIME).
   *
   * @param need what it is for together with requests of other circuits; it is given up when that is met
   * @throws NetworkInputError naming the field that makes no sense
   */
  request(
    name: CircuitName,
    wish: Partial<PairsRequest> & { readonly number: number },
    need?: JointNeed
  ): number | NotAccepted {
    const asked = this.check(wish)
    const circuit = this.#parts.core.find(name.initiator, name.circuit)
    if (circuit === undefined || !circuit.open) return { error: ErrorCode.OTHER }
    if (circuit.role !== 'initiator') return { error: ErrorCode.REJECTED }
    // Before it is distilled a pair is not one that could be handed over.
    if (asked.early && circuit.stage !== undefined) return { error: ErrorCode.UNSUPP }
    const refusal = Requests.refusal(circuit, asked, this.#parts.core.now())
    if (refusal !== undefined) return { error: refusal }
    return this.#parts.requests.make(circuit, asked, false, need)
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
    this.#parts.requests.cancel(request)
  }

  /** Gives a kept pair's qubit back. False when there is no such pair any more. */
  release(pair: number): boolean {
    return this.#parts.ends.release(pair)
  }

  /** The layer above takes a kept pair's qubit over: to the other end that is the same. False when there is no such pair any more. */
  take(pair: number): boolean {
    return this.#parts.ends.take(pair)
  }

  /** Things that are kept: 0 of each when everything is over and settled. For tests and for whoever looks for leaks. */
  get kept(): Readonly<
    Record<
      'connections' | 'circuits' | 'halves' | 'ends' | 'distilling' | 'foretold' | 'requests' | 'unsettled' | 'qubits',
      number
    >
  > {
    return {
      connections: this.#parts.connections.size,
      circuits: this.#parts.core.circuits.size,
      halves: this.#parts.inner.size,
      ends: this.#parts.handover.size,
      distilling: this.#parts.distillations.size,
      foretold: this.#parts.foretellings.size,
      requests: this.#parts.requests.size,
      unsettled: this.#parts.settlements.size,
      qubits: this.#parts.signalling.admission.reservedQubits
    }
  }

  // ---- the end of the process ----

  /** What a later process of this node must know. */
  journal(): CircuitJournal[] {
    return this.#parts.settlements.journal()
  }

  /** The process dies: what it had handed over and cannot keep is void here; nothing is told to anyone else. */
  abandon(): void {
    this.#parts.silence()
    const { listener } = this.#options
    const circuits = [...this.#parts.core.circuits.values()]
    for (const circuit of circuits) circuit.open = false
    // Requests first: they end with what had been delivered until now.
    for (const circuit of circuits) this.#parts.requests.circuitEnded(circuit, ErrorCode.OTHER)
    for (const end of this.#parts.handover.all()) {
      if (!(end.delivered || end.offered) || (end.delivered && !isLostWithTheProcess(end))) continue
      if (end.request?.test === true) continue
      listener.expired({ ...end.circuit.name, request: end.request?.id ?? 0, pair: end.held.id })
    }
    for (const circuit of circuits) {
      if (circuit.role !== 'inner')
        listener.circuitEnded({ ...circuit.name, reason: ErrorCode.OTHER, node: this.#parts.core.node })
      for (const side of [circuit.upstream, circuit.downstream])
        if (side?.direction === 'upstream' && side.label !== 0) side.port.refuse(side.label)
    }
    this.#parts.connections.abandon()
    this.#parts.close()
  }

  // ---- from below ----

  /** Takes the hardware's answer to a command of this layer; false when it is another's. */
  deviceResult(result: DeviceResult): boolean {
    if (!('tag' in result) || result.tag > TAG_BASE) return false
    if (result.type === 'swapped') this.#parts.inner.swapped(result.tag, result.outcome)
    else if (result.type === 'distilled') this.#parts.distillations.hardware.deviceResult(result)
    else if (result.type === 'measured' || result.type === 'corrected') this.#parts.handover.deviceResult(result)
    return true
  }

  /** Takes a frame that came from a neighbour. */
  frame(from: number, frame: NetworkFrame): void {
    this.neighbours.frame(from, frame)
  }
}

function requireCutoff(cutoff: unknown): void {
  if (cutoff === 'best' || (Number.isSafeInteger(cutoff) && (cutoff as number) >= 0)) return
  throw new NetworkInputError(
    'cutoff',
    cutoff,
    `'best', or an integer of nanoseconds from 0 to ${Number.MAX_SAFE_INTEGER}`
  )
}
