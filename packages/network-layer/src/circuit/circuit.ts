import type { BasisCode, Secret } from '@bellwire/device'
import type { PairDelivered } from '@bellwire/link-layer'
import type { Nanoseconds } from '@bellwire/runtime'
import type { Hop, PairName, Stage, Track } from '@bellwire/wire'
import type { LinkPort } from '../link-port.js'
import type { HeadRequest } from '../request/head-request.js'
import type { TokenBucket } from '../request/token-bucket.js'
import type { TailRequest } from '../request/tail-request.js'
import type { CircuitFacts } from '../service.js'
import { Credit, GrantedCredit } from './credit.js'
import type { CircuitRole } from './machine.js'
import { SwapRank } from './swap-rank.js'

// What one node keeps of a circuit: the circuit, its side on each of its links, and the pairs that it holds. They refer to
// each other, and so stand in one file.

/** A circuit, as one of its nodes knows it. */
export class Circuit {
  /** This node's name for it. */
  readonly id: number
  readonly initiator: number
  readonly number: number
  readonly responder: number
  readonly purpose: number
  /** n/65535. */
  readonly minimumFidelity: number
  /** Milliseconds. */
  readonly lifetime: number
  readonly hops: readonly Hop[]
  /** Where pairs are distilled. */
  readonly stages: readonly Stage[]
  /** Index of this node in the route: 0 the initiator, the number of hops the responder. */
  readonly position: number
  readonly role: CircuitRole
  /** Of an inner node; undefined where each swaps as soon as it can. */
  readonly rank: SwapRank | undefined
  upstream: Side | undefined
  downstream: Side | undefined
  /** At the head-end of a circuit with a rate: how fast pairs may be asked of it. */
  bucket: TokenBucket | undefined
  /** At an end: index of the stage between the ends. */
  stage: number | undefined
  /** Stands from end to end. */
  open = false
  /** Requests under way: at the head-end, and at the other nodes. In the order in which they were made. */
  readonly head = new Map<number, HeadRequest>()
  readonly tail = new Map<number, TailRequest>()

  constructor(
    facts: Pick<
      Circuit,
      | 'id'
      | 'initiator'
      | 'number'
      | 'responder'
      | 'purpose'
      | 'minimumFidelity'
      | 'lifetime'
      | 'hops'
      | 'stages'
      | 'position'
    >
  ) {
    this.id = facts.id
    this.initiator = facts.initiator
    this.number = facts.number
    this.responder = facts.responder
    this.purpose = facts.purpose
    this.minimumFidelity = facts.minimumFidelity
    this.lifetime = facts.lifetime
    this.hops = facts.hops
    this.stages = facts.stages
    this.position = facts.position
    this.role = facts.position === 0 ? 'initiator' : facts.position === facts.hops.length ? 'responder' : 'inner'
    this.rank = this.role === 'inner' ? SwapRank.of(facts.hops, facts.position) : undefined
  }

  /** The other end, at an end. */
  get peer(): number {
    return this.role === 'initiator' ? this.responder : this.initiator
  }

  get name(): { readonly initiator: number; readonly circuit: number } {
    return { initiator: this.initiator, circuit: this.number }
  }

  facts(): CircuitFacts {
    return {
      ...this.name,
      peer: this.peer,
      purpose: this.purpose,
      minimumFidelity: this.minimumFidelity / 0xffff,
      head: this.role === 'initiator',
      burst: this.bucket?.depth ?? Infinity,
      hops: this.hops,
      stages: this.stages
    }
  }
}

/** What the neighbour has said about a pair that the link layer has not delivered here yet. */
export interface Foretold {
  readonly id: number
  readonly side: Side
  readonly epoch: number
  readonly sequence: number
  readonly void: boolean
  readonly track: Track | undefined
  /** Position of the node that it reaches; undefined where that was not said. */
  readonly reach: number | undefined
}

const EPOCH = 2 ** 32

/** Names a pair of one link: exact below epoch 2^21; whoever finds something by it compares both parts. */
export function pairKey(epoch: number, sequence: number): number {
  return epoch * EPOCH + sequence
}

/** A circuit's use of one of its links, at one of the link's nodes. */
export class Side {
  readonly circuit: Circuit
  readonly port: LinkPort
  readonly direction: 'upstream' | 'downstream'
  /** Purpose of the link's requests, given by the downstream node. 0: none yet. */
  label = 0
  /** Pairs of the circuit on this link that this node holds at most, and that it holds. */
  readonly window: number
  held = 0
  /** At the upstream node: the neighbour's room. */
  readonly credit = new Credit()
  /** At the downstream node: this node's room. */
  readonly granted: GrantedCredit
  /** At the upstream node: the circuit's request to the link; 0: none. And the pairs called for that have not come. */
  createId = 0
  outstanding = 0
  /** By {@link pairKey}. */
  readonly pairs = new Map<number, HeldPair>()
  readonly foretold = new Map<number, Foretold>()
  /** Halves that can be swapped, the oldest first. */
  readonly waiting: HeldPair[] = []
  /** Index of the stage of the link's pairs. */
  stage: number | undefined
  /** Names of sacrificed pairs, and what they have become part of, by {@link pairKey}. */
  #parts: Map<number, { readonly name: PairName; readonly pair: HeldPair }> | undefined

