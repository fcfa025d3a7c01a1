import { ErrorCode } from '@bellwire/wire'
import { edgeOf, edgesOf } from '../circuit/edges.js'
import type { PlannedRoute, RouteWish } from '../circuit/route-planner.js'
import { DistrustedWays } from './distrusted-ways.js'
import type { NetworkCore } from '../core.js'
import type { Graph } from '../routing/graph.js'
import type {
  CircuitEnded,
  CircuitFacts,
  CircuitName,
  CircuitPlan,
  ConnectionChanged,
  ConnectionState,
  NotAccepted
} from '../service.js'

/** Circuits on which a connection can run at once. */
export const MOST_PATHS = 8

/** What a program wants: where to, how faithful, and how. */
export interface ConnectionWish extends RouteWish {
  /** Like a port of the other end. Default 0. */
  readonly purpose?: number
  /**
   * Circuits on which it is to run at once, 1 to 8, on ways that share no link; it runs on fewer where there are not so
   * many. Each sets the rate aside. Default 1.
   */
  readonly paths?: number
}

/** What a program has asked for: one strand, or several on ways that share no link. */
interface Connection {
  readonly id: number
  readonly wish: ConnectionWish
  /** The first is named as the connection is; the others begin when it has been open. */
  readonly strands: Strand[]
  /** As told last. */
  state: ConnectionState | undefined
  circuits: readonly CircuitFacts[]
}

/** What lives on one circuit at a time, with a machine of its own. */
interface Strand {
  readonly id: number
  readonly connection: Connection
  /** Ways that were planned and not tried yet. */
  routes: PlannedRoute[]
  circuit: CircuitName | undefined
  /** The links of its circuit, whether it stands or is being set up. */
  edges: readonly string[]
  facts: CircuitFacts | undefined
  state: ConnectionState
  reason: ErrorCode
}

/** What connections ask of the layer. */
export interface ConnectionWork {
  /** @throws NetworkInputError for a wish that makes no sense */
  check(wish: RouteWish): void
  /** @param avoid links that no way may go by */
  plan(wish: RouteWish, avoid: ReadonlySet<string>): PlannedRoute[]
  setUp(plan: CircuitPlan): CircuitName | NotAccepted
  close(circuit: CircuitName): void
  graph(): Graph
  changed(change: ConnectionChanged): void
}

/** Keeps what programs have asked for on circuits that can give it. */
export class Connections {
  readonly #core: NetworkCore
  readonly #work: ConnectionWork
  /** Strands, by their machines' names. */
  readonly #byId = new Map<number, Strand>()
  readonly #byCircuit = new Map<string, Strand>()
  readonly #distrusted = new DistrustedWays()

  constructor(core: NetworkCore, work: ConnectionWork) {
    this.#core = core
    this.#work = work
  }

  /** Strands that are not over. */
  get size(): number {
    return this.#byId.size
  }

  /** Returns the connection's name; how it fares is told. @throws NetworkInputError for a wish that makes no sense */
  open(wish: ConnectionWish): number {
    // Thrown before anything is done.
    this.#work.check(wish)
    const id = this.#core.nextName()
    this.#begin({ id, wish, strands: [], state: undefined, circuits: [] }, id)
    return id
  }

