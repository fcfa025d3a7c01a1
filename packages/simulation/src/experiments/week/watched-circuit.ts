import type {
  CircuitFacts,
  CircuitName,
  ConnectionChanged,
  NetworkPair,
  NetworkPairExpired
} from '@bellwire/network-layer'
import type { Node } from '@bellwire/node'
import { pairFidelity } from '@bellwire/quantum'
import type { SimulatedNetwork } from '../../network/simulated-network.js'
import { Mean } from '../mean.js'
import type { MinuteBins } from './minute-bins.js'

const UNNAMED = -1

export interface WatchedCircuitOptions {
  readonly from: string
  readonly to: string
  readonly minimumFidelity: number
  readonly purpose: number
}

/**
 * A program that asks for one pair at a time from end to end, and what the world knows of the pairs it gets: their
 * fidelity when both ends have them. They are given back at once.
 */
export class WatchedCircuit {
  /** To the Bell state that the pair is said to be in. */
  readonly fidelity = new Mean()
  /** The same as the nodes estimate it. */
  readonly estimate = new Mean()
  /** Pairs asked for, and those of them that came before the next was asked for. */
  asked = 0
  served = 0
  /** Times that it had to leave a circuit. */
  moves = 0
  bins: MinuteBins | undefined
  readonly #network: SimulatedNetwork
  readonly #ends: readonly [Node, Node]
  readonly #halves = new Map<string, NetworkPair>()
  /** Circuits that the connection has lived on. */
  readonly #circuits = new Set<string>()
  /** It may open while it is being made. */
  #connection = UNNAMED
  #circuit: CircuitFacts | undefined
  /** The request that is open. */
  #request: number | undefined
  #waiting = false

  constructor(network: SimulatedNetwork, { from, to, minimumFidelity, purpose }: WatchedCircuitOptions) {
    this.#network = network
    this.#ends = [network.node(from), network.node(to)]
    const [head, tail] = this.#ends
    tail.network.accept(purpose)
    const own = (name: CircuitName): boolean => this.#circuits.has(keyOf(name))
    for (const { network: service } of this.#ends) {
      service.subscribe({
        delivered: (pair) => {
          if (own(pair)) this.#delivered(pair)
        },
        expired: (pair) => {
          if (own(pair)) this.#expired(pair)
        }
      })
    }
    head.network.subscribe({
      connectionChanged: (change) => this.#changed(change),
      requestEnded: ({ request }) => {
        if (request === this.#request) this.#request = undefined
      }
    })
    this.#connection = head.network.layer.connect({ to: tail.network.layer.node, minimumFidelity, purpose })
  }

  get running(): boolean {
    return this.#circuit !== undefined
  }

  /** Asks for a pair, unless one that was asked for has yet to come. */
  ask(): void {
    this.asked += 1
    this.#waiting = true
    this.#goOn()
  }

  #goOn(): void {
    if (!this.#waiting || this.#circuit === undefined || this.#request !== undefined) return
    const answer = this.#ends[0].network.request(this.#circuit, { number: 1 })
    if (typeof answer === 'number') this.#request = answer
  }

  #changed({ connection, state, circuit }: ConnectionChanged): void {
    if (connection !== this.#connection && this.#connection !== UNNAMED) return
    if (state === 'moving') this.moves += 1
    this.#circuit = state === 'running' || state === 'stalled' ? circuit : undefined
    if (circuit !== undefined) this.#circuits.add(keyOf(circuit))
    if (state === 'running') this.#goOn()
  }

  #delivered(pair: NetworkPair): void {
    const name = nameOf(pair)
    const other = this.#halves.get(name)
    if (other === undefined) {
      this.#halves.set(name, pair)
      return
    }
    this.#halves.delete(name)
    const [one, two] = [this.#address(pair), this.#address(other)]
    const fidelity = pairFidelity(this.#network.world.oracle.state(one, two), pair.corrected ? 0 : pair.bellIndex)
    this.fidelity.add(fidelity)
    this.estimate.add(pair.fidelity)
    this.bins?.add(this.#network.clock.now(), fidelity)
    if (this.#waiting) this.served += 1
    this.#waiting = false
    for (const half of [pair, other]) this.#end(half).network.release(half)
  }

  #expired({ initiator, circuit, pair }: NetworkPairExpired): void {
    for (const [name, half] of this.#halves) {
      if (half.initiator === initiator && half.circuit === circuit && half.pair === pair) this.#halves.delete(name)
    }
  }

  #end(pair: NetworkPair): Node {
    return this.#ends[pair.head ? 0 : 1]
  }

  #address(pair: NetworkPair): { readonly node: string; readonly qubit: number } {
    return { node: this.#end(pair).name, qubit: pair.qubit }
  }
}

function keyOf({ initiator, circuit }: CircuitName): string {
  return `${initiator}/${circuit}`
}

function nameOf(pair: NetworkPair): string {
  const { headEpoch, headSequence, tailEpoch, tailSequence } = pair
  return `${keyOf(pair)} ${headEpoch}/${headSequence} ${tailEpoch}/${tailSequence}`
}
