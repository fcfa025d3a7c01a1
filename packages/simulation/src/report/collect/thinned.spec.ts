import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Thinned } from './thinned.js'

test('keeps every n-th row, n a power of two, and at least half of the room once it has been full', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 3000 }), (half, offered) => {
      const rows = 2 * half
      const thinned = new Thinned(rows, 3)
      for (let n = 0; n < offered; n++) thinned.add(n, 5 * n + 1, 7 * n)
      expect(thinned.offered).toBe(offered)
      expect(Math.log2(thinned.stride) % 1).toBe(0)
      expect(thinned.length).toBe(Math.ceil(offered / thinned.stride))
      expect(thinned.length).toBeLessThanOrEqual(rows)
      if (offered > rows) expect(thinned.length).toBeGreaterThanOrEqual(half)
      for (let row = 0; row < thinned.length; row++) {
        const n = row * thinned.stride
        expect([0, 1, 2].map((column) => thinned.at(row, column))).toEqual([n, 5 * n + 1, 7 * n])
      }
    }),
    { seed: 2 }
  )
})
