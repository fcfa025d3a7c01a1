import { checkNetworkTrace, checkTrace, type Violation } from '@bellwire/invariants'
import { createRandom, type Nanoseconds, type TraceRecord, type VirtualClock } from '@bellwire/runtime'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { ListRecorder } from '../list-recorder.js'
import { occurrences } from '../occurrences.js'
import { drawNetworkPlan, type NetworkFault, type NetworkFaultPlan } from './plan.js'
import { Program } from './program.js'
import { Quality } from './quality.js'

const MILLISECOND: Nanoseconds = 1_000_000

/** After the faults: how long everything may take to come to rest, and a fresh request to be served. */
const QUIET_LIMIT: Nanoseconds = 400 * MILLISECOND

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
  readonly plan: NetworkFaultPlan
}

/**
 * One run of a small network under the faults that a seed draws: circuits are opened and closed, pairs asked for, held
 * and released; then everything is healed and given up. Nothing may be kept anywhere, both ends of every circuit must
 * have been told the same, what was told must be true, and a new request must be served. The same seed gives the same
 * trace.
 */
export function networkSoakRun(seed: number): NetworkSoakResult {
  return new NetworkSoakRun(drawNetworkPlan(seed)).run()
}

class NetworkSoakRun {
  readonly #plan: NetworkFaultPlan
  readonly #network: SimulatedNetwork
  readonly #clock: VirtualClock
  readonly #recorder: ListRecorder
  readonly #quality: Quality
  readonly #programs = new Map<string, Program>()
  readonly #crashed = new Set<string>()
  readonly #violations: Violation[] = []

