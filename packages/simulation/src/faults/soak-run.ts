import {
  agreementAtRest,
  checkTrace,
  deliveredAsHeralded,
  deliveredOnce,
  noMoreThanAsked,
  oneTerminalAnswer,
  receivedWasSent,
  sequenceNeverGoesBack,
  type Violation
} from '@bellwire/invariants'
import {
  type Clock,
  createRandom,
  LocalClock,
  type Nanoseconds,
  type TraceRecord,
  type VirtualClock
} from '@bellwire/runtime'
import type { SimulatedNetwork } from '../network/simulated-network.js'
import { Application, type AskedRequest } from './application.js'
import type { ListRecorder } from './list-recorder.js'
import { occurrences } from './occurrences.js'
import { withArrival } from './draw/arrival.js'
import { withKills } from './draw/kills.js'
import { drawPlan } from './draw/plan.js'
import { armHardwareFaults } from './hardware-faults.js'
import { withSlowFrames } from './draw/slow-frames.js'
import { ALICE, BOB, type FaultAction, type FaultPlan, NUMBERS, type NodeName, STATION } from './plan.js'
import { MortalRecords } from './recovery/mortal-records.js'
import { recordedNetwork } from './recorded-network.js'
import { RemoteHardware } from './remote-hardware.js'
import { MILLISECOND } from './times.js'

/** After the faults: how long links may take to come up, and to bring the next pair, until all requests have ended. */
const QUIET_LIMIT: Nanoseconds = 3000 * MILLISECOND

/** Over so many such times pairs may come and requests still be open: a large one of high fidelity takes long. */
const QUIET_LIMITS = 4

/** How long the last exchanges may take once nobody asks for anything. */
const LAST_WORDS: Nanoseconds = 12 * MILLISECOND

export interface SoakResult {
  readonly seed: number
  /** Breaches of invariants, and what did not come to its end. */
  readonly violations: readonly Violation[]
  /** What really happened, by name. */
  readonly occurrences: ReadonlyMap<string, number>
  readonly trace: readonly TraceRecord[]
  readonly simulatedTime: Nanoseconds
  readonly plan: FaultPlan
}

/**
 * One run of two nodes and a station under the faults that a seed draws: the faults are played, then everything is
 * healed; the link must come up, every request must end, new ones must be served, every qubit must be usable, and the
 * trace must keep the invariants. The same seed gives the same trace.
 */
export function soakRun(seed: number): SoakResult {
  return new SoakRun(drawPlan(seed)).run()
}

/** The same over a link with ends that measure photons as they arrive. */
export function arrivalSoakRun(seed: number): SoakResult {
  return new SoakRun(withArrival(drawPlan(seed))).run()
}

/** The same over a link whose frames take many slots. */
export function slowFramesSoakRun(seed: number): SoakResult {
  return new SoakRun(withSlowFrames(drawPlan(seed))).run()
}

/** The same where the hardware of every party is behind a channel, which is cut and opened again, and its server restarts. */
export function hardwareSoakRun(seed: number): SoakResult {
  return new SoakRun(drawPlan(seed), new RemoteHardware(0, seed)).run()
}

/** The same with nodes that are killed, and have nothing then but what they have written down. */
export function killSoakRun(seed: number): SoakResult {
  return new SoakRun(withKills(drawPlan(seed))).run()
}

const ANSWER_INVARIANTS = [
  deliveredOnce,
  deliveredAsHeralded,
  sequenceNeverGoesBack,
  noMoreThanAsked,
  receivedWasSent
] as const

class SoakRun {
  readonly #plan: FaultPlan
  readonly #hardware: RemoteHardware | undefined
  readonly #network: SimulatedNetwork
  readonly #clock: VirtualClock
  readonly #applications: { [Node in NodeName]: Application }
  readonly #mortals = new Map<string, MortalRecords>()
  readonly #killed = new Set<NodeName>()
  #lives = 1
  readonly #recorder: ListRecorder
  readonly #crashed = new Set<NodeName>()
  readonly #violations: Violation[] = []
  /** Clocks that go as those of the parties do. */
  readonly #clocks: ReadonlyMap<string, LocalClock>

