import { checkNetworkTrace, checkTrace, type Violation } from '@bellwire/invariants'
import { createRandom, type Nanoseconds, type TraceRecord, type VirtualClock } from '@bellwire/runtime'
import type { Settle } from '@bellwire/wire'
import type { SimulatedNetwork } from '../../network/simulated-network.js'
import type { ListRecorder } from '../list-recorder.js'
import { occurrences } from '../occurrences.js'
import { recordedNetwork } from '../recorded-network.js'
import { MILLISECOND } from '../times.js'
import { Programs } from '../../programs/programs.js'
import { applicationOf } from './applications/application-of.js'
import type { SoakApplication } from './applications/soak-application.js'
import { Asking } from './asking.js'
import { drawNetworkPlan } from './draw/plan.js'
import { Injection } from './injection.js'
import type { NetworkFaultPlan } from './plan.js'
import { Program } from './program.js'
import { Quality } from './quality.js'

/** How long everything may take to come to rest. */
const QUIET_LIMIT: Nanoseconds = 400 * MILLISECOND

/** From the end of the faults until whoever wants pairs has them, by the timers of these networks (section 6.13). */
const RESUMPTION_LIMIT: Nanoseconds = 100 * MILLISECOND

/** A memory that lasts keeps a chain of five links of fidelity 0.99 well above this. */
const GOOD = 0.8

export interface NetworkSoakResult {
  readonly seed: number
  /** Breaches of invariants, and what did not come to its end. */
  readonly violations: readonly Violation[]
  /** What really happened, by name. */
  readonly occurrences: ReadonlyMap<string, number>
  readonly trace: readonly TraceRecord[]
  readonly simulatedTime: Nanoseconds
  /** From the end of the faults until new requests had been served. */
  readonly resumption: Nanoseconds
  readonly plan: NetworkFaultPlan
}

/**
 * One run of a small network under the faults that a seed draws: circuits are opened and closed, pairs asked for, held
 * and released; then everything is healed and given up. Nothing may be kept anywhere, both ends of every circuit must
 * have been told the same, what was told must be true, and a new request must be served. The same seed gives the same
 * trace.
 */
export function networkSoakRun(seed: number): Promise<NetworkSoakResult> {
  return new NetworkSoakRun(drawNetworkPlan(seed)).run()
}

class NetworkSoakRun {
  readonly #plan: NetworkFaultPlan
  readonly #network: SimulatedNetwork
  readonly #clock: VirtualClock
  readonly #recorder: ListRecorder
  readonly #quality: Quality
  readonly #injection: Injection
  readonly #programs = new Map<string, Program>()
  /** Of applications, that wait for promises. */
  readonly #waiting = new Programs()
  readonly #applications: readonly SoakApplication[]
  readonly #violations: Violation[] = []
  #resumption: Nanoseconds = Infinity

