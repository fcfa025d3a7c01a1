import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenMaximum, scannedMaximum } from './maximise.js'
import { bracketRoot, findRoot } from './root.js'

const double = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })

describe('a root', () => {
  it('is found where functions are smooth, kinked, jump and are infinite', () => {
    fc.assert(
      fc.property(double(-5, 5), double(-5, 5), (root, other) => {
        const shapes: ((x: number) => number)[] = [
          (x) => x - root,
          (x) => (x - root) ** 3,
          (x) => Math.expm1(x - root),
          (x) => (x < root ? -1 : 1),
          (x) => (x < root ? -1 : 1 + Math.abs(other)),
          (x) => (x < root ? x - root : 100 * (x - root)),
          (x) => (x >= 6 ? Number.POSITIVE_INFINITY : x <= -6 ? Number.NEGATIVE_INFINITY : Math.tan((x - root) / 8))
        ]
        for (const f of shapes) {
          const bracket = bracketRoot(f, -6, f(-6), 6, f(6), 1e-13)
          expect(bracket.low).toBeLessThanOrEqual(root + 1e-12)
          expect(bracket.high).toBeGreaterThanOrEqual(root - 1e-12)
          expect(bracket.high - bracket.low).toBeLessThan(1e-12)
          expect(f(bracket.low)).toBe(bracket.lowValue)
          expect(bracket.lowValue).toBeLessThan(0)
          expect(bracket.highValue).toBeGreaterThanOrEqual(0)
        }
        expect(findRoot((x) => x - root, -6, 6, 1e-14)).toBeCloseTo(root, 12)
      })
    )
  })

  it('is found in few steps where the function is smooth', () => {
    let calls = 0
    const f = (x: number): number => {
      calls++
      return Math.expm1(x) - 1
    }
    expect(findRoot(f, -20, 20, 1e-13)).toBeCloseTo(Math.LN2, 12)
    expect(calls).toBeLessThan(25)
  })
})

describe('a maximum', () => {
  it('is found inside and at the ends', () => {
    fc.assert(
      fc.property(double(-3, 3), (peak) => {
        const found = goldenMaximum((x) => -Math.abs(x - peak), -2, 2, 1e-10)
        expect(found.at).toBeCloseTo(Math.min(2, Math.max(-2, peak)), 9)
        expect(found.value).toBe(-Math.abs(found.at - peak))
      })
    )
  })

  it('is the highest of several', () => {
    const f = (x: number): number => Math.cos(5 * x) - 0.01 * (x - 2.4) ** 2
    const found = scannedMaximum(f, -6, 6, 600, 1e-10)
    for (let x = -6; x <= 6; x += 1e-3) expect(found.value).toBeGreaterThanOrEqual(f(x) - 1e-9)
  })
})
