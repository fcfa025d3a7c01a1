import {
  type CircuitFacts,
  type CircuitName,
  type ConnectionChanged,
  JointNeed,
  type NetworkPair
} from '@bellwire/network-layer'
import type { Node } from '@bellwire/node'
import type { Nanoseconds, RandomStream, VirtualClock } from '@bellwire/runtime'
import { FIRST_APPLICATION_PURPOSE } from './applications/soak-application.js'
import type { HoldingHabit, PlannedCircuit, PlannedPairs } from './plan.js'

/** What a program tells whoever watches it. */
export interface ProgramWatcher {
  /** Called while the program still has the qubit. */
  delivered(node: string, pair: NetworkPair): void
  expired(node: string, pair: number): void
}

/** Requests as planned; of circuits that are to serve them together with what they are for. */
interface Wanted extends PlannedPairs {
  readonly need?: JointNeed
}

/** A program at one node: opens circuits, asks for pairs, holds their qubits for a while and gives them back. */
export class Program {
  readonly #node: Node
  readonly #clock: VirtualClock
  readonly #stream: RandomStream
  readonly #habit: HoldingHabit
  readonly #watcher: ProgramWatcher
  /** Kept pairs by this node's names for them. */
  readonly held = new Map<number, NetworkPair>()
  readonly circuits = new Map<string, CircuitFacts>()
  /** Circuits that applications of this node or another one have opened: theirs are the pairs. */
  readonly #others = new Set<string>()
  /** What is to be asked of the next circuits to each node. */
  readonly #wanted = new Map<string, readonly Wanted[]>()
  /** What went wrong with connections of several paths. */
  readonly breaches: string[] = []
  /** How often one was on several circuits at once, and pairs that several circuits were asked for. */
  readonly together = { circuits: 0, pairs: 0 }
  readonly #connections = new Map<number, PlannedCircuit>()
  readonly requests = new Set<number>()
  /** While false every qubit is given back at once, and nothing new is begun. */
  active = true
  delivered = 0

  constructor(node: Node, clock: VirtualClock, stream: RandomStream, habit: HoldingHabit, watcher: ProgramWatcher) {
    this.#node = node
    this.#clock = clock
    this.#stream = stream
    this.#habit = habit
    this.#watcher = watcher
    node.network.accept(0)
    node.network.subscribe({
      circuitOpened: (circuit) => this.#opened(circuit),
      circuitEnded: (circuit) => void this.circuits.delete(keyOf(circuit)),
      delivered: (pair) => this.#delivered(pair),
      expired: ({ pair }) => {
        this.held.delete(pair)
        this.#watcher.expired(this.#node.name, pair)
      },
      requestEnded: ({ request }) => void this.requests.delete(request),
      connectionChanged: (change) => this.#changed(change)
    })
  }

