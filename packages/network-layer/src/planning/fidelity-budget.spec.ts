import { createRandom, type RandomStream } from '@bellwire/runtime'
import { wernerChainFidelity } from '@bellwire/quantum'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectMean } from '../../test/monte-carlo.js'
import type { OperatingPoint } from '../routing/operating-points.js'
import { type ChainEstimate, estimateChain, type SwapNode } from './chain-estimate.js'
import { planFidelityBudget, type PlannedPath } from './fidelity-budget.js'

/** Points of one link by rising fidelity and falling rate. */
const points = fc
  .array(fc.tuple(fc.double({ min: 0.01, max: 0.1, noNaN: true }), fc.double({ min: 1.05, max: 3, noNaN: true })), {
    minLength: 1,
    maxLength: 4,
    size: 'max'
  })
  .chain((steps) =>
    fc.double({ min: 1, max: 40, noNaN: true }).map((fastest) => {
      let [fidelity, rate] = [1 - steps.reduce((sum, [step]) => sum + step, 0), fastest]
      return steps.map(([step, factor]): OperatingPoint => {
        const point = { fidelity, rate }
        fidelity += step
        rate /= factor
        return point
      })
    })
  )
const node: fc.Arbitrary<SwapNode> = fc.record({
  coherenceTime: fc.oneof(fc.constant(Infinity), fc.double({ min: 0.1, max: 20, noNaN: true })),
  swapWerner: fc.double({ min: 0.95, max: 1, noNaN: true })
})
const path = (links: number): fc.Arbitrary<PlannedPath> =>
  fc.integer({ min: 1, max: links }).chain((count) =>
    fc.record({
      links: fc.array(
        points.map((operatingPoints) => ({ operatingPoints })),
        { minLength: count, maxLength: count }
      ),
      nodes: fc.array(node, { minLength: count - 1, maxLength: count - 1 })
    })
  )
const asked = fc.double({ min: 0.26, max: 0.95, noNaN: true })

/** A path whose links differ by a factor of many in rate, with memories of about 0.3 s times `memory`. */
function unevenPath(draw: RandomStream, links: number, points: number, memory: number): PlannedPath {
  return {
    links: Array.from({ length: links }, () => {
      let fidelity = 0.8 + 0.1 * draw.uniform()
      let rate = 20 + 300 * draw.uniform()
      const operatingPoints = Array.from({ length: points }, () => {
        const point = { fidelity, rate }
        fidelity += 0.001 + (1 - fidelity) * 0.6 * draw.uniform()
        rate /= 1.05 + 2 * draw.uniform() ** 2
        return point
      })
      return { operatingPoints }
    }),
    nodes: Array.from({ length: links - 1 }, () => ({
      coherenceTime: (0.005 + 0.3 * memory) * (0.5 + draw.uniform()),
      swapWerner: 0.99
    }))
  }
}

/** Every choice there is. */
function* everyChoice({ links }: PlannedPath, chosen: OperatingPoint[] = []): Generator<OperatingPoint[]> {
  if (chosen.length === links.length) yield chosen
  else
    for (const point of links[chosen.length]!.operatingPoints)
      yield* everyChoice({ links, nodes: [] }, [...chosen, point])
}

function bestOf(planned: PlannedPath, minimumFidelity: number): ChainEstimate | undefined {
  let best: ChainEstimate | undefined
  for (const choice of everyChoice(planned)) {
    const estimate = estimateChain(choice, planned.nodes)
    if (estimate.fidelity >= minimumFidelity && !(best && best.rate >= estimate.rate)) best = estimate
  }
  return best
}

