import type { MeasurementChoice } from '@bellwire/link-layer'
import type { Nanoseconds } from '@bellwire/runtime'
import { NodeError } from '../errors.js'
import type { LinkService } from '../link-service.js'
import type { NetworkCircuit } from '../network-circuit.js'
import type { NetworkService } from '../network-service.js'
import { IncomingPairs } from './incoming-pairs.js'
import { socketPurpose } from './socket-id.js'
import { ofCircuit, ofLink, type SocketPair } from './socket-pair.js'
import { SocketRequest } from './socket-request.js'

export interface SocketOptions {
  /** This end's socket, 0..127. Default 0. */
  readonly id?: number
  /** The other end's. Default 0. */
  readonly remoteId?: number
  /** Of pairs that this end asks for, 0..1. Default 0.5. */
  readonly minimumFidelity?: number
}

/** What this end asks for. */
export interface CreateOptions {
  /** Pairs. Default 1. */
  readonly number?: number
  /** 0: none. */
  readonly timeLimit?: Nanoseconds
  readonly signal?: AbortSignal
  /** Called for one pair after the other as they come; kept qubits are given back when it is done with them. */
  readonly each?: (pair: SocketPair, index: number) => void | Promise<void>
}

export interface CreateMeasureOptions extends CreateOptions {
  /** How this end measures, and how the other one does. Default Z. */
  readonly basis?: MeasurementChoice
  readonly remoteBasis?: MeasurementChoice
}

/** What this end waits for. */
export type ReceiveOptions = Pick<CreateOptions, 'number' | 'signal' | 'each'>

interface Wish {
  readonly kind: SocketPair['kind']
  readonly number: number
  readonly timeLimit: Nanoseconds
  readonly originator: MeasurementChoice
  readonly responder: MeasurementChoice
}

/** What a socket stands on: a link, or circuits. */
interface Path {
  /** Kept pairs that this end can hold at once: of those that it creates, and of those that it receives. */
  readonly mostCreated: number
  readonly mostReceived: number
  create(
    purpose: number,
    wish: Wish,
    signal: AbortSignal | undefined
  ): AsyncIterator<SocketPair> | Promise<AsyncIterator<SocketPair>>
  receive(purpose: number): AsyncIterator<SocketPair>
  close(): void
}

const Z: MeasurementChoice = { basis: 'Z' }

/**
 * Entanglement with one peer, as programs ask for it: one end creates and says how both measure, the other receives what the
 * first creates. Until the other end receives for the first time, what is created is refused.
 */
export class EntanglementSocket {
  readonly #path: Path
  readonly #creating: number
  readonly #receiving: number
  /** From the first call that receives on. */
  #incoming: IncomingPairs | undefined
  #closed = false

  constructor(path: Path, { id = 0, remoteId = 0 }: SocketOptions) {
    this.#path = path
    this.#creating = socketPurpose(id, remoteId)
    this.#receiving = socketPurpose(remoteId, id)
  }

  /** Kept pairs, in Φ+ as far as anyone knows. */
  createKeep(options: CreateOptions = {}): SocketRequest {
    return this.#create('keep', Z, Z, options)
  }

  /** Pairs that both ends measure at once. */
  createMeasure({ basis = Z, remoteBasis = Z, ...options }: CreateMeasureOptions = {}): SocketRequest {
    return this.#create('measure', basis, remoteBasis, options)
  }

  /** Pairs that this end measures: the other end keeps its half, which is then in the state that the outcome says. */
  createRemoteState({ basis = Z, ...options }: Omit<CreateMeasureOptions, 'remoteBasis'> = {}): SocketRequest {
    return this.#create('prepare', basis, Z, options)
  }

  receiveKeep(options: ReceiveOptions = {}): SocketRequest {
    return this.#receive('keep', options)
  }

  receiveMeasure(options: ReceiveOptions = {}): SocketRequest {
    return this.#receive('measure', options)
  }

  receiveRemoteState(options: ReceiveOptions = {}): SocketRequest {
    return this.#receive('prepare', options)
  }

  /** What is under way goes on over a link; a circuit of this socket is given up. */
  close(): void {
    this.#closed = true
    this.#incoming?.close()
    this.#path.close()
  }

