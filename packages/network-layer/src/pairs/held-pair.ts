import type { PairDelivered } from '@bellwire/link-layer'
import type { Track } from '@bellwire/wire'
import type { Side } from '../circuit/side.js'
import type { EndPair } from './end-pair.js'
import type { Junction } from './junction.js'

/** A link's pair that a circuit has taken: this node's half of it. */
export class HeldPair {
  readonly id: number
  readonly side: Side
  readonly epoch: number
  readonly sequence: number
  readonly qubit: number
  readonly bellIndex: number
  /** Estimated fidelity when the pair was heralded, and that time. */
  readonly goodness: number
  readonly goodnessTime: number
  /** A TRACK that came before the pair was swapped. */
  track: Track | undefined
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