describe('the estimate of a chain', () => {
  it('is that of ideal Werner states where nothing decays, at 1/E[max]', () => {
    const perfect = { coherenceTime: Infinity, swapWerner: 1 }
    const { fidelity, rate } = estimateChain(
      Array.from({ length: 4 }, () => ({ fidelity: 0.95, rate: 6 })),
      [perfect, perfect, perfect]
    )
    expect(fidelity).toBeCloseTo(0.819126, 6)
    expect(fidelity).toBeCloseTo(wernerChainFidelity(0.95, 4), 12)
    expect(rate).toBeCloseTo(6 / (1 + 1 / 2 + 1 / 3 + 1 / 4), 9)
  })

  it('is what drawing gives', () => {
    const draw = createRandom(14).stream('chain')
    const chosen = [
      { fidelity: 0.95, rate: 4 },
      { fidelity: 0.9, rate: 9 },
      { fidelity: 0.98, rate: 1 }
    ]
    const nodes = [
      { coherenceTime: 0.5, swapWerner: 0.97 },
      { coherenceTime: 1.2, swapWerner: 0.99 }
    ]
    const { fidelity, rate } = estimateChain(chosen, nodes)
    const times = () => chosen.map((point) => draw.exponential() / point.rate)
    expectMean(1 / rate, 40_000, () => Math.max(...times()))
    expectMean(fidelity, 40_000, () => {
      const [a, b, c] = times() as [number, number, number]
      const links = chosen.reduce((product, point) => (product * (4 * point.fidelity - 1)) / 3, 1)
      const waits = Math.exp(-Math.abs(a - b) / 0.5 - Math.abs(b - c) / 1.2)
      return (1 + 3 * links * 0.97 * 0.99 * waits) / 4
    })
  })

  it('never beats the slowest link', () => {
    fc.assert(
      fc.property(path(6), ({ links, nodes }) => {
        const chosen = links.map(({ operatingPoints }) => operatingPoints[0]!)
        expect(estimateChain(chosen, nodes).rate).toBeLessThanOrEqual(
          Math.min(...chosen.map(({ rate }) => rate)) * (1 + 1e-9)
        )
      }),
      { seed: 20_260_420, numRuns: 200 }
    )
  })
})

