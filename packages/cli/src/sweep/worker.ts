import { figuresOf, type RunFigures, runScenario, type Scenario } from '@bellwire/simulation'

/** One run of a sweep, as a worker thread is told of it. */
export interface SweepRun {
  readonly scenario: Scenario
  readonly seed: string
}

/** No figure of a sweep is about the computer. */
const meter = { now: () => 0, peakMemoryBytes: () => 0 }

export async function playRun({ scenario, seed }: SweepRun): Promise<RunFigures> {
  const { report } = await runScenario(scenario, { seed, meter })
  return figuresOf(report)
}
