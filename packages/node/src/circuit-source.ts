import type {
  EntangledPair,
  EntanglementListener,
  EntanglementSource,
  OutcomeListener
} from '@bellwire/application-layer'
import type { BasisCode, QubitId, Rotation } from '@bellwire/device'
import type {
  NetworkListener,
  NetworkPair,
  NetworkPairExpired,
  PairsRequest,
  RequestEnded
} from '@bellwire/network-layer'
import type { Clock } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import type { HeldQubits } from './held-qubits.js'
import type { NetworkCircuit } from './network-circuit.js'
import type { NetworkService } from './network-service.js'

export interface CircuitSourceOptions {
  readonly purpose: number
  /** The circuit of this end; absent at the end that others set circuits up to. */
  readonly circuit?: NetworkCircuit
  /** The other end; of a circuit of this end it is known. */
  readonly peer?: number
  /** For every request of this end. Default 0: none. */
  readonly timeLimit?: PairsRequest['timeLimit']
}

/** The kept pairs of the circuits between this node and one peer for one purpose, as applications get them. */
export class CircuitSource implements EntanglementSource, Partial<NetworkListener> {
  readonly peer: number
  readonly purpose: number
  readonly #network: NetworkService
  readonly #qubits: HeldQubits
  readonly #clock: Clock
  readonly #circuit: NetworkCircuit | undefined
  readonly #timeLimit: number
  /** Replaced, never changed: a listener may add another while it is called. */
  #listeners: readonly EntanglementListener[] = []
  #unsubscribe: () => void = () => undefined
  readonly #requests = new Set<number>()
  /** Pairs that were handed over here and not given back, by this node's names. */
  readonly #held = new Map<number, NetworkPair>()
  /** Names of requests that were refused: negative. */
  #refused = 0

  constructor(network: NetworkService, qubits: HeldQubits, clock: Clock, options: CircuitSourceOptions) {
    const { circuit, peer = circuit?.facts?.peer ?? 0, purpose, timeLimit = 0 } = options
    this.#network = network
    this.#qubits = qubits
    this.#clock = clock
    this.#circuit = circuit
    this.#timeLimit = timeLimit
    this.peer = peer
    this.purpose = purpose
  }

  /** Of this end's circuit, as it stands; unknown, circuit 0 of the peer, at an end to which others set circuits up. */
  get origin(): { readonly initiator: number; readonly circuit: number } {
    const { initiator, circuit } = this.#circuit?.facts ?? { initiator: this.peer, circuit: 0 }
    return { initiator, circuit }
  }

  /** Only the end that set the circuit up can. */
  get asks(): boolean {
    return this.#circuit !== undefined
  }

  listen(listener: EntanglementListener): () => void {
    if (this.#listeners.length === 0) this.#unsubscribe = this.#network.subscribe(this)
    this.#listeners = [...this.#listeners, listener]
    return () => {
      const before = this.#listeners.length
      this.#listeners = this.#listeners.filter((one) => one !== listener)
      if (before > 0 && this.#listeners.length === 0) this.#unsubscribe()
    }
  }

  accept(): void {
    this.#network.accept(this.purpose)
  }

  refuse(): void {
    this.#network.refuse(this.purpose)
  }

  /** Only the end that set the circuit up can ask; at the other one the request ends with UNSUPP. */
  request(number: number): number {
    const facts = this.#circuit?.facts
    if (facts === undefined) return this.#refuseLater(this.#circuit === undefined ? ErrorCode.UNSUPP : ErrorCode.OTHER)
    const answer = this.#network.request(facts, { number, timeLimit: this.#timeLimit })
    if (typeof answer !== 'number') return this.#refuseLater(answer.error)
    this.#requests.add(answer)
    return answer
  }

  cancel(request: number): void {
    this.#network.cancel(request)
  }

  measure(qubit: QubitId, basis: BasisCode, rotation: Rotation | null, listener: OutcomeListener): void {
    this.#qubits.measureDirect(qubit, basis, listener, rotation)
  }

  take(pair: number): boolean {
    const held = this.#held.get(pair)
    if (held === undefined) return false
    this.#held.delete(pair)
    if (!this.#network.take(held)) return false
    this.#qubits.adopt(held.qubit)
    return true
  }

  release(pair: number): boolean {
    const held = this.#held.get(pair)
    if (held === undefined) return false
    this.#held.delete(pair)
    return this.#network.release(held)
  }

  // ---- NetworkListener ----

  delivered(pair: NetworkPair): void {
    if (pair.kind !== 'keep' || !pair.tracked || !this.#isOwn(pair)) return
    this.#held.set(pair.pair, pair)
    const told = pairOf(pair)
    for (const listener of this.#listeners) listener.delivered(told)
  }

  expired({ pair }: NetworkPairExpired): void {
    if (!this.#held.delete(pair)) return
    for (const listener of this.#listeners) listener.expired(pair)
  }

  requestEnded({ request, code, delivered }: RequestEnded): void {
    if (this.#requests.delete(request)) this.#ended(request, code, delivered)
  }

  // ---- parts ----

  #isOwn(pair: NetworkPair): boolean {
    if (pair.head) return this.#requests.has(pair.request)
    return this.#circuit === undefined && pair.peer === this.peer && this.#network.purposeOf(pair) === this.purpose
  }

  #refuseLater(code: ErrorCode): number {
    this.#refused -= 1
    const request = this.#refused
    this.#clock.at(this.#clock.now(), { run: () => this.#ended(request, code, 0) })
    return request
  }

  #ended(request: number, code: ErrorCode, delivered: number): void {
    for (const listener of this.#listeners) listener.ended(request, code, delivered)
  }
}

function pairOf(pair: NetworkPair): EntangledPair {
  return {
    initiator: pair.initiator,
    circuit: pair.circuit,
    headEpoch: pair.headEpoch,
    headSequence: pair.headSequence,
    tailEpoch: pair.tailEpoch,
    tailSequence: pair.tailSequence,
    request: pair.request,
    asked: pair.head,
    pair: pair.pair,
    qubit: pair.qubit,
    bellIndex: pair.bellIndex,
    corrected: pair.corrected,
    fidelity: pair.fidelity
  }
}
