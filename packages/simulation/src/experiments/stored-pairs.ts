import type { Secret } from '@bellwire/device'
import type { CreateFailed, PairDelivered } from '@bellwire/link-layer'
import type { LinkService, Node } from '@bellwire/node'
import type { Clock, Nanoseconds, Task } from '@bellwire/runtime'
import type { SimulatedNetwork } from '../network/simulated-network.js'
import { basisOfTurn, CorrelatorCounts } from './correlator-counts.js'
import { ExperimentError } from './errors.js'
import { Intervals } from './intervals.js'
import { OutcomeMatching } from './outcome-matching.js'

const FOREVER = Number.MAX_SAFE_INTEGER

/** Fidelities are rounded on the wire: what is asked for must be a little less than the best. */
const MARGIN = 0.99

/** Which of the experiment's counts a pair belongs to, and what came out. */
type Report = (pair: PairDelivered, group: number, outcome: Secret<0 | 1> | null) => void

/** When a node's program measures the pairs that it keeps. */
export type HoldingRule =
  /** After these times in turn, seconds; three pairs each, one for each basis. */
  | { readonly kind: 'times'; readonly seconds: readonly number[] }
  /** When the next pair is there; the groups are the pairs that waited for at most this long, and the others. */
  | { readonly kind: 'until-next'; readonly windowSeconds: number }

/** The program of one node: keeps every pair for as long as the rule says, measures it and gives it back. */
class Keeper implements Task {
  readonly #node: Node
  readonly #link: LinkService
  readonly #clock: Clock
  readonly #rule: HoldingRule
  readonly #report: Report
  readonly #outcome = (outcome: Secret<0 | 1> | null): void =>
    this.#report(this.#measuring as PairDelivered, this.#group, outcome)
  #held: PairDelivered | undefined
  #measuring: PairDelivered | undefined
  #group = 0
  #since: Nanoseconds = 0

  constructor(node: Node, peer: string, clock: Clock, rule: HoldingRule, report: Report) {
    this.#node = node
    this.#link = node.link(peer)
    this.#clock = clock
    this.#rule = rule
    this.#report = report
  }

  delivered(pair: PairDelivered): void {
    const now = this.#clock.now()
    const rule = this.#rule
    if (rule.kind === 'times') {
      this.#held = pair
      this.#group = Math.floor(pair.sequence / 3) % rule.seconds.length
      this.#clock.at(now + Math.round((rule.seconds[this.#group] as number) * 1e9), this)
      return
    }
    this.#group = now - this.#since <= rule.windowSeconds * 1e9 ? 0 : 1
    this.run()
    this.#held = pair
    this.#since = now
  }

  /** Measures the pair that is held. */
  run(): void {
    const pair = this.#held
    if (pair === undefined) return
    this.#held = undefined
    this.#measuring = pair
    this.#node.qubits.measureDirect(pair.qubit, basisOfTurn(pair.sequence), this.#outcome)
    this.#link.release(pair)
  }
}

/**
 * Asks a link for pairs to keep, holds them in both nodes' memories, measures both halves and correlates what came
 * out. The bases go in turn by sequence number, so that both ends choose the same.
 */
export class StoredPairs {
  /** Times between heralds, by the times that alice's link layer states. */
  readonly intervals = new Intervals()
  readonly groups: readonly CorrelatorCounts[]
  /** Of all groups. */
  readonly all = new CorrelatorCounts()
  readonly #network: SimulatedNetwork
  readonly #alice: LinkService
  readonly #matching = new OutcomeMatching()
  #complete = 0
  #failure: CreateFailed | undefined

  constructor(network: SimulatedNetwork, rule: HoldingRule) {
    this.#network = network
    const alice = network.node('alice')
    const bob = network.node('bob')
    this.groups = (rule.kind === 'times' ? rule.seconds : [0, 1]).map(() => new CorrelatorCounts())
    const report: Report = (pair, group, outcome) => this.#note(pair, group, outcome)
    const keepers = [
      new Keeper(alice, 'bob', network.clock, rule, report),
      new Keeper(bob, 'alice', network.clock, rule, report)
    ] as const
    this.#alice = alice.link('bob')
    bob.link('alice').accept(0)
    bob.link('alice').subscribe({ delivered: (pair) => keepers[1].delivered(pair) })
    this.#alice.subscribe({
      delivered: (pair) => {
        this.intervals.add(pair.goodnessTime)
        keepers[0].delivered(pair)
      },
      failed: (failure) => {
        this.#failure = failure
      }
    })
  }

  /** Pairs that both ends have measured. */
  get complete(): number {
    return this.#complete
  }

  /** Runs until this many pairs are measured. @throws ExperimentError REQUEST_FAILED */
  run(pairs: number): void {
    // One more: what waits for the next pair needs it.
    const answer = this.#alice.createDirect({
      number: pairs + 1,
      minimumFidelity: MARGIN * this.#alice.maximumFidelity,
      raw: true
    })
    if (answer.error === 0) this.#network.run(FOREVER, () => this.#complete < pairs && this.#failure === undefined)
    if (this.#complete < pairs) {
      const code = this.#failure?.code ?? answer.error
      throw new ExperimentError('REQUEST_FAILED', `the request for ${pairs} kept pairs ended with code ${code}`)
    }
  }

  #note(pair: PairDelivered, group: number, outcome: Secret<0 | 1> | null): void {
    if (outcome === null) return
    const own = outcome.reveal()
    const other = this.#matching.note(pair.sequence, own)
    if (other < 0) return
    this.#complete += 1
    const turn = pair.sequence % 3
    ;(this.groups[group] as CorrelatorCounts).add(turn, pair.bellIndex, own === other)
    this.all.add(turn, pair.bellIndex, own === other)
  }
}
