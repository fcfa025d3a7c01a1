import { serialLess, type Track } from '@bellwire/wire'
import type { LinkPort } from '../link-port.js'
import type { HeldPair } from '../pairs/held-pair.js'
import type { Circuit } from './circuit.js'

/** What the neighbour has said about a pair that the link layer has not delivered here yet. */
export interface Foretold {
  readonly id: number
  readonly side: Side
  readonly epoch: number
  readonly sequence: number
  /** Undefined: that the pair is void. */
  readonly track: Track | undefined
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
  /** By {@link pairKey}. */
  readonly pairs = new Map<number, HeldPair>()
  readonly foretold = new Map<number, Foretold>()
  /** Halves that can be swapped, the oldest first. */
  readonly waiting: HeldPair[] = []

  constructor(circuit: Circuit, port: LinkPort, direction: 'upstream' | 'downstream', window: number) {
    this.circuit = circuit
    this.port = port
    this.direction = direction
    this.window = window
  }

  find(epoch: number, sequence: number): HeldPair | undefined {
    const pair = this.pairs.get(pairKey(epoch, sequence))
    return pair !== undefined && pair.epoch === epoch && pair.sequence === sequence ? pair : undefined
  }

  get free(): number {
    return this.window - this.held
  }

  // ---- credit, at the upstream node: the neighbour's room ----

  #room = 0
  #counted: { readonly epoch: number; readonly sequence: number } = { epoch: 0, sequence: 0 }
  /** Pairs that have come here and that the neighbour's last word does not count. */
  #uncounted: HeldPairName[] = []
  /** Pairs asked of the link layer that have not come, by createId. */
  readonly asked = new Map<number, number>()
  outstanding = 0

  credit(room: number, epoch: number, sequence: number): void {
    this.#room = room
    this.#counted = { epoch, sequence }
    this.#uncounted = this.#uncounted.filter((pair) => this.#isAfterCount(pair))
  }

  /** Pairs that both nodes have room for and that are not asked for yet. */
  get wanted(): number {
    return Math.min(this.free, this.#room - this.#uncounted.length) - this.outstanding
  }

  arrivedUpstream(pair: HeldPairName): void {
    if (this.#isAfterCount(pair)) this.#uncounted.push({ epoch: pair.epoch, sequence: pair.sequence })
  }

  expiredUpstream({ epoch, sequence }: HeldPairName): void {
    this.#uncounted = this.#uncounted.filter((pair) => pair.epoch !== epoch || pair.sequence !== sequence)
  }

  #isAfterCount({ epoch, sequence }: HeldPairName): boolean {
    const counted = this.#counted
    return epoch > counted.epoch || (epoch === counted.epoch && serialLess(counted.sequence, sequence))
  }

  // ---- credit, at the downstream node: this node's room ----

  #latest = { epoch: 0, sequence: 0 }
  /** Room as the neighbour believes it to be. */
  #believed = 0

  arrivedDownstream({ epoch, sequence }: HeldPairName): void {
    this.#latest = { epoch, sequence }
    this.#believed -= 1
  }

  /** The neighbour has been told the first room. */
  opened(): void {
    this.#believed = this.window
  }

  /** What to tell the neighbour, where that is worth a frame. */
  news(): { readonly window: number; readonly epoch: number; readonly sequence: number } | undefined {
    const { free } = this
    if (free <= this.#believed || (this.#believed > 0 && 2 * (free - this.#believed) < this.window)) return undefined
    this.#believed = free
    return { window: free, ...this.#latest }
  }
}

export interface HeldPairName {
  readonly epoch: number
  readonly sequence: number
}
