import type { CircuitFacts, NetworkPair } from '@bellwire/network-layer'
import { pairFidelity } from '@bellwire/quantum'
import type { Nanoseconds } from '@bellwire/runtime'
import type { Stage } from '@bellwire/wire'
import { SimulatedNetwork } from '../src/network/simulated-network.js'

export interface DistilledPairs {
  readonly seed: string
  /** Fidelity of the links' pairs: Werner states. */
  readonly fidelity: number
  readonly links: number
  readonly stages: readonly Stage[]
  readonly pairs: number
  readonly qubits?: number
  readonly distilDuration?: Nanoseconds
  /** One-way delay of each link's halves. */
  readonly delay?: Nanoseconds
}

/** What came of it. */
export interface Distilled {
  /** To the Bell state that both ends were told, as only the world knows. */
  readonly fidelities: readonly number[]
  /** As the head-end estimated them. */
  readonly estimates: readonly number[]
  /** Steps by their level, and those of them that succeeded. */
  readonly steps: readonly { readonly tried: number; readonly succeeded: number }[]
  readonly network: SimulatedNetwork
  readonly close: () => void
}

/** A row of nodes with perfect memories, and kept pairs from end to end of one circuit with stages. */
export function distilledPairs(options: DistilledPairs): Distilled {
  const { seed, fidelity, links, stages, pairs, qubits = 16, distilDuration = 0, delay = 1000 } = options
  const name = (index: number): string => `node${index}`
  const network = new SimulatedNetwork(
    {
      nodes: Array.from({ length: links + 1 }, (_, index) => ({
        name: name(index),
        qubits,
        durations: { distil: distilDuration }
      })),
      stations: Array.from({ length: links }, (_, index) => ({ name: `station${index}` })),
      links: Array.from({ length: links }, (_, index) => ({
        a: name(index),
        b: name(index + 1),
        station: `station${index}`,
        delays: [delay, delay] as const,
        guard: 100,
        window: 100,
        model: { kind: 'ideal' as const, parameters: { successProbability: 0.5, fidelity } }
      })),
      network: {}
    },
    { seed }
  )
  const head = network.node(name(0)).network
  const tail = network.node(name(links)).network
  const fidelities: number[] = []
  const estimates: number[] = []
  const steps = Array.from({ length: 7 }, () => ({ tried: 0, succeeded: 0 }))
  const halves = new Map<string, NetworkPair>()
  let opened = false
  let close = (): void => undefined
  const delivered = (pair: NetworkPair): void => {
    const key = `${pair.headEpoch}/${pair.headSequence}`
    const other = halves.get(key)
    if (other === undefined) return void halves.set(key, pair)
    halves.delete(key)
    const [first, last] = pair.head ? [pair, other] : [other, pair]
    const state = network.world.oracle.state(
      { node: name(0), qubit: first.qubit },
      { node: name(links), qubit: last.qubit }
    )
    fidelities.push(pairFidelity(state, first.bellIndex))
    estimates.push(first.fidelity)
    head.release(first)
    tail.release(last)
  }
  for (let index = 0; index < links; index++) {
    // Counted at the parties that lead.
    network.node(name(index)).network.subscribe({
      stepEnded: ({ stage, level, succeeded }) => {
        if (stages[stage]?.first !== index) return
        const count = steps[level] as (typeof steps)[number]
        count.tried += 1
        if (succeeded) count.succeeded += 1
      }
    })
  }
  tail.accept(0)
  tail.subscribe({ delivered })
  head.subscribe({
    delivered,
    circuitOpened: (circuit: CircuitFacts) => {
      close = () => head.close(circuit)
      head.request(circuit, { number: pairs, raw: true })
    },
    topologyChanged: () => {
      const [route] = opened ? [] : head.plan({ to: links + 1, minimumFidelity: 0.25 })
      if (route === undefined) return
      opened = true
      head.setUp({ responder: links + 1, purpose: 0, minimumFidelity: 0.25, hops: route.hops, stages })
    }
  })
  network.run(10_000_000_000, () => fidelities.length < pairs)
  return { fidelities, estimates, steps, network, close }
}
