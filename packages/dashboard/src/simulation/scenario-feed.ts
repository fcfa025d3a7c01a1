import type { HeraldingDevice } from '@bellwire/device'
import type { Nanoseconds } from '@bellwire/runtime'
import { LiableStation, PlayedScenario, readScenario, RunCollector, type Scenario } from '@bellwire/simulation'
import type { FeedCommand } from '../feed/commands.js'
import type { FeedMessage } from '../feed/messages.js'
import { feedNetwork } from './feed-network.js'
import { FeedRecorder } from './feed-recorder.js'
import { samplesOf } from './samples.js'
import { worldPairs } from './world-pairs.js'

export interface ScenarioFeedOptions {
  /** Seconds of the network for each of the viewer's, at first. */
  readonly speed: number
  readonly paused?: boolean
  /** Gone through as fast as the computer can before the viewer's pace begins: links come up, routes are learnt. */
  readonly ahead?: Nanoseconds
  readonly seed?: number | string
  /** Milliseconds, of a clock that never goes back. */
  readonly now: () => number
  readonly told: (message: FeedMessage) => void
}

/** A turn ends when so many records wait to be told. */
const MOST_RECORDS = 2000
/** The clock is looked at once in so many events. */
const LOOK = 64
/** How long the links may take to come up before anyone asks all the same. */
const SETTLING = 10_000_000_000
const NANOSECONDS_PER_MILLISECOND = 1_000_000

/** Plays a scenario at the viewer's pace and tells all that there is to see. It has no timers: whoever has it calls `turn`. */
export class ScenarioFeed {
  readonly #scenario: Scenario
  readonly #options: ScenarioFeedOptions
  readonly #play: PlayedScenario
  readonly #recorder: FeedRecorder
  readonly #stations = new Map<string, LiableStation>()
  readonly #down = new Set<string>()
  readonly #cut = new Set<number>()
  #speed: number
  #paused: boolean
  #begun = false
  /** Where the network should be by now. */
  #target = 0

  /** @throws ScenarioError for a text that is no scenario */
  constructor(text: string, options: ScenarioFeedOptions) {
    const scenario = readScenario(text)
    const recorders: FeedRecorder[] = []
    this.#scenario = scenario
    this.#options = options
    this.#speed = options.speed
    this.#paused = options.paused ?? false
    this.#play = new PlayedScenario(scenario, new RunCollector(), {
      ...(options.seed !== undefined && { seed: options.seed }),
      recorder: (clock) => {
        const recorder = new FeedRecorder(clock)
        recorders.push(recorder)
        return recorder
      },
      intruder: { station: (name, device) => this.#liable(name, device) }
    })
    this.#recorder = recorders[0] as FeedRecorder
    this.#tellNetwork()
    this.#tellFaults()
    this.#tell(0)
  }

  /** Goes on for so much of the viewer's time, milliseconds, in at most `budget` of the computer's; and tells what happened. */
  async turn(passed: number, budget: number): Promise<void> {
    if (this.#paused) return
    const before = this.#now
    const { ahead = 0 } = this.#options
    if (before < ahead) {
      await this.#advance(ahead, budget)
      this.#target = this.#now
      this.#tell(0)
      return
    }
    this.#target = Math.max(this.#target, before) + passed * this.#speed * NANOSECONDS_PER_MILLISECOND
    await this.#advance(Math.floor(this.#target), budget)
    // What the computer could not do in time is not made up for.
    if (this.#now < Math.floor(this.#target)) this.#target = this.#now
    this.#tell(passed > 0 ? (this.#now - before) / (passed * NANOSECONDS_PER_MILLISECOND) : 0)
  }

  async command(command: FeedCommand): Promise<void> {
    switch (command.type) {
      case 'pace':
        this.#speed = command.speed ?? this.#speed
        this.#paused = command.paused ?? this.#paused
        break
      case 'step':
        this.#paused = true
        this.#target = this.#now + command.by
        await this.#advance(this.#target, Number.POSITIVE_INFINITY)
        break
      case 'seek':
        // What has not happened yet cannot be gone to, and what has happened is over.
        break
      case 'cut':
        this.#cutLink(command.link, command.on)
        break
      case 'crash':
        this.#crash(command.node, command.on)
        break
      case 'lie': {
        const station = this.#stations.get(command.station)
        if (station !== undefined) station.lying = command.on
        break
      }
      case 'restart-station':
        if (this.#stations.has(command.station)) this.#play.faults.restartStation(command.station)
        break
    }
    this.#tellFaults()
    this.#tell(0)
  }

  get #now(): number {
    return this.#play.network.clock.now()
  }

  /** The scenario begins in the middle of a turn, when the links are up. */
  async #advance(target: number, budget: number): Promise<void> {
    const { now } = this.#options
    const until = now() + budget
    let events = 0
    const inTime = (): boolean => {
      events += 1
      if (this.#recorder.waiting >= MOST_RECORDS) return false
      return events % LOOK !== 0 || now() < until
    }
    const { network } = this.#play
    const goal = Math.min(target, this.#scenario.duration)
    if (!this.#begun) {
      await this.#play.advance(Math.min(goal, SETTLING), () => inTime() && !this.#ready)
      if (!this.#ready && network.clock.now() < Math.min(SETTLING, this.#scenario.duration)) return
      this.#begun = true
      this.#play.begin()
    }
    await this.#play.advance(goal, inTime)
  }

  get #ready(): boolean {
    const { nodes } = this.#play.network
    return [...nodes.values()].every((node) => node.links.every(({ status }) => status.up && status.fit))
  }

  #cutLink(number: number, on: boolean): void {
    const link = this.#play.description.links.find((one, index) => (one.number ?? index + 1) === number)
    if (link === undefined || this.#cut.has(number) === on) return
    if (on) this.#cut.add(number)
    else this.#cut.delete(number)
    this.#play.faults.fibres(link.a, link.b, !on)
  }

  #crash(node: string, on: boolean): void {
    if (!this.#play.network.nodes.has(node) || this.#down.has(node) === on) return
    if (on) {
      this.#down.add(node)
      this.#play.faults.crash(node)
    } else {
      this.#down.delete(node)
      this.#play.faults.recover(node)
    }
  }

  #liable(name: string, device: HeraldingDevice): HeraldingDevice {
    const station = new LiableStation(device)
    this.#stations.set(name, station)
    return station
  }

  /** The parties and their numbers are what the run says of itself. */
  #tellNetwork(): void {
    const records = this.#recorder.take()
    const run = records.find(({ kind }) => kind === 'run')
    const parties = run?.kind === 'run' ? run.parties : []
    const { told } = this.#options
    told({ type: 'network', network: feedNetwork(this.#scenario, this.#play.description, parties) })
    told({ type: 'records', records })
  }

  #tellFaults(): void {
    const lying = [...this.#stations].filter(([, { lying: lies }]) => lies).map(([name]) => name)
    this.#options.told({ type: 'faults', cut: [...this.#cut], down: [...this.#down], lying })
  }

  #tell(reached: number): void {
    const { told } = this.#options
    const { network, description } = this.#play
    const time = this.#now
    const records = this.#recorder.take()
    if (records.length > 0) told({ type: 'records', records })
    told({ type: 'pairs', time, pairs: worldPairs(network.world.oracle, description.nodes) })
    told({ type: 'samples', time, samples: samplesOf(this.#play.report()) })
    told({ type: 'pace', time, speed: this.#speed, reached, paused: this.#paused })
  }
}
