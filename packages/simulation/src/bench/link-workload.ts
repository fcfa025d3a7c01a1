import type { NetworkDescription } from '../network/description.js'
import { SeparateNetworks } from '../network/separate-networks.js'
import { SimulatedNetwork } from '../network/simulated-network.js'

/** Half the link: 10 km at 2·10⁵ km/s, nanoseconds. */
const HALF_LINK = 50_000
const GUARD = 100

/** What a run of a workload did. */
export interface WorkloadRun {
  /** What is counted per second. */
  readonly count: number
  readonly simulatedSeconds: number
  readonly events: number
  readonly facts?: readonly WorkloadFact[]
}

/** Something that is known of a workload beside its rate, up to now. */
export interface WorkloadFact {
  readonly name: string
  readonly value: number
  readonly unit: string
}

/** What another workload may have otherwise. */
export interface LinkHardware {
  readonly batchSlots?: 'attempt'
  /** Of the pairs. Default 0.98. */
  readonly fidelity?: number
  /** Of each node. Default 1. */
  readonly qubits?: number
}

/**
 * The link workload: two nodes 20 km apart, one memory each, a herald in an attempt with probability `p` delivers a
 * Werner state of fidelity 0.98; one request through the whole stack, each pair freed at once.
 */
export function linkNetwork(p: number, links: number, hardware: LinkHardware = {}): NetworkDescription {
  const { batchSlots, fidelity = 0.98, qubits = 1 } = hardware
  const each = Array.from({ length: links }, (_, index) => index)
  return {
    nodes: each.flatMap((index) => [
      { name: `alice${index}`, qubits },
      { name: `bob${index}`, qubits }
    ]),
    stations: each.map((index) => ({ name: `station${index}` })),
    links: each.map((index) => ({
      a: `alice${index}`,
      b: `bob${index}`,
      station: `station${index}`,
      delays: [HALF_LINK, HALF_LINK] as const,
      guard: GUARD,
      window: GUARD,
      model: { kind: 'ideal' as const, parameters: { successProbability: p, fidelity } },
      ...(batchSlots === undefined ? {} : { batchSlots })
    }))
  }
}

export interface LinkWorkloadOptions {
  readonly seed: number
  readonly p: number
  /** Default 1. */
  readonly links?: number
  readonly everyAttempt?: boolean
  /** The links share nothing: each runs for a while before the next has its turn. Default: all in the order of time. */
  readonly separate?: boolean
}

/** A workload that is set up: `run` makes pairs through the stack until there are at least `pairs` more in all. */
export class LinkWorkload {
  readonly #network: SimulatedNetwork | SeparateNetworks
  #delivered = 0

  constructor({ seed, p, links = 1, everyAttempt = false, separate = false }: LinkWorkloadOptions) {
    const description = linkNetwork(p, links, everyAttempt ? { batchSlots: 'attempt' } : {})
    const options = { seed, mode: everyAttempt ? 'exact' : 'skip' } as const
    this.#network = separate ? new SeparateNetworks(description, options) : new SimulatedNetwork(description, options)
    if (!this.#network.settle()) throw new Error('the links did not come up')
    for (let index = 0; index < links; index++) {
      const alice = this.#network.node(`alice${index}`).link(`bob${index}`)
      const bob = this.#network.node(`bob${index}`).link(`alice${index}`)
      bob.accept(0)
      alice.subscribe({
        delivered: (pair) => {
          this.#delivered += 1
          alice.release(pair)
        }
      })
      bob.subscribe({ delivered: (pair) => void bob.release(pair) })
      alice.createDirect({ number: 0xffff_ffff, minimumFidelity: 0.9 })
    }
  }

  run(pairs: number): WorkloadRun {
    const network = this.#network
    const { clock } = network
    const [start, events, delivered] = [clock.now(), clock.events, this.#delivered]
    network.run(Number.MAX_SAFE_INTEGER, () => this.#delivered < delivered + pairs)
    return {
      count: this.#delivered - delivered,
      simulatedSeconds: (clock.now() - start) / 1e9,
      events: clock.events - events
    }
  }
}
