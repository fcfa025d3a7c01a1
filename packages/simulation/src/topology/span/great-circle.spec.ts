import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GeographicPosition } from '../topology.js'
import { greatCircleDistance } from './great-circle.js'
import { routeLength } from './route-length.js'

const at = (latitude: number, longitude: number): GeographicPosition => ({ latitude, longitude })
const positions = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true })
})
const R = 6_371_008.8

/** The angle between the two directions from the Earth's centre, by vectors. */
function byVectors(one: GeographicPosition, other: GeographicPosition): number {
  const direction = ({ latitude, longitude }: GeographicPosition): [number, number, number] => {
    const [phi, lambda] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180]
    return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
  }
  const [[a, b, c], [d, e, f]] = [direction(one), direction(other)]
  const cross = Math.hypot(b * f - c * e, c * d - a * f, a * e - b * d)
  return R * Math.atan2(cross, a * d + b * e + c * f)
}

describe('the great-circle distance', () => {
  it.each([
    ['Paris', at(48.8566, 2.3522), 'London', at(51.5074, -0.1278), 343.6],
    ['Berlin', at(52.52, 13.405), 'Paris', at(48.8566, 2.3522), 877.5],
    ['New York', at(40.7128, -74.006), 'London', at(51.5074, -0.1278), 5570.2],
    ['Tokyo', at(35.6762, 139.6503), 'San Francisco', at(37.7749, -122.4194), 8270]
  ])('from %s is known', (_from, one, _to, other, kilometres) => {
    const relative = greatCircleDistance(one, other) / (1000 * kilometres) - 1
    expect(Math.abs(relative)).toBeLessThan(1e-3)
  })

  it('is a quarter of the meridian from equator to pole, and half of it to the other side', () => {
    expect(greatCircleDistance(at(0, 17), at(90, -60))).toBeCloseTo((Math.PI / 2) * R, 3)
    expect(greatCircleDistance(at(0, -90), at(0, 90))).toBeCloseTo(Math.PI * R, 3)
    expect(greatCircleDistance(at(12, 180), at(12, -180))).toBeCloseTo(0, 6)
  })

  it('is that of vectors, the same both ways, and no detour is shorter', () => {
    fc.assert(
      fc.property(positions, positions, positions, (one, other, third) => {
        const distance = greatCircleDistance(one, other)
        // Near the other side of the Earth half of the digits are lost.
        expect(Math.abs(distance - byVectors(one, other))).toBeLessThan(1)
        expect(greatCircleDistance(other, one)).toBeCloseTo(distance, 6)
        const detour = greatCircleDistance(one, third) + greatCircleDistance(third, other)
        expect(distance).toBeLessThanOrEqual(detour + 1)
      }),
      { numRuns: 500, seed: 1 }
    )
  })
})

describe('the length of a route', () => {
  it('is half as much again, and from 1200 km on a quarter more', () => {
    expect([0, 400e3, 1e6, 1.1e6, 1.2e6, 2e6].map(routeLength)).toEqual([0, 600e3, 1.5e6, 1.5e6, 1.5e6, 2.5e6])
  })

  it('grows with the distance', () => {
    const metres = fc.double({ min: 0, max: 2e7, noNaN: true })
    fc.assert(
      fc.property(metres, metres, (one, other) => {
        expect(routeLength(Math.min(one, other))).toBeLessThanOrEqual(routeLength(Math.max(one, other)))
      }),
      { seed: 1 }
    )
  })
})
