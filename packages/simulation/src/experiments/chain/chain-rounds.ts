import { type CircuitFacts, type NetworkPair, ranksOf, type SwapOrder } from '@bellwire/network-layer'
import type { NodeOptions } from '@bellwire/physics'
import { pairFidelity } from '@bellwire/quantum'
import type { NetworkDescription } from '../../network/description.js'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { ExperimentError } from '../errors.js'
import type { RunStatistics } from '../statistics.js'

/** Time from attempt to attempt, nanoseconds. */
export const SLOT = 1_000_000

/** Slots between a request for a pair, or the end of the pair before, and the first attempt: both ends must know of it. */
export const LEAD = 2

const FOREVER = Number.MAX_SAFE_INTEGER

export interface ChainRounds {
  readonly seed: string
  /** Success probability in a slot, link by link. */
  readonly probabilities: readonly number[]
  /** Fidelity of the links' pairs. Default 1. */
  readonly fidelity?: number
  /** Of the inner nodes' qubits. Default: perfect. */
  readonly memory?: NodeOptions['memory']
  /** Whole slots that the earlier of two pairs is kept for the later. Default: any number. */
  readonly cutoff?: number
  /** In which the inner nodes swap. Default: as soon as possible. */
  readonly order?: SwapOrder
  readonly statistics?: RunStatistics
}

/** One pair from end to end. */
export interface Round {
  /** Slots in which the slowest link was attempted, {@link LEAD} left out. */
  readonly slots: number
  /** Slots that the inner nodes' pairs have waited for their partners, all together. */
  readonly waited: number
  /** Pairs that were made and not swapped: with up to three links, those discarded at a cut-off. */
  readonly discarded: number
  /** To its Bell state, as only the world knows. */
  readonly fidelity: number
  readonly bellIndex: number
}

/** A row of nodes without delays, one memory for each link of a node. */
function synchronousChain({ probabilities, fidelity = 1, memory }: ChainRounds): NetworkDescription {
  const end = probabilities.length
  return {
    nodes: Array.from({ length: end + 1 }, (_, index) => {
      const inner = index > 0 && index < end
      return { name: nameOf(index), qubits: inner ? 2 : 1, ...(inner && memory !== undefined && { memory }) }
    }),
    stations: probabilities.map((_, index) => ({ name: `station${index}` })),
    links: probabilities.map((successProbability, index) => ({
      a: nameOf(index),
      b: nameOf(index + 1),
      station: `station${index}`,
      delays: [0, 0] as const,
      guard: 0,
      window: 1,
      slotPeriod: SLOT,
      model: { kind: 'ideal' as const, parameters: { successProbability, fidelity } }
    })),
    network: { configuration: { window: 1 } }
  }
}

const nameOf = (index: number): string => `node${index}`

/**
 * Makes pairs from end to end of a chain, round by round: all links begin a round in the same slot, with nothing left
 * over from the round before. Up to three links do so by themselves, as no link has both its memories back before all
 * are swapped. In a longer chain a link far from the last swap would begin again at once: there each round is a circuit
 * of its own.
 */
export class RoundsOfChain {
  readonly network: SimulatedNetwork
  readonly #names: readonly [first: string, last: string]
  readonly #circuitEachRound: boolean
  /** Slots in which the links' pairs of this round were heralded. */
  readonly #heralded: Float64Array
  readonly #cutoff: number
  readonly #order: SwapOrder
  #heralds = 0
  #begun = 0
  #halves: NetworkPair[] = []
  #hops: CircuitFacts['hops'] | undefined
  #circuit: CircuitFacts | undefined
  #round: Round | undefined

