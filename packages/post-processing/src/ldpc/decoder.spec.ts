import { describe, expect, it } from 'vitest'
import { ldpcCode, type LdpcCode } from './code.js'
import { LdpcDecoder } from './decoder.js'
import { seededUniform } from '../../test/random-bits.js'

const syndromeOf = (code: LdpcCode, errors: ArrayLike<number>): Uint8Array =>
  Uint8Array.from({ length: code.rows }, (_, r) => {
    let parity = 0
    for (let e = code.rowStart[r] as number; e < (code.rowStart[r + 1] as number); e++) {
      parity ^= errors[code.columnOf[e] as number] as number
    }
    return parity
  })

const bitsOf = (pattern: number, length: number): number[] => Array.from({ length }, (_, j) => (pattern >> j) & 1)

const numberOf = (bits: ArrayLike<number>): number => Array.from(bits).reduce((sum, bit, j) => sum | (bit << j), 0)

describe('the decoder', () => {
  it('finds no errors where there are none, at once', () => {
    const code = ldpcCode(1000, 200, 1)
    const found = new Uint8Array(1000).fill(1)
    const prior = new Float32Array(1000).fill(3)
    expect(new LdpcDecoder(code).decode(new Uint8Array(200), prior, 50, found)).toBe(0)
    expect(found.every((bit) => bit === 0)).toBe(true)
  })

  it('finds in a tiny code what an exhaustive search finds likeliest, nearly always', () => {
    const [columns, rows] = [14, 8]
    const random = seededUniform(11)
    let [alike, answered, trials] = [0, 0, 0]
    for (let seed = 0; seed < 10; seed++) {
      const code = ldpcCode(columns, rows, seed)
      const decoder = new LdpcDecoder(code)
      const ofColumn = Array.from({ length: columns }, (_, j) => numberOf(syndromeOf(code, bitsOf(1 << j, columns))))
      const patterns: number[][] = Array.from({ length: 1 << rows }, () => [])
      for (let pattern = 0; pattern < 1 << columns; pattern++) {
        patterns[ofColumn.reduce((sum, s, j) => ((pattern >> j) & 1 ? sum ^ s : sum), 0)]?.push(pattern)
      }
      for (let k = 0; k < 100; k++, trials++) {
        const prior = Float32Array.from({ length: columns }, () => 1 + 4 * random())
        const errors = Array.from(prior, (ratio) => (random() < 1 / (1 + Math.exp(ratio)) ? 1 : 0))
        const syndrome = syndromeOf(code, errors)
        const cost = (pattern: number): number =>
          prior.reduce((sum, ratio, j) => ((pattern >> j) & 1 ? sum + ratio : sum), 0)
        const best = Math.min(...(patterns[numberOf(syndrome)] ?? []).map(cost))
        const found = new Uint8Array(columns)
        if (decoder.decode(syndrome, prior, 100, found) < 0) continue
        answered++
        expect(syndromeOf(code, found)).toEqual(syndrome)
        if (cost(numberOf(found)) < best + 1e-4) alike++
      }
    }
    expect(answered / trials).toBeGreaterThan(0.85)
    expect(alike / answered).toBeGreaterThan(0.97)
  })

  it('gives up after as many passes as it was allowed', () => {
    const code = ldpcCode(2000, 200, 1)
    const random = seededUniform(5)
    const syndrome = Uint8Array.from({ length: 200 }, () => (random() < 0.5 ? 1 : 0))
    const found = new Uint8Array(2000)
    expect(new LdpcDecoder(code).decode(syndrome, new Float32Array(2000).fill(4), 30, found)).toBe(-1)
  })

  it('forgets one block before the next', () => {
    const code = ldpcCode(4000, 1000, 1)
    const random = seededUniform(8)
    const prior = new Float32Array(4000).fill(Math.log(0.97 / 0.03))
    const used = new LdpcDecoder(code)
    for (let k = 0; k < 5; k++) {
      const syndrome = syndromeOf(
        code,
        Uint8Array.from({ length: 4000 }, () => (random() < 0.03 ? 1 : 0))
      )
      const [one, other] = [new Uint8Array(4000), new Uint8Array(4000)]
      expect(used.decode(syndrome, prior, 50, one)).toBe(new LdpcDecoder(code).decode(syndrome, prior, 50, other))
      expect(one).toEqual(other)
    }
  })
})
