import type { CircuitFacts, NetworkPair } from '@bellwire/network-layer'
import { pairFidelity } from '@bellwire/quantum'
import type { NodeDescription } from '../src/network/description.js'
import { SimulatedNetwork } from '../src/network/simulated-network.js'

/** Nanoseconds. */
export const SLOT = 1_000_000

/** Slots from the request for a round's pair to the first attempts: both ends of a link must know of it in between. */
export const LEAD = 2

export interface ChainRounds {
  readonly seed: string
  /** Success probability in a slot, link by link. */
  readonly probabilities: readonly number[]
  readonly rounds: number
  /** Fidelity of the links' pairs. Default 1. */
  readonly fidelity?: number
  /** Of the inner nodes' qubits. Default: perfect. */
  readonly memory?: NodeDescription['memory']
  /** Nanoseconds. Default: none. */
  readonly cutoff?: number
}

/** One pair from end to end. */
export interface Round {
  /** Slots in which the slowest link was attempted, {@link LEAD} left out. */
  readonly slots: number
  /** To its Bell state, as only the world knows. */
  readonly fidelity: number
  readonly bellIndex: number
}

/**
 * A row of nodes without delays, one memory for each link of a node. Each round is a circuit of its own, for one pair:
 * so all links begin it together, with nothing left over from the round before.
 */
export function chainRounds({ seed, probabilities, rounds, fidelity = 1, memory, cutoff = 0 }: ChainRounds): Round[] {
  const end = probabilities.length
  const name = (index: number): string => `node${index}`
  const network = new SimulatedNetwork(
    {
      nodes: Array.from({ length: end + 1 }, (_, index) => {
        const inner = index > 0 && index < end
        return { name: name(index), qubits: inner ? 2 : 1, ...(inner && memory !== undefined && { memory }) }
      }),
      stations: probabilities.map((_, index) => ({ name: `station${index}` })),
      links: probabilities.map((successProbability, index) => ({
        a: name(index),
        b: name(index + 1),
        station: `station${index}`,
        delays: [0, 0] as const,
        guard: 0,
        window: 1,
        slotPeriod: SLOT,
        model: { kind: 'ideal' as const, parameters: { successProbability, fidelity } }
      })),
      network: { configuration: { window: 1 } }
    },
    { seed }
  )
  const head = network.node(name(0)).network
  const tail = network.node(name(end)).network
  const done: Round[] = []
  let begun = 0
  let current: CircuitFacts | undefined
  let hops: CircuitFacts['hops'] | undefined
  let halves: NetworkPair[] = []

  const setUp = (): void => {
    if (hops !== undefined) head.setUp({ responder: end + 1, purpose: 0, minimumFidelity: 0.5, hops })
  }
  /** Both ends keep their halves until both have them: then the world is asked, and the round is over. */
  const delivered = (pair: NetworkPair): void => {
    halves.push(pair)
    const first = halves.find((half) => half.head)
    const last = halves.find((half) => !half.head)
    if (first === undefined || last === undefined) return
    const state = network.world.oracle.state(
      { node: name(0), qubit: first.qubit },
      { node: name(end), qubit: last.qubit }
    )
    done.push({
      slots: Math.round((network.clock.now() - begun) / SLOT) - LEAD,
      fidelity: pairFidelity(state, pair.bellIndex),
      bellIndex: pair.bellIndex
    })
    halves = []
    head.release(first)
    tail.release(last)
    if (current !== undefined) head.close(current)
  }
  tail.accept(0)
  tail.subscribe({ delivered })
  head.subscribe({
    delivered,
    circuitOpened: (circuit) => {
      current = circuit
      begun = network.clock.now()
      head.request(circuit, { number: 1, raw: true })
    },
    circuitEnded: setUp,
    topologyChanged: () => {
      if (hops !== undefined) return
      const [route] = head.plan({ to: end + 1, minimumFidelity: 0.5 })
      if (route === undefined) return
      hops = route.hops.map((hop) => ({ ...hop, cutoff }))
      setUp()
    }
  })
  // The links come up in the middle of a slot: the first round begins there.
  network.run(Number.MAX_SAFE_INTEGER, () => done.length < rounds + 1)
  return done.slice(1)
}
