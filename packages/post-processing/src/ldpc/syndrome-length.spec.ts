import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomBits, seededUniform, withErrors } from '../../test/random-bits.js'
import { ldpcBlocks } from './parameters.js'
import { LdpcReconciliation } from './reconciliation.js'
import { ldpcSyndromeLength, shannonLimit } from './syndrome-length.js'

describe("a syndrome's length", () => {
  const published = [
    { bits: 1_500_000 * (1 - 13 / 256), errorRate: 0.018 },
    { bits: 1_500_000 * (13 / 256), errorRate: (4 - 2.64) / 8 }
  ].map(({ bits, errorRate }) => ({ bits: Math.round(bits), errorRate }))

  it('has for its limit the entropy of the errors', () => {
    // "Experimental quantum key distribution certified by Bell's theorem", 2022: 296,517 with 50 sqrt(n) more.
    expect(Math.floor(shannonLimit(published) + 50 * Math.sqrt(1_500_000))).toBe(296_517)
    expect(shannonLimit([{ bits: 1000, errorRate: 0.5 }])).toBe(1000)
    expect(shannonLimit([{ bits: 1000, errorRate: 0 }])).toBe(0)
    expect(ldpcSyndromeLength([{ bits: 100_000, errorRate: 0.11 }], 1.2)).toBe(59_990)
  })

  it('fits, of itself, into what the published experiment allowed for', () => {
    expect(ldpcSyndromeLength(published) / shannonLimit(published)).toBeLessThan(1.2)
  })

  it('makes a code for every length and error rate, of equal blocks that use nearly all of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 2_000_000 }),
        fc.double({ min: 0.005, max: 0.11, noNaN: true }),
        (length, errorRate) => {
          const syndromeLength = ldpcSyndromeLength([{ bits: length, errorRate }])
          const { count, columns, rows, leak } = ldpcBlocks({ length, syndromeLength, seed: 0 })
          expect(count * columns - length).toBeLessThan(count)
          expect(leak).toBe(count * rows)
          expect(syndromeLength - leak).toBeLessThan(count)
          expect(leak).toBeGreaterThan(shannonLimit([{ bits: length, errorRate }]))
        }
      )
    )
  })

  it('is enough, without an efficiency given: no failure, at small lengths and great', () => {
    const random = seededUniform(31)
    for (const [length, errorRate, keys] of [
      [1000, 0.005, 40],
      [1000, 0.03, 40],
      [1000, 0.11, 40],
      [8000, 0.005, 10],
      [8000, 0.05, 10],
      [60_000, 0.02, 2]
    ] as const) {
      const ldpc = new LdpcReconciliation({
        length,
        syndromeLength: ldpcSyndromeLength([{ bits: length, errorRate }]),
        seed: 1
      })
      for (let k = 0; k < keys; k++) {
        const key = randomBits(length, random)
        const noisy = withErrors(key, errorRate, random)
        const result = ldpc.reconcile(noisy, ldpc.syndrome(key), errorRate)
        expect([length, errorRate, result.outcome === 'decoded' && result.key.equals(key)]).toEqual([
          length,
          errorRate,
          true
        ])
      }
    }
  })

  it('refuses what makes no sense, by name', () => {
    expect(() => shannonLimit([{ bits: 1.5, errorRate: 0.1 }])).toThrow('bits is 1.5')
    expect(() => shannonLimit([{ bits: 1, errorRate: 0.6 }])).toThrow('error rate is 0.6')
    expect(() => ldpcSyndromeLength([{ bits: 1000, errorRate: 0.1 }], 0.9)).toThrow('efficiency is 0.9')
    expect(() => ldpcSyndromeLength([{ bits: 1000, errorRate: 0.4 }])).toThrow('syndrome length is')
  })
})
