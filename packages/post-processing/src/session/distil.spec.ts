import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomBits, seededUniform, withErrors } from '../../test/random-bits.js'
import { toeplitzHash } from '../amplification/toeplitz.js'
import { BitString } from '../bit-string.js'
import { PostProcessingInputError } from '../errors.js'
import { distilKeys, type KeyDistillation } from './distil.js'
import type { DrawBits, ReconciliationMethod } from './reconcile.js'

const METHODS: readonly ReconciliationMethod[] = [
  { kind: 'cascade', variant: 'original', expectedErrorRate: 0.03 },
  { kind: 'cascade', variant: 'option3', expectedErrorRate: 0.03 },
  { kind: 'cascade', variant: 'option7', expectedErrorRate: 0.03 },
  { kind: 'ldpc', syndromeLength: 900, errors: 0.03 }
]

/** Draws from a seed, and what was drawn. */
function recorded(seed: number): { draw: DrawBits; drawn: BitString[] } {
  const uniform = seededUniform(seed)
  const drawn: BitString[] = []
  return {
    drawn,
    draw: (bits) => {
      const next = randomBits(bits, uniform)
      drawn.push(next)
      return next
    }
  }
}

function keys(length: number, errorRate: number, seed: number): Pick<KeyDistillation, 'alice' | 'bob'> {
  const uniform = seededUniform(seed)
  const alice = randomBits(length, uniform)
  return { alice, bob: withErrors(alice, errorRate, uniform) }
}

describe('distillation of two sifted keys', () => {
  it.each(METHODS)('by $kind $variant gives both ends the Toeplitz hash of the key of Alice', (method) => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 1500 }), (seed, length) => {
        const sifted = keys(3000, 0.02, seed)
        const before = [sifted.alice.clone(), sifted.bob.clone()]
        const { draw, drawn } = recorded(seed + 1)
        const result = distilKeys({ ...sifted, method, draw, keyLength: () => length })
        if (result.outcome !== 'distilled') throw new Error(result.reason)
        const [first, point, matrix] = drawn as [BitString, BitString, BitString]
        expect([first.length, point.length, matrix.length]).toEqual([
          method.kind === 'ldpc' ? 32 : 128,
          64,
          3000 + length - 1
        ])
        expect(drawn.length).toBe(3)
        expect(result.alice.equals(toeplitzHash(sifted.alice, matrix, length))).toBe(true)
        expect(result.bob.equals(result.alice)).toBe(true)
        expect(result.corrected).toBe(sifted.alice.distance(sifted.bob))
        expect([sifted.alice.equals(before[0] as BitString), sifted.bob.equals(before[1] as BitString)]).toEqual([
          true,
          true
        ])
        const { parity, syndrome, tag, 'success-flag': flag } = result.leak.toJSON()
        expect([tag, flag]).toEqual([64, 1])
        expect(method.kind === 'ldpc' ? [parity, syndrome] : [syndrome]).toEqual(
          method.kind === 'ldpc' ? [0, 900] : [0]
        )
        expect(result.leak.total).toBe(parity + syndrome + 65)
      }),
      { numRuns: 15 }
    )
  })

  it('tells the analysis all that has leaked, once, and gives no key where that gives none', () => {
    const seen: number[] = []
    const { draw, drawn } = recorded(3)
    const result = distilKeys({
      ...keys(3000, 0.02, 4),
      method: METHODS[2] as ReconciliationMethod,
      draw,
      keyLength: (leak) => {
        seen.push(leak.total)
        return 0
      }
    })
    expect(result).toMatchObject({ outcome: 'failed', reason: 'no-key' })
    expect(seen).toEqual([result.leak.total])
    expect(drawn.length).toBe(2)
    expect(JSON.stringify(result)).not.toMatch(/alice|bob/)
  })

  it('ends where the budget does, before more is told', () => {
    for (const method of METHODS) {
      const { draw } = recorded(5)
      const result = distilKeys({ ...keys(3000, 0.02, 6), method, budget: 300, draw, keyLength: () => 100 })
      expect(result).toMatchObject({ outcome: 'failed', reason: 'budget' })
      expect(result.leak.total).toBeLessThanOrEqual(300)
      expect(result).not.toHaveProperty('corrected')
    }
  })

  it('gives no key where the keys are still different', () => {
    // Four short passes leave some errors of a key that is far worse than declared.
    let failed = 0
    for (let seed = 0; seed < 40; seed++) {
      const method = { kind: 'cascade', variant: 'original', expectedErrorRate: 0.001 } as const
      const sifted = keys(2000, 0.05, seed)
      const { draw } = recorded(seed)
      const result = distilKeys({ ...sifted, method, draw, budget: 1e6, keyLength: () => 100 })
      if (result.outcome === 'distilled') expect(result.corrected).toBe(sifted.alice.distance(sifted.bob))
      else {
        expect(result.reason).toBe('verification')
        failed++
      }
    }
    expect(failed).toBeGreaterThan(0)
    const far = distilKeys({
      ...keys(3000, 0.3, 1),
      method: METHODS[3] as ReconciliationMethod,
      draw: recorded(1).draw,
      keyLength: () => 100
    })
    expect(far).toMatchObject({ outcome: 'failed', reason: 'not-decoded' })
  })

  it('refuses keys of two lengths, none, and a length of key that is none', () => {
    const { draw } = recorded(1)
    const method = METHODS[2] as ReconciliationMethod
    const key = (length: number): BitString => new BitString(length)
    const make = (alice: number, bob: number, length = 1) =>
      distilKeys({ alice: key(alice), bob: key(bob), method, budget: 100, draw, keyLength: () => length })
    expect(() => make(10, 9)).toThrow('bob.length is 9; accepted: 10')
    expect(() => make(0, 0)).toThrow('alice.length is 0')
    expect(() => make(10, 10, 11)).toThrow(PostProcessingInputError)
  })
})
