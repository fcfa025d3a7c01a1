import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OperatingPoint } from '../routing/operating-points.js'
import { cutoffDecay, cutoffMeanTime } from './chain-cutoff.js'
import { estimateChain, type SwapNode } from './chain-estimate.js'
import { type CutoffBudget, estimateCutoff, planCutoffBudget } from './cutoff-budget.js'
import { chooseCutoff } from './cutoff-choice.js'
import { planFidelityBudget } from './fidelity-budget.js'

const points = fc
  .array(fc.tuple(fc.double({ min: 0.85, max: 0.995, noNaN: true }), fc.double({ min: 1, max: 50, noNaN: true })), {
    minLength: 1,
    maxLength: 3
  })
  .map((all) => all.map(([fidelity, rate]): OperatingPoint => ({ fidelity, rate })))
const node: fc.Arbitrary<SwapNode> = fc.record({
  coherenceTime: fc.double({ min: 0.1, max: 3, noNaN: true }),
  swapWerner: fc.double({ min: 0.97, max: 1, noNaN: true })
})
const path = fc.integer({ min: 2, max: 3 }).chain((links) =>
  fc.record({
    links: fc.array(
      points.map((operatingPoints) => ({ operatingPoints })),
      { minLength: links, maxLength: links }
    ),
    nodes: fc.array(node, { minLength: links - 1, maxLength: links - 1 })
  })
)
const asked = fc.double({ min: 0.5, max: 0.9, noNaN: true })

/** Every way to choose a point for each link. */
function ways(links: readonly { readonly operatingPoints: readonly OperatingPoint[] }[]): OperatingPoint[][] {
  return links.reduce<OperatingPoint[][]>(
    (before, { operatingPoints }) => before.flatMap((some) => operatingPoints.map((point) => [...some, point])),
    [[]]
  )
}

