import type { RunFigures, Sweep } from '@bellwire/simulation'
import { packageFile } from '../package-file.js'
import type { PointRun } from './play-sweep.js'
import type { Lane } from './run-all.js'
import { RunThread } from './run-thread.js'
import type { SweepRun } from './worker.js'

/** Whoever plays the runs of a sweep. */
export interface Players {
  readonly lanes: readonly Lane<PointRun, RunFigures>[]
  /** Rejects when nobody will play any more. */
  readonly broken: Promise<never>
  /** Stops every run that is being played; it is rejected. */
  stop(): Promise<void>
}

/** Threads of this process. */
export function threads(sweep: Sweep, count: number): Players {
  const own = Array.from({ length: count }, runThread)
  return {
    lanes: own.map((thread) => ({ run: (job) => thread.run(taskOf(sweep, job)) })),
    broken: new Promise<never>(() => undefined),
    async stop() {
      await Promise.all(own.map((thread) => thread.stop()))
    }
  }
}

/** A thread that plays runs. */
export function runThread(): RunThread<SweepRun, RunFigures> {
  return new RunThread<SweepRun, RunFigures>(packageFile('dist/sweep-worker.js'), 'playRun')
}

/** A run as a thread is told of it. */
export function taskOf(sweep: Sweep, { point, run }: PointRun): SweepRun {
  return { scenario: sweep.scenario(point), seed: sweep.seedOf(point, run) }
}
