import type { Secret } from '@bellwire/device'
import type { DistillationWish, NetworkPair } from '@bellwire/network-layer'
import type { Node } from '@bellwire/node'
import type { Nanoseconds } from '@bellwire/runtime'
import type { SimulatedNetwork } from '../network/simulated-network.js'
import { basisOfTurn, CorrelatorCounts } from './correlator-counts.js'
import { ExperimentError } from './errors.js'
import { Intervals } from './intervals.js'
import { OutcomeMatching } from './outcome-matching.js'

const FOREVER = Number.MAX_SAFE_INTEGER
const MINUTE = 60_000_000_000

/** What is asked from end to end: less than any of these chains gives. */
const MINIMUM_FIDELITY = 0.3

export interface SwappedPairsOptions {
  readonly from: string
  readonly to: string
  /** Longest wait at the inner nodes; 0: none. */
  readonly cutoff: Nanoseconds
  /** How pairs are distilled before they are handed over. Default: not at all. */
  readonly distillation?: DistillationWish
}

/** Asks for pairs from end to end, measures both halves as soon as they are delivered, and correlates what came out. */
export class SwappedPairs {
  /** Times between deliveries. */
  readonly intervals = new Intervals()
  readonly counts = new CorrelatorCounts()
  readonly #network: SimulatedNetwork
  readonly #matching = new OutcomeMatching()
  /** By which both ends choose the basis of a pair: from its name alone. */
  readonly #turnOf: (sequence: number) => number
  #complete = 0
  #failure = ''

  /** @throws ExperimentError LINK_DOWN when no circuit comes to be within a minute of simulated time */
  constructor(network: SimulatedNetwork, { from, to, cutoff, distillation = {} }: SwappedPairsOptions) {
    this.#network = network
    // Distillation may keep every third pair of its first link, or every second one: these must not all have one basis.
    const spread = distillation.links !== undefined || distillation.ends !== undefined
    this.#turnOf = spread ? (sequence) => Math.imul(sequence, 0x9e37_79b1) >>> 16 : (sequence) => sequence
    const [head, tail] = [network.node(from), network.node(to)] as const
    const { layer } = tail.network
    let open = false
    tail.network.accept(0)
    tail.network.subscribe({ delivered: (pair) => this.#measure(tail, pair) })
    head.network.subscribe({
      delivered: (pair) => {
        this.intervals.add(network.clock.now())
        this.#measure(head, pair)
      },
      circuitOpened: () => (open = true),
      circuitEnded: ({ reason }) => (this.#failure = `the circuit ended with code ${reason}`)
    })
    const wish = { to: layer.node, minimumFidelity: MINIMUM_FIDELITY, cutoff, distillation }
    const routes = () => head.network.plan(wish)
    network.run(MINUTE, () => routes().length === 0)
    const [route] = routes()
    if (route === undefined) throw new ExperimentError('LINK_DOWN', `${from} knows no way to ${to}`)
    const { hops, stages } = route
    const plan = { responder: layer.node, purpose: 0, minimumFidelity: MINIMUM_FIDELITY, hops, stages }
    const circuit = head.network.setUp(plan)
    network.run(2 * MINUTE, () => !open && this.#failure === '')
    if (!open || 'error' in circuit) throw new ExperimentError('LINK_DOWN', `no circuit from ${from} to ${to}`)
    head.network.request(circuit, { number: 0xffff_ffff, raw: true })
  }

  /** Pairs that both ends have measured. */
  get complete(): number {
    return this.#complete
  }

  /** Runs until this many pairs are measured. @throws ExperimentError REQUEST_FAILED */
  run(pairs: number): void {
    this.#network.run(FOREVER, () => this.#complete < pairs && this.#failure === '')
    if (this.#failure !== '') throw new ExperimentError('REQUEST_FAILED', this.#failure)
  }

  #measure(node: Node, pair: NetworkPair): void {
    node.qubits.measureDirect(pair.qubit, basisOfTurn(this.#turnOf(pair.headSequence)), (outcome) =>
      this.#note(pair, outcome)
    )
    node.network.release(pair)
  }

  #note(pair: NetworkPair, outcome: Secret<0 | 1> | null): void {
    if (outcome === null) return
    const own = outcome.reveal()
    const other = this.#matching.note(pair.headSequence, own)
    if (other < 0) return
    this.#complete += 1
    this.counts.add(this.#turnOf(pair.headSequence) % 3, pair.bellIndex, own === other)
  }
}
