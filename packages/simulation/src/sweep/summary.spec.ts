import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runScenario } from '../scenario/run/run-scenario.js'
import { figuresOf } from './figures-of.js'
import { SweepResults } from './summary.js'
import { Sweep } from './sweep.js'

const text = readFileSync(new URL('../../../../examples/scenarios/ideal-link.yaml', import.meta.url), 'utf8')
const sweep = new Sweep({ text, vary: ['duration=100 ms,200 ms'] })
const computer = (speed: number) => {
  let reads = 0
  return { now: () => (reads += speed), peakMemoryBytes: () => speed }
}

describe('the figures of a run', () => {
  it('are those of its report that do not depend on the computer', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(async (speed) => (await runScenario(sweep.scenario(1), { seed: 4, meter: computer(speed) })).report)
    )
    const figures = figuresOf(one!)
    expect(one!.wallSeconds).not.toBe(other!.wallSeconds)
    expect(figures).toEqual(figuresOf(other!))
    expect(figures).toMatchObject({
      simulatedSeconds: 0.2,
      'alice-bob.delivered': one!.pairs[0]!.delivered,
      'alice-bob.expired': 0,
      'alice-bob.meanFidelity': one!.pairs[0]!.meanFidelity,
      'alice-bob.perSimulatedSecond': one!.pairs[0]!.perSimulatedSecond,
      'requests[0].errors': 0,
      'requests[0].delivered': 100,
      'requests[1].chsh': one!.requests[1]!.chsh!.value
    })
    expect(Object.values(figures).every((value) => value === null || Number.isFinite(value))).toBe(true)
  })
})

describe('the summary of a sweep', () => {
  it('does not depend on the order in which runs end', () => {
    const runs = [0, 1].flatMap((point) => [0, 1, 2, 3].map((run) => ({ point, run, x: 0.1 * run + 0.7 * point })))
    const summary = (ordered: typeof runs) => {
      const results = new SweepResults(sweep)
      for (const { point, run, x } of ordered) results.add(point, run, { x, y: run < 2 ? null : x })
      return results.summary(4)
    }
    const expected = summary(runs)
    fc.assert(
      fc.property(fc.shuffledSubarray(runs, { minLength: runs.length }), (ordered) => {
        expect(summary(ordered)).toEqual(expected)
      }),
      { seed: 1 }
    )
    expect(expected.points.map(({ at, runs: count }) => [at, count])).toEqual([
      [{ duration: '100 ms' }, 4],
      [{ duration: '200 ms' }, 4]
    ])
    expect(expected.points[1]!.figures['x']!.mean).toBeCloseTo(0.85, 12)
    expect(expected.points[1]!.figures['y']!.mean).toBeCloseTo(0.95, 12)
  })

  it('counts the first runs, and of each the first word', () => {
    const results = new SweepResults(sweep)
    results.add(0, 0, { x: 1 })
    results.add(0, 0, { x: 5 })
    results.add(0, 7, { x: 9, z: null })
    expect([results.count(5), results.count(8)]).toEqual([1, 2])
    expect(results.summary(5).points.map(({ runs, figures }) => [runs, figures])).toEqual([
      [1, { x: { mean: 1, low: null, high: null } }],
      [0, {}]
    ])
    expect(results.summary(8).points[0]!.figures).toMatchObject({ x: { mean: 5 }, z: { mean: null, low: null } })
  })
})
