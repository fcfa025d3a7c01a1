import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pairwise } from './pairwise.js'

const PARAMETERS = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 7 })
  .map((sizes) => Object.fromEntries(sizes.map((size, at) => [`p${at}`, Array.from({ length: size }, (_, v) => v)])))

describe('rows of parameters', () => {
  it('have every value of each beside every value of each other one, in fewer rows than there are', () => {
    fc.assert(
      fc.property(PARAMETERS, (parameters) => {
        const rows = pairwise(parameters)
        const entries = Object.entries(parameters)
        for (const [one, values] of entries)
          for (const [other, others] of entries)
            for (const a of values)
              for (const b of others)
                if (one !== other) expect(rows.some((row) => row[one] === a && row[other] === b)).toBe(true)
        const all = entries.reduce((product, [, values]) => product * values.length, 1)
        expect(rows.length).toBeLessThanOrEqual(all)
      })
    )
  })

  it('are few', () => {
    const binary = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`p${at}`, [false, true]]))
    expect(pairwise(binary).length).toBeLessThanOrEqual(12)
  })
})
