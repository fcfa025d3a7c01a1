import type {
  CircuitEnded,
  CircuitFacts,
  CircuitName,
  CircuitPlan,
  NetworkLayer,
  NetworkListener,
  NetworkPair,
  NetworkPairExpired,
  NotAccepted,
  PairsRequest,
  PlannedRoute,
  RequestEnded,
  RouteWish
} from '@bellwire/network-layer'
import type { NodeTrace } from './node-trace.js'

/** Where the network layer of the node's present process is found. */
export interface NetworkInUse {
  readonly layer: NetworkLayer
}

/** Entanglement between any two nodes, as programs see it. */
export class NetworkService implements NetworkListener {
  readonly #end: NetworkInUse
  readonly #trace: NodeTrace | undefined
  /** Replaced, never changed: a listener may subscribe another while it is called. */
  #listeners: readonly Partial<NetworkListener>[] = []
  readonly #purposes = new Set<number>()

  constructor(end: NetworkInUse, trace: NodeTrace | undefined) {
    this.#end = end
    this.#trace = trace
  }

  /** Purposes opted in to. They outlive a restart of the node. */
  get purposes(): ReadonlySet<number> {
    return this.#purposes
  }

  /** The layer below, for whoever looks inside. */
  get layer(): NetworkLayer {
    return this.#end.layer
  }

  /** Calls a listener as things happen. Returns what ends it. */
  subscribe(listener: Partial<NetworkListener>): () => void {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== listener)
    }
  }

  /** Opts in to circuits of a purpose that others set up to this node. @throws NetworkInputError */
  accept(purpose: number): void {
    this.#end.layer.accept(purpose)
    this.#purposes.add(purpose)
  }

  refuse(purpose: number): void {
    this.#purposes.delete(purpose)
    this.#end.layer.refuse(purpose)
  }

  /** Ways that are expected to give what is wished, the fastest first. @throws NetworkInputError */
  plan(wish: RouteWish): PlannedRoute[] {
    return this.#end.layer.plan(wish)
  }

  /** Sets a circuit up along a way; whether it stands is told to the listeners. */
  setUp(plan: CircuitPlan): CircuitName | NotAccepted {
    return this.#end.layer.setUp(plan)
  }

  close(circuit: CircuitName): void {
    this.#end.layer.close(circuit)
  }

  /** Asks for pairs of a circuit; they come to the listeners. @throws NetworkInputError */
  request(circuit: CircuitName, wish: Partial<PairsRequest> & { readonly number: number }): number | NotAccepted {
    const answer = this.#end.layer.request(circuit, wish)
    if (typeof answer === 'number') this.#trace?.pairsRequested(circuit, answer, wish.number)
    return answer
  }

  cancel(request: number): void {
    this.#end.layer.cancel(request)
  }

  /** Gives a kept pair's qubit back; false when the pair has expired meanwhile. */
  release(pair: Pick<NetworkPair, 'pair'>): boolean {
    return this.#end.layer.release(pair.pair)
  }

  // ---- NetworkListener: called by the network layer ----

  circuitOpened(circuit: CircuitFacts): void {
    this.#trace?.circuitOpened(circuit)
    for (const listener of this.#listeners) listener.circuitOpened?.(circuit)
  }

  circuitEnded(ended: CircuitEnded): void {
    this.#trace?.circuitEnded(ended)
    for (const listener of this.#listeners) listener.circuitEnded?.(ended)
  }

  delivered(pair: NetworkPair): void {
    this.#trace?.pairDelivered(pair)
    for (const listener of this.#listeners) listener.delivered?.(pair)
  }

  expired(pair: NetworkPairExpired): void {
    this.#trace?.pairExpired(pair)
    for (const listener of this.#listeners) listener.expired?.(pair)
  }

  requestEnded(ended: RequestEnded): void {
    this.#trace?.requestEnded(ended)
    for (const listener of this.#listeners) listener.requestEnded?.(ended)
  }

  topologyChanged(): void {
    for (const listener of this.#listeners) listener.topologyChanged?.()
  }
}
