import type { LdpcCode } from './code.js'

/**
 * phi(x) = -ln tanh(x / 2), its own inverse (Gallager, "Low-density parity-check codes", 1962), by table: the index is
 * the upper half of the number's 32-bit form, 128 steps an octave, from 2^-43 to 2^5; a step holds phi of its middle.
 */
const LOWEST = (127 - 43) << 7
const STEPS = 48 << 7
const phiOf = phiTable()
const single = new Float32Array(1)
const singleBits = new Int32Array(single.buffer)

function phiTable(): Float32Array {
  const table = new Float32Array(STEPS)
  const value = new Float32Array(1)
  const bits = new Int32Array(value.buffer)
  for (let k = 0; k < STEPS; k++) {
    bits[0] = ((LOWEST + k) << 16) | 0x8000
    const e = Math.exp(-(value[0] as number))
    table[k] = Math.log1p(e) - Math.log(-Math.expm1(-(value[0] as number)))
  }
  return table
}

/** What the decoder is given room to work in, so that block after block is decoded in the same memory. */
export class LdpcDecoder {
  /** Log-likelihood ratio of every column: what is known of it by now. */
  private readonly belief: Float32Array
  /** What every entry's row last said of its column. */
  private readonly message: Float32Array
  private readonly without: Float32Array
  private readonly phi: Float64Array

  constructor(private readonly code: LdpcCode) {
    this.belief = new Float32Array(code.columns)
    this.message = new Float32Array(code.columnOf.length)
    let widest = 0
    for (let r = 0; r < code.rows; r++) {
      widest = Math.max(widest, (code.rowStart[r + 1] as number) - (code.rowStart[r] as number))
    }
    this.without = new Float32Array(widest)
    this.phi = new Float64Array(widest)
  }

  /**
   * Looks for the likely errors that have a syndrome: sum-product decoding, row after row (a layered schedule; Hocevar,
   * "A reduced complexity decoder architecture via layered decoding of LDPC codes", 2004), until the syndrome is met.
   * Nothing of a block is kept for the next.
   *
   * @param syndrome - one 0 or 1 for every row
   * @param prior - ln((1 - q) / q) for every column, q the probability of an error there
   * @param errors - receives 0 or 1 for every column: what was found, or where the search stopped
   * @returns the passes that it took, or -1 where `iterations` of them met no syndrome
   */
  decode(syndrome: Uint8Array, prior: Float32Array, iterations: number, errors: Uint8Array): number {
    this.belief.set(prior)
    let passes = 0
    while (!this.meets(syndrome) && passes < iterations) {
      this.pass(syndrome)
      passes++
    }
    for (let j = 0; j < errors.length; j++) errors[j] = (this.belief[j] as number) < 0 ? 1 : 0
    const met = this.meets(syndrome)
    this.belief.fill(0)
    this.message.fill(0)
    return met ? passes : -1
  }

  /** Whether the errors that are likelier than not have the syndrome. */
  private meets(syndrome: Uint8Array): boolean {
    const { rows, rowStart, columnOf } = this.code
    const belief = this.belief
    for (let r = 0, e = 0; r < rows; r++) {
      const end = rowStart[r + 1] as number
      let parity = syndrome[r] as number
      for (; e < end; e++) if ((belief[columnOf[e] as number] as number) < 0) parity ^= 1
      if (parity !== 0) return false
    }
    return true
  }

  private pass(syndrome: Uint8Array): void {
    const { rows, rowStart, columnOf } = this.code
    const { belief, message, without, phi } = this
    for (let r = 0; r < rows; r++) {
      const start = rowStart[r] as number
      const degree = (rowStart[r + 1] as number) - start
      let parity = syndrome[r] as number
      let sum = 0
      for (let k = 0; k < degree; k++) {
        const q = (belief[columnOf[start + k] as number] as number) - (message[start + k] as number)
        without[k] = q
        if (q < 0) parity ^= 1
        const p = phiAt(q < 0 ? -q : q)
        phi[k] = p
        sum += p
      }
      for (let k = 0; k < degree; k++) {
        const q = without[k] as number
        const size = phiAt(sum - (phi[k] as number))
        const said = (parity === 1) !== q < 0 ? -size : size
        message[start + k] = said
        belief[columnOf[start + k] as number] = q + said
      }
    }
  }
}

function phiAt(x: number): number {
  single[0] = x
  const step = ((singleBits[0] as number) >> 16) - LOWEST
  return phiOf[step < 0 ? 0 : step < STEPS ? step : STEPS - 1] as number
}