  constructor(plan: NetworkFaultPlan) {
    this.#plan = plan
    const { network, recorder } = recordedNetwork(plan, 'network soak')
    this.#network = network
    this.#clock = network.clock
    this.#recorder = recorder
    this.#injection = new Injection(network, this.#recorder, plan.faults, {
      crashed: (node) => this.#applications.forEach((application) => application.crashed(node)),
      recovered: (node) => this.#applications.forEach((application) => application.recovered(node))
    })
    const least = plan.perfect ? 1 - 1e-9 : plan.lasting ? GOOD : 0
    this.#quality = new Quality(
      network.world.oracle,
      least,
      plan.perfect,
      (node, pair) => this.#programs.get(node)?.held.has(pair) === true
    )
    const random = createRandom(plan.seed)
    for (const [name, node] of network.nodes)
      this.#programs.set(
        name,
        new Program(node, network.clock, random.stream(`program/${name}`), plan.habit, this.#quality)
      )
    this.#applications = plan.applications.map((_, index) => applicationOf(plan, network, this.#waiting, index))
  }

  async run(): Promise<NetworkSoakResult> {
    const { circuits, faultsEnd, seed } = this.#plan
    this.#injection.arm(faultsEnd)
    for (const planned of circuits) {
      const { at, from, to, closedBy, closeAt } = planned
      this.#clock.at(at, {
        run: () => void (this.#injection.isCrashed(from) || this.#programs.get(from)?.open(planned))
      })
      if (closedBy === 'tail' && closeAt < faultsEnd)
        this.#clock.at(closeAt, { run: () => this.#programs.get(`node${to}`)?.closeIncoming() })
    }
    for (const [index, { at, from }] of this.#plan.applications.entries()) {
      const begin = (): void => void (this.#injection.isCrashed(from) || this.#applications[index]?.begin())
      this.#clock.at(at, { run: begin })
    }
    await this.#waiting.run(this.#network, faultsEnd)
    this.#injection.heal()
    for (const program of this.#programs.values()) program.end()
    for (const application of this.#applications) application.end()
    await this.#resume()
    await this.#comeToRest('after the faults')
    if (this.#violations.length === 0) await this.#serveAgain()
    this.#check()
    const trace = this.#recorder.records
    return {
      seed,
      violations: this.#violations,
      occurrences: new Map([
        ...occurrences(trace),
        ...told(trace),
        ...this.#quality.compared,
        ...this.#together(),
        ...this.#used()
      ]),
      trace,
      simulatedTime: this.#clock.now(),
      resumption: this.#resumption,
      plan: this.#plan
    }
  }

  /** What connections of several paths did. */
  #together(): [string, number][] {
    const all = [...this.#programs.values()].map(({ together }) => together)
    const sum = (name: 'circuits' | 'pairs') => all.reduce((total, each) => total + each[name], 0)
    const counts: [string, number][] = [
      ['several circuits of a connection', sum('circuits')],
      ['pairs that several circuits were asked for', sum('pairs')]
    ]
    return counts.filter(([, count]) => count > 0)
  }

  /** What applications did. */
  #used(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const application of this.#applications)
      for (const [name, count] of application.counts) counts.set(name, (counts.get(name) ?? 0) + count)
    return counts
  }

  /** Runs until a condition holds; reports where it does not in time. */
  async #await(limit: Nanoseconds, what: string, condition: () => boolean, detail: () => string): Promise<boolean> {
    await this.#waiting.run(this.#network, this.#clock.now() + limit, () => !condition())
    if (condition()) return true
    this.#violations.push({
      invariant: 'liveness',
      message: `${what} did not happen: ${detail()}`,
      records: [this.#recorder.records.length - 1]
    })
    return false
  }

  /** Two nodes, drawn by the seed, that any two may be. */
  get #ends(): readonly [from: number, to: number] {
    const { seed, network } = this.#plan
    const numbers = network.nodes.map(({ number }) => number as number)
    const first = seed % numbers.length
    const other = (first + 1 + (Math.floor(seed / numbers.length) % (numbers.length - 1))) % numbers.length
    return [numbers[first] as number, numbers[other] as number]
  }

  /** Whoever asks as soon as the faults have stopped is served within the stated time. */
  async #resume(): Promise<void> {
    const began = this.#clock.now()
    // A link that cannot make pairs is a fault that ends by itself.
    const bright = Math.max(
      began,
      ...this.#plan.network.links.flatMap(({ drift: { dark = [] } = {} }) =>
        // Plans have no darkness that comes again and again: nobody could resume after it.
        'for' in dark ? [] : dark.map(({ until }) => until)
      )
    )
    const [from, to] = this.#ends
    if (await this.#serve('service again', from, to, bright - began + RESUMPTION_LIMIT * this.#waits))
      this.#resumption = Math.max(0, this.#clock.now() - bright)
  }

  /** How much longer than alone: the links of a switched station wait for each other. */
  get #waits(): number {
    const { stations, links } = this.#plan.network
    return stations.some((station) => station.switch !== undefined) ? links.length : 1
  }

  /** Every circuit is closed and every pair settled: nothing is kept, and every qubit free. */
  async #comeToRest(when: string): Promise<void> {
    const programs = [...this.#programs.values()]
    const left = (): string[] =>
      [...this.#network.nodes].flatMap(([name, node]) => {
        const { kept } = node.network.layer
        const used = node.qubits.total - node.qubits.free
        return used === 0 && Object.values(kept).every((count) => count === 0)
          ? []
          : [`${name} ${used} qubits, ${JSON.stringify(kept)}`]
      })
    const underWay = (): number => this.#applications.reduce((sum, application) => sum + application.left, 0)
    const resting = (): boolean => {
      // Circuits that were being set up when the faults ended have opened since.
      for (const program of programs) if (program.circuits.size > 0) program.end()
      return left().length === 0 && underWay() === 0
    }
    const account = (): string => [...left(), `${underWay()} of applications under way`].join('; ')
    if (await this.#await(QUIET_LIMIT, `rest ${when}`, resting, account))
      await this.#waiting.run(this.#network, this.#clock.now() + MILLISECOND)
  }

  /** New requests are served from a network at rest too, and leave it at rest. */
  async #serveAgain(): Promise<void> {
    const [from] = this.#ends
    const to = this.#plan.network.nodes.at(from === this.#plan.network.nodes.length ? 0 : -1)?.number as number
    if (await this.#serve('service', from, to, QUIET_LIMIT)) await this.#comeToRest('after new requests')
  }

  /** Pairs of every kind come from end to end within a time. */
  async #serve(what: string, from: number, to: number, limit: Nanoseconds): Promise<boolean> {
    for (const each of this.#programs.values()) each.active = false
    const asking = new Asking(this.#network, this.#programs.get(`node${from}`) as Program, from, to)
    const served = await this.#await(
      limit,
      `${what} from ${from} to ${to}`,
      () => asking.goOn(),
      () => asking.account
    )
    asking.end()
    return served
  }

  #check(): void {
    const { records } = this.#recorder
    this.#violations.push(
      ...this.#quality.violations,
      ...[...this.#programs.values()].flatMap(({ breaches }) =>
        breaches.map((message) => ({ invariant: 'network-paths', message, records: [] }))
      ),
      ...this.#applications.flatMap((application) =>
        application.breaches().map((message) => ({ invariant: 'applications', message, records: [] }))
      ),
      ...checkNetworkTrace(records),
      ...checkTrace(records, { quiescent: false })
    )
  }
}

/** What programs were told, by name: how often; and frames between nodes that not every run has. */
function told(trace: readonly TraceRecord[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const record of trace) {
    if (record.kind === 'frameReceived' && COUNTED.has(record.frame.type))
      counts.set(record.frame.type, (counts.get(record.frame.type) ?? 0) + 1)
    const tests = record.kind === 'frameReceived' ? (record.frame as Partial<Settle>).tests?.length : undefined
    if (tests !== undefined && tests > 0)
      counts.set('outcomes of test rounds', (counts.get('outcomes of test rounds') ?? 0) + tests)
    if (record.kind !== 'event' || !TOLD.has(record.name)) continue
    const { code, reason, kind, tracked } = record.fields
    const name = [record.name, code, reason, kind, tracked === false ? 'early' : undefined]
      .filter((part) => typeof part === 'string')
      .join(' ')
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

const COUNTED = new Set(['REACH', 'DISTIL', 'DISTILLED', 'STAGE_EXPIRE', 'SLOT_GRANT'])

const TOLD = new Set(['circuitOpened', 'circuitEnded', 'networkPair', 'networkPairExpired', 'pairsRequestEnded'])