  constructor(circuit: Circuit, port: LinkPort, direction: 'upstream' | 'downstream', window: number) {
    this.circuit = circuit
    this.port = port
    this.direction = direction
    this.window = window
    this.granted = new GrantedCredit(window)
  }

  /** The pair of a name, or what it has become part of. */
  find(epoch: number, sequence: number): HeldPair | undefined {
    const key = pairKey(epoch, sequence)
    const pair = this.pairs.get(key)
    if (pair !== undefined) return pair.epoch === epoch && pair.sequence === sequence ? pair : undefined
    const part = this.#parts?.get(key)
    return part !== undefined && part.name.epoch === epoch && part.name.sequence === sequence ? part.pair : undefined
  }

  /** A pair has been sacrificed for another: its names are now that one's. */
  absorb(kept: HeldPair, sacrificed: HeldPair): void {
    this.#parts ??= new Map()
    this.pairs.delete(pairKey(sacrificed.epoch, sacrificed.sequence))
    for (const { epoch, sequence } of [sacrificed, ...(sacrificed.parts ?? [])]) {
      const name = { epoch, sequence }
      this.#parts.set(pairKey(epoch, sequence), { name, pair: kept })
      ;(kept.parts ??= []).push(name)
    }
    sacrificed.parts = undefined
  }

  /** Nothing more is to be found by any of the pair's names. */
  forget(pair: HeldPair): void {
    this.pairs.delete(pairKey(pair.epoch, pair.sequence))
    if (pair.parts !== undefined)
      for (const { epoch, sequence } of pair.parts) this.#parts?.delete(pairKey(epoch, sequence))
  }

  get free(): number {
    return this.window - this.held
  }

  /** At the upstream node: pairs that both nodes have room for and that are not asked for yet. */
  get wanted(): number {
    return Math.min(this.free, this.credit.left) - this.outstanding
  }
}

/** A link's pair that a circuit has taken: this node's half of it. */
export class HeldPair {
  readonly id: number
  readonly side: Side
  readonly epoch: number
  readonly sequence: number
  readonly qubit: number
  /** As heralded, and carried through distillation. */
  bellIndex: number
  /** Estimated fidelity when the pair was heralded, or distilled, and that time. */
  goodness: number
  goodnessTime: number
  /** At an inner node: it waits no longer than until then. */
  deadline: Nanoseconds = Infinity
  /** Names of the pairs that were sacrificed for it. */
  parts: PairName[] | undefined
  /** It is being distilled. */
  inStage = false
  /** A TRACK that came before the pair was swapped. */
  track: Track | undefined
  /** Position of the node that the pair reaches, as far as is known: at an inner node with a rank. */
  reach = 0
  /** At an inner node: what it is swapped in. */
  junction: Junction | undefined
  /** At an end: what it is a part of. */
  end: EndPair | undefined

  constructor(id: number, side: Side, delivered: PairDelivered) {
    this.id = id
    this.side = side
    this.epoch = delivered.epoch
    this.sequence = delivered.sequence
    this.qubit = delivered.qubit
    this.bellIndex = delivered.bellIndex
    this.goodness = delivered.goodness
    this.goodnessTime = delivered.goodnessTime
  }
}

/** Two halves that are swapped at this node, with what has come for them. */
export class Junction {
  /** Bell index that the measurement found. */
  outcome = 0
  /** TRACKs on their way through. */
  fromUpstream: Track | undefined
  fromDownstream: Track | undefined
  swappedAt = 0

  constructor(
    readonly id: number,
    readonly upstream: HeldPair,
    readonly downstream: HeldPair
  ) {}
}

/** A pair from end to end, as one of its ends knows it. */
export class EndPair {
  readonly circuit: Circuit
  readonly held: HeldPair
  /** The head-end's request; at the tail-end what it believes until TRACK comes, if that matters. */
  request: HeadRequest | TailRequest | undefined
  /** The other end's half. */
  remoteEpoch = 0
  remoteSequence = 0
  bellIndex = 0
  fidelity = 0
  corrected = false
  /** Handed over before the TRACK of the other end came. */
  offered = false
  tracked = false
  /** The other end has said that it has the pair. */
  settled = false
  delivered = false
  /** Of a test round, at the head-end: counted with the other end's outcome. */
  compared = false
  hasQubit = true
  /** The program has taken the qubit over. */
  taken = false
  basis: BasisCode = 0
  outcome: Secret<0 | 1> | null = null

  constructor(circuit: Circuit, held: HeldPair) {
    this.circuit = circuit
    this.held = held
  }
}