describe('a fidelity budget', () => {
  it('is the best of all choices, for short paths', () => {
    let met = 0
    fc.assert(
      fc.property(path(5), asked, (planned, minimumFidelity) => {
        const best = bestOf(planned, minimumFidelity)
        const budget = planFidelityBudget(planned, minimumFidelity)
        expect(budget?.rate).toEqual(best?.rate)
        if (!budget) return
        met++
        expect(budget.exact).toBe(true)
        expect(budget.fidelity).toBeGreaterThanOrEqual(minimumFidelity)
        expect(estimateChain(budget.points, planned.nodes)).toEqual({ fidelity: budget.fidelity, rate: budget.rate })
      }),
      { seed: 20_260_421, numRuns: 150 }
    )
    expect(met).toBeGreaterThan(30)
  })

  it('searched as for a long path always meets the fidelity, and seldom misses much of the rate', () => {
    const shares: number[] = []
    let missed = 0
    fc.assert(
      fc.property(path(5), asked, (planned, minimumFidelity) => {
        const best = bestOf(planned, minimumFidelity)
        const budget = planFidelityBudget(planned, minimumFidelity, { exactChoices: 0 })
        if (!best) expect(budget).toBeUndefined()
        else if (!budget) missed++
        else {
          expect(budget.exact).toBe(false)
          expect(budget.fidelity).toBeGreaterThanOrEqual(minimumFidelity)
          expect(budget.rate).toBeLessThanOrEqual(best.rate)
          expect(estimateChain(budget.points, planned.nodes)).toEqual({ fidelity: budget.fidelity, rate: budget.rate })
          shares.push(budget.rate / best.rate)
        }
      }),
      { seed: 20_260_422, numRuns: 250 }
    )
    shares.sort((a, b) => a - b)
    expect(shares.length).toBeGreaterThan(50)
    expect(missed).toBeLessThanOrEqual(1)
    expect(shares[0]).toBeGreaterThan(0.9)
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.99)
  })

  it('searched as for a long path is mostly the best where the choices are uneven and memories short', () => {
    const draw = createRandom(16).stream('uneven')
    let planned = 0
    let best = 0
    for (let run = 0; run < 200; run++) {
      const uneven = unevenPath(draw, 4 + draw.below(3), 2 + draw.below(4), draw.uniform() ** 2)
      const minimumFidelity = 0.28 + 0.5 * draw.uniform()
      const full = planFidelityBudget(uneven, minimumFidelity, { exactChoices: 100_000 })
      const quick = planFidelityBudget(uneven, minimumFidelity, { exactChoices: 0 })
      expect(quick === undefined).toBe(full === undefined)
      if (!full || !quick) continue
      planned++
      if (quick.rate > full.rate * (1 - 1e-9)) best++
      expect(quick.rate / full.rate).toBeGreaterThan(0.9)
    }
    // Without the trades of two links it is 0.95, of these.
    expect(planned).toBeGreaterThan(50)
    expect(best / planned).toBeGreaterThan(0.97)
  })

  it('searched as for a long path is mostly found even where only the most faithful choice of all will do', () => {
    const draw = createRandom(17).stream('tight')
    let found = 0
    for (let run = 0; run < 40; run++) {
      const tight = unevenPath(draw, 4, 3, 0.1 * draw.uniform())
      const highest = Math.max(...[...everyChoice(tight)].map((choice) => estimateChain(choice, tight.nodes).fidelity))
      if (planFidelityBudget(tight, highest, { exactChoices: 0 })?.fidelity === highest) found++
      expect(planFidelityBudget(tight, highest)!.fidelity).toBe(highest)
      expect(planFidelityBudget(tight, highest + 1e-9)).toBeUndefined()
    }
    // Without climbing from the choice that takes waits as independent it is 30.
    expect(found).toBeGreaterThan(35)
  })

  it('plans a hundred links', () => {
    const draw = createRandom(15).stream('long path')
    const links = Array.from({ length: 100 }, () => {
      const scale = 0.5 + draw.uniform()
      return {
        operatingPoints: [1, 2, 3, 4, 5, 6].map((k) => ({ fidelity: 0.99 + 0.0015 * k, rate: (scale * 1000) / k ** 2 }))
      }
    })
    const nodes = Array.from({ length: 99 }, () => ({ coherenceTime: 30, swapWerner: 0.9995 }))
    const loose = planFidelityBudget({ links, nodes }, 0.5)!
    const strict = planFidelityBudget({ links, nodes }, 0.7)!
    expect(loose.fidelity).toBeGreaterThanOrEqual(0.5)
    expect(strict.fidelity).toBeGreaterThanOrEqual(0.7)
    expect(loose.rate).toBeGreaterThan(strict.rate)
    // Better than the best that runs every link at the same setting.
    const uniform = [0, 1, 2, 3, 4, 5].map((k) =>
      estimateChain(
        links.map(({ operatingPoints }) => operatingPoints[k]!),
        nodes
      )
    )
    for (const { fidelity, rate } of uniform) if (fidelity >= 0.7) expect(strict.rate).toBeGreaterThanOrEqual(rate)
    expect(uniform.some(({ fidelity }) => fidelity < 0.7) && uniform.some(({ fidelity }) => fidelity >= 0.7)).toBe(true)
    expect(planFidelityBudget({ links, nodes }, 0.99)).toBeUndefined()
  })

  it('waits less where memories are short: a faster, noisier link can be the more faithful choice', () => {
    const both = [
      { fidelity: 0.95, rate: 50 },
      { fidelity: 0.99, rate: 1 }
    ]
    const steady = [{ operatingPoints: [{ fidelity: 0.97, rate: 50 }] }, { operatingPoints: both }]
    const plan = (coherenceTime: number) =>
      planFidelityBudget({ links: steady, nodes: [{ coherenceTime, swapWerner: 1 }] }, 0.9)
    expect(plan(1)!.points[1]).toEqual(both[0])
    expect(
      planFidelityBudget({ links: steady, nodes: [{ coherenceTime: Infinity, swapWerner: 1 }] }, 0.95)!.points[1]
    ).toEqual(both[1])
    expect(planFidelityBudget({ links: steady, nodes: [{ coherenceTime: 1, swapWerner: 1 }] }, 0.95)).toBeUndefined()
  })

  it('refuses a path that does not fit together, by name', () => {
    const refusal = (field: string) => expect.objectContaining({ code: 'NETWORK_INPUT', field })
    const link = { operatingPoints: [{ fidelity: 0.9, rate: 1 }] }
    const inner = { coherenceTime: 1, swapWerner: 1 }
    expect(() => planFidelityBudget({ links: [], nodes: [] }, 0.8)).toThrow(refusal('links.length'))
    expect(() => planFidelityBudget({ links: [link], nodes: [inner] }, 0.8)).toThrow(refusal('nodes.length'))
    expect(() => planFidelityBudget({ links: [{ operatingPoints: [] }], nodes: [] }, 0.8)).toThrow(
      refusal('links[0].operatingPoints.length')
    )
    expect(() => planFidelityBudget({ links: [link, link], nodes: [{ ...inner, coherenceTime: 0 }] }, 0.8)).toThrow(
      refusal('nodes[0].coherenceTime')
    )
    expect(() => planFidelityBudget({ links: [link], nodes: [] }, 2)).toThrow(refusal('minimumFidelity'))
  })
})
