import type { EntangledPair, EntanglementSource } from '@bellwire/application-layer'
import type { NetworkListener, NetworkPair, PairsRequest, RequestEnded } from '@bellwire/network-layer'
import type { Clock } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import type { HeldQubits } from './held-qubits.js'
import { KeptPairsSource } from './kept-pairs-source.js'
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

type CircuitsListener = Partial<NetworkListener>

/** The kept pairs of the circuits between this node and one peer for one purpose, as applications get them. */
export class CircuitSource
  extends KeptPairsSource<NetworkPair, CircuitsListener>
  implements EntanglementSource, CircuitsListener
{
  readonly peer: number
  readonly purpose: number
  readonly #network: NetworkService
  readonly #circuit: NetworkCircuit | undefined
  readonly #timeLimit: number
  readonly #requests = new Set<number>()
  /** Names of requests that were refused: negative. */
  #refused = 0

  constructor(network: NetworkService, qubits: HeldQubits, clock: Clock, options: CircuitSourceOptions) {
    super(network, qubits, clock)
    const { circuit, peer = circuit?.facts?.peer ?? 0, purpose, timeLimit = 0 } = options
    this.#network = network
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

  accept(): void {
    this.#network.accept(this.purpose, this.peer)
  }

  refuse(): void {
    this.#network.refuse(this.purpose, this.peer)
  }

  /** At the end that cannot ask, the request ends with UNSUPP; with OTHER while the circuit moves, and once it is over. */
  request(number: number): number {
    const facts = this.#circuit?.facts
    if (facts === undefined) return this.#refuseRequest(this.asks ? ErrorCode.OTHER : ErrorCode.UNSUPP)
    const answer = this.#network.request(facts, { number, timeLimit: this.#timeLimit })
    if (typeof answer !== 'number') return this.#refuseRequest(answer.error)
    this.#requests.add(answer)
    return answer
  }

  cancel(request: number): void {
    this.#network.cancel(request)
  }

  // ---- NetworkListener ----

  protected get listener(): CircuitsListener {
    return this
  }

  delivered(pair: NetworkPair): void {
    if (pair.kind === 'keep' && pair.tracked && this.#isOwn(pair)) this.hand(pair, pairOf(pair))
  }

  requestEnded({ request, code, delivered }: RequestEnded): void {
    if (this.#requests.delete(request)) this.end(request, code, delivered)
  }

  // ---- parts ----

  #isOwn(pair: NetworkPair): boolean {
    if (pair.head) return this.#requests.has(pair.request)
    return this.#circuit === undefined && pair.peer === this.peer && this.#network.purposeOf(pair) === this.purpose
  }

  #refuseRequest(code: ErrorCode): number {
    this.#refused -= 1
    this.refuseSoon(this.#refused, code)
    return this.#refused
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
