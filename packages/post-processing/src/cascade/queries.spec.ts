import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PostProcessingInputError } from '../errors.js'
import { type CascadeQueries, decodeQueries, encodeQueries, requireQueries } from './queries.js'

const LENGTH = 100_000
const cuts = fc.uniqueArray(fc.nat(LENGTH), { minLength: 0, maxLength: 60 })
const queriesOf = (pass: number, places: readonly number[]): CascadeQueries => {
  const sorted = places.slice(0, places.length & ~1).sort((a, b) => a - b)
  return {
    pass,
    starts: Int32Array.from(sorted.filter((_, k) => k % 2 === 0)),
    ends: Int32Array.from(sorted.filter((_, k) => k % 2 === 1))
  }
}
const one = (start: number, end: number): CascadeQueries => ({
  pass: 1,
  starts: Int32Array.of(start),
  ends: Int32Array.of(end)
})

describe('queries', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), cuts, (pass, places) => {
        const queries = queriesOf(pass, places)
        requireQueries(queries, LENGTH, 300)
        expect(decodeQueries(encodeQueries(queries), LENGTH, 300)).toEqual(queries)
      })
    )
  })

  it('are written gap by size, in groups of seven bits', () => {
    const queries = { pass: 2, starts: Int32Array.of(5, 300), ends: Int32Array.of(100, 428) }
    expect([...encodeQueries(queries)]).toEqual([2, 5, 95, 200, 1, 128, 1])
  })

  it('are read from nothing but what would be written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        try {
          expect(encodeQueries(decodeQueries(bytes, 1000, 14))).toEqual(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(PostProcessingInputError)
        }
      }),
      { numRuns: 2000 }
    )
  })

  it('are refused by name where they break the rules', () => {
    expect(() => decodeQueries(Uint8Array.of(1, 0, 0), 10, 4)).toThrow('size is 0')
    expect(() => decodeQueries(Uint8Array.of(1, 0, 0x80, 0), 10, 4)).toThrow('padded')
    expect(() => decodeQueries(Uint8Array.of(1, 0), 10, 4)).toThrow('cut short')
    expect(() => decodeQueries(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff), 10, 4)).toThrow('too long')
    expect(() => requireQueries({ ...one(0, 1), pass: 5 }, 10, 4)).toThrow('pass is 5')
    expect(() => requireQueries(one(3, 3), 10, 4)).toThrow('end 0 is 3')
    expect(() => requireQueries(one(3, 11), 10, 4)).toThrow('end 0 is 11')
    const overlapping = { pass: 1, starts: Int32Array.of(0, 1), ends: Int32Array.of(2, 3) }
    expect(() => requireQueries(overlapping, 10, 4)).toThrow('start 1 is 1; accepted: an integer from 2 to 9')
    expect(() => requireQueries({ ...overlapping, ends: Int32Array.of(2) }, 10, 4)).toThrow('ends.length is 1')
  })
})
