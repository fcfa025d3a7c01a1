import { Basis, type BasisCode } from '@bellwire/device'
import type { PairName } from '../entanglement/source.js'

/** X, Y, Z, in the order in which counts of tomography are kept. */
export const AXES: readonly BasisCode[] = [Basis.X, Basis.Y, Basis.Z]

/**
 * In which of the nine pairs of bases a pair is measured, 3·a + b with a the axis of the end that asks: both ends know it from
 * the name alone, and nobody before the seed is said. The last step of MurmurHash3's 32-bit mix, over the parts of the name.
 *
 * @param seed 32 bits
 */
export function settingOf(name: PairName, seed: number): number {
  let mixed = seed
  const { initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence } = name
  for (const part of [initiator, circuit, headEpoch, headSequence, tailEpoch, tailSequence])
    mixed = finish((mixed ^ part) >>> 0)
  return mixed % 9
}

function finish(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
