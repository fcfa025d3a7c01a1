import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuantity, type QuantityKind, UNITS, unitsOf } from './quantity.js'

const kinds = Object.keys(UNITS) as QuantityKind[]

describe('quantities with units', () => {
  it('are the number times the factor of the unit, to the last digits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.nat(),
        fc.nat(1e6),
        fc.integer({ min: 0, max: 5 }),
        (kind, pick, digits, places) => {
          const units = unitsOf(kind)
          const unit = units[pick % units.length]!
          const text = `${(digits / 10 ** places).toFixed(places)} ${unit}`
          const factor = (UNITS[kind] as Record<string, number>)[unit]!
          const value = parseQuantity(kind, text)!
          const expected = (digits / 10 ** places) * factor
          expect(Math.abs(value - expected)).toBeLessThanOrEqual(4e-16 * Math.max(expected, Number.MIN_VALUE))
          expect(parseQuantity(kind, text.replace(' ', ''))).toBe(value)
        }
      )
    )
  })

  it('are exact where moving the decimal point is enough', () => {
    expect(parseQuantity('time', '375.64 us')).toBe(375_640)
    expect(parseQuantity('time', '0.3 us')).toBe(300)
    expect(parseQuantity('time', '1.1e3 µs')).toBe(1_100_000)
    expect(parseQuantity('time', '90 min')).toBe(5_400_000_000_000)
    expect(parseQuantity('rate', '1.07 kHz')).toBe(1070)
    expect(parseQuantity('angle', '180 deg')).toBe(Math.PI)
  })

  it('need a unit of their own kind', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.constantFrom(...kinds), fc.nat(), (kind, other, pick) => {
        const units = unitsOf(other)
        const unit = units[pick % units.length]!
        fc.pre(!unitsOf(kind).includes(unit))
        expect(parseQuantity(kind, `5 ${unit}`)).toBeUndefined()
      })
    )
    for (const text of ['5', '', 'km', '5 5 km', '5 km x', '- 5 km', 'NaN km', '1e km', '5 KM'])
      expect(parseQuantity('length', text)).toBeUndefined()
  })

  it('may be negative only where that is said', () => {
    expect(parseQuantity('time', '-5 ns')).toBeUndefined()
    expect(parseQuantity('time', '-5 ns', true)).toBe(-5)
  })
})
