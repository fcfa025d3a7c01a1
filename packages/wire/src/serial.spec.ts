import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vectors } from '../test/vectors.js'
import { inWindow, serialAdd, serialCompare, serialDistance, serialLess } from './serial.js'

const SPACE = 2 ** 32
const HALF = 2 ** 31

const { compare, window, add } = vectors('serials')

/** Serials, many of them beside the wrap and beside the middle. */
const serial = fc.oneof(
  fc.integer({ min: 0, max: SPACE - 1 }),
  fc.integer({ min: -70, max: 70 }).map((n) => (n + SPACE) % SPACE),
  fc.integer({ min: HALF - 70, max: HALF + 70 })
)
const steps = fc.oneof(fc.integer({ min: 1, max: HALF - 1 }), fc.integer({ min: 1, max: 128 }), fc.constant(HALF - 1))
const parameters = { seed: 20_260_102, numRuns: 2000 }

/** The definition of RFC 1982, section 3.2, word for word: true where i1 is less than i2. */
const rfcLess = (i1: number, i2: number): boolean => (i1 < i2 && i2 - i1 < HALF) || (i1 > i2 && i1 - i2 > HALF)

describe('serial numbers', () => {
  it.each(compare)('$a against $b', ({ a, b, compare: expected, distance }) => {
    expect(serialCompare(a, b)).toBe(expected)
    expect(serialDistance(a, b)).toBe(distance)
    expect(serialLess(a, b)).toBe(expected < 0)
  })

  it.each(window)('$serial in the $size from $low on: $inside', ({ serial: value, low, size, inside }) => {
    expect(inWindow(value, low, size)).toBe(inside)
  })

  it.each(add)('$serial + $count = $sum', ({ serial: value, count, sum }) => {
    expect(serialAdd(value, count)).toBe(sum)
  })

  it('are ordered as RFC 1982 orders them wherever it does (WIR-001)', () => {
    fc.assert(
      fc.property(serial, serial, (a, b) => {
        fc.pre(Math.abs(a - b) !== HALF)
        expect(serialLess(a, b)).toBe(rfcLess(a, b))
        expect(serialCompare(a, b)).toBe(a === b ? 0 : rfcLess(a, b) ? -1 : 1)
      }),
      parameters
    )
  })

  it('come after whatever they were counted on from, and at that distance', () => {
    fc.assert(
      fc.property(serial, steps, (start, count) => {
        const end = serialAdd(start, count)
        expect(end).toBe((start + count) % SPACE)
        expect(serialLess(start, end)).toBe(true)
        expect(serialDistance(start, end)).toBe(count)
        expect(serialDistance(end, start)).toBe(-count)
        expect(serialAdd(end, -count)).toBe(start)
      }),
      parameters
    )
  })

  it('compare the other way round when swapped, at distance 2^31 too', () => {
    const pair = fc.oneof(
      fc.tuple(serial, serial),
      serial.map((a) => [a, (a + HALF) % SPACE] as [number, number])
    )
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(serialCompare(a, b)).toBe(0 - serialCompare(b, a))
        expect(serialCompare(a, b) === 0).toBe(a === b)
      }),
      parameters
    )
  })

  it('lie in a window exactly where counting through it meets them', () => {
    fc.assert(
      fc.property(serial, fc.integer({ min: 0, max: 70 }), fc.integer({ min: -80, max: 80 }), (low, size, offset) => {
        const members = Array.from({ length: size }, (_, index) => (low + index) % SPACE)
        const value = (low + offset + SPACE) % SPACE
        expect(inWindow(value, low, size)).toBe(members.includes(value))
      }),
      parameters
    )
  })
})
