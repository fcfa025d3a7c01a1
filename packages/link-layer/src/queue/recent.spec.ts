import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ADD_WINDOW } from '../configuration.js'
import { Recent } from './recent.js'

describe('what was put in lately', () => {
  it('knows the last keys at least, with what was put in last, and nothing beyond twice as many', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 3000 }), (keys) => {
        const recent = new Recent<number>()
        keys.forEach((key, index) => recent.put(key, index))
        const last = new Map(keys.map((key, index) => [key, index]))
        const byAge = [...last].sort(([, a], [, b]) => b - a)
        byAge.forEach(([key, index], age) => {
          if (age < 4 * ADD_WINDOW) expect(recent.has(key)).toBe(true)
          if (recent.has(key)) expect(recent.get(key)).toBe(index)
          else expect(recent.get(key)).toBeUndefined()
        })
        expect(recent.size).toBeLessThanOrEqual(8 * ADD_WINDOW)
        recent.clear()
        expect([recent.size, recent.has(keys[0] as number)]).toEqual([0, false])
      }),
      { seed: 4, numRuns: 100 }
    )
  })
})
