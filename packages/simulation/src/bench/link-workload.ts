import { SimulatedNetwork } from '../network/simulated-network.js'
import type { NetworkDescription } from '../network/description.js'

/** Half the link: 10 km at 2·10⁵ km/s, nanoseconds. */
const HALF_LINK = 50_000
const GUARD = 100

/** What a run of a workload did. */
export interface WorkloadRun {
  /** What is counted per second. */
  readonly count: number
  readonly simulatedSeconds: number
  readonly events: number
}

/**
 * The link workload: two nodes 20 km apart, one memory each, a herald in an attempt with probability `p` delivers a
 * Werner state of fidelity 0.98; one request through the whole stack, each pair freed at once.
 */
export function linkNetwork(p: number, links: number, batchSlots?: 'attempt'): NetworkDescription {
  const each = Array.from({ length: links }, (_, index) => index)
  return {
    nodes: each.flatMap((index) => [
      { name: `alice${index}`, qubits: 1 },
      { name: `bob${index}`, qubits: 1 }
    ]),
    stations: each.map((index) => ({ name: `station${index}` })),
    links: each.map((index) => ({
      a: `alice${index}`,
      b: `bob${index}`,
      station: `station${index}`,
      delays: [HALF_LINK, HALF_LINK] as const,
      guard: GUARD,
      window: GUARD,
      model: { kind: 'ideal' as const, parameters: { successProbability: p, fidelity: 0.98 } },
      ...(batchSlots === undefined ? {} : { batchSlots })
    }))
  }
}

/** A workload that is set up: `run` makes pairs through the stack until there are `pairs` more in all. */
export class LinkWorkload {
  readonly #network: SimulatedNetwork
  readonly #links: number
  #delivered = 0

  constructor(options: {
    readonly seed: number
    readonly p: number
    readonly links?: number
    readonly everyAttempt?: boolean
  }) {
    this.#links = options.links ?? 1
    const everyAttempt = options.everyAttempt === true
    this.#network = new SimulatedNetwork(linkNetwork(options.p, this.#links, everyAttempt ? 'attempt' : undefined), {
      seed: options.seed,
      mode: everyAttempt ? 'exact' : 'skip'
    })
    if (!this.#network.settle()) throw new Error('the links did not come up')
    for (let index = 0; index < this.#links; index++) {
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
    const { clock } = this.#network
    const start = clock.now()
    const events = clock.events
    const until = this.#delivered + pairs
    this.#network.run(Number.MAX_SAFE_INTEGER, () => this.#delivered < until)
    return { count: pairs, simulatedSeconds: (clock.now() - start) / 1e9, events: clock.events - events }
  }
}
