import { createRandom, NANOSECONDS_PER_SECOND, type Recorder, type VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { networkExpectations, RunCollector, type RunSamples } from '../../report/index.js'
import { networkOf } from '../network/network-of.js'
import type { Scenario } from '../schema/scenario.js'
import { RequestApplication } from './application.js'
import { CircuitObserver } from './circuit-observer.js'
import { CountingRecorder } from './counting-recorder.js'
import { LinkObserver } from './link-observer.js'
import { playFaults } from './play-faults.js'
import type { RunReport } from './report.js'

/** What a run may ask of the computer that it runs on; nothing of it enters the trace. */
export interface Meter {
  /** Milliseconds of some clock that never goes back. */
  now(): number
  peakMemoryBytes(): number
}

export interface RunScenarioOptions {
  /** Instead of the scenario's own. */
  readonly seed?: number | string
  readonly meter: Meter
  /** Made for the run's clock; nothing is recorded without it. */
  readonly recorder?: (clock: VirtualClock) => Recorder
  /** Every frame through the wire codec. Default false. */
  readonly wire?: boolean
  /** Default 'generated'. */
  readonly runner?: RunnerKind
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
/** How long the links may take to come up before the applications ask all the same. */
const SETTLING = 10 * NANOSECONDS_PER_SECOND

/** Plays a scenario from its start to its end. */
export function runScenario(scenario: Scenario, options: RunScenarioOptions): ScenarioRun {
  const { meter, progress } = options
  const began = meter.now()
  const seed = options.seed ?? scenario.seed ?? 1
  const collector = new RunCollector()
  const description = networkOf(scenario)
  const network = new SimulatedNetwork(description, {
    seed,
    scenario: scenario.name,
    wire: options.wire ?? false,
    ...(options.runner && { runner: options.runner }),
    ...(scenario.mode && { mode: scenario.mode }),
    ...recorderOf(options, collector)
  })
  const applications = applicationsOf(scenario, network, seed)
  const observers = observersOf(scenario, network, applications, collector)
  const circuits = (scenario.circuits ?? []).map((entry) => {
    const end = (name: string) => ({ name, service: network.node(name).network })
    return new CircuitObserver(entry, [end(entry.from), end(entry.to)], network.clock, network.world.oracle)
  })
  playFaults(scenario, network, collector)
  network.settle(Math.min(SETTLING, scenario.duration))
  for (const application of applications) application.start()
  for (const circuit of circuits) circuit.start()
  const from = network.clock.now()
  for (let step = 1; step <= STEPS; step++) {
    network.run(step === STEPS ? scenario.duration : from + Math.floor(((scenario.duration - from) * step) / STEPS))
    progress?.(step / STEPS)
  }
  const report: RunReport = {
    scenario: scenario.name,
    seed,
    simulatedSeconds: scenario.duration / NANOSECONDS_PER_SECOND,
    wallSeconds: (meter.now() - began) / 1000,
    events: network.clock.events,
    peakMemoryBytes: meter.peakMemoryBytes(),
    pairs: [...observers, ...circuits].map((observer) => observer.report(scenario.duration)),
    applications: applications.map((application) => application.report())
  }
  return { report, samples: collector.samples(networkExpectations(description)) }
}

function recorderOf({ recorder, countFrames = false }: RunScenarioOptions, collector: RunCollector) {
  if (!countFrames) return recorder === undefined ? {} : { recorder }
  return { recorder: (clock: VirtualClock) => new CountingRecorder(collector, recorder?.(clock)) }
}

function applicationsOf(
  scenario: Scenario,
  network: SimulatedNetwork,
  seed: number | string
): readonly RequestApplication[] {
  const random = createRandom(seed)
  return (scenario.requests ?? []).map((entry, index) => {
    network
      .node(entry.to)
      .link(entry.from)
      .accept(entry.purpose ?? 0)
    const arrivals = random.stream(`application/${index}/arrivals`)
    return new RequestApplication(entry, network.node(entry.from).link(entry.to), network.clock, arrivals)
  })
}

function observersOf(
  scenario: Scenario,
  network: SimulatedNetwork,
  applications: readonly RequestApplication[],
  collector: RunCollector
): readonly LinkObserver[] {
  const observers = scenario.links.map(({ a, b }) => {
    const end = (name: string, peer: string) => ({
      name,
      service: network.node(name).link(peer),
      applications: applications.filter(({ entry }) => entry.from === name && entry.to === peer)
    })
    return new LinkObserver([end(a, b), end(b, a)], network.clock, network.world.oracle, collector.link(a, b))
  })
  // Links are numbered from 1 in the order of the list.
  network.world.onHerald = (herald) => observers[herald.link - 1]?.herald(herald)
  return observers
}