  constructor(plan: NetworkFaultPlan) {
    this.#plan = plan
    let recorder: ListRecorder | undefined
    const { runner, wire, seed, habit } = plan
    const network = new SimulatedNetwork(plan.network, {
      seed,
      runner,
      wire,
      recorder: (clock) => (recorder = new ListRecorder(clock)),
      scenario: 'network soak'
    })
    this.#network = network
    this.#clock = network.clock
    this.#recorder = recorder as unknown as ListRecorder
    const least = plan.perfect ? 1 - 1e-9 : plan.lasting ? GOOD : 0
    this.#quality = new Quality(
      network.world.oracle,
      least,
      plan.perfect,
      (node, pair) => this.#programs.get(node)?.held.has(pair) === true
    )
    const random = createRandom(seed)
    for (const [name, node] of network.nodes)
      this.#programs.set(name, new Program(node, network.clock, random.stream(`program/${name}`), habit, this.#quality))
  }

  run(): NetworkSoakResult {
    const { faults, circuits, faultsEnd, seed } = this.#plan
    for (const fault of faults) if (fault.at < faultsEnd) this.#clock.at(fault.at, { run: () => this.#act(fault) })
    for (const planned of circuits) {
      const { at, from, to, closedBy, closeAt } = planned
      this.#clock.at(at, { run: () => void (this.#crashed.has(from) || this.#programs.get(from)?.open(planned)) })
      if (closedBy === 'tail' && closeAt < faultsEnd)
        this.#clock.at(closeAt, { run: () => this.#programs.get(`node${to}`)?.closeIncoming() })
    }
    this.#network.run(faultsEnd)
    this.#heal()
    this.#comeToRest('after the faults')
    if (this.#violations.length === 0) this.#probe()
    this.#check()
    const trace = this.#recorder.records
    return {
      seed,
      violations: this.#violations,
      occurrences: new Map([...occurrences(trace), ...told(trace), ...this.#quality.compared]),
      trace,
      simulatedTime: this.#clock.now(),
      plan: this.#plan
    }
  }

  #act(fault: NetworkFault): void {
    const { network, nodes } = this.#network
    const { type } = fault
    const record = (fields: Record<string, string | number>): void =>
      this.#recorder.record({ kind: 'fault', at: 'world', fault: type, fields })
    switch (type) {
      case 'channel':
        network.configure(fault.from, fault.to, fault.changes)
        return
      case 'cut':
      case 'heal':
        record({ from: fault.from, to: fault.to })
        network.partitionDirection(fault.from, fault.to, type === 'cut')
        return
      case 'restartStation':
        record({ station: fault.station })
        this.#network.startStation(fault.station)
        return
      case 'restart':
      case 'crash':
      case 'recover': {
        const { node } = fault
        if (this.#crashed.has(node) !== (type === 'recover')) return
        record({ node })
        nodes.get(node)?.[type]()
        if (type === 'crash') this.#crashed.add(node)
        else this.#crashed.delete(node)
      }
    }
  }

  #heal(): void {
    const { network } = this.#network
    for (const fault of this.#plan.faults) {
      if (fault.type !== 'channel' && fault.type !== 'cut') continue
      const { from, to } = fault
      network.partitionDirection(from, to, false)
      network.configure(from, to, { loss: 0, duplication: 0, jitter: 0, reordering: undefined })
    }
    for (const node of this.#crashed) this.#network.node(node).recover()
    this.#crashed.clear()
    this.#recorder.record({ kind: 'fault', at: 'world', fault: 'over' })
    for (const program of this.#programs.values()) program.end()
  }

  /** Runs until a condition holds; reports where it does not in time. */
  #await(what: string, condition: () => boolean, detail: () => string): boolean {
    this.#network.run(this.#clock.now() + QUIET_LIMIT, () => !condition())
    if (condition()) return true
    this.#violations.push({
      invariant: 'liveness',
      message: `${what} did not happen: ${detail()}`,
      records: [this.#recorder.records.length - 1]
    })
    return false
  }

  /** Every circuit is closed and every pair settled: nothing is kept, and every qubit free. */
  #comeToRest(when: string): void {
    const programs = [...this.#programs.values()]
    const left = (): string[] =>
      [...this.#network.nodes].flatMap(([name, node]) => {
        const { kept } = node.network.layer
        const used = node.qubits.total - node.qubits.free
        return used === 0 && Object.values(kept).every((count) => count === 0)
          ? []
          : [`${name} ${used} qubits, ${JSON.stringify(kept)}`]
      })
    const resting = (): boolean => {
      // Circuits that were being set up when the faults ended have opened since.
      for (const program of programs) if (program.circuits.size > 0) program.end()
      return left().length === 0
    }
    if (this.#await(`rest ${when}`, resting, () => left().join('; ')))
      this.#network.run(this.#clock.now() + MILLISECOND)
  }

  /** New requests of every kind are served in time. */
  #probe(): void {
    const numbers = this.#plan.network.nodes.map(({ number }) => number as number)
    const first = numbers[this.#plan.seed % numbers.length] as number
    for (const to of [numbers.find((number) => number !== first) as number, numbers.at(-1) as number]) {
      if (to === first) continue
      const program = this.#programs.get(`node${first}`) as Program
      this.#serve(program, first, to)
      if (this.#violations.length > 0) return
      this.#comeToRest('after new requests')
    }
  }

  #serve(program: Program, from: number, to: number): void {
    const name = `node${from}`
    const { network } = this.#network.node(name)
    const wish = { to, minimumFidelity: 0.5 }
    const complete = new Set<number>()
    const stop = network.subscribe({
      requestEnded: ({ request, code }) => {
        if (code === 0) complete.add(request)
      },
      circuitOpened: (circuit) => {
        // Where the connection has moved, what was asked of the circuit before is over.
        if (circuit.head) asked.length = 0
        if (circuit.head)
          for (const kind of KINDS)
            asked.push(program.ask(circuit, { wish: { kind, number: 2 }, cancelAfter: Infinity }))
      }
    })
    const asked: (number | undefined)[] = []
    const routes = () => network.plan(wish)
    const before = [...this.#programs.values()]
    for (const each of before) each.active = false
    const done = (): boolean => asked.length >= KINDS.length && asked.every((request) => complete.has(request ?? -1))
    if (
      this.#await(
        `a way from ${from} to ${to}`,
        () => routes().length > 0,
        () => 'none is known'
      )
    ) {
      let state = ''
      let next = this.#clock.now()
      const stopWatching = network.subscribe({
        connectionChanged: (change) => {
          // What is known of links that were dark a moment ago may be late.
          state = change.state === 'failed' ? 'again' : change.state
        }
      })
      let connection = network.layer.connect(wish)
      this.#await(
        `service from ${from} to ${to}`,
        () => {
          if (state === 'again' && this.#clock.now() >= next && routes().length > 0) {
            next = this.#clock.now() + MILLISECOND
            state = ''
            connection = network.layer.connect(wish)
          }
          return done()
        },
        () => `${asked.length} requests, ${complete.size} complete, connection ${state}`
      )
      stopWatching()
      network.layer.disconnect(connection)
    }
    stop()
  }

  #check(): void {
    const { records } = this.#recorder
    this.#violations.push(
      ...this.#quality.violations,
      ...checkNetworkTrace(records),
      ...checkTrace(records, { quiescent: false })
    )
  }
}

const KINDS = ['keep', 'measure', 'prepare'] as const

/** What programs were told, by name: how often. */
function told(trace: readonly TraceRecord[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const record of trace) {
    if (record.kind !== 'event' || !TOLD.has(record.name)) continue
    const { code, reason, kind, tracked } = record.fields
    const name = [record.name, code, reason, kind, tracked === false ? 'early' : undefined]
      .filter((part) => typeof part === 'string')
      .join(' ')
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

const TOLD = new Set(['circuitOpened', 'circuitEnded', 'networkPair', 'networkPairExpired', 'pairsRequestEnded'])
