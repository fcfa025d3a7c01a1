import type { Correction, CorrectionAck, ErrorCode } from '@bellwire/wire'
import type { PairName } from '../entanglement/source.js'

export function correction(purpose: number, name: PairName, pauli: number): Correction {
  return {
    type: 'CORRECTION',
    purpose,
    initiator: name.initiator,
    circuit: name.circuit,
    headEpoch: name.headEpoch,
    headSequence: name.headSequence,
    tailEpoch: name.tailEpoch,
    tailSequence: name.tailSequence,
    pauli
  }
}

/** @param error 0: the qubit is delivered */
export function acknowledgement(purpose: number, name: PairName, error: ErrorCode): CorrectionAck {
  return {
    type: 'CORRECTION_ACK',
    purpose,
    initiator: name.initiator,
    circuit: name.circuit,
    headEpoch: name.headEpoch,
    headSequence: name.headSequence,
    tailEpoch: name.tailEpoch,
    tailSequence: name.tailSequence,
    error
  }
}