  #create(
    kind: Wish['kind'],
    originator: MeasurementChoice,
    responder: MeasurementChoice,
    { number = 1, timeLimit = 0, signal, each }: CreateOptions
  ): SocketRequest {
    this.#requireOpen()
    const wish = { kind, number, timeLimit, originator, responder }
    const opened = this.#path.create(this.#creating, wish, signal)
    // Of a state that is prepared at the other end, this one keeps nothing.
    const mostHeld = kind === 'keep' ? this.#path.mostCreated : Infinity
    return new SocketRequest(() => opened, { kind, number, each, mostHeld })
  }

  #receive(kind: Wish['kind'], { number = 1, signal, each }: ReceiveOptions): SocketRequest {
    this.#requireOpen()
    this.#incoming ??= new IncomingPairs(this.#path.receive(this.#receiving))
    const incoming = this.#incoming
    const next = async () => ({ done: false, value: await incoming.next(signal) }) as const
    const mostHeld = kind === 'measure' ? Infinity : this.#path.mostReceived
    return new SocketRequest(() => ({ next }), { kind, number, each, mostHeld })
  }

  #requireOpen(): void {
    if (this.#closed) throw new NodeError('CLOSED', 'the socket is closed')
  }
}

/** What a socket needs of a link. */
export type SocketLink = Pick<LinkService, 'create' | 'receive' | 'release'>

/** Over a link. */
export class LinkPath implements Path {
  readonly mostCreated: number
  readonly mostReceived: number
  readonly #link: SocketLink
  readonly #minimumFidelity: number

  /** @param qubits of the node */
  constructor(link: SocketLink, qubits: number, minimumFidelity = 0.5) {
    this.mostCreated = qubits
    this.mostReceived = qubits
    this.#link = link
    this.#minimumFidelity = minimumFidelity
  }

  create(purpose: number, wish: Wish, signal: AbortSignal | undefined): AsyncIterator<SocketPair> {
    const request = { ...wish, purpose, minimumFidelity: this.#minimumFidelity }
    return mapped(this.#link.create(request, signal && { signal }), (pair) =>
      ofLink(pair, (one) => this.#link.release(one))
    )
  }

  receive(purpose: number): AsyncIterator<SocketPair> {
    return mapped(this.#link.receive(purpose), (pair) => ofLink(pair, (one) => this.#link.release(one)))
  }

  close(): void {
    // The link is there without the socket.
  }
}

/** Over circuits: one that is set up when this end first creates something, and whatever the other end sets up. */
export class CircuitPath implements Path {
  /** It creates on one circuit, and may receive on several. */
  readonly mostCreated: number
  readonly mostReceived: number
  readonly #network: NetworkService
  readonly #peer: number
  readonly #minimumFidelity: number
  #circuit: Promise<NetworkCircuit> | undefined

  /** @param qubits of the node */
  constructor(network: NetworkService, qubits: number, peer: number, minimumFidelity = 0.5) {
    this.mostCreated = Math.min(network.window, qubits)
    this.mostReceived = qubits
    this.#network = network
    this.#peer = peer
    this.#minimumFidelity = minimumFidelity
  }

  async create(purpose: number, wish: Wish, signal: AbortSignal | undefined): Promise<AsyncIterator<SocketPair>> {
    const options = signal && { signal }
    const circuit = await this.#open(purpose, options)
    return mapped(circuit.pairs(wish, options), (pair) => ofCircuit(pair, (one) => this.#network.release(one)))
  }

  receive(purpose: number): AsyncIterator<SocketPair> {
    return mapped(this.#network.receive(purpose), (pair) => ofCircuit(pair, (one) => this.#network.release(one)))
  }

  close(): void {
    this.#circuit?.then(
      (circuit) => circuit.close(),
      () => undefined
    )
    this.#circuit = undefined
  }

  /** One that has failed is replaced by the next call. */
  #open(purpose: number, options: { readonly signal: AbortSignal } | undefined): Promise<NetworkCircuit> {
    if (this.#circuit !== undefined) return this.#circuit
    const wish = { to: this.#peer, purpose, minimumFidelity: this.#minimumFidelity }
    const opening = this.#network.openCircuit(wish, options)
    this.#circuit = opening
    opening.catch(() => {
      if (this.#circuit === opening) this.#circuit = undefined
    })
    return opening
  }
}

function mapped<Pair>(pairs: AsyncIterator<Pair>, as: (pair: Pair) => SocketPair): AsyncIterator<SocketPair> {
  const one = (result: IteratorResult<Pair>): IteratorResult<SocketPair> =>
    result.done === true ? { done: true, value: undefined } : { done: false, value: as(result.value) }
  return {
    next: async () => one(await pairs.next()),
    return: async () => {
      await pairs.return?.()
      return { done: true, value: undefined }
    }
  }
}
