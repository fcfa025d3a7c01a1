import { OptedIn } from '@bellwire/network-layer'
import type {
  CircuitEnded,
  CircuitFacts,
  CircuitName,
  CircuitOutlook,
  CircuitPlan,
  ConnectionChanged,
  ConnectionWish,
  JointNeed,
  NetworkLayer,
  NetworkListener,
  NetworkPair,
  NetworkPairExpired,
  NotAccepted,
  PairsRequest,
  PlannedRoute,
  RequestEnded,
  StepEnded,
  RouteWish
} from '@bellwire/network-layer'
import type { Clock } from '@bellwire/runtime'
import { ERROR_CODE_NAMES } from '@bellwire/wire'
import { NodeError } from './errors.js'
import { NetworkCircuit } from './network-circuit.js'
import type { NodeTrace } from './node-trace.js'
import { PairStream } from './pair-stream.js'

/** Where the network layer of the node's present process is found. */
export interface NetworkInUse {
  readonly layer: NetworkLayer
  readonly window: number
}

/** Entanglement between any two nodes, as programs see it. */
export class NetworkService implements NetworkListener {
  /** What is accepted. It outlives a restart of the node. */
  readonly optedIn = new OptedIn()
  readonly #end: NetworkInUse
  readonly #trace: NodeTrace | undefined
  /** Replaced, never changed: a listener may subscribe another while it is called. */
  #listeners: readonly Partial<NetworkListener>[] = []
  readonly #clock: Clock
  /** By the names of their connections. */
  readonly #circuits = new Map<number, NetworkCircuit>()
  /** By purpose. */
  readonly #incoming = new Map<number, PairStream<NetworkPair>>()
  readonly #purposeOf = new Map<string, number>()
  /** What circuits can give, as told last: a connection may hear later that it runs on one. */
  readonly #outlooks = new Map<string, CircuitOutlook>()

  constructor(end: NetworkInUse, clock: Clock, trace: NodeTrace | undefined) {
    this.#end = end
    this.#clock = clock
    this.#trace = trace
  }

  /** The layer below, for whoever looks inside. */
  get layer(): NetworkLayer {
    return this.#end.layer
  }

  /** Pairs that this node holds at most of one circuit that distils none. */
  get window(): number {
    return this.#end.window
  }

