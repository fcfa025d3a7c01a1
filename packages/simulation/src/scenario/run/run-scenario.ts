import { createRandom, NANOSECONDS_PER_SECOND, type Recorder, type VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import type { LinkDescription } from '../../network/description.js'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { networkExpectations, RunCollector, type RunSamples } from '../../report/index.js'
import { applicationsOf } from '../applications/applications.js'
import { isOfApplication } from '../applications/purposes.js'
import { Programs } from '../../programs/programs.js'
import { networkOf } from '../network/network-of.js'
import { wireNumbers } from '../network/wire-numbers.js'
import type { Scenario } from '../schema/scenario.js'
import { RequestPlayer } from './request-player.js'
import { CircuitObserver } from './circuit-observer.js'
import { CountingRecorder } from './counting-recorder.js'
import { LinkObserver } from './link-observer.js'
import { playFaults } from './play-faults.js'
import type { RunReport } from './report.js'
import { SwitchObserver } from './switch-observer.js'

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
/** How long the links may take to come up before anyone asks all the same. */
const SETTLING = 10 * NANOSECONDS_PER_SECOND

/** Plays a scenario from its start to its end. It is the same every time, whatever else the program waits for meanwhile. */
export async function runScenario(scenario: Scenario, options: RunScenarioOptions): Promise<ScenarioRun> {
  const { meter, progress } = options
  const began = meter.now()
  const seed = options.seed ?? scenario.seed ?? 1
  const collector = new RunCollector()
  const description = networkOf(scenario)
  const switches = new SwitchObserver(scenario)
  const network = new SimulatedNetwork(description, {
    seed,
    switches,
    scenario: scenario.name,
    wire: options.wire ?? false,
    ...(options.runner && { runner: options.runner }),
    ...(scenario.mode && { mode: scenario.mode }),
    ...recorderOf(options, collector)
  })
  switches.clock = network.clock
  const notices: string[] = []
  network.world.onNotice = ({ link, text }) => notices.push(`${linkName(description.links, link)}: ${text}`)
  const requests = requestsOf(scenario, network, seed)
  const observers = observersOf(scenario, network, requests, collector, switches)
  const programs = new Programs()
  const random = createRandom(seed).fork('applications')
  const applications = applicationsOf({ scenario, network, numbers: wireNumbers(scenario), programs, random })
  const circuits = (scenario.circuits ?? []).flatMap((entry) => {
    const { number } = entry
    if (number === undefined) return []
    const end = (name: string) => ({ name, service: network.node(name).network })
    const ends = [end(entry.from), end(entry.to)] as const
    return [new CircuitObserver({ ...entry, number }, ends, network.clock, network.world.oracle)]
  })
  playFaults(scenario, network, collector, {
    crashed: (node) => applications.forEach((application) => application.crashed(node)),
    recovered: (node) => applications.forEach((application) => application.recovered(node))
  })
  network.settle(Math.min(SETTLING, scenario.duration))
  for (const request of requests) request.start()
  for (const circuit of circuits) circuit.start()
  for (const application of applications) application.start()
  const from = network.clock.now()
  for (let step = 1; step <= STEPS; step++) {
    const until = step === STEPS ? scenario.duration : from + Math.floor(((scenario.duration - from) * step) / STEPS)
    await programs.run(network, until)
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
    ...(switches.any && { switches: switches.reports() }),
    requests: requests.map((request) => request.report()),
    applications: applications.map((application) => application.report(scenario.duration)),
    ...(notices.length > 0 && { notices })
  }
  return { report, samples: collector.samples(networkExpectations(description)) }
}

/** By its number on the wire, or else its place in the list. */
function linkName(links: readonly LinkDescription[], number: number): string {
  const link = links.find((one, index) => (one.number ?? index + 1) === number)
  return link === undefined ? `link ${number}` : `${link.a}-${link.b}`
}

function recorderOf({ recorder, countFrames = false }: RunScenarioOptions, collector: RunCollector) {
  if (!countFrames) return recorder === undefined ? {} : { recorder }
  return { recorder: (clock: VirtualClock) => new CountingRecorder(collector, recorder?.(clock)) }
}

function requestsOf(scenario: Scenario, network: SimulatedNetwork, seed: number | string): readonly RequestPlayer[] {
  const random = createRandom(seed)
  return (scenario.requests ?? []).map((entry, index) => {
    network
      .node(entry.to)
      .link(entry.from)
      .accept(entry.purpose ?? 0)
    const arrivals = random.stream(`application/${index}/arrivals`)
    return new RequestPlayer(entry, network.node(entry.from).link(entry.to), network.clock, arrivals)
  })
}

function observersOf(
  scenario: Scenario,
  network: SimulatedNetwork,
  requests: readonly RequestPlayer[],
  collector: RunCollector,
  switches: SwitchObserver
): readonly LinkObserver[] {
  const ofApplication = scenario.applications === undefined ? () => false : isOfApplication
  const observers = scenario.links.map(({ a, b }) => {
    const end = (name: string, peer: string) => ({
      name,
      service: network.node(name).link(peer),
      requests: requests.filter(({ entry }) => entry.from === name && entry.to === peer)
    })
    const { oracle } = network.world
    return new LinkObserver([end(a, b), end(b, a)], network.clock, oracle, collector.link(a, b), ofApplication)
  })
  // Links are numbered from 1 in the order of the list.
  network.world.onHerald = (herald) => {
    switches.herald(herald.link)
    observers[herald.link - 1]?.herald(herald)
  }
  return observers
}
