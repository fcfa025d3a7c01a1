import { NANOSECONDS_PER_SECOND, type VirtualClock } from '@bellwire/runtime'
import { networkExpectations, RunCollector, type RunSamples } from '../../report/index.js'
import type { Scenario } from '../schema/scenario.js'
import { CountingRecorder } from './counting-recorder.js'
import { PlayedScenario, type PlayOptions } from './played-scenario.js'
import type { RunReport } from './report.js'

/** What a run may ask of the computer that it runs on; nothing of it enters the trace. */
export interface Meter {
  /** Milliseconds of some clock that never goes back. */
  now(): number
  peakMemoryBytes(): number
}

export interface RunScenarioOptions extends Omit<PlayOptions, 'intruder'> {
  readonly meter: Meter
  /** Counts frames for the samples, which makes a run slower. Default false. */
  readonly countFrames?: boolean
  /** Told the share of the simulated time that has passed, 0..1. */
  readonly progress?: (share: number) => void
}

export interface ScenarioRun {
  readonly report: RunReport
  readonly samples: RunSamples
}

const STEPS = 200
/** How long the links may take to come up before anyone asks all the same. */
const SETTLING = 10 * NANOSECONDS_PER_SECOND

/** Plays a scenario from its start to its end. It is the same every time, whatever else the program waits for meanwhile. */
export async function runScenario(scenario: Scenario, options: RunScenarioOptions): Promise<ScenarioRun> {
  const { meter, progress, countFrames = false, ...playing } = options
  const began = meter.now()
  const collector = new RunCollector()
  const { recorder } = playing
  const counted = (clock: VirtualClock) => new CountingRecorder(collector, recorder?.(clock))
  const play = new PlayedScenario(scenario, collector, { ...playing, ...(countFrames && { recorder: counted }) })
  const { network } = play
  network.settle(Math.min(SETTLING, scenario.duration))
  play.begin()
  const from = network.clock.now()
  for (let step = 1; step <= STEPS; step++) {
    const until = step === STEPS ? scenario.duration : from + Math.floor(((scenario.duration - from) * step) / STEPS)
    await play.advance(until)
    progress?.(step / STEPS)
  }
  const { scenario: name, seed, simulatedSeconds, events, ...outcome } = play.report()
  const report: RunReport = {
    scenario: name,
    seed,
    simulatedSeconds,
    wallSeconds: (meter.now() - began) / 1000,
    events,
    peakMemoryBytes: meter.peakMemoryBytes(),
    ...outcome
  }
  return { report, samples: collector.samples(networkExpectations(play.description)) }
}
