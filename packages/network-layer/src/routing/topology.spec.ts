import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AdvertisedLink, Advertisement } from './advertisement.js'
import { commonPoints, type OperatingPoint, paretoPoints, pointAtFidelity } from './operating-points.js'
import { topologyOf } from './topology.js'
import { sameLinks, worthAdvertising } from './advertisement.js'

const points = [{ fidelity: 0.9, rate: 10 }]
const link = (neighbour: number, changes: Partial<AdvertisedLink> = {}): AdvertisedLink => ({
  neighbour,
  link: 1,
  operatingPoints: points,
  fit: true,
  ...changes
})
const says = (origin: number, ...links: AdvertisedLink[]): Advertisement => ({
  origin,
  incarnation: 1,
  sequence: 1,
  lifetime: 1,
  links
})

describe('a link', () => {
  it('counts where both ends say it is fit', () => {
    expect(topologyOf([says(2, link(1)), says(1, link(2))])).toEqual([
      { first: 1, second: 2, link: 1, operatingPoints: points }
    ])
  })

  it('does not count where the end with the lower identifier says it is not fit', () => {
    expect(topologyOf([says(1, link(2, { fit: false })), says(2, link(1))])).toEqual([])
  })

  it.each([
    ['one end says nothing', says(2)],
    ['one end is not heard of', says(3, link(1))],
    ['one end says it is not fit', says(2, link(1, { fit: false }))],
    ['the ends mean different links', says(2, link(1, { link: 2 }))],
    ['one end has no point as good as any of the other', says(2, link(1, { operatingPoints: [] }))]
  ])('does not count where %s', (_, other) => {
    expect(topologyOf([says(1, link(2)), other])).toEqual([])
    expect(topologyOf([other, says(1, link(2))])).toEqual([])
  })

  it('stands beside others of the same two nodes', () => {
    const one = says(1, link(2, { link: 8 }), link(2, { link: 7 }), link(2, { link: 9 }))
    const other = says(2, link(1, { link: 7 }), link(1, { link: 8 }))
    expect(topologyOf([one, other]).map(({ link }) => link)).toEqual([7, 8])
  })
})

const somePoints = fc.array(
  fc.record({ fidelity: fc.constantFrom(0.6, 0.7, 0.8, 0.9), rate: fc.constantFrom(0, 1, 2, 3, 4) }),
  { maxLength: 6, size: 'max' }
)
/** The rate that a set of points gives at a fidelity, the long way. */
const rateAt = (set: readonly OperatingPoint[], fidelity: number): number =>
  set.reduce((best, point) => (point.fidelity >= fidelity ? Math.max(best, point.rate) : best), 0)
const fidelities = [0, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]
const parameters = { seed: 20_260_404, numRuns: 1000 }

describe('operating points', () => {
  it('give the best rate at a fidelity', () => {
    fc.assert(
      fc.property(somePoints, (set) => {
        for (const fidelity of fidelities) {
          expect(pointAtFidelity(set, fidelity)?.rate ?? 0).toBe(rateAt(set, fidelity))
        }
      }),
      parameters
    )
  })

  it('are thinned to rising fidelity and falling rate without losing any rate at any fidelity', () => {
    fc.assert(
      fc.property(somePoints, (set) => {
        const thin = paretoPoints(set)
        for (const fidelity of fidelities) expect(rateAt(thin, fidelity)).toBe(rateAt(set, fidelity))
        for (let k = 1; k < thin.length; k++) {
          expect(thin[k]!.fidelity).toBeGreaterThan(thin[k - 1]!.fidelity)
          expect(thin[k]!.rate).toBeLessThan(thin[k - 1]!.rate)
        }
      }),
      parameters
    )
  })

  it('of two ends are the lower rate at every fidelity', () => {
    fc.assert(
      fc.property(somePoints, somePoints, (one, other) => {
        const common = commonPoints(one, other)
        for (const fidelity of fidelities) {
          expect(rateAt(common, fidelity)).toBe(Math.min(rateAt(one, fidelity), rateAt(other, fidelity)))
        }
      }),
      parameters
    )
  })
})

describe('what is left of a link', () => {
  it('is what neither of its ends has promised to circuits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        const [found] = topologyOf([says(1, link(2, { promised: a })), says(2, link(1, { promised: b }))])
        expect(found!.left ?? 1).toBeCloseTo(Math.max(0, 1 - a - b), 12)
      }),
      parameters
    )
  })
})

describe('what a node knows of its links', () => {
  const at = (rate: number) => [link(2, { operatingPoints: [{ fidelity: 0.9, rate }] })]

  it('is worth saying where what is promised has moved by more than the tolerance', () => {
    const promised = (share: number) => [link(2, { promised: share })]
    expect(worthAdvertising([link(2)], promised(0.1), 0.1)).toBe(false)
    expect(worthAdvertising([link(2)], promised(0.11), 0.1)).toBe(true)
    expect(worthAdvertising(promised(0.5), promised(0.35), 0.1)).toBe(true)
    expect(sameLinks([link(2)], promised(0.001))).toBe(false)
  })

  it('is worth saying where a rate has moved by more than the tolerance', () => {
    expect(worthAdvertising(at(10), at(11), 0.1)).toBe(false)
    expect(worthAdvertising(at(10), at(9), 0.1)).toBe(false)
    expect(worthAdvertising(at(10), at(11.1), 0.1)).toBe(true)
    expect(worthAdvertising(at(10), at(8.9), 0.1)).toBe(true)
  })

  it.each([
    ['a link came', [link(2), link(3)]],
    ['a link went', []],
    ['its fitness', [link(2, { fit: false })]],
    ['its neighbour', [link(3)]],
    ['its identifier', [link(2, { link: 2 })]],
    ['a fidelity', [link(2, { operatingPoints: [{ fidelity: 0.91, rate: 10 }] })]],
    ['a point more', [link(2, { operatingPoints: [...points, { fidelity: 0.95, rate: 1 }] })]]
  ])('is worth saying whatever the tolerance where it differs in: %s', (_, now) => {
    expect(worthAdvertising([link(2)], now, 1)).toBe(true)
    expect(sameLinks([link(2)], now)).toBe(false)
    expect(worthAdvertising([link(2)], [link(2)], 0)).toBe(false)
  })
})