describe('a budget with a cut-off', () => {
  it('meets the fidelity, and no fixed cut-off does at a better rate, with any points', () => {
    fc.assert(
      fc.property(path, asked, ({ links, nodes }, minimumFidelity) => {
        const best = planCutoffBudget({ links, nodes }, minimumFidelity)
        if (best !== undefined) {
          expect(best.fidelity).toBeGreaterThanOrEqual(minimumFidelity - 1e-9)
          expect(best).toMatchObject(
            best.cutoff === Infinity
              ? estimateChain(best.points, nodes)
              : estimateCutoff(best.points, nodes, best.cutoff)
          )
          expect(best.exact).toBe(true)
        }
        const longest = nodes.reduce((sum, { coherenceTime }) => Math.max(sum, coherenceTime), 0)
        const cutoffs = [0.003, 0.01, 0.03, 0.1, 0.3, 1].map((share) => share * longest)
        for (const chosen of ways(links)) {
          for (const cutoff of [...cutoffs, Infinity]) {
            // What has no chance is not worked out.
            const bound = estimateChain(chosen, nodes).rate
            if (best !== undefined && bound <= best.rate) continue
            const chain = { rates: chosen.map(({ rate }) => rate), cutoff }
            const left = cutoffDecay(
              chain,
              nodes.map(({ coherenceTime }) => 1 / coherenceTime)
            )
            const swaps = nodes.reduce((product, { swapWerner }) => product * swapWerner, left)
            const werner = chosen.reduce((product, { fidelity }) => (product * (4 * fidelity - 1)) / 3, swaps)
            if ((1 + 3 * werner) / 4 < minimumFidelity) continue
            const rate = 1 / cutoffMeanTime(chain)
            expect(best).toBeDefined()
            expect((best as CutoffBudget).rate).toBeGreaterThanOrEqual(rate * (1 - 1e-3))
          }
        }
      }),
      { seed: 606, numRuns: 40 }
    )
  })

  it('is not slower than one without, and finds ways where that finds none', () => {
    let only = 0
    fc.assert(
      fc.property(path, asked, (given, minimumFidelity) => {
        const best = planCutoffBudget(given, minimumFidelity)
        const patient = planFidelityBudget(given, minimumFidelity)
        if (patient !== undefined) expect(best?.rate).toBeGreaterThanOrEqual(patient.rate)
        else if (best !== undefined) only += 1
      }),
      { seed: 607, numRuns: 60 }
    )
    expect(only).toBeGreaterThan(10)
  })

  it('of two links with one point each has the cut-off that is chosen for two', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.double({ min: 1, max: 50, noNaN: true }), fc.double({ min: 1, max: 50, noNaN: true })),
        node,
        fc.double({ min: 0.3, max: 0.99, noNaN: true }),
        ([first, second], inner, share) => {
          const links = [first, second].map((rate) => ({ operatingPoints: [{ fidelity: 0.97, rate }] }))
          const werner = ((4 * 0.97 - 1) / 3) ** 2 * inner.swapWerner
          const minimumFidelity = (1 + 3 * werner * share) / 4
          const decay = 1 / inner.coherenceTime
          const expected = chooseCutoff({ unit: 'seconds', first, second, decay, werner }, { minimumFidelity })
          const best = planCutoffBudget({ links, nodes: [inner] }, minimumFidelity)
          // A cut-off that hardly ever ends a wait is as good as none.
          expect(best!.rate / expected!.rate).toBeCloseTo(1, 3)
          if (expected!.cutoff < 3 / Math.max(first, second)) expect(best!.cutoff / expected!.cutoff).toBeCloseTo(1, 3)
        }
      ),
      { seed: 608, numRuns: 60 }
    )
  })

  it('has none where nothing decays, nothing waits, or all is met without', () => {
    const link = { operatingPoints: [{ fidelity: 0.95, rate: 3 }] }
    const still = { coherenceTime: Infinity, swapWerner: 1 }
    expect(planCutoffBudget({ links: [link, link], nodes: [still] }, 0.9)?.cutoff).toBe(Infinity)
    expect(planCutoffBudget({ links: [link], nodes: [] }, 0.9)?.cutoff).toBe(Infinity)
    const short = { coherenceTime: 0.1, swapWerner: 1 }
    expect(planCutoffBudget({ links: [link, link], nodes: [short] }, 0.3)?.cutoff).toBe(Infinity)
    // The links alone are below.
    expect(planCutoffBudget({ links: [link, link], nodes: [short] }, 0.91)).toBeUndefined()
  })

  it('takes a faster point with a cut-off where that beats a more faithful one without', () => {
    const links = [0, 1].map(() => ({
      operatingPoints: [
        { fidelity: 0.95, rate: 100 },
        { fidelity: 0.99, rate: 1 }
      ]
    }))
    const nodes = [{ coherenceTime: 1, swapWerner: 1 }]
    const patient = planFidelityBudget({ links, nodes }, 0.9)
    const best = planCutoffBudget({ links, nodes }, 0.9)
    expect(patient).toBeUndefined()
    expect(best?.points.map(({ rate }) => rate)).toEqual([100, 100])
    expect(best?.cutoff).toBeLessThan(0.02)
    expect(best?.rate).toBeGreaterThan(10)
  })

  it('looks at one least rate for all links where there are many ways, and at no cut-off on very long paths', () => {
    const operatingPoints = [
      { fidelity: 0.97, rate: 60 },
      { fidelity: 0.98, rate: 40 },
      { fidelity: 0.99, rate: 20 }
    ]
    const long = (links: number) => ({
      links: Array.from({ length: links }, () => ({ operatingPoints })),
      nodes: Array.from({ length: links - 1 }, () => ({ coherenceTime: 0.5, swapWerner: 1 }))
    })
    const five = planCutoffBudget(long(5), 0.85)
    expect(planFidelityBudget(long(5), 0.85)).toBeUndefined()
    expect(five?.exact).toBe(false)
    expect(five?.fidelity).toBeGreaterThanOrEqual(0.85 - 1e-9)
    expect(five?.cutoff).toBeLessThan(Infinity)
    expect(planCutoffBudget(long(17), 0.3)).toEqual({ ...planFidelityBudget(long(17), 0.3), cutoff: Infinity })
  })
})
