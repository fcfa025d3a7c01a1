import {
  type Ending,
  type EntanglementSource,
  LedgerPool,
  type Released,
  type SessionResources
} from '@bellwire/application-layer'
import { CircuitSource, type KeySession } from '@bellwire/node'
import { BitString, type KeyLedger, openLedger } from '@bellwire/post-processing'
import { createRandom, MemoryJournal, type Nanoseconds } from '@bellwire/runtime'
import { QkdReason } from '@bellwire/wire'
import type { SimulatedNetwork } from '../../../network/simulated-network.js'
import { STACK_NODES } from './cases.js'
import type { KeyStackPlan } from './plan.js'

const PURPOSE = 5
const POOL_BITS = 4096
const SECOND: Nanoseconds = 1_000_000_000
/** Of the session's time: whoever waits for outcomes that do not come gives up well before. */
const LIMIT: Nanoseconds = 20_000 * SECOND

type Sources = readonly [EntanglementSource, EntanglementSource]

/** A session between the ends of a network, and what both ends have of it. */
export class StackSession {
  readonly released: readonly [Released[], Released[]] = [[], []]
  readonly endings: readonly [Ending[], Ending[]] = [[], []]
  readonly ledgers: readonly [KeyLedger[], KeyLedger[]] = [[], []]
  readonly phases: string[] = []
  /** What whoever waited for the key was told instead. */
  readonly errors: string[] = []
  readonly #network: SimulatedNetwork
  readonly #plan: KeyStackPlan
  readonly #names: readonly [string, string]
  readonly #pools: readonly [LedgerPool, LedgerPool]
  readonly #journals = [new MemoryJournal(), new MemoryJournal()] as const
  #session: KeySession | undefined

  constructor(network: SimulatedNetwork, plan: KeyStackPlan) {
    this.#network = network
    this.#plan = plan
    const [a, b] = STACK_NODES[plan.path]
    this.#names = [`n${a}`, `n${b}`]
    const draws = createRandom(plan.seed).stream('pool')
    const shared = new BitString(POOL_BITS)
    for (let place = 0; place < POOL_BITS; place++) shared.set(place, draws.bernoulli(0.5) ? 1 : 0)
    const pool = (end: 0 | 1): LedgerPool =>
      new LedgerPool(shared.clone(), openLedger(POOL_BITS), (ledger) => void this.ledgers[end].push(ledger))
    this.#pools = [pool(0), pool(1)]
  }

  /** Opens the session and lets it come to its end, with the crash that is planned. */
  async run(): Promise<void> {
    const [first, second] = this.#plan.path === 'link' ? this.#linkSources() : await this.#circuitSources()
    this.#applications(1).answerDiqkd(PURPOSE, { decide: () => this.#resources(1, second) })
    this.#session = this.#applications(0).diqkd({ ...this.#plan.wish, ...this.#resources(0, first) })
    if (this.#plan.crash !== undefined) this.#crash(this.#plan.crash)
    this.#goOn(LIMIT, () => this.endings.some((list) => list.length === 0))
    // The last answer is under way yet.
    this.#goOn(10 * SECOND)
    if (!this.endings[0].some(({ reason }) => reason !== QkdReason.NONE)) return
    // The process that was asked may be dead: then nobody is told.
    if (this.#plan.crash?.end === 0) return
    const error: unknown = await this.#session.key.then(
      () => undefined,
      (refused: unknown) => refused
    )
    this.errors.push(`${String(error)} ${JSON.stringify(error)}`)
  }

  #crash({ end, phase }: NonNullable<KeyStackPlan['crash']>): void {
    const session = this.#session as KeySession
    const early = phase === 'generating'
    this.#goOn(
      LIMIT,
      () => (early ? session.rounds < this.#plan.wish.rounds / 2 : session.phase !== phase) && !this.#over
    )
    const node = this.#network.node(this.#names[end])
    node.crash()
    this.#goOn(SECOND)
    node.recover()
    const [first, second] = this.#linkSources()
    node.applications.resumeDiqkd(this.#resources(end, end === 0 ? first : second))
  }

  get #over(): boolean {
    return this.endings.every((list) => list.length > 0)
  }

  #goOn(duration: Nanoseconds, while_?: () => boolean): void {
    this.#network.run(this.#network.clock.now() + duration, while_)
  }

  #applications(end: 0 | 1) {
    return this.#network.node(this.#names[end]).applications
  }

  #linkSources(): Sources {
    const [a, b] = this.#names
    const options = { purpose: PURPOSE, request: { minimumFidelity: 0.5 } }
    return [this.#network.node(a).linkSource(b, options), this.#network.node(b).linkSource(a, options)]
  }

  async #circuitSources(): Promise<Sources> {
    const [first, last] = [this.#network.node(this.#names[0]), this.#network.node(this.#names[1])]
    const { clock } = this.#network
    // What the links are like is told to all nodes first.
    this.#goOn(SECOND)
    const [, to] = STACK_NODES.circuit
    const receiving = new CircuitSource(last.network, last.qubits, clock, { purpose: PURPOSE, peer: 1 })
    receiving.accept()
    const opening = first.network.openCircuit({ to, purpose: PURPOSE, minimumFidelity: 0.5 })
    this.#goOn(SECOND)
    const circuit = await opening
    return [new CircuitSource(first.network, first.qubits, clock, { purpose: PURPOSE, circuit }), receiving]
  }

  #resources(end: 0 | 1, source: EntanglementSource): SessionResources {
    return {
      source,
      pool: this.#pools[end],
      journal: this.#journals[end],
      sink: { release: (origin, key) => void this.released[end].push({ origin, key: key.clone() }) },
      listener: {
        entered: (phase) => void this.phases.push(phase),
        over: (reason, origin) => void this.endings[end].push({ reason, origin })
      }
    }
  }
}
