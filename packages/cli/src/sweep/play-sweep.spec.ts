import { readFileSync } from 'node:fs'
import { figuresOf, type RunFigures, runScenario, Sweep, SweepResults } from '@bellwire/simulation'
import { describe, expect, it } from 'vitest'
import { type PointRun, playSweep } from './play-sweep.js'
import { taskOf } from './players.js'
import { playRun, type SweepRun } from './worker.js'

const text = readFileSync(new URL('../../../../examples/scenarios/ideal-link.yaml', import.meta.url), 'utf8')
const sweep = new Sweep({ text, vary: ['links[0].length=5 km,10 km', 'duration=50 ms'], seed: 3 })

async function play(runTask: (task: SweepRun) => Promise<RunFigures>) {
  const run = (job: PointRun) => runTask(taskOf(sweep, job))
  const results = new SweepResults(sweep)
  const failures: [number, number, string][] = []
  await playSweep(sweep, {
    runs: 2,
    lanes: [{ run }, { run }],
    results,
    signal: new AbortController().signal,
    finished: () => undefined,
    failed: (point, number, error) => failures.push([point, number, (error as Error).message])
  })
  return { results, failures }
}

describe('a sweep that is played', () => {
  it('gives what the scenario gives at every point with the seed of the run', async () => {
    const { results, failures } = await play((task) => playRun(task))
    expect(failures).toEqual([])
    const expected = new SweepResults(sweep)
    for (const point of [0, 1]) {
      for (const run of [0, 1]) {
        const seed = `3/sweep/duration=50 ms, links[0].length=${point === 0 ? 5 : 10} km/${run}`
        const meter = { now: () => 0, peakMemoryBytes: () => 0 }
        const { report } = await runScenario(sweep.scenario(point), { seed, meter })
        expected.add(point, run, figuresOf(report))
      }
    }
    expect(results.summary(2)).toEqual(expected.summary(2))
  })

  it('keeps the others where one run fails, and says which', async () => {
    const whole = await play((task) => playRun(task))
    const broken = await play((task) =>
      task.seed.endsWith('10 km/1') ? Promise.reject(new Error('out of memory')) : playRun(task)
    )
    expect(broken.failures).toEqual([[1, 1, 'out of memory']])
    const [[near, far], [allNear]] = [broken.results.summary(2).points, whole.results.summary(2).points] as const
    expect(near).toEqual(allNear)
    expect(far!.runs).toBe(1)
  })
})
