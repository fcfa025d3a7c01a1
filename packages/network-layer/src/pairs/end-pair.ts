import type { BasisCode, Secret } from '@bellwire/device'
import type { Circuit } from '../circuit/circuit.js'
import type { HeadRequest } from '../request/head-request.js'
import type { TailRequest } from '../request/tail-request.js'
import type { HeldPair } from './held-pair.js'

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
  hasQubit = true
  basis: BasisCode = 0
  outcome: Secret<0 | 1> | null = null

  constructor(circuit: Circuit, held: HeldPair) {
    this.circuit = circuit
    this.held = held
  }
}
