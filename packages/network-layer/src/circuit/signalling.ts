import {
  type CircuitErr,
  ErrorCode,
  fidelityToWire,
  type Hop,
  type Path,
  type Resv,
  type ResvConf,
  type Tear
} from '@bellwire/wire'
import { HEADER, type NetworkCore } from '../core.js'
import type { LinkPort } from '../link-port.js'
import type { CircuitName, CircuitPlan } from '../service.js'
import { TokenBucket } from '../request/token-bucket.js'
import { Admission, Refused } from './admission.js'
import { Circuit, Side } from './circuit.js'
import { memoryOfSide, stageFault, takePart } from '../distillation/stages.js'
import { Labels } from './labels.js'
import type { Origin } from './machine.js'

/** What a circuit has reserved at this node. */
interface Reservation {
  readonly qubits: number
  readonly share: number
}

const MILLISECOND = 1e6

/** Circuits that are over and whose PATH may still be on its way. */
const REMEMBERED = 1024

/** Sets circuits up and takes them down, hop by hop. */
export class Signalling {
  readonly admission: Admission
  readonly #core: NetworkCore
  readonly #ports: ReadonlyMap<number, LinkPort>
  readonly #labels = new Map<number, Labels>()
  readonly #reservations = new Map<Circuit, Reservation>()
  readonly #accepts: (purpose: number, initiator: number) => boolean
  readonly #promised: () => void
  /** Names of circuits that are over, the oldest first. */
  readonly #over = new Set<string>()
  #lastNumber: number

  /**
   * @param accepts whether a program has opted in to circuits of a purpose that a node sets up
   * @param promised what is promised of a link has changed
   */
  constructor(core: NetworkCore, accepts: (purpose: number, initiator: number) => boolean, promised: () => void) {
    this.#core = core
    this.#accepts = accepts
    this.#promised = promised
    const { ports, capabilities, configuration, random } = core.options
    this.#ports = new Map(ports.map((port) => [port.link, port]))
    for (const port of ports) this.#labels.set(port.link, new Labels())
    this.admission = new Admission(capabilities.qubits, configuration.window)
    // Random, so that no circuit of an earlier process of this node is taken for one of this.
    this.#lastNumber = random() >>> 0
  }

