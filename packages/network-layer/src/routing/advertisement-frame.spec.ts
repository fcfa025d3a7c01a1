import { decodeFrame, encodeFrame } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AdvertisedLink } from './advertisement.js'
import { factsFromWire, factsToWire } from './node-facts.js'
import { advertisementFromFrame, advertisementToFrame, sayable } from './advertisement-frame.js'

const uint32 = fc.integer({ min: 0, max: 0xffff_ffff })
const point = fc.record({
  fidelity: fc.double({ min: 0, max: 1, noNaN: true }),
  rate: fc.double({ min: 1e-9, max: 1e9, noNaN: true })
})
const links: fc.Arbitrary<AdvertisedLink[]> = fc.array(
  fc.record({
    neighbour: uint32,
    link: uint32,
    fit: fc.boolean(),
    operatingPoints: fc.array(point, { maxLength: 9 }),
    promised: fc.double({ min: 0, max: 1, noNaN: true })
  }),
  { maxLength: 70 }
)
const facts = fc.option(
  fc.record({
    swapping: fc.boolean(),
    coherenceTime: fc.oneof(fc.double({ min: 0.1, max: 1e15, noNaN: true }), fc.constant(Infinity)),
    swapWerner: fc.double({ min: 0, max: 1, noNaN: true }),
    swapDuration: fc.double({ min: 0, max: 1e12, noNaN: true })
  }),
  { nil: undefined }
)
const head = { origin: uint32, incarnation: uint32, sequence: uint32 }

describe('what can be said of links', () => {
  it('goes over the wire and back unchanged, with whole milliseconds of lifetime', () => {
    fc.assert(
      fc.property(
        fc.record(head),
        links,
        facts,
        fc.integer({ min: 1e6, max: 2 ** 50 }),
        (named, all, told, lifetime) => {
          const rounded = factsFromWire(factsToWire(told))
          const said = { ...named, lifetime, links: sayable(all), ...(rounded && { facts: rounded }) }
          const bytes = encodeFrame(advertisementToFrame(said)!)
          const back = advertisementFromFrame(decodeFrame(bytes) as Parameters<typeof advertisementFromFrame>[0])
          expect(back).toEqual({ ...said, lifetime: Math.floor(lifetime / 1e6) * 1e6 })
          expect(sayable(said.links)).toEqual(said.links)
        }
      ),
      { seed: 61, numRuns: 200 }
    )
  })

  it('is never more than there is, and less by less than a unit', () => {
    fc.assert(
      fc.property(point, (operatingPoint) => {
        const [link] = sayable([{ neighbour: 1, link: 2, fit: true, operatingPoints: [operatingPoint] }])
        const [said] = link!.operatingPoints
        if (said === undefined) {
          expect(operatingPoint.rate).toBeLessThan(1e-6)
          return
        }
        expect(said.fidelity).toBeLessThanOrEqual(operatingPoint.fidelity)
        expect(said.fidelity).toBeGreaterThan(operatingPoint.fidelity - 1 / 65_535 - 1e-12)
        expect(said.rate).toBeLessThanOrEqual(operatingPoint.rate)
        expect(said.rate).toBeGreaterThan(operatingPoint.rate * (1 - 1e-12) - 1e-6)
      }),
      { seed: 62, numRuns: 500 }
    )
  })

  it('are the first 64 links, and four points from the fastest to the most faithful', () => {
    const operatingPoints = Array.from({ length: 7 }, (_, index) => ({ fidelity: (index + 1) / 8, rate: 100 - index }))
    const all = Array.from({ length: 70 }, (_, link) => ({ neighbour: 1, link, fit: true, operatingPoints }))
    const said = sayable(all)
    expect(said.map(({ link }) => link)).toEqual(Array.from({ length: 64 }, (_, link) => link))
    expect(said[0]!.operatingPoints.map(({ rate }) => rate)).toEqual([100, 98, 96, 94])
    const poor = [...operatingPoints, { fidelity: 0.1, rate: 50 }, { fidelity: 1, rate: 1e-7 }]
    expect(sayable([{ ...all[0]!, operatingPoints: poor }])).toEqual(said.slice(0, 1))
  })

  it('is nothing with less than a millisecond of lifetime, and at most what 32 bits hold', () => {
    const said = { origin: 1, incarnation: 2, sequence: 3, links: [] }
    expect(advertisementToFrame({ ...said, lifetime: 999_999 })).toBeUndefined()
    expect(advertisementToFrame({ ...said, lifetime: 1_000_000 })).toMatchObject({ lifetime: 1 })
    expect(advertisementToFrame({ ...said, lifetime: 2 ** 53 - 1 })).toMatchObject({ lifetime: 0xffff_ffff })
  })

  it('leaves points without a rate out when it is heard', () => {
    const frame = advertisementToFrame({
      origin: 1,
      incarnation: 2,
      sequence: 3,
      lifetime: 1e9,
      links: [{ neighbour: 2, link: 1, fit: true, operatingPoints: [] }]
    })!
    const heard = advertisementFromFrame({
      ...frame,
      links: [
        {
          ...frame.links[0]!,
          points: [
            { fidelity: 65_535, rate: 0 },
            { fidelity: 65_535, rate: 1 }
          ]
        }
      ]
    })
    expect(heard.links[0]!.operatingPoints).toEqual([{ fidelity: 1, rate: 1e-6 }])
  })
})

describe('what is said to be promised of a link', () => {
  it('is never less than it is, and more by less than a unit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (promised) => {
        const [link] = sayable([{ neighbour: 1, link: 2, fit: true, operatingPoints: [], promised }])
        expect(link!.promised ?? 0).toBeGreaterThanOrEqual(promised)
        expect(link!.promised ?? 0).toBeLessThan(promised + 1 / 65_535 + 1e-12)
      }),
      { seed: 63 }
    )
  })
})

describe('what is said of a node', () => {
  it('is never better than it is, and worse by less than a unit', () => {
    fc.assert(
      fc.property(facts, (told) => {
        const said = factsFromWire(factsToWire(told))
        if (told === undefined || said === undefined) {
          expect(said).toBe(told)
          return
        }
        expect(said.swapping).toBe(told.swapping)
        if (told.coherenceTime === Infinity) expect(said.coherenceTime).toBe(Infinity)
        else expect(said.coherenceTime).toBe(Math.max(1, Math.floor(told.coherenceTime)))
        expect(said.swapWerner).toBeLessThanOrEqual(told.swapWerner)
        expect(said.swapWerner).toBeGreaterThan(told.swapWerner - 1 / 65_535 - 1e-12)
        expect(said.swapDuration).toBe(Math.ceil(told.swapDuration))
        expect(factsFromWire(factsToWire(said))).toEqual(said)
      }),
      { seed: 64 }
    )
  })
})
