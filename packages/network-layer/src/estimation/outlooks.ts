import type { Circuit, EndPair } from '../circuit/circuit.js'
import type { ChainEstimate, SwapNode } from '../planning/chain-estimate.js'
import type { Graph } from '../routing/graph.js'
import type { TopologyLink } from '../routing/topology.js'
import type { CircuitOutlook } from '../service.js'
import { linksByEdge, outlookOf } from './outlook.js'
import type { MeasuredFidelity } from './test-window.js'

/** Less than this part of the rate, and less than this of fidelity, is not worth telling. */
const RATE_STEP = 0.1
const FIDELITY_STEP = 0.01

/** Pairs over which the mean of their estimates is taken; the first so many only make it. */
const PAIRS = 32

/** One circuit at its head-end. */
interface Watched {
  /** What the advertised links last promised. */
  links: ChainEstimate | undefined
  rate: number
  pairs: number
  /** Of the estimates of the pairs that were handed over last. */
  mean: number
  said: CircuitOutlook | undefined
}

/** Where the outlook of circuits comes from, and to whom it is told. */
export interface OutlookWork {
  graph(): Graph
  swapNode(node: number): SwapNode
  measured(circuit: Circuit): MeasuredFidelity | undefined
  tell(outlook: CircuitOutlook): void
}

/** Says what the circuits that this node has set up can still give, when that changes. */
export class Outlooks {
  readonly #work: OutlookWork
  readonly #byCircuit = new Map<Circuit, Watched>()
  #graph: Graph | undefined
  #links: ReadonlyMap<string, TopologyLink> = new Map()

  constructor(work: OutlookWork) {
    this.#work = work
  }

  /** A circuit stands. */
  opened(circuit: Circuit): void {
    if (circuit.role !== 'initiator') return
    const watched = { links: undefined, rate: 0, pairs: 0, mean: 0, said: undefined }
    this.#byCircuit.set(circuit, watched)
    this.#look(circuit, watched)
  }

  /** What is believed of the links has changed. */
  topologyChanged(): void {
    for (const [circuit, watched] of this.#byCircuit) if (circuit.open) this.#look(circuit, watched)
  }

  /** A pair was handed over. */
  delivered({ circuit, fidelity, request }: EndPair): void {
    if (request?.test !== false) return
    const watched = this.#byCircuit.get(circuit)
    if (watched === undefined) return
    watched.pairs += 1
    watched.mean += (fidelity - watched.mean) / Math.min(watched.pairs, PAIRS)
    if (watched.pairs % PAIRS === 0) this.#say(circuit, watched)
  }

  /** Test rounds have been counted. */
  measured(circuit: Circuit): void {
    const watched = this.#byCircuit.get(circuit)
    if (watched !== undefined) this.#say(circuit, watched)
  }

  circuitEnded(circuit: Circuit): void {
    this.#byCircuit.delete(circuit)
  }

  #look(circuit: Circuit, watched: Watched): void {
    const graph = this.#work.graph()
    if (graph !== this.#graph) {
      this.#graph = graph
      this.#links = linksByEdge(graph)
    }
    const { hops, responder, stages } = circuit
    const nodes = hops.slice(1).map(({ node }) => this.#work.swapNode(node))
    const links = outlookOf(this.#links, hops, responder, nodes, stages)
    watched.rate = links?.rate ?? 0
    // A link that makes none says nothing of the pairs that it will make again.
    watched.links = links ?? watched.links
    this.#say(circuit, watched)
  }

  #say(circuit: Circuit, watched: Watched): void {
    const outlook = { ...circuit.name, rate: watched.rate, ...this.#fidelity(circuit, watched) }
    if (!isNews(watched.said, outlook)) return
    watched.said = outlook
    this.#work.tell(outlook)
  }

  #fidelity(
    circuit: Circuit,
    { links, pairs, mean }: Watched
  ): Pick<CircuitOutlook, 'fidelity' | 'standardError' | 'source'> {
    const measured = this.#work.measured(circuit)
    if (measured !== undefined)
      return { fidelity: measured.fidelity, standardError: measured.standardError, source: 'tests' }
    if (pairs >= PAIRS) return { fidelity: mean, standardError: undefined, source: 'pairs' }
    return { fidelity: links?.fidelity, standardError: undefined, source: 'links' }
  }
}

/** Whether an outlook differs from the one that was told last by enough to be told. */
export function isNews(said: CircuitOutlook | undefined, now: CircuitOutlook): boolean {
  if (said === undefined || said.source !== now.source) return true
  if ((said.rate === 0) !== (now.rate === 0) || Math.abs(now.rate - said.rate) > RATE_STEP * said.rate) return true
  if (said.fidelity === undefined || now.fidelity === undefined) return said.fidelity !== now.fidelity
  return Math.abs(now.fidelity - said.fidelity) > FIDELITY_STEP
}