  constructor(plan: FaultPlan, hardware?: RemoteHardware) {
    this.#plan = plan
    this.#hardware = hardware
    const { killing, seed } = plan
    const mortal = (name: string, clock: Clock): MortalRecords => {
      const { storing, telling } = killing as NonNullable<typeof killing>
      const records = new MortalRecords(clock, createRandom(seed).stream(`records/${name}`), storing, telling)
      this.#mortals.set(name, records)
      return records
    }
    const { network, recorder } = recordedNetwork(
      { ...plan, ...(hardware && { intruder: hardware }), ...(killing && { mortal }) },
      'soak'
    )
    this.#network = network
    this.#clock = network.clock
    this.#recorder = recorder
    const { nodes, stations } = plan.network
    this.#clocks = new Map(
      [...nodes, ...stations].map(({ name, clock }) => {
        return [name, new LocalClock(network.clock, { offset: clock?.offset ?? 0, drift: clock?.drift ?? 0 })]
      })
    )
    this.#applications = { [ALICE]: this.#application(ALICE, ''), [BOB]: this.#application(BOB, '') }
  }

  /** @param life tells the streams of a node's processes apart */
  #application(name: NodeName, life: string): Application {
    const { accepts, habits, seed } = this.#plan
    const link = this.#network.node(name).link(name === ALICE ? BOB : ALICE)
    for (const purpose of accepts[name]) link.accept(purpose)
    const stream = createRandom(seed).stream(`application/${name}${life}`)
    return new Application(link, this.#clock, stream, habits[name])
  }

  run(): SoakResult {
    const { actions, requests, faultsEnd, seed } = this.#plan
    for (const action of actions) if (action.at < faultsEnd) this.#clock.at(action.at, { run: () => this.#act(action) })
    for (const { at, node, request, cancelAfter } of requests) {
      this.#clock.at(at, { run: () => void this.#applications[node].ask(request, cancelAfter) })
    }
    if (this.#hardware !== undefined) armHardwareFaults(this.#hardware, seed, faultsEnd, this.#clock, this.#recorder)
    this.#network.run(faultsEnd)
    this.#heal()
    this.#comeToRest()
    if (this.#violations.length === 0) this.#probe()
    this.#check()
    const trace = this.#recorder.records
    return {
      seed,
      violations: this.#violations,
      occurrences: occurrences(trace),
      trace,
      simulatedTime: this.#clock.now(),
      plan: this.#plan
    }
  }

  #act(action: FaultAction): void {
    const { network, nodes } = this.#network
    const { type } = action
    const record = (fields: Record<string, string>): void =>
      this.#recorder.record({ kind: 'fault', at: 'world', fault: type, fields })
    switch (type) {
      case 'channel':
        network.configure(NUMBERS[action.from], NUMBERS[action.to], action.changes)
        return
      case 'cut':
      case 'heal':
        record({ from: action.from, to: action.to })
        network.partitionDirection(NUMBERS[action.from], NUMBERS[action.to], type === 'cut')
        return
      case 'restartStation':
        record({})
        this.#network.startStation(STATION)
        return
      case 'kill':
        this.#kill(action.node)
        return
      case 'revive':
        this.#revive(action.node)
        return
      case 'restart':
      case 'crash':
      case 'recover': {
        const { node } = action
        if (this.#killed.has(node)) return
        const down = this.#crashed.has(node)
        if (down !== (type === 'recover')) return
        record({ node })
        nodes.get(node)?.[type]()
        if (type === 'crash') this.#crashed.add(node)
        else this.#crashed.delete(node)
      }
    }
  }

  #kill(node: NodeName): void {
    if (this.#killed.has(node)) return
    this.#recorder.record({ kind: 'fault', at: 'world', fault: 'kill', fields: { node } })
    this.#recorder.record({ kind: 'event', at: node, name: 'crashed', fields: {} })
    this.#mortals.get(node)?.kill()
    this.#network.killNode(node)
    this.#crashed.delete(node)
    this.#killed.add(node)
  }

  #revive(node: NodeName): void {
    if (!this.#killed.delete(node)) return
    this.#network.reviveNode(node)
    this.#lives += 1
    this.#applications[node] = this.#application(node, `/${this.#lives}`)
  }

  #heal(): void {
    const { network } = this.#network
    for (const node of this.#killed) this.#revive(node)
    for (const from of [ALICE, BOB, STATION] as const) {
      for (const to of [ALICE, BOB, STATION] as const) {
        if (from === to) continue
        network.partitionDirection(NUMBERS[from], NUMBERS[to], false)
        network.configure(NUMBERS[from], NUMBERS[to], { loss: 0, duplication: 0, jitter: 0, reordering: undefined })
      }
    }
    for (const node of this.#crashed) this.#network.node(node).recover()
    this.#crashed.clear()
    this.#hardware?.heal()
    this.#recorder.record({ kind: 'fault', at: 'world', fault: 'over' })
    for (const application of this.#both()) {
      application.holding = false
      // Where processes were killed, those who hold pairs are to hear first which of them are gone.
      if (this.#plan.killing === undefined) application.releaseAll()
    }
  }

  #both(): Application[] {
    return [this.#applications[ALICE], this.#applications[BOB]]
  }

  /** Runs until a condition holds; reports where it does not although the limit passes without a pair. */
  #await(what: string, condition: () => boolean, detail: () => string = () => ''): boolean {
    const pairs = (): number => this.#both().reduce((sum, { delivered }) => sum + delivered, 0)
    let before = -1
    for (let limit = 0; limit < QUIET_LIMITS && pairs() > before; limit++) {
      before = pairs()
      this.#network.run(this.#clock.now() + QUIET_LIMIT, () => !condition())
      if (condition()) return true
    }
    this.#violations.push({
      invariant: 'liveness',
      message: `${what} did not happen ${detail()}`,
      records: [this.#recorder.records.length - 1]
    })
    return false
  }

  #comeToRest(): void {
    const up = (): boolean => this.#both().every(({ link }) => link.status.up)
    this.#await('link up', up)
    if (this.#plan.killing !== undefined) {
      this.#network.run(this.#clock.now() + LAST_WORDS)
      for (const application of this.#both()) application.releaseAll()
    }
    const describe = ({ createId, planned }: AskedRequest): string => `${createId} ${JSON.stringify(planned)}`
    this.#await(
      'end of every request',
      () => this.#both().every(({ open }) => open.length === 0),
      () =>
        this.#both()
          .flatMap(({ link, open }) => open.map((request) => `to ${link.peer}: ${describe(request)}`))
          .join('; ')
    )
    this.#network.run(this.#clock.now() + LAST_WORDS)
  }

  /** New requests of both ends are served, and every qubit can hold a pair. */
  #probe(): void {
    if (this.#plan.probe !== undefined) {
      for (const node of [ALICE, BOB] as const) {
        this.#complete(node, 3)
        this.#network.run(this.#clock.now() + LAST_WORDS)
      }
      return
    }
    const qubits = Math.min(...this.#plan.network.nodes.map((node) => node.qubits))
    for (const node of [ALICE, BOB] as const) {
      this.#complete(node, 1)
      this.#network.run(this.#clock.now() + LAST_WORDS)
      let held: number[] = []
      // A pair may expire where the link drifts out of specification just then.
      for (let tries = 0; tries < 8 && (held.length === 0 || held.some((count) => count !== qubits)); tries++) {
        for (const application of this.#both()) application.hoarding = true
        this.#complete(node, qubits)
        this.#network.run(this.#clock.now() + LAST_WORDS)
        held = this.#both().map((application) => application.held.size)
        for (const application of this.#both()) {
          application.hoarding = false
          application.releaseAll()
        }
      }
      if (held.some((count) => count !== qubits)) {
        const message = `${qubits} pairs can be held, and ${held.join(' and ')} are`
        this.#violations.push({ invariant: 'capacity', message, records: [] })
      }
    }
    this.#network.run(this.#clock.now() + LAST_WORDS)
  }

  /** A request that nothing stands in the way of completes; an epoch may end under it, but not again and again. */
  #complete(node: NodeName, number: number): void {
    const application = this.#applications[node]
    const peer = this.#both().find((other) => other !== application) as Application
    peer.link.accept(0)
    for (let tries = 0; tries < 4; tries++) {
      if (!this.#await('link fit', () => this.#both().every(({ link }) => link.status.up && link.status.fit))) return
      const asked = application.ask({ number, minimumFidelity: 0.5, ...this.#plan.probe })
      if (!this.#await(`${number} pairs for ${node}`, () => asked.outcome !== 'open')) return
      if (asked.outcome === 'complete') return
      for (const each of this.#both()) each.releaseAll()
    }
    this.#violations.push({
      invariant: 'liveness',
      message: `requests of ${node} fail again and again`,
      records: [this.#recorder.records.length - 1]
    })
  }

  #check(): void {
    const [link] = this.#plan.network.links
    if (link === undefined) return
    if (this.#plan.killing !== undefined) return this.#checkAnswers()
    const clockOf = (name: string): LocalClock => this.#clocks.get(name) as LocalClock
    const period = link.slotPeriod ?? 2 * Math.max(...link.delays) + 2 * link.guard
    this.#violations.push(
      ...checkTrace(this.#recorder.records, {
        quiescent: this.#violations.length === 0,
        localTime: (at, time) => clockOf(at).toLocal(time),
        emissionTime: (at, _link, slot) =>
          clockOf(STATION).toTrue(slot * period) - (at === ALICE ? link.delays[0] : link.delays[1]),
        emissionTolerance: 2 * link.guard
      })
    )
  }

  /** What programs are told of by nodes that are killed, they hear when it is stored: no invariant of instants holds. */
  #checkAnswers(): void {
    const { records } = this.#recorder
    const quiescent = this.#violations.length === 0
    for (const invariant of ANSWER_INVARIANTS) this.#violations.push(...invariant(records))
    if (quiescent) this.#violations.push(...agreementAtRest(records))
    this.#violations.push(...oneTerminalAnswer(quiescent)(records))
  }
}