  constructor(options: ChainRounds) {
    const end = options.probabilities.length
    const { statistics } = options
    this.network = new SimulatedNetwork(synchronousChain(options), {
      seed: options.seed,
      ...(statistics === undefined ? {} : { observer: statistics.frames })
    })
    this.#names = [nameOf(0), nameOf(end)]
    this.#circuitEachRound = end > 3
    // Half a slot more: the pair that comes in the last slot is in time.
    this.#cutoff = options.cutoff === undefined ? 0 : (options.cutoff + 0.5) * SLOT
    this.#order = options.order ?? 'asap'
    this.#heralded = new Float64Array(end)
    this.network.world.onHerald = ({ link, slot }) => {
      // After a cut-off the later pair is swapped; otherwise the first, and more may come before the round is over.
      const at = link - 1
      if (this.#cutoff > 0 || Number.isNaN(this.#heralded[at])) this.#heralded[at] = slot
      this.#heralds += 1
      statistics?.heralded()
    }
    this.#listen(end + 1)
    // The links come up in the middle of a slot: the first round begins there.
    this.next()
  }

  /** Runs until the next pair has come. @throws ExperimentError REQUEST_FAILED when the chain makes no pairs any more */
  next(): Round {
    this.#round = undefined
    this.network.run(FOREVER, () => this.#round === undefined)
    const round: Round | undefined = this.#round
    if (round === undefined) throw new ExperimentError('REQUEST_FAILED', 'the chain makes no pairs any more')
    return round
  }

  #listen(responder: number): void {
    const [head, tail] = this.#ends()
    const setUp = (): void => {
      if (this.#hops !== undefined) head.setUp({ responder, purpose: 0, minimumFidelity: 0.5, hops: this.#hops })
    }
    tail.accept(0)
    tail.subscribe({ delivered: (pair) => this.#delivered(pair) })
    head.subscribe({
      delivered: (pair) => this.#delivered(pair),
      circuitOpened: (circuit) => {
        this.#circuit = circuit
        this.#begin()
        head.request(circuit, { number: this.#circuitEachRound ? 1 : 0xffff_ffff, raw: true })
      },
      circuitEnded: setUp,
      topologyChanged: () => {
        if (this.#hops !== undefined) return
        const [route] = head.plan({ to: responder, minimumFidelity: 0.5, order: this.#order })
        if (route === undefined) return
        this.#hops = route.hops.map((hop) => ({ ...hop, cutoff: this.#cutoff }))
        setUp()
      }
    })
  }

  #ends() {
    const [first, last] = this.#names
    return [this.network.node(first).network, this.network.node(last).network] as const
  }

  #begin(): void {
    this.#begun = this.network.clock.now()
    this.#heralded.fill(Number.NaN)
    this.#heralds = 0
  }

  /** Both ends keep their halves until both have them: then the world is asked, and the round is over. */
  #delivered(pair: NetworkPair): void {
    this.#halves.push(pair)
    const first = this.#halves.find((half) => half.head)
    const last = this.#halves.find((half) => !half.head)
    if (first === undefined || last === undefined) return
    const [head, tail] = this.#ends()
    const { clock, world } = this.network
    const [one, other] = this.#names
    const state = world.oracle.state({ node: one, qubit: first.qubit }, { node: other, qubit: last.qubit })
    this.#round = {
      slots: Math.round((clock.now() - this.#begun) / SLOT) - LEAD,
      waited: this.#waited(),
      discarded: this.#heralds - this.#heralded.length,
      fidelity: pairFidelity(state, pair.bellIndex),
      bellIndex: pair.bellIndex
    }
    this.#halves = []
    this.#begin()
    head.release(first)
    tail.release(last)
    if (this.#circuitEachRound && this.#circuit !== undefined) head.close(this.#circuit)
  }

  /** A node swaps with the last of the links between the nearest nodes of no lower rank. */
  #waited(): number {
    const slots = this.#heralded
    const ranks = ranksOf(this.#order, slots.length) ?? []
    return ranks.reduce((sum, own, index) => {
      const before = ranks.findLastIndex((rank, other) => other < index && rank >= own)
      const after = ranks.findIndex((rank, other) => other > index && rank >= own)
      const swap = Math.max(...slots.subarray(before + 1, (after < 0 ? ranks.length : after) + 1))
      return sum + 2 * swap - (slots[index] as number) - (slots[index + 1] as number)
    }, 0)
  }
}