  open(planned: PlannedCircuit): void {
    const { network } = this.#node
    const { to, minimumFidelity, cutoff, rate, purpose, order, ranks, distillation, way, closeAt, closedBy, paths } =
      planned
    const wish = { to, minimumFidelity, cutoff, rate, purpose, order, distillation }
    if (way === 'connection') {
      const needed = ({ wish: { number } }: PlannedPairs) => (paths === 1 ? {} : { need: new JointNeed(number) })
      this.#wanted.set(
        `to ${to}`,
        planned.requests.map((request) => ({ ...request, ...needed(request) }))
      )
      const connection = network.layer.connect({ ...wish, paths })
      this.#connections.set(connection, planned)
      this.#at(closeAt, () => network.layer.disconnect(connection))
      return
    }
    const routes = network.plan(wish)
    const route = routes[Math.min(way, routes.length - 1)]
    if (route === undefined) return
    const hops = route.hops.map((hop) => ({ ...hop, rank: ranks?.[hop.node - 1] ?? hop.rank }))
    const circuit = network.setUp({ responder: to, purpose, minimumFidelity, rate, hops, stages: route.stages })
    if ('error' in circuit) return
    this.#wanted.set(keyOf(circuit), planned.requests)
    if (closedBy === 'head') this.#at(closeAt, () => network.close(circuit))
  }

  /** Closes one of the circuits that others have set up to this node. */
  closeIncoming(): void {
    for (const circuit of this.circuits.values()) if (!circuit.head) return this.#node.network.close(circuit)
  }

  /** Gives everything up and back. */
  end(): void {
    this.active = false
    for (const request of this.requests) this.#node.network.cancel(request)
    for (const connection of this.#connections.keys()) this.#node.network.disconnect(connection)
    for (const circuit of this.circuits.values()) if (circuit.head) this.#node.network.close(circuit)
    for (const pair of this.held.values()) this.#release(pair)
  }

  ask(circuit: CircuitName, { wish, cancelAfter, need }: Omit<Wanted, 'after'>): number | undefined {
    if (need?.missing === 0) return undefined
    const number = need?.missing ?? wish.number
    const request = this.#node.network.request(circuit, { ...wish, number }, need)
    if (typeof request !== 'number') return undefined
    this.requests.add(request)
    const { layer } = this.#node.network
    this.#at(this.#clock.now() + cancelAfter, () => layer.cancel(request))
    return request
  }

  #changed({ connection, state, circuits }: ConnectionChanged): void {
    if (state === 'closed' || state === 'failed') this.#connections.delete(connection)
    const links = circuits.flatMap(({ hops }) => hops.map(({ link }) => link))
    if (new Set(links).size < links.length)
      this.breaches.push(`connection ${connection} of ${this.#node.name} goes by a link twice: ${links.join(', ')}`)
    if (circuits.length > 1) this.together.circuits += 1
  }

  #opened(circuit: CircuitFacts): void {
    const key = keyOf(circuit)
    if (circuit.purpose >= FIRST_APPLICATION_PURPOSE) return void this.#others.add(key)
    this.circuits.set(key, circuit)
    const { layer } = this.#node.network
    if (!circuit.head) return
    // It was being set up when everything was given up.
    if (!this.active && this.#wanted.has(key)) this.#at(this.#clock.now(), () => layer.close(circuit))
    if (!this.active) return
    for (const planned of this.#wanted.get(key) ?? this.#wanted.get(`to ${circuit.peer}`) ?? []) {
      this.#at(this.#clock.now() + planned.after, () => {
        if (this.#node.network.layer === layer && this.active) this.ask(circuit, planned)
      })
    }
  }

  #delivered(pair: NetworkPair): void {
    if (this.#others.has(keyOf(pair))) return this.#watcher.delivered(this.#node.name, pair)
    if (pair.tracked) this.delivered += 1
    for (const { need } of pair.tracked && pair.head ? (this.#wanted.get(`to ${pair.peer}`) ?? []) : []) {
      if (need?.requests.includes(pair.request) !== true) continue
      if (need.requests.length > 1) this.together.pairs += 1
      if (need.missing < 0)
        this.breaches.push(`request ${pair.request} of ${this.#node.name} was given more than wanted`)
    }
    if (pair.qubit >= 0) this.held.set(pair.pair, pair)
    this.#watcher.delivered(this.#node.name, pair)
    if (pair.qubit < 0) return
    if (!this.active) return this.#release(pair)
    const time = this.#stream.below(this.#habit.longest + 1)
    if (this.#stream.bernoulli(this.#habit.keeps)) return
    if (time === 0) this.#release(pair)
    else {
      const { layer } = this.#node.network
      this.#at(this.#clock.now() + time, () => {
        if (this.#node.network.layer === layer && this.held.has(pair.pair)) this.#release(pair)
      })
    }
  }

  #release({ pair }: NetworkPair): void {
    this.held.delete(pair)
    this.#node.network.release({ pair })
  }

  #at(time: Nanoseconds, run: () => void): void {
    if (time !== Infinity) this.#clock.at(Math.max(time, this.#clock.now()), { run })
  }
}

function keyOf({ initiator, circuit }: CircuitName): string {
  return `${initiator}/${circuit}`
}
