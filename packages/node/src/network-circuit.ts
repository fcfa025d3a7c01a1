import {
  type CircuitFacts,
  type CircuitName,
  type CircuitOutlook,
  type ConnectionChanged,
  type ConnectionState,
  type ConnectionWish,
  JointNeed,
  type NetworkPair,
  type NetworkPairExpired,
  type NotAccepted,
  type PairsRequest,
  type RequestEnded
} from '@bellwire/network-layer'
import type { Clock, Nanoseconds } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import { CircuitOutlooks } from './circuit-outlooks.js'
import { RequestFailedError } from './errors.js'
import { PairStream } from './pair-stream.js'

/** What a circuit asks of the service that made it. */
export interface CircuitHome {
  check(wish: PairsWish): void
  request(circuit: CircuitName, wish: PairsWish, need?: JointNeed): number | NotAccepted
  cancel(request: number): void
  release(pair: NetworkPair): boolean
  disconnect(connection: number): void
}

/** What a program asks for; everything but the number of pairs has a default. */
export type PairsWish = Partial<PairsRequest> & Pick<PairsRequest, 'number'>

/** Outcomes hold no qubits: this many are asked for at a time, and no more while as many wait to be read. */
const PORTION = 256

/** What a program may want to hear of a circuit as it happens. */
export interface CircuitListener {
  /** The state has changed, or the circuits below. */
  stateChanged(state: ConnectionState, reason: ErrorCode): void
  /** What it can still give has changed, or it has moved to circuits that give something else. */
  outlookChanged(outlook: CircuitOutlook): void
}

/** One call of `pairs`, over all the circuits that it lives on. */
interface Order {
  readonly wish: PairsWish
  readonly stream: PairStream<NetworkPair>
  readonly deadline: Nanoseconds
  left: number
  /** What its requests are for together, where several circuits serve it at once. */
  readonly need: JointNeed | undefined
  /** The requests for it on the present circuits, with the circuits' numbers. */
  readonly requests: Map<number, number>
}

/**
 * Entanglement with another node, at the fidelity that was asked for, as a program uses it. Where the circuit below
 * fails it moves to another one, and what was asked for goes on there. Where it was opened with `paths` it lives on
 * several circuits at once, on ways that share no link: each pair comes from whichever has one first.
 */
export class NetworkCircuit {
  readonly wish: ConnectionWish
  readonly #service: CircuitHome
  readonly #clock: Clock
  readonly #orders = new Set<Order>()
  /** Replaced, never changed: a listener may subscribe another while it is called. */
  #listeners: readonly Partial<CircuitListener>[] = []
  readonly #closed: Promise<void>
  #connection = 0
  #state: ConnectionState = 'moving'
  #circuits: readonly CircuitFacts[] = []
  readonly #outlooks = new CircuitOutlooks()
  #close: () => void = () => undefined

  constructor(service: CircuitHome, wish: ConnectionWish, clock: Clock) {
    this.#service = service
    this.wish = wish
    this.#clock = clock
    this.#closed = new Promise((resolve) => (this.#close = resolve))
  }

  /** Running, stalled for want of a fit link, moving to another circuit, closed or failed. */
  get state(): ConnectionState {
    return this.#state
  }

  /** The circuit that it lives on, the first of them; undefined while it moves, and when it is over. */
  get facts(): CircuitFacts | undefined {
    return this.#circuits[0]
  }

  /** All the circuits that it lives on now: those that make pairs; where none does, those that stand still. */
  get circuits(): readonly CircuitFacts[] {
    return this.#circuits
  }

  /** Resolves when it is over. */
  get closed(): Promise<void> {
    return this.#closed
  }

  /**
   * What it can still give: the rates of the circuits that it lives on together, and the least of their fidelities.
   * Undefined while it moves, and when it is over.
   */
  get outlook(): CircuitOutlook | undefined {
    return this.#outlooks.together
  }

