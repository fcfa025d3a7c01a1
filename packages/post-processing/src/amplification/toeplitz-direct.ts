import { BitString } from '../bit-string.js'

/**
 * The Toeplitz hash of `toeplitzHash` by shifts: every bit of the key that is 1 adds the stretch of `length` bits of the
 * seed that begins at (key's length - 1 - the bit's index). Time grows with the product of both lengths, 32 bits at once.
 */
export function toeplitzDirect(key: BitString, seed: BitString, length: number): BitString {
  const words = Math.ceil(length / 32)
  const seedWords = wordsOf(seed)
  const shifted = new Int32Array(seedWords.length)
  const sum = new Int32Array(words)
  const offsets = new Int32Array(Math.ceil(key.length / 32) + 3)
  for (let shift = 0; shift < 32; shift++) {
    let count = 0
    for (let start = shift; start < key.length; start += 32) {
      if (key.get(key.length - 1 - start) === 1) offsets[count++] = start >>> 5
    }
    if (count === 0) continue
    shiftLeft(seedWords, shift, shifted)
    addStretches(sum, shifted, offsets, count)
  }
  const bits = new BitString(Math.ceil(length / 8) * 8)
  for (let k = 0; k < bits.bytes.length; k++) bits.bytes[k] = (sum[k >>> 2] as number) >>> (24 - 8 * (k & 3))
  return BitString.fromBytes(bits.bytes, length)
}

/** Big-endian words, with one of zeros behind the last that a stretch may reach into. */
function wordsOf(bits: BitString): Int32Array {
  const words = new Int32Array(Math.ceil(bits.length / 32) + 2)
  const { bytes } = bits
  for (let k = 0; k < bytes.length; k++) {
    words[k >>> 2] = (words[k >>> 2] as number) | ((bytes[k] as number) << (24 - 8 * (k & 3)))
  }
  return words
}

function shiftLeft(from: Int32Array, shift: number, to: Int32Array): void {
  const last = from.length - 1
  if (shift === 0) to.set(from)
  else {
    for (let k = 0; k < last; k++) to[k] = ((from[k] as number) << shift) | ((from[k + 1] as number) >>> (32 - shift))
    to[last] = (from[last] as number) << shift
  }
}

/** Adds the stretches of `from` at the first `count` offsets to `sum`, four of them in one sweep. */
function addStretches(sum: Int32Array, from: Int32Array, offsets: Int32Array, count: number): void {
  let k = 0
  for (; k + 4 <= count; k += 4) {
    const [a, b] = [offsets[k] as number, offsets[k + 1] as number]
    const [c, d] = [offsets[k + 2] as number, offsets[k + 3] as number]
    for (let w = 0; w < sum.length; w++) {
      sum[w] =
        (sum[w] as number) ^
        (from[a + w] as number) ^
        (from[b + w] as number) ^
        (from[c + w] as number) ^
        (from[d + w] as number)
    }
  }
  for (; k < count; k++) {
    const a = offsets[k] as number
    for (let w = 0; w < sum.length; w++) sum[w] = (sum[w] as number) ^ (from[a + w] as number)
  }
}
