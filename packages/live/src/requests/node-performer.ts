import type { EntanglementSource } from '@bellwire/application-layer'
import { CircuitSource, type LinkService, type NetworkCircuit, type Node } from '@bellwire/node'
import type { Clock } from '@bellwire/runtime'
import { QkdProtocol, type QkdProposal } from '@bellwire/wire'
import { ApiError } from '../management/api.js'
import type { OpenedCircuits } from './opened-circuits.js'
import { knownNow } from './known.js'
import type { LiveRequest } from './live-request.js'
import { measureOverCircuit, measureOverLink } from './measure.js'
import { receiveOverCircuits, receiveOverLink, receiveTeleported } from './receive.js'
import type { Performer } from './requests.js'
import { answerKeys, distributeKey } from './key-session.js'
import type { KeyFigures } from './key-figures.js'
import type { NodeKeys } from './node-keys.js'
import { Teleporting } from './teleport.js'
import type { Wish, WishOf } from './wish.js'

type Asking = WishOf<'measure' | 'teleport' | 'distribute-key'>
type Receiving = WishOf<'receive-measured' | 'receive-teleported' | 'answer-key'>

/** One of these. */
interface Way {
  readonly link?: string | undefined
  readonly circuit?: number | undefined
  readonly from?: string | undefined
}

const FRACTION = 2 ** 32

/** What serves the requests of a node's management. */
export class NodePerformer {
  readonly #node: Node
  readonly #clock: Clock
  readonly #circuits: OpenedCircuits
  readonly #numberOf: (name: string) => number | undefined
  readonly #keys: NodeKeys
  readonly #keyFigures: KeyFigures
  /** By what they are over, and their purpose. */
  readonly #teleporting = new Map<string, Teleporting>()
  /** Whom something is received from, and for which purpose. */
  readonly #receiving = new Set<string>()

  /** @param numberOf a node of the network, by its name */
  constructor(
    node: Node,
    clock: Clock,
    circuits: OpenedCircuits,
    numberOf: (name: string) => number | undefined,
    keys: NodeKeys,
    keyFigures: KeyFigures
  ) {
    this.#keys = keys
    this.#keyFigures = keyFigures
    this.#node = node
    this.#clock = clock
    this.#circuits = circuits
    this.#numberOf = numberOf
  }

  readonly perform: Performer = (request) => knownNow(() => this.#begin(request))

  #begin(request: LiveRequest): () => void {
    const { wish } = request
    switch (wish.kind) {
      case 'measure':
        return wish.circuit === undefined
          ? measureOverLink(this.#link(wish), wish, request)
          : measureOverCircuit(this.#circuit(wish.circuit), wish, request)
      case 'teleport':
        return this.#teleport(wish, request)
      case 'distribute-key': {
        const source = this.#keySource(wish, wish.protocol === 'bbm92', wish.probability)
        return distributeKey(this.#node, source, this.#keys.end(source.peer), wish, request, this.#keyFigures)
      }
      case 'answer-key':
        return this.#alone(wish, request, () => this.#answerKeys(wish, request))
      case 'receive-measured':
        return this.#alone(wish, request, () =>
          wish.link === undefined
            ? receiveOverCircuits(this.#node.network, this.#from(wish), wish, request)
            : receiveOverLink(this.#link(wish), wish, request)
        )
      case 'receive-teleported': {
        const { qubits, applications } = this.#node
        return this.#alone(wish, request, () =>
          receiveTeleported(applications.teleports, this.#receivingSource(wish), qubits, wish, request)
        )
      }
    }
  }

  #teleport(wish: WishOf<'teleport'>, request: LiveRequest): () => void {
    const key = `${wayOf(wish)} ${wish.purpose} ${wish.minimumFidelity}`
    let teleporting = this.#teleporting.get(key)
    if (teleporting === undefined) {
      const { applications, qubits } = this.#node
      const source = this.#askingSource(wish)
      teleporting = new Teleporting(applications.teleports, source, qubits, () => this.#teleporting.delete(key))
      this.#teleporting.set(key, teleporting)
    }
    return teleporting.serve(request, wish)
  }

  #answerKeys(wish: WishOf<'answer-key'>, request: LiveRequest): () => void {
    const from = wish.link === undefined ? this.#from(wish) : this.#link(wish).peerNode
    const sourceFor = ({ protocol, probability }: QkdProposal) =>
      this.#keySource(wish, protocol === QkdProtocol.BBM92, probability / FRACTION)
    return answerKeys(this.#node, sourceFor, from, this.#keys.end(from), wish, request)
  }

  /** Of a link, BBM92 takes pairs that come measured: their settings need not be chosen once a pair is there. */
  #keySource(
    wish: WishOf<'distribute-key' | 'answer-key'>,
    comesMeasured: boolean,
    zShare: number
  ): EntanglementSource {
    const { link, purpose } = wish
    const minimumFidelity = wish.kind === 'distribute-key' ? wish.minimumFidelity : 0.5
    if (link !== undefined && comesMeasured)
      return this.#node.measuredLinkSource(link, { purpose, request: { minimumFidelity }, zShare })
    return wish.kind === 'distribute-key' ? this.#askingSource(wish) : this.#receivingSource(wish)
  }

  /** Of what a peer asks for, one request of a purpose is told. */
  #alone(wish: Receiving, request: LiveRequest, begin: () => () => void): () => void {
    const way = wayOf(wish)
    const key = `${way} ${wish.purpose}`
    if (this.#receiving.has(key))
      throw new ApiError(409, 'TAKEN', `purpose ${wish.purpose} is received over ${way} already`)
    const stop = begin()
    this.#receiving.add(key)
    request.whenOver(() => this.#receiving.delete(key))
    return stop
  }

  #askingSource({ link, circuit, purpose, minimumFidelity }: Asking): EntanglementSource {
    if (link !== undefined) return this.#node.linkSource(link, { purpose, request: { minimumFidelity } })
    const found = this.#circuit(circuit)
    const of = { purpose: found.wish.purpose ?? 0, circuit: found }
    return new CircuitSource(this.#node.network, this.#node.qubits, this.#clock, of)
  }

  #receivingSource(wish: Receiving): EntanglementSource {
    const { purpose, link } = wish
    const request = { minimumFidelity: 0.5 }
    if (link !== undefined) return this.#node.linkSource(link, { purpose, request })
    return new CircuitSource(this.#node.network, this.#node.qubits, this.#clock, { purpose, peer: this.#from(wish) })
  }

  #link({ link = '' }: Wish): LinkService {
    return this.#node.link(link)
  }

  #circuit(id: number | undefined): NetworkCircuit {
    return this.#circuits.get(id ?? 0).circuit
  }

  #from({ from = '' }: Receiving): number {
    const number = this.#numberOf(from)
    if (number === undefined) throw ApiError.invalid('from', from, 'the name of a node')
    return number
  }
}

/** What a wish is over: a neighbour can be reached over its link and over circuits, and a node can be called like a circuit. */
function wayOf({ link, circuit, from }: Way): string {
  if (link !== undefined) return `the link with ${link}`
  return circuit === undefined ? `circuits from ${from}` : `circuit ${circuit}`
}
