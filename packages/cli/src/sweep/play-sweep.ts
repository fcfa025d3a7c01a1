import type { RunFigures, Sweep, SweepResults } from '@bellwire/simulation'
import { type Lane, runAll } from './run-all.js'

/** One run at one point of a sweep. */
export interface PointRun {
  readonly point: number
  readonly run: number
}

export interface PlayOptions {
  /** At every point. */
  readonly runs: number
  /** Whoever plays single runs; how many there are has no part in the results. */
  readonly lanes: readonly Lane<PointRun, RunFigures>[]
  /** Has the runs that are finished already, and is given the others. */
  readonly results: SweepResults
  /** Begins no other run, and takes no failure for one. */
  readonly signal: AbortSignal
  /** Told of every run as it ends. */
  readonly finished: (point: number, run: number, figures: RunFigures) => void
  /** Told of every run that did not come to its end. */
  readonly failed: (point: number, run: number, error: unknown) => void
}

/** Plays what is missing of a sweep. */
export async function playSweep(sweep: Sweep, options: PlayOptions): Promise<void> {
  const { runs, lanes, results, signal, finished, failed } = options
  await runAll(
    jobsOf(sweep, runs, results),
    lanes,
    {
      done: ({ point, run }, figures) => {
        results.add(point, run, figures)
        finished(point, run, figures)
      },
      failed: ({ point, run }, error) => failed(point, run, error)
    },
    signal
  )
}

/** One run at every point before the second at any, so that there is something of every point early. */
function* jobsOf(sweep: Sweep, runs: number, results: SweepResults): Generator<PointRun> {
  for (let run = 0; run < runs; run++) {
    for (let point = 0; point < sweep.size; point++) if (!results.has(point, run)) yield { point, run }
  }
}
