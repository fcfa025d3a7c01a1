import {
  createRandom,
  NANOSECONDS_PER_SECOND,
  type Nanoseconds,
  type Recorder,
  type VirtualClock
} from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import type { LinkDescription, NetworkDescription } from '../../network/description.js'
import { type Intruder, SimulatedNetwork } from '../../network/simulated-network.js'
import { Programs } from '../../programs/programs.js'
import type { RunCollector } from '../../report/index.js'
import { applicationsOf } from '../applications/applications.js'
import type { PlayedApplication } from '../applications/played-application.js'
import { isOfApplication } from '../applications/purposes.js'
import { networkOf } from '../network/network-of.js'
import { wireNumbers } from '../network/wire-numbers.js'
import type { Scenario } from '../schema/scenario.js'
import { CircuitObserver } from './circuit-observer.js'
import { LinkObserver } from './link-observer.js'
import { playFaults } from './play-faults.js'
import type { RunReport } from './report.js'
import { RequestPlayer } from './request-player.js'
import { ScenarioFaults } from './scenario-faults.js'
import { SwitchObserver } from './switch-observer.js'

export interface PlayOptions {
  /** Instead of the scenario's own. */
  readonly seed?: number | string
  /** Made for the run's clock; nothing is recorded without it. */
  readonly recorder?: (clock: VirtualClock) => Recorder
  /** Every frame through the wire codec. Default false. */
  readonly wire?: boolean
  /** Default 'generated'. */
  readonly runner?: RunnerKind
  /** Somebody who has replaced parts of the network. */
  readonly intruder?: Intruder
}

/** What a report says of the scenario, without what the computer needed for it. */
export type PlayReport = Omit<RunReport, 'wallSeconds' | 'peakMemoryBytes'>

/**
 * A scenario being played: its network with all that uses it. It is the same every time, whatever else the program
 * waits for meanwhile.
 */
export class PlayedScenario {
  readonly description: NetworkDescription
  readonly network: SimulatedNetwork
  readonly faults: ScenarioFaults
  readonly #scenario: Scenario
  readonly #seed: number | string
  readonly #programs = new Programs()
  readonly #requests: readonly RequestPlayer[]
  readonly #links: readonly LinkObserver[]
  readonly #circuits: readonly CircuitObserver[]
  readonly #applications: readonly PlayedApplication[]
  readonly #switches: SwitchObserver
  readonly #notices: string[] = []

  constructor(scenario: Scenario, collector: RunCollector, options: PlayOptions = {}) {
    const seed = options.seed ?? scenario.seed ?? 1
    this.#scenario = scenario
    this.#seed = seed
    this.description = networkOf(scenario)
    this.#switches = new SwitchObserver(scenario)
    const network = new SimulatedNetwork(this.description, {
      seed,
      switches: this.#switches,
      scenario: scenario.name,
      wire: options.wire ?? false,
      ...(options.runner && { runner: options.runner }),
      ...(options.intruder && { intruder: options.intruder }),
      ...(scenario.mode && { mode: scenario.mode }),
      ...(options.recorder && { recorder: options.recorder })
    })
    this.network = network
    this.#switches.clock = network.clock
    network.world.onNotice = ({ link, text }) => this.#notices.push(`${this.#nameOf(link)}: ${text}`)
    this.#requests = this.#makeRequests()
    this.#links = this.#observeLinks(collector)
    const random = createRandom(seed).fork('applications')
    this.#applications = applicationsOf({
      scenario,
      network,
      numbers: wireNumbers(scenario),
      programs: this.#programs,
      random
    })
    this.#circuits = this.#makeCircuits()
    this.faults = new ScenarioFaults(scenario, network, collector, {
      crashed: (node) => this.#applications.forEach((application) => application.crashed(node)),
      recovered: (node) => this.#applications.forEach((application) => application.recovered(node))
    })
    playFaults(scenario, network.clock, this.faults)
  }

  /** Has everyone ask for what the scenario says, from now on. Once, when the links are up or should be. */
  begin(): void {
    for (const request of this.#requests) request.start()
    for (const circuit of this.#circuits) circuit.start()
    for (const application of this.#applications) application.start()
  }

  /** Goes on until true time `until`, or while a condition holds; it is looked at after every event. */
  advance(until: Nanoseconds, goOn?: () => boolean): Promise<void> {
    return this.#programs.run(this.network, until, goOn)
  }

  /** How it went so far. */
  report(): PlayReport {
    const now = this.network.clock.now()
    return {
      scenario: this.#scenario.name,
      seed: this.#seed,
      simulatedSeconds: now / NANOSECONDS_PER_SECOND,
      events: this.network.clock.events,
      pairs: [...this.#links, ...this.#circuits].map((observer) => observer.report(now)),
      ...(this.#switches.any && { switches: this.#switches.reports() }),
      requests: this.#requests.map((request) => request.report()),
      applications: this.#applications.map((application) => application.report(now)),
      ...(this.#notices.length > 0 && { notices: this.#notices })
    }
  }

  #makeRequests(): readonly RequestPlayer[] {
    const { network } = this
    const random = createRandom(this.#seed)
    return (this.#scenario.requests ?? []).map((entry, index) => {
      network
        .node(entry.to)
        .link(entry.from)
        .accept(entry.purpose ?? 0)
      const arrivals = random.stream(`application/${index}/arrivals`)
      return new RequestPlayer(entry, network.node(entry.from).link(entry.to), network.clock, arrivals)
    })
  }

  #makeCircuits(): readonly CircuitObserver[] {
    const { network } = this
    return (this.#scenario.circuits ?? []).flatMap((entry) => {
      const { number } = entry
      if (number === undefined) return []
      const end = (name: string) => ({ name, service: network.node(name).network })
      const ends = [end(entry.from), end(entry.to)] as const
      return [new CircuitObserver({ ...entry, number }, ends, network.clock, network.world.oracle)]
    })
  }

  #observeLinks(collector: RunCollector): readonly LinkObserver[] {
    const { network } = this
    const ofApplication = this.#scenario.applications === undefined ? () => false : isOfApplication
    const observers = this.#scenario.links.map(({ a, b }) => {
      const end = (name: string, peer: string) => ({
        name,
        service: network.node(name).link(peer),
        requests: this.#requests.filter(({ entry }) => entry.from === name && entry.to === peer)
      })
      const { oracle } = network.world
      return new LinkObserver([end(a, b), end(b, a)], network.clock, oracle, collector.link(a, b), ofApplication)
    })
    // Links are numbered from 1 in the order of the list.
    network.world.onHerald = (herald) => {
      this.#switches.herald(herald.link)
      observers[herald.link - 1]?.herald(herald)
    }
    return observers
  }

  /** Of a link: by its number on the wire, or else its place in the list. */
  #nameOf(number: number): string {
    const isIt = (one: LinkDescription, index: number) => (one.number ?? index + 1) === number
    const link = this.description.links.find(isIt)
    return link === undefined ? `link ${number}` : `${link.a}-${link.b}`
  }
}