  get #distils(): boolean {
    return this.#core.options.capabilities.distillation
  }

  /** Whose pair it is that a link has delivered. */
  sideOf(link: number, label: number, originator: boolean): Side | undefined {
    return this.#labels.get(link)?.find(label, originator)
  }

  // ---- at the initiator ----

  /** Sets a circuit up. What follows is told to the listener. */
  setUp(plan: CircuitPlan): Circuit | Refused {
    const { hops } = plan
    const first = hops[0]
    const reason = first?.node === this.#core.node ? routeFault({ ...plan, initiator: first.node }) : 'route'
    if (reason !== undefined) return new Refused(ErrorCode.CREATE)
    const stages = plan.stages ?? []
    const fault = stageFault(stages, hops.length, 0, this.#distils)
    if (fault !== undefined) return new Refused(fault)
    const circuit = this.#admit({
      initiator: this.#core.node,
      number: this.#nextNumber(),
      responder: plan.responder,
      purpose: plan.purpose,
      minimumFidelity: fidelityToWire(plan.minimumFidelity, 'up'),
      lifetime: Math.max(1, Math.ceil(this.#core.configuration.circuitLifetime / MILLISECOND)),
      hops,
      stages,
      position: 0
    })
    if (circuit instanceof Refused) return circuit
    const { rate = 0 } = plan
    if (rate > 0) {
      const depth = Math.max(1, Math.ceil((rate * this.#core.configuration.burst) / 1e9))
      circuit.bucket = new TokenBucket(rate, depth, this.#core.now())
    }
    this.#open(circuit)
    this.#sendPath(circuit)
    return circuit
  }

  /** Says PATH again. */
  refresh(circuit: Circuit): void {
    this.#sendPath(circuit)
  }

  // ---- frames ----

  path(peer: number, frame: Path): void {
    const core = this.#core
    const known = core.find(frame.initiator, frame.circuit)
    if (known !== undefined) {
      if (known.upstream?.port.peer !== peer) return core.options.ignored('not-on-circuit')
      core.tables.circuit.tell(known.id, { type: 'REFRESHED' })
      if (known.downstream !== undefined) this.#sendPath(known)
      return
    }
    // It has crossed the word that the circuit is over, or is about to be overtaken by it.
    if (this.#over.has(keyOf(frame))) return core.options.ignored('circuit-over')
    const refuse = (code: number): void => {
      const { initiator, circuit } = frame
      core.send(peer, { type: 'CIRCUIT_ERR', ...HEADER, initiator, circuit, node: core.node, reason: code })
    }
    const position = frame.position + 1
    if (!this.#isForThisNode(peer, frame, position)) return refuse(ErrorCode.CREATE)
    if (position === frame.hops.length && !this.#accepts(frame.purpose, frame.initiator))
      return refuse(ErrorCode.REJECTED)
    if (position < frame.hops.length && !core.options.capabilities.swapping) return refuse(ErrorCode.UNSUPP)
    const { initiator, circuit: number, responder, purpose, minimumFidelity, lifetime, hops, stages } = frame
    const fault = stageFault(stages, hops.length, position, this.#distils)
    if (fault !== undefined) return refuse(fault)
    const facts = { initiator, number, responder, purpose, minimumFidelity, lifetime, hops, stages, position }
    const circuit = this.#admit(facts)
    if (circuit instanceof Refused) return refuse(circuit.code)
    this.#open(circuit)
    if (circuit.downstream !== undefined) this.#sendPath(circuit)
    else core.tables.circuit.tell(circuit.id, { type: 'RESERVED' })
  }

  resv(peer: number, frame: Resv): void {
    const core = this.#core
    const { initiator, circuit: number } = frame
    const circuit = core.find(initiator, number)
    if (circuit === undefined) {
      // It is over here, or never was: what is set aside downstream is for nobody.
      core.options.ignored('not-on-circuit')
      return core.send(peer, { type: 'TEAR', ...HEADER, initiator, circuit: number, reason: ErrorCode.OTHER })
    }
    const side = circuit.downstream
    if (side?.port.peer !== peer) return core.options.ignored('not-on-circuit')
    if (side.label !== 0) return core.options.ignored('repeated-RESV')
    if (!(this.#labels.get(side.port.link) as Labels).receive(frame.label, side)) {
      return core.end(circuit, ErrorCode.OTHER, 'here')
    }
    side.label = frame.label
    side.credit.heard(frame.window, { epoch: 0, sequence: 0 })
    core.tables.circuit.tell(circuit.id, { type: 'RESERVED' })
  }

  resvConf(peer: number, frame: ResvConf): void {
    const core = this.#core
    const circuit = core.find(frame.initiator, frame.circuit)
    if (circuit?.upstream?.port.peer !== peer) return core.options.ignored('not-on-circuit')
    core.tables.circuit.tell(circuit.id, { type: 'CONFIRMED' })
  }

  tear(peer: number, frame: Tear | CircuitErr): void {
    const core = this.#core
    const circuit = core.find(frame.initiator, frame.circuit)
    const origin = circuit === undefined ? undefined : originOf(circuit, peer)
    if (circuit === undefined || origin === undefined) return core.options.ignored('not-on-circuit')
    if (frame.type === 'CIRCUIT_ERR' && origin === 'upstream') return core.options.ignored('wrong-way')
    core.end(circuit, frame.reason as ErrorCode, origin, frame.type === 'CIRCUIT_ERR' ? frame.node : 0)
  }

  /** The neighbour is gone, and with it every circuit that goes by it. */
  neighbourDown(peer: number): void {
    for (const circuit of this.#core.circuits.values()) {
      const origin = originOf(circuit, peer)
      if (origin !== undefined) this.#core.end(circuit, ErrorCode.OTHER, origin)
    }
  }

  // ---- what the circuit's machine says ----

  /** The way downstream stands: the neighbour upstream may ask for pairs. */
  reserved(circuit: Circuit): void {
    const core = this.#core
    const side = circuit.upstream as Side
    const label = (this.#labels.get(side.port.link) as Labels).give(side)
    if (label === undefined) return core.end(circuit, ErrorCode.NORES, 'here')
    side.label = label
    side.port.accept(label)
    side.granted.opened()
    core.send(side.port.peer, { type: 'RESV', ...HEADER, ...circuit.name, label, window: side.window })
  }

  opened(circuit: Circuit): void {
    circuit.open = true
    const { downstream } = circuit
    if (downstream !== undefined)
      this.#core.send(downstream.port.peer, { type: 'RESV_CONF', ...HEADER, ...circuit.name })
  }

  /** The circuit is over: whoever does not know it is told, and nothing of it is kept. */
  ended(circuit: Circuit, reason: number, origin: Origin, node: number): void {
    const core = this.#core
    const { upstream, downstream, name } = circuit
    circuit.open = false
    if (upstream !== undefined && origin !== 'upstream') {
      const { peer } = upstream.port
      if (reason === ErrorCode.UNSPECIFIED) core.send(peer, { type: 'TEAR', ...HEADER, ...name, reason })
      else core.send(peer, { type: 'CIRCUIT_ERR', ...HEADER, ...name, node, reason })
    }
    if (downstream !== undefined && origin !== 'downstream') {
      core.send(downstream.port.peer, { type: 'TEAR', ...HEADER, ...name, reason })
    }
    for (const side of [upstream, downstream]) {
      if (side === undefined || side.label === 0) continue
      const labels = this.#labels.get(side.port.link) as Labels
      labels.drop(side)
      if (side.direction === 'upstream') side.port.refuse(side.label)
    }
    const reservation = this.#reservations.get(circuit)
    if (reservation !== undefined) {
      this.admission.freeMemory(reservation.qubits)
      if (downstream !== undefined) this.admission.freeLink(downstream.port.link, reservation.share)
      this.#reservations.delete(circuit)
      if (reservation.share > 0) this.#promised()
    }
    core.remove(circuit)
    this.#over.add(keyOf(name))
    if (this.#over.size > REMEMBERED) this.#over.delete(this.#over.values().next().value as string)
  }

  // ---- parts ----

  #nextNumber(): number {
    do this.#lastNumber = (this.#lastNumber % 0xffff_ffff) + 1
    while (this.#core.find(this.#core.node, this.#lastNumber) !== undefined)
    return this.#lastNumber
  }

  #open(circuit: Circuit): void {
    const { setUpTime, refreshInterval } = this.#core.configuration
    this.#core.add(circuit)
    this.#core.tables.circuit.open(circuit.id, {
      node: this.#core.node,
      role: circuit.role,
      setUpTime,
      refreshInterval,
      lifetime: circuit.lifetime * MILLISECOND
    })
  }

  /** Reserves what the circuit needs here, all of it or nothing. */
  #admit(facts: Omit<ConstructorParameters<typeof Circuit>[0], 'id'>): Circuit | Refused {
    const { position, hops, stages } = facts
    const before = hops[position - 1]
    const next = hops[position]
    const up = before && (this.#ports.get(before.link) as LinkPort)
    const down = next && this.#ports.get(next.link)
    if (next !== undefined && down?.peer !== (hops[position + 1]?.node ?? facts.responder))
      return new Refused(ErrorCode.CREATE)
    if (up?.up === false) return new Refused(ErrorCode.OTHER)
    if (down !== undefined && !this.#core.reaches(down.peer)) return new Refused(ErrorCode.OTHER)
    const share = down === undefined ? 0 : this.admission.reserveLink(down, next as Hop)
    if (share instanceof Refused) return share
    const needs: number[] = []
    if (up !== undefined) needs.push(memoryOfSide(stages, position - 1, position, hops.length))
    if (down !== undefined) needs.push(memoryOfSide(stages, position, position, hops.length))
    const windows = this.admission.reserveMemory(needs)
    if (windows instanceof Refused) {
      if (down !== undefined) this.admission.freeLink(down.link, share)
      return windows
    }
    const circuit = new Circuit({ ...facts, id: this.#core.nextName() })
    if (up !== undefined) circuit.upstream = new Side(circuit, up, 'upstream', windows[0] as number)
    if (down !== undefined) circuit.downstream = new Side(circuit, down, 'downstream', windows.at(-1) as number)
    takePart(circuit)
    this.#reservations.set(circuit, { qubits: windows.reduce((sum, window) => sum + window, 0), share })
    if (share > 0) this.#promised()
    return circuit
  }

  #sendPath(circuit: Circuit): void {
    const { downstream, name, responder, purpose, minimumFidelity, lifetime, position, hops, stages } = circuit
    if (downstream === undefined) return
    const facts = { responder, purpose, minimumFidelity, lifetime, position, hops, stages }
    this.#core.send(downstream.port.peer, { type: 'PATH', ...HEADER, ...name, ...facts })
  }

  #isForThisNode(peer: number, frame: Path, position: number): boolean {
    const { hops, responder } = frame
    const sender = hops[frame.position]
    if (sender?.node !== peer || this.#ports.get(sender.link)?.peer !== peer) return false
    return (hops[position]?.node ?? responder) === this.#core.node && routeFault(frame) === undefined
  }
}

/** What is wrong with a route: it begins elsewhere, is empty, or comes by a node twice. */
function routeFault(route: { initiator: number; responder: number; hops: readonly Hop[] }): string | undefined {
  const { initiator, responder, hops } = route
  if (hops.length === 0 || hops[0]?.node !== initiator) return 'beginning'
  const nodes = new Set([...hops.map(({ node }) => node), responder])
  return nodes.size === hops.length + 1 ? undefined : 'loop'
}

function keyOf({ initiator, circuit }: CircuitName): string {
  return `${initiator}/${circuit}`
}

function originOf({ upstream, downstream }: Circuit, peer: number): 'upstream' | 'downstream' | undefined {
  if (upstream?.port.peer === peer) return 'upstream'
  return downstream?.port.peer === peer ? 'downstream' : undefined
}
