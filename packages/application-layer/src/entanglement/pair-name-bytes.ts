import type { PairName } from './source.js'

/** A name as programs write it into the bodies of their dialogues: six numbers of 32 bits, the most significant byte first. */
export const PAIR_NAME_BYTES = 24

export function writePairName(name: PairName, into: Uint8Array, offset = 0): void {
  const view = new DataView(into.buffer, into.byteOffset + offset, PAIR_NAME_BYTES)
  const { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence } = name
  for (const [index, part] of [initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence].entries())
    view.setUint32(4 * index, part)
}

/** @throws RangeError where there are too few bytes */
export function readPairName(from: Uint8Array, offset = 0): PairName {
  const view = new DataView(from.buffer, from.byteOffset + offset, PAIR_NAME_BYTES)
  return {
    initiator: view.getUint32(0),
    circuit: view.getUint32(4),
    headEpoch: view.getUint32(8),
    headSequence: view.getUint32(12),
    tailEpoch: view.getUint32(16),
    tailSequence: view.getUint32(20)
  }
}
