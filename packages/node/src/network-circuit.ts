import type {
  CircuitFacts,
  CircuitName,
  CircuitOutlook,
  ConnectionChanged,
  ConnectionState,
  ConnectionWish,
  NetworkPair,
  NetworkPairExpired,
  NotAccepted,
  PairsRequest,
  RequestEnded
} from '@bellwire/network-layer'
import type { Clock, Nanoseconds } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import { RequestFailedError } from './errors.js'
import { PairStream } from './pair-stream.js'

/** What a circuit asks of the service that made it. */
export interface CircuitHome {
  check(wish: PairsWish): void
  request(circuit: CircuitName, wish: PairsWish): number | NotAccepted
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
  stateChanged(state: ConnectionState, reason: ErrorCode): void
  /** What the circuit can still give has changed, or it has moved to one that gives something else. */
  outlookChanged(outlook: CircuitOutlook): void
}

/** One call of `pairs`, over all the circuits that it lives on. */
interface Order {
  readonly wish: PairsWish
  readonly stream: PairStream<NetworkPair>
  readonly deadline: Nanoseconds
  left: number
  /** The request for it on the present circuit. */
  request: number | undefined
}

/**
 * Entanglement with another node, at the fidelity that was asked for, as a program uses it. Where the circuit below
 * fails it moves to another one, and what was asked for goes on there.
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
  #facts: CircuitFacts | undefined
  #outlook: CircuitOutlook | undefined
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

  /** The circuit that it lives on; undefined while it moves, and when it is over. */
  get facts(): CircuitFacts | undefined {
    return this.#facts
  }

  /** Resolves when it is over. */
  get closed(): Promise<void> {
    return this.#closed
  }

  /** What the circuit that it lives on can still give; undefined while it moves, and when it is over. */
  get outlook(): CircuitOutlook | undefined {
    return this.#outlook
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
   * there is room for; of outcomes, not many more are made than are read. Leaving the loop, or the signal, cancels what is left. A failure is thrown by the iteration as
   * RequestFailedError.
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
    const order: Order = { wish, stream, deadline, left: wish.number, request: undefined }
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

  changed({ state, circuit, reason }: ConnectionChanged): void {
    this.#state = state
    this.#facts = state === 'running' || state === 'stalled' ? circuit : undefined
    if (this.#facts === undefined) this.#outlook = undefined
    if (state === 'running') for (const order of this.#orders) this.#goOn(order)
    if (state === 'closed' || state === 'failed') {
      for (const { stream, wish, left } of this.#orders) {
        stream.end({ code: ErrorCode.OTHER, delivered: wish.number - left }, `the circuit is ${state}`)
      }
      this.#orders.clear()
      this.#close()
    }
    for (const listener of this.#listeners) listener.stateChanged?.(state, reason)
  }

  outlookChanged(outlook: CircuitOutlook): void {
    if (outlook.circuit !== this.#facts?.circuit || outlook.initiator !== this.#facts.initiator) return
    this.#outlook = outlook
    for (const listener of this.#listeners) listener.outlookChanged?.(outlook)
  }

  delivered(pair: NetworkPair): void {
    for (const order of this.#orders) {
      if (order.request !== pair.request) continue
      // An early pair was handed over when it came; what it is, subscribers hear.
      if (pair.tracked && order.wish.early === true) return
      order.left -= 1
      order.stream.push(pair)
      return
    }
  }

  expired({ request }: NetworkPairExpired): void {
    // As long as its request is served, another one comes in its place.
    for (const order of this.#orders) if (order.request === request) order.left += 1
  }

  requestEnded({ request, code }: RequestEnded): void {
    for (const order of this.#orders) {
      if (order.request !== request) continue
      order.request = undefined
      if (code === ErrorCode.UNSPECIFIED && order.left > 0) this.#goOn(order)
      else if (code === ErrorCode.UNSPECIFIED) {
        this.#orders.delete(order)
        order.stream.finish()
      } else if (code === ErrorCode.TIMEOUT) this.#fail(order, code)
      // Otherwise its circuit is over: it goes on with the next one.
      return
    }
  }

  // ---- parts ----

  /** Asks for the next portion, where there is one and the reader keeps up. */
  #goOn(order: Order): void {
    if (order.request !== undefined || this.#state !== 'running' || !this.#orders.has(order)) return
    if (order.left > 0 && order.stream.unread < PORTION) this.#request(order)
  }

  #request(order: Order): void {
    const { wish, left, deadline } = order
    const timeLimit = deadline === Infinity ? 0 : deadline - this.#clock.now()
    if (timeLimit < 0) return this.#fail(order, ErrorCode.TIMEOUT)
    if (this.#facts === undefined) {
      this.#service.check(wish)
      return
    }
    const portion = wish.kind === undefined || wish.kind === 'keep' ? left : Math.min(left, PORTION)
    // Of a circuit with a rate no more can be asked at once.
    const number = Math.min(portion, this.#facts.burst)
    const answer = this.#service.request(this.#facts, { ...wish, number, timeLimit })
    if (typeof answer === 'number') order.request = answer
    else this.#fail(order, answer.error)
  }

  #fail(order: Order, code: ErrorCode): void {
    this.#orders.delete(order)
    order.stream.end(new RequestFailedError(code, order.wish.number - order.left))
  }

  #cancel(order: Order): void {
    if (!this.#orders.delete(order) || order.request === undefined) return
    this.#service.cancel(order.request)
  }
}
