import { PostProcessingInputError, requireInteger } from './errors.js'

/**
 * A string of bits of fixed length, packed eight to a byte, the first bit the most significant of the first byte: the
 * order in which keys are stored, hashed and written to files. Bits past the end, in the last byte, are always 0.
 *
 * It prints and serialises as its length alone: most bit strings are secret.
 */
export class BitString {
  readonly length: number
  readonly bytes: Uint8Array

  /** All zero. @throws PostProcessingInputError for a length that is no integer from 0 to 2^31 - 1 */
  constructor(length: number) {
    requireInteger('length', length, 0, 0x7fff_ffff)
    this.length = length
    this.bytes = new Uint8Array(Math.ceil(length / 8))
  }

  /** The first `length` bits of packed bytes, which are copied. @throws PostProcessingInputError where there are fewer */
  static fromBytes(bytes: Uint8Array, length = bytes.length * 8): BitString {
    requireInteger('length', length, 0, bytes.length * 8)
    const bits = new BitString(length)
    bits.bytes.set(bytes.subarray(0, bits.bytes.length))
    const past = bits.bytes.length * 8 - length
    if (past > 0) bits.bytes[bits.bytes.length - 1] = ((bits.bytes.at(-1) as number) >> past) << past
    return bits
  }

  /** One bit for every character. @throws PostProcessingInputError at a character other than '0' and '1' */
  static fromText(text: string): BitString {
    const bits = new BitString(text.length)
    for (let k = 0; k < text.length; k++) {
      const character = text.charAt(k)
      if (character === '1') bits.set(k, 1)
      else if (character !== '0') throw new PostProcessingInputError(`character ${k}`, character, "'0' and '1'")
    }
    return bits
  }

  /** Undefined behaviour outside 0 .. length - 1: read in hot loops, so not checked. */
  get(index: number): 0 | 1 {
    return (((this.bytes[index >>> 3] as number) >>> (7 - (index & 7))) & 1) as 0 | 1
  }

  /** Undefined behaviour outside 0 .. length - 1: written in hot loops, so not checked. */
  set(index: number, bit: 0 | 1): void {
    const mask = 0x80 >>> (index & 7)
    const byte = this.bytes[index >>> 3] as number
    this.bytes[index >>> 3] = bit === 1 ? byte | mask : byte & ~mask
  }

  flip(index: number): void {
    this.bytes[index >>> 3] = (this.bytes[index >>> 3] as number) ^ (0x80 >>> (index & 7))
  }

  clone(): BitString {
    return BitString.fromBytes(this.bytes, this.length)
  }

  /** The bits from `start` up to, not including, `end`. @throws PostProcessingInputError for bounds that are none */
  slice(start: number, end: number): BitString {
    requireInteger('end', end, 0, this.length)
    requireInteger('start', start, 0, end)
    const bits = new BitString(end - start)
    for (let k = start; k < end; k++) if (this.get(k) === 1) bits.set(k - start, 1)
    return bits
  }

  equals(other: BitString): boolean {
    return this.length === other.length && this.bytes.every((byte, k) => byte === other.bytes[k])
  }

  /** In how many places two strings of one length differ. @throws PostProcessingInputError for two lengths */
  distance(other: BitString): number {
    if (other.length !== this.length) throw new PostProcessingInputError('length', other.length, `${this.length}`)
    let count = 0
    for (let k = 0; k < this.bytes.length; k++) {
      let byte = (this.bytes[k] as number) ^ (other.bytes[k] as number)
      for (; byte !== 0; byte &= byte - 1) count++
    }
    return count
  }

  /** Overwrites every bit with 0. */
  clear(): void {
    this.bytes.fill(0)
  }

  toJSON(): string {
    return this.toString()
  }

  toString(): string {
    return `[${this.length} bits]`
  }

  /** What Node's console and inspectors show: the symbol is registered, so that no import is needed. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}
