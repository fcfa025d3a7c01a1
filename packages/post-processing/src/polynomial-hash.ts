import type { BitString } from './bit-string.js'
import { PostProcessingInputError } from './errors.js'

/**
 * The leading word of what x^64, or x^128, is modulo the polynomial of the field: 1 + x + x^3 + x^4 for GF(2^64),
 * 1 + x + x^2 + x^7 for GF(2^128).
 */
const REDUCTIONS: Readonly<Record<64 | 128, number>> = { 64: 0xd800_0000 | 0, 128: 0xe100_0000 | 0 }

/**
 * A polynomial hash over GF(2^64) or GF(2^128) by Horner's rule, with one fixed point r: every block b turns the state h
 * into (h ⊕ b)·r.
 *
 * A block is 64 or 128 bits, that is 8 or 16 bytes; its bit j, the first (most significant of the first byte) being bit
 * 0, is the coefficient of x^j. The fields are those of the polynomials x^64 + x^4 + x^3 + x + 1 and
 * x^128 + x^7 + x^2 + x + 1; the latter is GHASH's, bit for bit (NIST SP 800-38D, section 6.3).
 */
export class PolynomialHash {
  readonly #bytes: 8 | 16
  /** For every byte of the state and every value of it, that byte's product with r: big-endian words. */
  readonly #products: Int32Array
  readonly #state: Uint8Array
  readonly #next: Int32Array

  /** @throws PostProcessingInputError for a point that has not as many bits as the field */
  constructor(field: 64 | 128, point: BitString) {
    if (point.length !== field) throw new PostProcessingInputError('point.length', point.length, `${field}`)
    this.#bytes = field === 64 ? 8 : 16
    this.#products = productsOf(field, point.bytes)
    this.#state = new Uint8Array(this.#bytes)
    this.#next = new Int32Array(this.#bytes / 4)
  }

  /** Takes the bytes from `start` up to `end` as whole blocks, the last filled up with zeros. */
  absorb(bytes: Uint8Array, start = 0, end = bytes.length): void {
    const size = this.#bytes
    const state = this.#state
    for (let at = start; at < end; at += size) {
      const count = Math.min(size, end - at)
      for (let k = 0; k < count; k++) state[k] = (state[k] as number) ^ (bytes[at + k] as number)
      this.#multiply()
    }
  }

  /** A copy of the state. */
  value(): Uint8Array {
    return this.#state.slice()
  }

  /** Overwrites the point and the state; it must not be used afterwards. */
  clear(): void {
    this.#products.fill(0)
    this.#state.fill(0)
    this.#next.fill(0)
  }

  #multiply(): void {
    const state = this.#state
    const next = this.#next
    const products = this.#products
    const words = next.length
    next.fill(0)
    for (let k = 0; k < state.length; k++) {
      const row = (256 * k + (state[k] as number)) * words
      for (let word = 0; word < words; word++) {
        next[word] = (next[word] as number) ^ (products[row + word] as number)
      }
    }
    for (let word = 0; word < words; word++) {
      const value = next[word] as number
      state[4 * word] = value >>> 24
      state[4 * word + 1] = value >>> 16
      state[4 * word + 2] = value >>> 8
      state[4 * word + 3] = value
    }
  }
}

function productsOf(field: 64 | 128, point: Uint8Array): Int32Array {
  const words = field / 32
  const power = new Int32Array(words)
  const view = new DataView(point.buffer, point.byteOffset, point.length)
  for (let word = 0; word < words; word++) power[word] = view.getInt32(4 * word)
  const products = new Int32Array(8 * words * 128 * words)
  for (let byte = 0; byte < field / 8; byte++) {
    const table = 256 * byte * words
    // The bits of a byte from the first, so that `power` goes through r, r·x, r·x^2 and so on.
    for (let bit = 0x80; bit > 0; bit >>= 1) {
      products.set(power, table + bit * words)
      timesX(power, REDUCTIONS[field])
    }
    for (let value = 1; value < 256; value++) {
      const lowest = value & -value
      if (lowest === value) continue
      for (let word = 0; word < words; word++) {
        products[table + value * words + word] =
          (products[table + lowest * words + word] as number) ^
          (products[table + (value ^ lowest) * words + word] as number)
      }
    }
  }
  power.fill(0)
  return products
}

function timesX(element: Int32Array, reduction: number): void {
  let carry = 0
  for (let word = 0; word < element.length; word++) {
    const value = element[word] as number
    element[word] = (value >>> 1) | (carry << 31)
    carry = value & 1
  }
  if (carry === 1) element[0] = (element[0] as number) ^ reduction
}