  close(id: number): void {
    if (this.#core.tables.connection.has(id)) this.#core.tables.connection.tell(id, { type: 'CLOSE' })
  }

  /** The process dies, and every connection with it. */
  abandon(): void {
    const connections = new Set([...this.#byId.values()].map(({ connection }) => connection))
    this.#byId.clear()
    for (const connection of connections) this.#over(connection, 'failed', ErrorCode.OTHER)
  }

  // ---- what becomes of circuits ----

  circuitOpened(facts: CircuitFacts): void {
    const strand = this.#byCircuit.get(keyOf(facts))
    if (strand === undefined) return
    strand.facts = facts
    this.#core.tables.connection.tell(strand.id, { type: 'OPENED' })
    this.#rouse(strand.connection)
  }

  circuitEnded(ended: CircuitEnded): void {
    const strand = this.#byCircuit.get(keyOf(ended))
    if (strand === undefined) return
    // Once a circuit stands, only its own tests find that it cannot give what was promised.
    const { facts } = strand
    if (facts !== undefined && ended.reason === ErrorCode.UNSUPP)
      this.#distrusted.add(facts, this.#core.now(), this.#core.configuration.distrust)
    this.#forget(strand)
    strand.reason = ended.reason
    const { connection: table } = this.#core.tables
    if (!table.has(strand.id)) return
    table.tell(
      strand.id,
      ended.reason === ErrorCode.UNSPECIFIED ? { type: 'CLOSE' } : { type: 'LOST', reason: ended.reason }
    )
  }

  topologyChanged(): void {
    if (this.#byId.size === 0) return
    const usable = new Set(this.#work.graph().links.map(edgeOf))
    for (const { id, facts, edges } of this.#byId.values()) {
      if (facts !== undefined) {
        const runs = edges.every((edge) => usable.has(edge))
        this.#core.tables.connection.tell(id, { type: runs ? 'RUNNING' : 'STALLED' })
      } else this.#core.tables.connection.tell(id, { type: 'TOPOLOGY' })
    }
  }

  // ---- what the machines say ----

  seek(id: number, anew: boolean): void {
    const strand = this.#byId.get(id) as Strand
    const { wish } = strand.connection
    const used = usedBeside(strand)
    if (anew) strand.routes = this.#routes(strand, used)
    for (let route = strand.routes.shift(); route !== undefined; route = strand.routes.shift()) {
      const edges = edgesOf(route.hops, wish.to)
      if (edges.some((edge) => used.has(edge))) continue
      const answer = this.#work.setUp({
        responder: wish.to,
        purpose: wish.purpose ?? 0,
        minimumFidelity: wish.minimumFidelity,
        hops: route.hops,
        stages: route.stages,
        rate: wish.rate ?? 0
      })
      if ('error' in answer) {
        strand.reason = answer.error
        continue
      }
      strand.circuit = answer
      strand.edges = edges
      this.#byCircuit.set(keyOf(answer), strand)
      this.#core.tables.connection.tell(id, { type: 'SET_UP' })
      return
    }
    this.#core.tables.connection.tell(id, { type: 'NO_WAY', reason: strand.reason })
  }

  /** A machine has told how its strand fares. */
  changed(id: number, state: ConnectionState, reason: ErrorCode = ErrorCode.UNSPECIFIED): void {
    const strand = this.#byId.get(id)
    if (strand === undefined) return
    const { connection } = strand
    strand.state = state
    if (state === 'closed' || state === 'failed') {
      this.#byId.delete(id)
      if (isOver(connection)) return
      connection.state = state
      // What ends one strand for good ends them all.
      for (const other of connection.strands) if (other !== strand) this.close(other.id)
      return this.#over(connection, state, reason)
    }
    if (isOver(connection)) return
    const told = stateOf(connection)
    const circuits = connection.strands.flatMap((one) => (one.state === told && one.facts ? [one.facts] : []))
    const same = told === connection.state && isSame(circuits, connection.circuits)
    connection.state = told
    connection.circuits = circuits
    if (connection.strands.length > 1 && same) return
    const why = told === 'moving' ? reason : ErrorCode.UNSPECIFIED
    this.#work.changed({ connection: connection.id, state: told, circuit: circuits[0], circuits, reason: why })
  }

  leave(id: number): void {
    const strand = this.#byId.get(id) as Strand
    const { circuit } = strand
    if (circuit === undefined) return
    this.#forget(strand)
    this.#work.close(circuit)
  }

  // ---- parts ----

  #begin(connection: Connection, id: number): void {
    const first = connection.strands.length === 0
    const strand: Strand = {
      id,
      connection,
      routes: [],
      circuit: undefined,
      edges: [],
      facts: undefined,
      state: 'moving',
      reason: ErrorCode.UNSUPP
    }
    this.#byId.set(id, strand)
    connection.strands.push(strand)
    const {
      connectionFirstRetry: firstRetry,
      connectionRetry: retry,
      stallPatience: patience
    } = this.#core.configuration
    this.#core.tables.connection.open(id, { connection: id, firstRetry, retry, patience, opened: !first })
  }

  /** One strand has a circuit: the others begin, or look whether there are links for them now. */
  #rouse(connection: Connection): void {
    const { strands, wish } = connection
    for (const { id, circuit } of strands)
      if (circuit === undefined) this.#core.tables.connection.tell(id, { type: 'TOPOLOGY' })
    while (strands.length < (wish.paths ?? 1) && !isOver(connection)) this.#begin(connection, this.#core.nextName())
  }

  /** The planned ways that have not been found to be worse than they promise. @param used links that none may go by */
  #routes({ connection }: Strand, used: ReadonlySet<string>): PlannedRoute[] {
    const { wish, strands } = connection
    const now = this.#core.now()
    const distrusted = this.#distrusted.number(now)
    const alternatives = Math.min((wish.alternatives ?? 4) + distrusted, 64)
    // Those that have no circuit now, and those that have not begun, will want ways beside this one.
    const paths = (wish.paths ?? 1) - strands.filter(({ circuit }) => circuit !== undefined).length
    const planned = this.#work.plan({ ...wish, alternatives, paths }, used)
    return planned.filter(({ hops }) => !this.#distrusted.has(hops, wish.to, wish.minimumFidelity, now))
  }

  #over(connection: Connection, state: 'closed' | 'failed', reason: ErrorCode): void {
    const circuit = connection.strands[0]?.facts
    this.#work.changed({ connection: connection.id, state, circuit, circuits: [], reason })
  }

  #forget(strand: Strand): void {
    if (strand.circuit !== undefined) this.#byCircuit.delete(keyOf(strand.circuit))
    strand.circuit = undefined
    strand.edges = []
    strand.facts = undefined
  }
}

/** The links on which the other strands of its connection are. */
function usedBeside(strand: Strand): ReadonlySet<string> {
  return new Set(strand.connection.strands.flatMap((other) => (other === strand ? [] : other.edges)))
}

/** Of several strands that which fares best says how the connection fares. */
function stateOf({ strands }: Connection): ConnectionState {
  const states = strands.flatMap(({ state, facts }) => (facts === undefined ? [] : [state]))
  if (states.includes('running')) return 'running'
  return states.includes('stalled') ? 'stalled' : 'moving'
}

function isOver({ state }: Connection): boolean {
  return state === 'closed' || state === 'failed'
}

function isSame(circuits: readonly CircuitFacts[], others: readonly CircuitFacts[]): boolean {
  return circuits.length === others.length && circuits.every((one, index) => one === others[index])
}

function keyOf({ initiator, circuit }: CircuitName): string {
  return `${initiator}/${circuit}`
}
