import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Lane, runAll } from './run-all.js'

/** A lane that takes a few turns of the event loop for each job, and fails at some. */
function lane(turns: readonly number[], fails: (job: number) => boolean): Lane<number, number> {
  return {
    async run(job) {
      for (let turn = turns[job % turns.length] ?? 0; turn > 0; turn--) await Promise.resolve()
      if (fails(job)) throw new Error(`job ${job}`)
      return job * job
    }
  }
}

async function outcome(jobs: number, turns: readonly (readonly number[])[], stopAfter = Infinity) {
  const stop = new AbortController()
  const done: [number, number][] = []
  const failed: [number, string][] = []
  await runAll(
    Array.from({ length: jobs }, (_, job) => job),
    turns.map((one) => lane(one, (job) => job % 5 === 4)),
    {
      done: (job, result) => {
        done.push([job, result])
        if (done.length === stopAfter) stop.abort()
      },
      failed: (job, error) => failed.push([job, (error as Error).message])
    },
    stop.signal
  )
  const byJob = (one: readonly [number, unknown], other: readonly [number, unknown]): number => one[0] - other[0]
  return { done: done.sort(byJob), failed: failed.sort(byJob) }
}

const turns = fc.array(fc.array(fc.nat(5), { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 4 })

describe('jobs in lanes', () => {
  it('are each done once, whatever becomes of the others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(30), turns, async (jobs, lanes) => {
        const all = Array.from({ length: jobs }, (_, job) => job)
        expect(await outcome(jobs, lanes)).toEqual({
          done: all.filter((job) => job % 5 !== 4).map((job) => [job, job * job]),
          failed: all.filter((job) => job % 5 === 4).map((job) => [job, `job ${job}`])
        })
      }),
      { seed: 1 }
    )
  })

  it('begin no more once they are stopped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10 }), turns, async (stopAfter, lanes) => {
        const { done } = await outcome(100, lanes, stopAfter)
        expect(done.length).toBeGreaterThanOrEqual(stopAfter)
        // What was under way may still come to its end.
        expect(done.length).toBeLessThan(stopAfter + lanes.length)
      }),
      { seed: 1 }
    )
  })

  it('end with what goes wrong where results are taken', async () => {
    const full = runAll(
      [1, 2],
      [lane([1], () => false)],
      {
        done: () => {
          throw new Error('disk full')
        },
        failed: () => undefined
      },
      new AbortController().signal
    )
    await expect(full).rejects.toThrow('disk full')
  })
})
