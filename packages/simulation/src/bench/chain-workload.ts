import type { NetworkDescription } from '../network/description.js'
import { SimulatedNetwork } from '../network/simulated-network.js'
import { linkNetwork, type WorkloadRun } from './link-workload.js'

/**
 * The chain workload: nodes in a row, links as in the link workload, one memory for each link of a node, perfect swaps
 * that take no time. One circuit from end to end, each pair freed at once.
 */
function chainNetwork(nodes: number, p: number): NetworkDescription {
  const { stations, links } = linkNetwork(p, nodes - 1)
  return {
    nodes: Array.from({ length: nodes }, (_, index) => ({
      name: `node${index}`,
      qubits: index === 0 || index === nodes - 1 ? 1 : 2
    })),
    stations,
    links: links.map((link, index) => ({ ...link, a: `node${index}`, b: `node${index + 1}` })),
    network: {}
  }
}

export interface ChainWorkloadOptions {
  readonly seed: number
  readonly nodes: number
  readonly p: number
}

/** A workload that is set up: `run` makes at least so many pairs more from end to end. */
export class ChainWorkload {
  readonly network: SimulatedNetwork
  #delivered = 0

  constructor({ seed, nodes, p }: ChainWorkloadOptions) {
    this.network = new SimulatedNetwork(chainNetwork(nodes, p), { seed })
    const last = this.network.node(`node${nodes - 1}`).network
    const first = this.network.node('node0').network
    last.accept(0)
    last.subscribe({ delivered: (pair) => void last.release(pair) })
    let opened = false
    first.subscribe({
      delivered: (pair) => {
        this.#delivered += 1
        first.release(pair)
      },
      circuitOpened: (circuit) => {
        opened = true
        first.request(circuit, { number: 0xffff_ffff, raw: true })
      },
      topologyChanged: () => {
        if (opened) return
        const [route] = first.plan({ to: nodes, minimumFidelity: 0.5 })
        if (route === undefined) return
        opened = true
        first.setUp({ responder: nodes, purpose: 0, minimumFidelity: 0.5, hops: route.hops })
      }
    })
    this.network.run(60e9, () => this.#delivered === 0)
    if (this.#delivered === 0) throw new Error('the chain did not come up')
  }

  run(pairs: number): WorkloadRun {
    const { clock } = this.network
    const [start, events, delivered] = [clock.now(), clock.events, this.#delivered]
    this.network.run(Number.MAX_SAFE_INTEGER, () => this.#delivered < delivered + pairs)
    return {
      count: this.#delivered - delivered,
      simulatedSeconds: (clock.now() - start) / 1e9,
      events: clock.events - events
    }
  }
}
