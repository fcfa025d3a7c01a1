import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FRACTION_DENOMINATOR, fidelityFromWire, fidelityToWire } from './fidelity.js'

const fidelity = fc.double({ min: 0, max: 1, noNaN: true })
const parameters = { seed: 20_260_104, numRuns: 5000 }

describe('fidelities on the wire', () => {
  it('come back from every numerator unchanged, in either direction of rounding', () => {
    for (let numerator = 0; numerator <= FRACTION_DENOMINATOR; numerator++) {
      const value = fidelityFromWire(numerator)
      if (fidelityToWire(value, 'up') !== numerator || fidelityToWire(value, 'down') !== numerator) {
        expect.fail(`${numerator} does not come back`)
      }
    }
  })

  it('are the smallest fraction that is not below, or the largest that is not above (WIR-003, WIR-004)', () => {
    fc.assert(
      fc.property(fidelity, (value) => {
        const up = fidelityToWire(value, 'up')
        expect(fidelityFromWire(up)).toBeGreaterThanOrEqual(value)
        expect(up === 0 || fidelityFromWire(up - 1) < value).toBe(true)
        const down = fidelityToWire(value, 'down')
        expect(fidelityFromWire(down)).toBeLessThanOrEqual(value)
        expect(down === FRACTION_DENOMINATOR || fidelityFromWire(down + 1) > value).toBe(true)
      }),
      parameters
    )
  })

  it.each([
    [0.8, 52_428, 52_428],
    [0.5, 32_767, 32_768],
    [0, 0, 0],
    [1, 65_535, 65_535],
    [Number.MIN_VALUE, 0, 1],
    [1 - Number.EPSILON / 2, 65_534, 65_535]
  ])('%d is %d rounded down and %d rounded up', (value, down, up) => {
    expect(fidelityToWire(value, 'down')).toBe(down)
    expect(fidelityToWire(value, 'up')).toBe(up)
  })

  it.each([-0.1, 1.1, Number.NaN, Infinity])('refuses %d', (value) => {
    expect(() => fidelityToWire(value, 'up')).toThrow(RangeError)
  })
})
