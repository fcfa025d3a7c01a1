import { DistillationProtocol, DistillationSchedule, fidelityToWire, type Hop, type Stage } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimateStage } from '../distillation/estimate.js'
import { headEnd, LABEL, type PlayedLayer, track } from '../../test/played-layer.js'
import { estimateChain } from '../planning/chain-estimate.js'
import { graphOf } from '../routing/graph.js'
import type { TopologyLink } from '../routing/topology.js'
import { linksByEdge, outlookOf } from './outlook.js'
import { isNews } from './outlooks.js'

const POINTS = [
  { fidelity: 0.9, rate: 100 },
  { fidelity: 0.97, rate: 30 }
]
const NODE = { coherenceTime: 0.1, swapWerner: 0.99 }

function chain(lefts: readonly number[], points = POINTS): TopologyLink[] {
  return lefts.map((left, k) => ({ first: k + 1, second: k + 2, link: 10 + k, operatingPoints: points, left }))
}

function hopsOver(lefts: readonly number[], fidelity: number, rate = 0): Hop[] {
  return lefts.map((_, k) => ({
    node: k + 1,
    link: 10 + k,
    minimumFidelity: fidelityToWire(fidelity, 'down'),
    cutoff: 0,
    rate: rate * 1e6,
    rank: 0
  }))
}

const outlook = (lefts: readonly number[], fidelity: number, rate = 0, stages: readonly Stage[] = []) =>
  outlookOf(
    linksByEdge(graphOf(chain(lefts))),
    hopsOver(lefts, fidelity, rate),
    lefts.length + 1,
    lefts.slice(1).map(() => NODE),
    stages
  )

describe('the outlook of a circuit', () => {
  it('is what its stages make of its links, and of the whole', () => {
    const rule = { protocol: DistillationProtocol.DEJMPS, schedule: DistillationSchedule.NESTED, rounds: 1 }
    const bare = outlook([1, 1], 0.9)!
    const ends = estimateStage(rule, bare.fidelity)
    expect(outlook([1, 1], 0.9, 0, [{ first: 0, last: 2, ...rule }])).toEqual({
      fidelity: ends.fidelity,
      rate: bare.rate / ends.pairs
    })
    const plain = POINTS[0]!
    const link = estimateStage(rule, plain.fidelity)
    const distilled = { fidelity: link.fidelity, rate: plain.rate / link.pairs }
    expect(outlook([1, 1], 0.9, 0, [{ first: 0, last: 1, ...rule }])).toEqual(estimateChain([distilled, plain], [NODE]))
    expect(outlook([1, 1], 0.9, 0, [{ first: 1, last: 2, ...rule }])).toEqual(estimateChain([plain, distilled], [NODE]))
    expect(outlook([1], 0.9, 0, [{ first: 0, last: 1, ...rule }])).toEqual(distilled)
  })

  it('is what its links give at the asked fidelity in the time that is left, by the estimate of a chain', () => {
    const share = fc.integer({ min: 1, max: 100 }).map((n) => n / 100)
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 5 }), fc.constantFrom(...POINTS), (lefts, point) => {
        const expected = estimateChain(
          lefts.map((left) => ({ fidelity: point.fidelity, rate: left * point.rate })),
          lefts.slice(1).map(() => NODE)
        )
        const found = outlook(lefts, point.fidelity)
        expect(found?.rate).toBeCloseTo(expected.rate, 9)
        expect(found?.fidelity).toBeCloseTo(expected.fidelity, 12)
      }),
      { seed: 5 }
    )
  })

  it('counts what is promised to the circuit itself, and no more than a link can do', () => {
    expect(outlook([0.25, 0.25], 0.9, 50)?.rate).toBeCloseTo(outlook([0.75, 0.75], 0.9)?.rate as number, 9)
    expect(outlook([0.75, 0.75], 0.9, 50)?.rate).toBeCloseTo(outlook([1, 1], 0.9)?.rate as number, 9)
    expect(outlook([0, 0], 0.9, 20)?.rate).toBeCloseTo(outlook([0.2, 0.2], 0.9)?.rate as number, 9)
  })

  it('is none where a link has no time left, cannot make such pairs, or is not there', () => {
    expect(outlook([1, 0], 0.9)).toBeUndefined()
    expect(outlook([1, 1], 0.98)).toBeUndefined()
    const links = linksByEdge(graphOf(chain([1, 1])))
    expect(outlookOf(links, hopsOver([1, 1, 1], 0.9), 4, [NODE, NODE], [])).toBeUndefined()
  })
})

