/** Whoever does the jobs of one lane, one after the other. */
export interface Lane<Job, Result> {
  run(job: Job): Promise<Result>
}

export interface JobEvents<Job, Result> {
  readonly done: (job: Job, result: Result) => void
  readonly failed: (job: Job, error: unknown) => void
}

/**
 * Does all jobs, each in the lane that is free next; the order in which they end is that of chance. A job that fails
 * does not keep the others from being done.
 *
 * @param signal begins no other job, and takes no failure for one
 */
export async function runAll<Job, Result>(
  jobs: Iterable<Job>,
  lanes: readonly Lane<Job, Result>[],
  { done, failed }: JobEvents<Job, Result>,
  signal: AbortSignal
): Promise<void> {
  const waiting = jobs[Symbol.iterator]()
  const work = async (lane: Lane<Job, Result>): Promise<void> => {
    for (;;) {
      const next = signal.aborted ? undefined : waiting.next()
      if (next === undefined || next.done === true) return
      let result: Result
      try {
        result = await lane.run(next.value)
      } catch (error) {
        if (!signal.aborted) failed(next.value, error)
        continue
      }
      done(next.value, result)
    }
  }
  await Promise.all(lanes.map(work))
}
