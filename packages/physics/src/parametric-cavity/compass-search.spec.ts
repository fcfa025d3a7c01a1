import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { compassSearch } from './compass-search.js'

const place = between(-0.5, 1.5)
const start = fc.array(between(0, 1), { minLength: 3, maxLength: 3 })

test('it finds the highest point of a tilted hill, also where that is cut off by a face', () => {
  fc.assert(
    fc.property(fc.tuple(place, place, place), start, (top, from) => {
      const weights = [1, 5, 0.3]
      const f = (point: readonly number[]) =>
        -point.reduce((sum, value, axis) => sum + weights[axis]! * (value - top[axis]!) ** 2, 0)
      const { point, value } = compassSearch(f, from)
      const expected = top.map((coordinate) => Math.min(1, Math.max(0, coordinate)))
      for (const [axis, coordinate] of expected.entries()) {
        expect(Math.abs(point[axis]! - coordinate)).toBeLessThan(2e-4)
        if (top[axis]! < 0 || top[axis]! > 1) expect(point[axis]).toBe(coordinate)
      }
      expect(value).toBe(f(point))
    }),
    { numRuns: 200, seed: 1 }
  )
})

test('a ridge that runs across the coordinates is followed', () => {
  const f = ([x, y]: readonly number[]) => -((x! + y! - 1.2) ** 2) * 20 - (x! - y! - 0.3) ** 2
  const { point } = compassSearch(f, [0.05, 0.1])
  expect(point[0]).toBeCloseTo(0.75, 3)
  expect(point[1]).toBeCloseTo(0.45, 3)
})

test('it never goes where nothing is allowed, and counts what it asks for', () => {
  let asked = 0
  const f = ([x, y]: readonly number[]) => {
    asked++
    return x! * x! + y! * y! > 1 ? -Infinity : x! + 2 * y!
  }
  const { point, value, evaluations } = compassSearch(f, [0.2, 0.2])
  expect(point[0]! ** 2 + point[1]! ** 2).toBeLessThanOrEqual(1)
  expect(value).toBeGreaterThan(1.99)
  expect(evaluations).toBe(asked)
})

test('with nothing to move it stays', () => {
  expect(compassSearch(() => 4, [])).toEqual({ point: [], value: 4, evaluations: 1 })
})