describe('what is worth telling of an outlook', () => {
  const said = {
    initiator: 1,
    circuit: 2,
    rate: 10,
    fidelity: 0.9,
    standardError: undefined,
    source: 'links'
  } as const

  it.each([
    [{}, false],
    [{ rate: 10.9 }, false],
    [{ rate: 11.2 }, true],
    [{ rate: 8.9 }, true],
    [{ rate: 0 }, true],
    [{ fidelity: 0.909 }, false],
    [{ fidelity: 0.911 }, true],
    [{ fidelity: undefined }, true],
    [{ source: 'tests' as const }, true]
  ])('%o: %s', (change, news) => {
    expect(isNews(said, { ...said, ...change })).toBe(news)
    expect(isNews({ ...said, ...change }, said)).toBe(news)
    expect(isNews(undefined, said)).toBe(true)
  })
})

describe('a head-end', () => {
  const points = [{ fidelity: 60_000, rate: 100_000_000 }]
  const link = (neighbour: number, number: number, fit = true, promised = 0) => ({
    neighbour,
    link: number,
    fit,
    points,
    promised
  })
  const advertises = (played: PlayedLayer, origin: number, sequence: number, links: readonly object[]) =>
    played.hears(2, { type: 'ADVERTISEMENT', origin, incarnation: 1, sequence, lifetime: 4e9, links })

  /** A head-end that knows its links. */
  function knowing(configuration: object = {}) {
    const { played, circuit } = headEnd({
      configuration,
      port: { operatingPoints: [{ fidelity: 60_000 / 0xffff, rate: 100 }] }
    })
    advertises(played, 2, 1, [link(1, 12), link(3, 23)])
    advertises(played, 3, 1, [link(2, 23)])
    return { played, named: { initiator: 1, circuit } }
  }

  it('tells what is advertised of the links of a circuit, and what of it is promised to others', () => {
    const { played, named } = knowing()
    expect(played.outlooks.map(({ rate, source }) => [rate > 0, source])).toEqual([
      [false, 'links'],
      [true, 'links']
    ])
    const { rate, fidelity } = estimateChain(
      [
        { fidelity: 60_000 / 0xffff, rate: 100 },
        { fidelity: 60_000 / 0xffff, rate: 100 }
      ],
      [{ coherenceTime: Infinity, swapWerner: 1 }]
    )
    expect(played.outlooks.at(-1)).toEqual({ ...named, rate, fidelity, standardError: undefined, source: 'links' })
    advertises(played, 2, 2, [link(1, 12), link(3, 23, true, 49_152)])
    expect(played.outlooks.at(-1)?.rate).toBeLessThan(26)
    advertises(played, 2, 3, [link(1, 12), link(3, 23, false)])
    expect(played.outlooks.at(-1)).toMatchObject({ rate: 0, fidelity, source: 'links' })
    const told = played.outlooks.length
    played.layer.close(named)
    advertises(played, 2, 4, [link(1, 12), link(3, 23)])
    expect(played.outlooks).toHaveLength(told)
  })

  it('goes by the estimates of its pairs when there are enough', () => {
    const { played, named } = knowing()
    played.layer.request(named, { number: 100, kind: 'measure' })
    for (let k = 1; k <= 32; k++) {
      expect(played.outlooks.at(-1)?.source).toBe('links')
      played.delivers(12, k, { purpose: LABEL, originator: true, createId: 1 })
      played.works()
      played.sent()
      played.hears(2, { ...track([3, 100 + k], [3, k]), ...named, request: 2, fidelity: 52_428 })
    }
    expect(played.outlooks.at(-1)).toMatchObject({ source: 'pairs', standardError: undefined })
    expect(played.outlooks.at(-1)?.fidelity).toBeCloseTo(0.8, 9)
  })
})
