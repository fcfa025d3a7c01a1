import type { NetworkPair } from '@bellwire/network-layer'
import { expect } from 'vitest'
import type { NetworkDescription } from '../src/network/description.js'
import { SimulatedNetwork } from '../src/network/simulated-network.js'

const MILLISECOND = 1_000_000
const SECOND = 1_000_000_000

/** Links between the named nodes, of fidelity 1 unless said otherwise. */
export function networkOf(
  edges: readonly (readonly [a: string, b: string, fidelity?: number])[],
  changes: Partial<NetworkDescription> = {}
): NetworkDescription {
  const names = [...new Set(edges.flatMap(([a, b]) => [a, b]))].sort()
  return {
    nodes: names.map((name) => ({ name, qubits: 16 })),
    stations: edges.map((_, index) => ({ name: `station${index}` })),
    links: edges.map(([a, b, fidelity = 1], index) => ({
      a,
      b,
      station: `station${index}`,
      delays: [5000, 5000] as const,
      guard: 100,
      window: 100,
      model: { kind: 'ideal' as const, parameters: { successProbability: 0.3, fidelity } }
    })),
    network: {},
    ...changes
  }
}

/** A network that runs in virtual time while a program waits for promises. */
export class Driven {
  readonly network: SimulatedNetwork

  constructor(description: NetworkDescription) {
    this.network = new SimulatedNetwork(description, { seed: 7, wire: true })
    this.network.settle()
    this.wait(SECOND)
  }

  service(name: string) {
    return this.network.node(name).network
  }

  wait(duration: number): void {
    this.network.run(this.network.clock.now() + duration)
  }

  /** Lets time pass until a promise is settled. */
  async until<T>(promise: Promise<T>, limit = 60 * SECOND): Promise<T> {
    const waiting = { settled: false }
    const watched = promise.finally(() => (waiting.settled = true))
    watched.catch(() => undefined)
    const end = this.network.clock.now() + limit
    while (!waiting.settled) {
      if (this.network.clock.now() >= end) throw new Error(`nothing came within ${limit} ns`)
      this.wait(MILLISECOND / 10)
      for (let turn = 0; turn < 10; turn++) await Promise.resolve()
    }
    return watched
  }

  /** Pairs from a stream, each released at once. */
  async take(stream: AsyncIterable<NetworkPair>, release: (pair: NetworkPair) => void): Promise<NetworkPair[]> {
    const taken: NetworkPair[] = []
    for await (const pair of stream) {
      taken.push(pair)
      release(pair)
    }
    return taken
  }

  expectNothingKept(): void {
    this.wait(30 * SECOND)
    for (const [name, node] of this.network.nodes) {
      expect([name, node.network.layer.kept]).toEqual([
        name,
        {
          connections: 0,
          circuits: 0,
          halves: 0,
          ends: 0,
          distilling: 0,
          foretold: 0,
          requests: 0,
          unsettled: 0,
          qubits: 0
        }
      ])
      expect([name, node.qubits.free]).toEqual([name, node.qubits.total])
    }
  }
}
