import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countByLabels, matchCoincidences } from './matching.js'

const times = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 9 }).map((list) => Float64Array.from(list).sort())
const window = fc.integer({ min: 0, max: 12 })
const offset = fc.integer({ min: -20, max: 20 })

/** The most one-to-one coincidences there can be: every choice tried. */
function mostPairs(alice: Float64Array, bob: Float64Array, width: number, shift: number): number {
  const from = (a: number, used: number): number => {
    if (a === alice.length) return 0
    let best = from(a + 1, used)
    for (let b = 0; b < bob.length; b++) {
      if (used & (1 << b) || Math.abs(bob[b]! - alice[a]! - shift) > width / 2) continue
      best = Math.max(best, 1 + from(a + 1, used | (1 << b)))
    }
    return best
  }
  return from(0, 0)
}

/** The rule in words: Alice's earliest tag that can still have a partner takes the earliest one that is left. */
function byTheRule(alice: Float64Array, bob: Float64Array, width: number, shift: number): [number, number][] {
  const pairs: [number, number][] = []
  const used = new Set<number>()
  alice.forEach((time, a) => {
    const b = bob.findIndex((other, k) => !used.has(k) && Math.abs(other - time - shift) <= width / 2)
    if (b < 0) return
    used.add(b)
    pairs.push([a, b])
  })
  return pairs
}

test('each tag once, in the window, as many as can be, by the rule', () => {
  fc.assert(
    fc.property(times, times, window, offset, (alice, bob, width, shift) => {
      const found = matchCoincidences(alice, bob, width, shift)
      expect(new Set(found.alice).size).toBe(found.alice.length)
      expect(new Set(found.bob).size).toBe(found.bob.length)
      expect(found.alice.length).toBe(found.bob.length)
      found.alice.forEach((a, k) => {
        expect(Math.abs(bob[found.bob[k]!]! - alice[a]! - shift)).toBeLessThanOrEqual(width / 2)
      })
      expect(found.alice.length).toBe(mostPairs(alice, bob, width, shift))
      expect([...found.alice].map((a, k) => [a, found.bob[k]!])).toEqual(byTheRule(alice, bob, width, shift))
    }),
    { numRuns: 500, seed: 1 }
  )
})

test('the ends exchanged, and everything moved, make no difference', () => {
  fc.assert(
    fc.property(times, times, window, offset, fc.integer({ min: 0, max: 1e15 }), (alice, bob, width, shift, by) => {
      const found = matchCoincidences(alice, bob, width, shift)
      const exchanged = matchCoincidences(bob, alice, width, -shift)
      expect(exchanged.alice).toEqual(found.bob)
      expect(exchanged.bob).toEqual(found.alice)
      const moved = (list: Float64Array): Float64Array => list.map((time) => time + by)
      expect(matchCoincidences(moved(alice), moved(bob), width, shift)).toEqual(found)
      expect(matchCoincidences(alice, moved(bob), width, shift + by)).toEqual(found)
    }),
    { seed: 2 }
  )
})

test('tags at the same instant go together in the order of their lists', () => {
  const found = matchCoincidences(Float64Array.of(5, 5, 9), Float64Array.of(5, 5, 5), 0)
  expect([...found.alice]).toEqual([0, 1])
  expect([...found.bob]).toEqual([0, 1])
  const counts = countByLabels(
    { picoseconds: Float64Array.of(5, 5, 9), labels: Uint8Array.of(3, 0, 1) },
    { picoseconds: Float64Array.of(5, 5, 5), labels: Uint8Array.of(2, 0, 0) },
    found
  )
  expect(counts[4 * 3 + 2]).toBe(1)
  expect(counts[0]).toBe(1)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2)
})

test('windows that are refused', () => {
  const none = new Float64Array(0)
  expect(() => matchCoincidences(none, none, -1)).toThrow('windowPicoseconds: got -1')
  expect(() => matchCoincidences(none, none, Infinity)).toThrow('windowPicoseconds')
  expect(matchCoincidences(none, Float64Array.of(1), 10).alice).toHaveLength(0)
})
