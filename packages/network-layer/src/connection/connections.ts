import { ErrorCode } from '@bellwire/wire'
import type { PlannedRoute, RouteWish } from '../circuit/route-planner.js'
import { DistrustedWays } from './distrusted-ways.js'
import { edgesOf } from './edges.js'
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

/** What a program wants: where to, how faithful, and how. */
export interface ConnectionWish extends RouteWish {
  /** Like a port of the other end. Default 0. */
  readonly purpose?: number
}

interface Connection {
  readonly id: number
  readonly wish: ConnectionWish
  /** Ways that were planned and not tried yet. */
  routes: PlannedRoute[]
  circuit: CircuitName | undefined
  facts: CircuitFacts | undefined
  reason: ErrorCode
}

/** What connections ask of the layer. */
export interface ConnectionWork {
  /** @throws NetworkInputError for a wish that makes no sense */
  check(wish: RouteWish): void
  plan(wish: RouteWish): PlannedRoute[]
  setUp(plan: CircuitPlan): CircuitName | NotAccepted
  close(circuit: CircuitName): void
  graph(): Graph
  changed(change: ConnectionChanged): void
}

/** Keeps what programs have asked for on circuits that can give it. */
export class Connections {
  readonly #core: NetworkCore
  readonly #work: ConnectionWork
  readonly #byId = new Map<number, Connection>()
  readonly #byCircuit = new Map<string, Connection>()
  readonly #distrusted = new DistrustedWays()

  constructor(core: NetworkCore, work: ConnectionWork) {
    this.#core = core
    this.#work = work
  }

  get size(): number {
    return this.#byId.size
  }

  /** Returns the connection's name; how it fares is told. @throws NetworkInputError for a wish that makes no sense */
  open(wish: ConnectionWish): number {
    // Thrown before anything is done.
    this.#work.check(wish)
    const id = this.#core.nextName()
    this.#byId.set(id, { id, wish, routes: [], circuit: undefined, facts: undefined, reason: ErrorCode.UNSUPP })
    const { connectionRetry: retry, stallPatience: patience } = this.#core.configuration
    this.#core.tables.connection.open(id, { connection: id, retry, patience })
    return id
  }

  close(id: number): void {
    if (this.#core.tables.connection.has(id)) this.#core.tables.connection.tell(id, { type: 'CLOSE' })
  }

  /** The process dies, and every connection with it. */
  abandon(): void {
    for (const id of this.#byId.keys()) this.changed(id, 'failed', ErrorCode.OTHER)
  }

  // ---- what becomes of circuits ----

  circuitOpened(facts: CircuitFacts): void {
    const connection = this.#byCircuit.get(keyOf(facts))
    if (connection === undefined) return
    connection.facts = facts
    this.#core.tables.connection.tell(connection.id, { type: 'OPENED' })
  }

  circuitEnded(ended: CircuitEnded): void {
    const connection = this.#byCircuit.get(keyOf(ended))
    if (connection === undefined) return
    // Once a circuit stands, only its own tests find that it cannot give what was promised.
    const { facts } = connection
    if (facts !== undefined && ended.reason === ErrorCode.UNSUPP)
      this.#distrusted.add(facts, this.#core.now(), this.#core.configuration.distrust)
    this.#forget(connection)
    connection.reason = ended.reason
    const { connection: table } = this.#core.tables
    if (!table.has(connection.id)) return
    table.tell(
      connection.id,
      ended.reason === ErrorCode.UNSPECIFIED ? { type: 'CLOSE' } : { type: 'LOST', reason: ended.reason }
    )
  }

  topologyChanged(): void {
    if (this.#byId.size === 0) return
    const usable = new Set(this.#work.graph().links.map(({ first, second, link }) => `${first}/${second}/${link}`))
    for (const { id, facts } of this.#byId.values()) {
      if (facts !== undefined) {
        const runs = edgesOf(facts.hops, facts.peer).every((edge) => usable.has(edge))
        this.#core.tables.connection.tell(id, { type: runs ? 'RUNNING' : 'STALLED' })
      } else this.#core.tables.connection.tell(id, { type: 'TOPOLOGY' })
    }
  }

  // ---- what the machine says ----

  seek(id: number, anew: boolean): void {
    const connection = this.#byId.get(id) as Connection
    const { wish } = connection
    if (anew) connection.routes = this.#routes(wish)
    for (let route = connection.routes.shift(); route !== undefined; route = connection.routes.shift()) {
      const answer = this.#work.setUp({
        responder: wish.to,
        purpose: wish.purpose ?? 0,
        minimumFidelity: wish.minimumFidelity,
        hops: route.hops,
        stages: route.stages,
        rate: wish.rate ?? 0
      })
      if ('error' in answer) {
        connection.reason = answer.error
        continue
      }
      connection.circuit = answer
      this.#byCircuit.set(keyOf(answer), connection)
      this.#core.tables.connection.tell(id, { type: 'SET_UP' })
      return
    }
    this.#core.tables.connection.tell(id, { type: 'NO_WAY', reason: connection.reason })
  }

  /** The machine has told how the connection fares. */
  changed(id: number, state: ConnectionState, reason: ErrorCode = ErrorCode.UNSPECIFIED): void {
    const connection = this.#byId.get(id) as Connection
    if (state === 'closed' || state === 'failed') this.#byId.delete(id)
    this.#work.changed({ connection: id, state, circuit: connection.facts, reason })
  }

  leave(id: number): void {
    const connection = this.#byId.get(id) as Connection
    const { circuit } = connection
    if (circuit === undefined) return
    this.#forget(connection)
    this.#work.close(circuit)
  }

  /** The planned ways that have not been found to be worse than they promise. */
  #routes(wish: ConnectionWish): PlannedRoute[] {
    const now = this.#core.now()
    const distrusted = this.#distrusted.number(now)
    const alternatives = Math.min((wish.alternatives ?? 4) + distrusted, 64)
    const routes = this.#work.plan(distrusted === 0 ? wish : { ...wish, alternatives })
    return routes.filter(({ hops }) => !this.#distrusted.has(hops, wish.to, wish.minimumFidelity, now))
  }

  #forget(connection: Connection): void {
    if (connection.circuit !== undefined) this.#byCircuit.delete(keyOf(connection.circuit))
    connection.circuit = undefined
    connection.facts = undefined
  }
}

function keyOf({ initiator, circuit }: CircuitName): string {
  return `${initiator}/${circuit}`
}
