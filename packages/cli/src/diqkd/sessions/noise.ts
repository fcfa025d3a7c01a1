import type { BitString, DrawBits } from '@bellwire/post-processing'

/** Words of 32 bits that are drawn at once. */
const CHUNK = 65_536

/**
 * Noisy preprocessing at A, in place: flips each bit of a key that is not of a test with probability q, by random bits
 * that nobody is told. Draws nothing where q is 0.
 *
 * @param tests of the bits: 1 for that of a test
 */
export function addNoise(key: BitString, tests: BitString, flips: number, draw: DrawBits): void {
  if (flips === 0) return
  const ones = Math.round(flips * 2 ** 32)
  for (let from = 0; from < key.length; from += CHUNK) {
    const size = Math.min(CHUNK, key.length - from)
    const drawn = draw(32 * size)
    const words = new DataView(drawn.bytes.buffer, drawn.bytes.byteOffset)
    for (let k = 0; k < size; k++) {
      if (tests.get(from + k) === 0 && words.getUint32(4 * k) < ones) key.flip(from + k)
    }
    drawn.clear()
  }
}
