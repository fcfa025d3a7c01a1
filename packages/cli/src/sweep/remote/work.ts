import { type RunFigures, ScenarioTemplate } from '@bellwire/simulation'
import { type Job, NatsError, type NatsServers, WorkSource } from '@bellwire/transport-nats'
import { runThread } from '../players.js'
import type { RunThread } from '../run-thread.js'
import type { SweepRun } from '../worker.js'
import { jobOf, KIND, makerName, ownMaker, packed, type RunOutcome, termsOf } from './messages.js'

export interface WorkOptions {
  readonly servers: NatsServers
  readonly threads: number
  readonly signal: AbortSignal
  /** Told of what whoever runs the worker may want to know. */
  readonly notice: (text: string) => void
}

/**
 * Plays runs of whatever sweeps there are, until the signal is aborted; what is being played then is given back.
 *
 * @returns how many runs it has played
 * @throws NatsError
 */
export async function work({ servers, threads, signal, notice }: WorkOptions): Promise<number> {
  const source = await WorkSource.open(servers, {
    kind: KIND,
    accepts(bytes) {
      const { maker } = termsOf(bytes)
      const [theirs, own] = [makerName(maker), makerName(ownMaker)]
      if (theirs === own) return undefined
      notice(`a sweep of ${theirs} is left to others: this is ${own}`)
      return `a worker of ${own} plays no runs of this sweep, which is of ${theirs}`
    },
    connection: (state) => notice(state === 'lost' ? 'the connection is lost; runs go on' : 'the connection is back')
  })
  notice(`${threads} ${threads === 1 ? 'thread plays' : 'threads play'} runs of sweeps of ${makerName(ownMaker)}`)
  const scenarios = new Scenarios()
  let played = 0
  const lane = async (): Promise<void> => {
    const thread = runThread()
    const stop = (): void => void thread.stop()
    signal.addEventListener('abort', stop)
    for (;;) {
      const job = await source.take(signal)
      if (job === undefined) break
      if (await play(job, thread, scenarios, signal)) played += 1
    }
    signal.removeEventListener('abort', stop)
    await thread.stop()
  }
  try {
    await Promise.all(Array.from({ length: threads }, lane))
  } finally {
    await source.close()
  }
  return played
}

/** @returns whether it was played to its end, well or not */
async function play(
  job: Job,
  thread: RunThread<SweepRun, RunFigures>,
  scenarios: Scenarios,
  signal: AbortSignal
): Promise<boolean> {
  const abandon = (): void => void thread.stop()
  job.signal.addEventListener('abort', abandon)
  const outcome = await outcomeOf(async () => thread.run(scenarios.taskOf(job)))
  job.signal.removeEventListener('abort', abandon)
  // Stopped from outside: the job is given back, or nobody wants it.
  if (signal.aborted || job.signal.aborted) return false
  try {
    await job.finish(packed(outcome))
  } catch (error) {
    if (!(error instanceof NatsError)) throw error
    await job.finish(packed({ failure: error.message }))
  }
  return true
}

async function outcomeOf(run: () => Promise<RunFigures>): Promise<RunOutcome> {
  try {
    return { figures: await run() }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}

/** Scenario files of sweeps, each read once. */
class Scenarios {
  readonly #templates = new WeakMap<Uint8Array, ScenarioTemplate>()

  taskOf({ terms, body }: Job): SweepRun {
    const { changes, seed } = jobOf(body)
    let template = this.#templates.get(terms)
    if (template === undefined) {
      const { text, file } = termsOf(terms)
      template = new ScenarioTemplate(text, file)
      this.#templates.set(terms, template)
    }
    return { scenario: template.scenario(changes), seed }
  }
}
