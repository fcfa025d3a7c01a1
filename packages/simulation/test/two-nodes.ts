import type { CreateFailed, PairDelivered, PairExpired } from '@bellwire/link-layer'
import type { LinkRequest, LinkService } from '@bellwire/node'
import { expect } from 'vitest'
import type { LinkDescription, NodeDescription } from '../src/network/description.js'
import { SimulatedNetwork, type SimulatedNetworkOptions } from '../src/network/simulated-network.js'

/** Slots of 20 µs, a herald in every tenth, perfect Bell pairs of all four kinds. */
const LINK: LinkDescription = {
  a: 'alice',
  b: 'bob',
  station: 'middle',
  delays: [9_000, 9_900],
  guard: 100,
  window: 100,
  model: { kind: 'ideal', parameters: { successProbability: 0.1, fidelity: 1, announced: [0, 1, 2, 3] } }
}

/** What one end of a link has been told. */
interface Heard {
  readonly acknowledged: number[]
  readonly delivered: PairDelivered[]
  readonly failed: CreateFailed[]
  readonly expired: PairExpired[]
}

export interface End {
  readonly name: 'alice' | 'bob'
  readonly link: LinkService
  readonly heard: Heard
}

/** Two nodes and a station, their link up. Alice is the master; both accept purpose 0. */
export class TwoNodes {
  readonly network: SimulatedNetwork
  readonly alice: End
  readonly bob: End

  constructor({
    link = {},
    nodes = {},
    settle = true,
    ...options
  }: {
    readonly link?: Partial<LinkDescription>
    /** Both nodes' hardware. */
    readonly nodes?: Partial<NodeDescription> & { readonly bob?: Partial<NodeDescription> }
    readonly settle?: boolean
  } & Partial<SimulatedNetworkOptions> = {}) {
    const { bob, ...both } = nodes
    this.network = new SimulatedNetwork(
      {
        nodes: [
          { name: 'alice', qubits: 8, ...both },
          { name: 'bob', qubits: 8, ...both, ...bob }
        ],
        stations: [{ name: 'middle' }],
        links: [{ ...LINK, ...link }]
      },
      { seed: 1, ...options }
    )
    this.alice = this.#end('alice', 'bob')
    this.bob = this.#end('bob', 'alice')
    if (settle) expect(this.network.settle()).toBe(true)
    for (const end of [this.alice, this.bob]) end.link.accept(0)
  }

  get now(): number {
    return this.network.clock.now()
  }

  #end(name: 'alice' | 'bob', peer: string): End {
    const link = this.network.node(name).link(peer)
    const heard: Heard = { acknowledged: [], delivered: [], failed: [], expired: [] }
    link.subscribe({
      acknowledged: (createId) => heard.acknowledged.push(createId),
      delivered: (pair) => heard.delivered.push(pair),
      failed: (failure) => heard.failed.push(failure),
      expired: (pair) => heard.expired.push(pair)
    })
    return { name, link, heard }
  }

  /** Runs for a duration. */
  wait(duration: number): void {
    this.network.run(this.now + duration)
  }

  /** Runs until a condition holds, and the frames of that time are answered. */
  until(condition: () => boolean, limit = 10_000_000_000): void {
    this.network.run(this.now + limit, () => !condition())
    expect(condition()).toBe(true)
    this.wait(1_000_000)
  }

  /** Asks at an end, and runs until the request is answered for good. */
  request(
    at: End,
    request: LinkRequest,
    limit?: number
  ): { readonly createId: number; readonly pairs: PairDelivered[]; readonly error: number } {
    const { createId, error } = at.link.createDirect(request)
    if (error !== 0) return { createId, pairs: [], error }
    const own = () => at.heard.delivered.filter((pair) => pair.originator && pair.createId === createId)
    const failure = () => at.heard.failed.find((failed) => failed.createId === createId)
    this.until(() => failure() !== undefined || own().some(({ final }) => final), limit)
    return { createId, pairs: own(), error: failure()?.code ?? 0 }
  }

  /** The other end's half of a pair. */
  twin(pair: PairDelivered, other: End): PairDelivered {
    const twins = other.heard.delivered.filter(
      ({ epoch, sequence, originator }) =>
        epoch === pair.epoch && sequence === pair.sequence && originator !== pair.originator
    )
    expect(twins).toHaveLength(1)
    return twins[0] as PairDelivered
  }

  /** The world's own record of two kept halves: 16 Pauli coefficients, alice's first. */
  state(alices: PairDelivered, bobs: PairDelivered): Float64Array {
    return this.network.world.oracle.state({ node: 'alice', qubit: alices.qubit }, { node: 'bob', qubit: bobs.qubit })
  }
}