  /** Calls a listener as things happen. Returns what ends it. */
  subscribe(listener: Partial<CircuitListener>): () => void {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== listener)
    }
  }

  /** Calls a listener whenever the state changes. Returns what ends it. */
  watch(watcher: (state: ConnectionState, reason: ErrorCode) => void): () => void {
    return this.subscribe({ stateChanged: watcher })
  }

  /**
   * Asks for pairs: iterate over the result. Kept pairs hold qubits until they are released, and no more are made than
   * there is room for; of outcomes, not many more are made than are read. Leaving the loop, or the signal, cancels what is
   * left. A failure is thrown by the iteration as RequestFailedError.
   *
   * @throws NetworkInputError naming a field that makes no sense
   */
  pairs(wish: PairsWish, options: { readonly signal?: AbortSignal } = {}): AsyncIterableIterator<NetworkPair> {
    const { signal } = options
    signal?.throwIfAborted()
    const timeLimit = wish.timeLimit ?? 0
    const stream = new PairStream<NetworkPair>(
      0,
      (pair) => this.#service.release(pair),
      () => this.#cancel(order),
      () => this.#goOn(order)
    )
    const deadline = timeLimit === 0 ? Infinity : this.#clock.now() + timeLimit
    const need = (this.wish.paths ?? 1) > 1 ? new JointNeed(wish.number) : undefined
    const order: Order = { wish, stream, deadline, left: wish.number, need, requests: new Map() }
    if (this.#state === 'closed' || this.#state === 'failed') {
      stream.end({ code: ErrorCode.OTHER, delivered: 0 }, `the circuit is ${this.#state}`)
      return stream
    }
    this.#orders.add(order)
    try {
      this.#request(order)
    } catch (error) {
      this.#orders.delete(order)
      throw error
    }
    signal?.addEventListener('abort', () => stream.fail(signal.reason), { once: true })
    return stream
  }

  /** Gives a kept pair's qubit back; false when the pair has expired meanwhile. */
  release(pair: NetworkPair): boolean {
    return this.#service.release(pair)
  }

  close(): void {
    this.#service.disconnect(this.#connection)
  }

  // ---- called by the service ----

  named(connection: number): void {
    this.#connection = connection
  }

  changed({ state, circuits, reason }: ConnectionChanged): void {
    this.#state = state
    this.#circuits = circuits
    if (state === 'running') {
      for (const order of this.#orders) {
        this.#leaveOthers(order)
        this.#goOn(order)
      }
    }
    if (state === 'closed' || state === 'failed') {
      for (const { stream, wish, left } of this.#orders) {
        stream.end({ code: ErrorCode.OTHER, delivered: wish.number - left }, `the circuit is ${state}`)
      }
      this.#orders.clear()
      this.#close()
    }
    const fewer = this.#outlooks.keep(circuits)
    for (const listener of this.#listeners) listener.stateChanged?.(state, reason)
    if (fewer) this.#tellOutlook()
  }

  outlookChanged(outlook: CircuitOutlook): void {
    if (this.#outlooks.heard(outlook, this.#circuits)) this.#tellOutlook()
  }

  delivered(pair: NetworkPair): void {
    for (const order of this.#orders) {
      if (!order.requests.has(pair.request)) continue
      // An early pair was handed over when it came; what it is, subscribers hear.
      if (pair.tracked && order.wish.early === true) return
      order.left -= 1
      order.stream.push(pair)
      return
    }
  }

  expired({ request }: NetworkPairExpired): void {
    // As long as its request is served, another one comes in its place.
    for (const order of this.#orders) if (order.requests.has(request)) order.left += 1
  }

  requestEnded({ request, code }: RequestEnded): void {
    for (const order of this.#orders) {
      if (!order.requests.delete(request)) continue
      const complete = order.need === undefined ? code === ErrorCode.UNSPECIFIED && order.left <= 0 : owed(order) === 0
      if (complete) {
        this.#orders.delete(order)
        order.stream.finish()
      } else if (code === ErrorCode.UNSPECIFIED) this.#goOn(order)
      else if (code === ErrorCode.TIMEOUT) this.#fail(order, code)
      // Otherwise its circuit is over: it goes on with the next one.
      return
    }
  }

  // ---- parts ----

  /** Asks for the next portions, where there are any and the reader keeps up. */
  #goOn(order: Order): void {
    if (this.#state !== 'running' || order.requests.size === this.#circuits.length) return
    if (this.#orders.has(order) && owed(order) > 0 && order.stream.unread < PORTION) this.#request(order)
  }

  /** Asks every circuit that has not been asked. */
  #request(order: Order): void {
    const { wish, need, deadline, requests } = order
    const timeLimit = deadline === Infinity ? 0 : deadline - this.#clock.now()
    if (timeLimit < 0) return this.#fail(order, ErrorCode.TIMEOUT)
    if (this.#circuits.length === 0) {
      this.#service.check(wish)
      return
    }
    const asked = new Set(requests.values())
    let refusal: ErrorCode | undefined
    for (const circuit of this.#circuits) {
      if (asked.has(circuit.circuit)) continue
      const portion = wish.kind === undefined || wish.kind === 'keep' ? owed(order) : Math.min(owed(order), PORTION)
      // Of a circuit with a rate no more can be asked at once.
      const number = Math.min(portion, circuit.burst)
      const answer = this.#service.request(circuit, { ...wish, number, timeLimit }, need)
      if (typeof answer === 'number') requests.set(answer, circuit.circuit)
      else refusal = answer.error
    }
    if (refusal !== undefined && requests.size === 0) this.#fail(order, refusal)
  }

  /** Circuits that make no pairs while others do are asked for nothing: what they were making comes from the others. */
  #leaveOthers(order: Order): void {
    for (const [request, circuit] of order.requests)
      if (!this.#circuits.some((one) => one.circuit === circuit)) this.#service.cancel(request)
  }

  #fail(order: Order, code: ErrorCode): void {
    this.#cancel(order)
    order.stream.end(new RequestFailedError(code, order.wish.number - order.left))
  }

  #cancel(order: Order): void {
    if (!this.#orders.delete(order)) return
    for (const request of order.requests.keys()) this.#service.cancel(request)
  }

  #tellOutlook(): void {
    const { outlook } = this
    if (outlook === undefined) return
    for (const listener of this.#listeners) listener.outlookChanged?.(outlook)
  }
}

/** Pairs of an order that are still to be handed over. */
function owed({ need, left }: Order): number {
  return need?.missing ?? left
}
