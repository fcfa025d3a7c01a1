import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NetworkInputError } from '../errors.js'
import { TokenBucket } from './token-bucket.js'

const SECOND = 1_000_000_000
const asked = fc.record({
  pause: fc.integer({ min: 0, max: 3 * SECOND }),
  number: fc.integer({ min: 1, max: 10 }),
  unused: fc.boolean()
})

describe('a token bucket', () => {
  it('lets no more begin in any time than its depth and what comes in that time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(asked, { maxLength: 60 }), (rate, all) => {
        const bucket = new TokenBucket(rate, 10, 0)
        let now = 0
        const begun = all.map(({ pause, number }) => {
          now += pause
          return { at: now + bucket.take(number, now), number }
        })
        begun.forEach((first, from) => {
          let sum = 0
          for (const { at, number } of begun.slice(from)) {
            // In the order in which they were asked for.
            expect(at).toBeGreaterThanOrEqual(first.at)
            sum += number
            expect(sum).toBeLessThanOrEqual(10 + ((at - first.at) / SECOND) * rate + 1e-6)
          }
        })
      }),
      { seed: 81 }
    )
  })

  it('has nobody wait longer than that takes, by the bucket of a brute-force clock', () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 40 }), (all) => {
        const rate = 5
        const bucket = new TokenBucket(rate, 10, 0)
        let now = 0
        let tokens = 10
        for (const { pause, number, unused } of all) {
          now += pause
          tokens = Math.min(10, tokens + (pause / SECOND) * rate)
          expect(bucket.wait(number, now) / SECOND).toBeCloseTo(Math.max(0, (number - tokens) / rate), 6)
          bucket.take(number, now)
          tokens -= number
          if (!unused) continue
          bucket.giveBack(number, now)
          tokens += number
        }
      }),
      { seed: 82 }
    )
  })

  it('is full at first, and never more than full', () => {
    const bucket = new TokenBucket(2, 4, 0)
    expect(bucket.take(4, 0)).toBe(0)
    expect(bucket.take(1, 0)).toBe(SECOND / 2)
    bucket.giveBack(100, 0)
    expect(bucket.take(4, 1000 * SECOND)).toBe(0)
    expect(bucket.wait(4, 1000 * SECOND)).toBe(2 * SECOND)
  })

  it.each([
    [0, 1],
    [Number.NaN, 1],
    [1, 0],
    [1, 1.5]
  ])('refuses rate %f with depth %f', (rate, depth) => {
    expect(() => new TokenBucket(rate, depth, 0)).toThrow(NetworkInputError)
  })
})
