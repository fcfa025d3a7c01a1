import type { PairName } from '@bellwire/application-layer'
import type { BasisCode, Secret } from '@bellwire/device'
import type { PairDelivered } from '@bellwire/link-layer'
import type { NetworkPair } from '@bellwire/network-layer'

/** A pair that has come through a socket, at one of its ends. */
export interface SocketPair {
  /** What both ends call it. */
  readonly name: PairName
  readonly kind: 'keep' | 'measure' | 'prepare'
  /** The kept qubit; -1 where it was measured. */
  readonly qubit: number
  /** Bell state (bit 0 X, bit 1 Z) that was heralded, before any correction. */
  readonly bellIndex: number
  /** The pair, or the outcomes, are those of Φ+ now. */
  readonly corrected: boolean
  /** Estimated, 0..1. Not a guarantee. */
  readonly fidelity: number
  /** What was measured here, and in which basis. */
  readonly outcome: Secret<0 | 1> | null
  readonly basis: BasisCode
  /** Gives the qubit back; false where the pair has expired. */
  release(): boolean
}

export function ofLink(pair: PairDelivered, release: (pair: PairDelivered) => boolean): SocketPair {
  const { link, epoch, sequence, kind, qubit, bellIndex, corrected, goodness, outcome, basis } = pair
  const name = {
    initiator: 0,
    circuit: link,
    headEpoch: epoch,
    headSequence: sequence,
    tailEpoch: epoch,
    tailSequence: sequence
  }
  const fidelity = goodness
  return { name, kind, qubit, bellIndex, corrected, fidelity, outcome, basis, release: () => release(pair) }
}

export function ofCircuit(pair: NetworkPair, release: (pair: NetworkPair) => boolean): SocketPair {
  const { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence } = pair
  const name = { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence }
  const { kind, qubit, bellIndex, corrected, fidelity, outcome, basis } = pair
  return { name, kind, qubit, bellIndex, corrected, fidelity, outcome, basis, release: () => release(pair) }
}