  /** Calls a listener as things happen. Returns what ends it. */
  subscribe(listener: Partial<NetworkListener>): () => void {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== listener)
    }
  }

  /**
   * Opts in to circuits of a purpose that others set up to this node.
   *
   * @param from whose circuits; those of others are refused. Default: every node's
   * @throws NetworkInputError
   */
  accept(purpose: number, from?: number): void {
    this.#end.layer.accept(purpose, from)
    this.optedIn.add(purpose, from)
  }

  /** Takes back what `accept` has done for the same: such circuits are refused from now on. */
  refuse(purpose: number, from?: number): void {
    this.optedIn.remove(purpose, from)
    this.#end.layer.refuse(purpose, from)
  }

  /**
   * Opens a circuit to another node. Where the circuit fails later, it moves. With `paths` it is several circuits, on
   * ways that share no link; it is open when the first stands.
   *
   * @throws NetworkInputError for a wish that makes no sense, NodeError NO_CIRCUIT where no known way gives it, the
   * signal's reason
   */
  async openCircuit(wish: ConnectionWish, options: { readonly signal?: AbortSignal } = {}): Promise<NetworkCircuit> {
    const { signal } = options
    signal?.throwIfAborted()
    const circuit = new NetworkCircuit(this, wish, this.#clock)
    // It may open, or fail, while it is being made and its name is not known yet.
    const early: ConnectionChanged[] = []
    const outer = this.#early
    this.#early = early
    let connection: number
    try {
      connection = this.#end.layer.connect(wish)
    } finally {
      this.#early = outer
    }
    circuit.named(connection)
    this.#circuits.set(connection, circuit)
    await new Promise<void>((resolve, reject) => {
      const abort = (): void => {
        circuit.close()
        reject(signal?.reason as Error)
      }
      const done = circuit.watch((state, reason) => {
        if (state === 'moving' || state === 'stalled') return
        done()
        signal?.removeEventListener('abort', abort)
        if (state === 'running') resolve()
        else
          reject(
            new NodeError(
              'NO_CIRCUIT',
              `no circuit to ${wish.to} at fidelity ${wish.minimumFidelity}: ${ERROR_CODE_NAMES[reason]}`
            )
          )
      })
      signal?.addEventListener('abort', abort, { once: true })
      for (const change of early) if (change.connection === connection) this.#changed(circuit, change)
    })
    return circuit
  }

  /**
   * The pairs of circuits of a purpose that others set up to this node, as they come. Ends when the signal is aborted.
   *
   * @param options.from whose circuits are accepted. Default: every node's
   */
  receive(
    purpose: number,
    options: { readonly signal?: AbortSignal; readonly from?: number } = {}
  ): AsyncIterableIterator<NetworkPair> {
    const { signal, from } = options
    signal?.throwIfAborted()
    if (this.#incoming.has(purpose)) throw new NodeError('LINK_TWICE', `purpose ${purpose} is received already`)
    this.accept(purpose, from)
    const stream = new PairStream<NetworkPair>(
      0,
      (pair) => this.release(pair),
      () => {
        this.#incoming.delete(purpose)
        this.refuse(purpose, from)
      }
    )
    this.#incoming.set(purpose, stream)
    signal?.addEventListener('abort', () => stream.fail(signal.reason), { once: true })
    return stream
  }

  /** Ends what `openCircuit` began. */
  disconnect(connection: number): void {
    this.#end.layer.disconnect(connection)
  }

  /** @throws NetworkInputError naming a field of a request that makes no sense */
  check(wish: Partial<PairsRequest> & { readonly number: number }): void {
    this.#end.layer.check(wish)
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

  /**
   * Asks for pairs of a circuit; they come to the listeners.
   *
   * @param need what it is for together with requests of other circuits; it is given up when that is met
   * @throws NetworkInputError
   */
  request(
    circuit: CircuitName,
    wish: Partial<PairsRequest> & { readonly number: number },
    need?: JointNeed
  ): number | NotAccepted {
    const answer = this.#end.layer.request(circuit, wish, need)
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

  /** Takes a kept pair's qubit over from the network; false when the pair has expired meanwhile. */
  take(pair: Pick<NetworkPair, 'pair'>): boolean {
    return this.#end.layer.take(pair.pair)
  }

  /** What a circuit is for that another node set up to this one, while it stands. */
  purposeOf(circuit: CircuitName): number | undefined {
    return this.#purposeOf.get(keyOf(circuit))
  }

  // ---- NetworkListener: called by the network layer ----

  circuitOpened(circuit: CircuitFacts): void {
    this.#trace?.circuitOpened(circuit)
    if (!circuit.head) this.#purposeOf.set(keyOf(circuit), circuit.purpose)
    for (const listener of this.#listeners) listener.circuitOpened?.(circuit)
  }

  circuitEnded(ended: CircuitEnded): void {
    this.#trace?.circuitEnded(ended)
    this.#purposeOf.delete(keyOf(ended))
    this.#outlooks.delete(keyOf(ended))
    for (const listener of this.#listeners) listener.circuitEnded?.(ended)
  }

  delivered(pair: NetworkPair): void {
    this.#trace?.pairDelivered(pair)
    const purpose = pair.head ? undefined : this.#purposeOf.get(keyOf(pair))
    if (pair.head) for (const circuit of this.#circuits.values()) circuit.delivered(pair)
    else if (purpose !== undefined) this.#incoming.get(purpose)?.push(pair)
    for (const listener of this.#listeners) listener.delivered?.(pair)
    // Its circuit was set up while it was accepted; now nobody here gives it back.
    if (purpose !== undefined && pair.qubit >= 0 && !this.optedIn.has(purpose, pair.peer)) this.release(pair)
  }

  expired(pair: NetworkPairExpired): void {
    this.#trace?.pairExpired(pair)
    for (const circuit of this.#circuits.values()) circuit.expired(pair)
    for (const listener of this.#listeners) listener.expired?.(pair)
  }

  requestEnded(ended: RequestEnded): void {
    this.#trace?.requestEnded(ended)
    for (const circuit of this.#circuits.values()) circuit.requestEnded(ended)
    for (const listener of this.#listeners) listener.requestEnded?.(ended)
  }

  circuitOutlook(outlook: CircuitOutlook): void {
    this.#outlooks.set(keyOf(outlook), outlook)
    for (const circuit of this.#circuits.values()) circuit.outlookChanged(outlook)
    for (const listener of this.#listeners) listener.circuitOutlook?.(outlook)
  }

  stepEnded(step: StepEnded): void {
    for (const listener of this.#listeners) listener.stepEnded?.(step)
  }

  /** Changes of connections that are no circuit's yet, while one is being made. */
  #early: ConnectionChanged[] | undefined

  connectionChanged(change: ConnectionChanged): void {
    const circuit = this.#circuits.get(change.connection)
    if (circuit === undefined) this.#early?.push(change)
    else this.#changed(circuit, change)
    for (const listener of this.#listeners) listener.connectionChanged?.(change)
  }

  #changed(circuit: NetworkCircuit, change: ConnectionChanged): void {
    if (change.state === 'closed' || change.state === 'failed') this.#circuits.delete(change.connection)
    circuit.changed(change)
    for (const facts of circuit.circuits) {
      const outlook = this.#outlooks.get(keyOf(facts))
      if (outlook !== undefined) circuit.outlookChanged(outlook)
    }
  }

  topologyChanged(): void {
    for (const listener of this.#listeners) listener.topologyChanged?.()
  }
}

function keyOf({ initiator, circuit }: CircuitName): string {
  return `${initiator}/${circuit}`
}
