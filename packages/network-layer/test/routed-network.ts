import { createRandom, VirtualClock } from '@bellwire/runtime'
import { type Channel, MemoryNetwork } from '@bellwire/transport'
import { isNetworkFrame, type OrderedFrame } from '@bellwire/wire'
import { expect } from 'vitest'
import { type AdvertisedLink, type LinkStateTimes, Neighbours, type NodeFacts, Routing } from '../src/index.js'
import { CALM, CONFIGURATION, ROUND_TRIP, SETTLING } from './neighbour-network.js'

export const TIMES: LinkStateTimes = { lifetime: 100_000_000, refresh: 30_000_000, hopAge: 1_000_000 }
export const MINIMUM_INTERVAL = 300_000

/** From the end of all faults to the time when all believe the same: neighbours, the interval twice, and the way. */
export const AGREEMENT = SETTLING + 2 * MINIMUM_INTERVAL + 40 * ROUND_TRIP

interface Edge {
  readonly a: number
  readonly b: number
  readonly link: number
  cut: boolean
  fit: boolean
  /** Pairs per second. */
  rate: number
}

/** What a node says of itself. */
function factsOf(node: number): NodeFacts {
  return {
    swapping: node % 2 === 0,
    coherenceTime: node === 2 ? Infinity : 1000 * node,
    swapWerner: node % 3 === 0 ? 1 : 0.2,
    swapDuration: node
  }
}

/** A process at a node: its neighbours, and routing on top. */
class Router {
  readonly neighbours: Neighbours
  readonly routing: Routing
  readonly ignored: string[] = []
  changes = 0

  constructor(
    readonly network: RoutedNetwork,
    readonly node: number
  ) {
    const { clock, random, edges } = network
    const transport = network.medium.attach(node, `node ${node}`)
    const peers = edges.filter(({ a, b }) => a === node || b === node).map(({ a, b }) => (a === node ? b : a))
    const ignored = (reason: string) => this.ignored.push(reason)
    this.neighbours = new Neighbours({
      node,
      neighbours: peers.map((peer) => ({ peer, roundTrip: ROUND_TRIP })),
      clock,
      runner: 'generated',
      send: (to, frame) => transport.send(to, frame),
      random: () => random.bits32(),
      listener: this,
      ignored,
      configuration: CONFIGURATION
    })
    this.routing = new Routing({
      self: node,
      // Those of every fourth node are not said.
      ...(node % 4 > 0 && { facts: factsOf(node) }),
      incarnation: random.bits32(),
      times: TIMES,
      minimumInterval: MINIMUM_INTERVAL,
      tolerance: 0.1,
      firstSequence: network.firstSequence,
      clock,
      runner: 'generated',
      neighbours: this.neighbours,
      neighboursUp: () => this.neighbours.up(),
      ownLinks: () => network.linksOf(node).filter(({ neighbour }) => this.neighbours.isUp(neighbour)),
      changed: () => {
        this.changes += 1
      },
      ignored
    })
    transport.listen({
      frame: (from, frame) => {
        if (isNetworkFrame(frame)) this.neighbours.frame(from, frame)
      },
      malformed: (_from, reason) => {
        throw new Error(reason)
      }
    })
    this.neighbours.start()
    this.routing.start()
  }

  up(peer: number): void {
    this.routing.neighbourUp(peer)
  }

  down(peer: number): void {
    this.routing.neighbourDown(peer)
  }

  received(peer: number, frame: OrderedFrame): void {
    if (frame.type === 'ADVERTISEMENT') {
      this.network.advertisements += 1
      this.routing.received(peer, frame)
    }
  }

  stop(): void {
    this.routing.stop()
    this.neighbours.stop()
  }
}

/** Nodes that tell each other of their links, over channels with faults; parallel links share a channel. */
export class RoutedNetwork {
  readonly clock = new VirtualClock()
  readonly medium: MemoryNetwork
  readonly random
  readonly edges: readonly Edge[]
  readonly firstSequence: number
  readonly routers = new Map<number, Router>()
  /** Advertisements that arrived. */
  advertisements = 0

  constructor(edges: readonly (readonly [number, number])[], seed: number, firstSequence = 0) {
    const random = createRandom(seed)
    this.random = random.stream('sessions')
    this.firstSequence = firstSequence
    this.edges = edges.map(([a, b], link) => ({ a, b, link, cut: false, fit: true, rate: 100 + link }))
    this.medium = new MemoryNetwork({ clock: this.clock, random, wire: true })
    for (const [a, b] of edges) this.medium.connect(a, b, CALM)
    for (const node of [...new Set(edges.flat())].sort((a, b) => a - b)) this.routers.set(node, new Router(this, node))
  }

  router(node: number): Router {
    return this.routers.get(node) as Router
  }

  run(duration: number): void {
    this.clock.run({ until: this.clock.now() + duration })
  }

  configure(changes: Partial<Channel>): void {
    for (const { a, b } of this.edges) {
      this.medium.configure(a, b, changes)
      this.medium.configure(b, a, changes)
    }
  }

  /** Cuts or heals the channel between two nodes, and with it all their links. */
  cut({ a, b }: Edge, on: boolean): void {
    this.medium.partition(a, b, on)
    for (const edge of this.edges) if ((edge.a === a && edge.b === b) || (edge.a === b && edge.b === a)) edge.cut = on
  }

  change(edge: Edge, changes: Partial<Pick<Edge, 'fit' | 'rate'>>): void {
    Object.assign(edge, changes)
    this.routers.get(edge.a)?.routing.ownLinksChanged()
    this.routers.get(edge.b)?.routing.ownLinksChanged()
  }

  stop(node: number): void {
    this.routers.get(node)?.stop()
    this.routers.delete(node)
    this.medium.detach(node)
  }

  restart(node: number): void {
    this.stop(node)
    this.routers.set(node, new Router(this, node))
  }

  /** All links of a node, whether its neighbours are up or not. */
  linksOf(node: number): AdvertisedLink[] {
    return this.edges
      .filter(({ a, b }) => a === node || b === node)
      .map(({ a, b, link, fit, rate }) => ({
        neighbour: a === node ? b : a,
        link,
        operatingPoints: [{ fidelity: 0.9, rate }],
        fit
      }))
  }

  /** Links over which frames go, between processes that run. */
  get open(): Edge[] {
    return this.edges.filter(({ a, b, cut }) => !cut && this.routers.has(a) && this.routers.has(b))
  }

  /** Steps from a node to all that it can reach. */
  distances(from: number): Map<number, number> {
    const distances = new Map([[from, 0]])
    for (const [node, distance] of distances) {
      for (const { a, b } of this.open) {
        const other = a === node ? b : b === node ? a : node
        if (!distances.has(other)) distances.set(other, distance + 1)
      }
    }
    return distances
  }

  /** Every node believes what is, of all nodes that it can reach, and knows the shortest ways to them. */
  checkAgreement(): void {
    for (const [node, { routing, ignored }] of this.routers) {
      const distances = this.distances(node)
      const believed = routing
        .graph()
        .links.filter(({ first, second }) => distances.has(first) && distances.has(second))
      for (const other of distances.keys())
        expect(routing.graph().facts.get(other)).toEqual(other % 4 > 0 ? factsOf(other) : undefined)
      const actual = this.open
        .filter(({ a, fit }) => fit && distances.has(a))
        .map(({ a, b, link }) => ({ first: Math.min(a, b), second: Math.max(a, b), link }))
        .sort((x, y) => x.first - y.first || x.second - y.second || x.link - y.link)
      expect(
        believed.map(({ first, second, link }) => ({ first, second, link })),
        `at ${node}`
      ).toEqual(actual)
      for (const { link, operatingPoints } of believed) {
        // What changed by less than the tolerance may not have been said.
        const rate = (this.edges[link] as Edge).rate
        expect(Math.abs((operatingPoints[0]?.rate ?? 0) - rate)).toBeLessThanOrEqual(0.12 * rate)
      }
      for (const { a, b } of this.edges) {
        for (const target of [a, b]) {
          if (target === node) expect(routing.nextHop(target)).toBeUndefined()
          else if (!distances.has(target)) expect(routing.nextHop(target), `${node} to ${target}`).toBeUndefined()
          else expect(this.#steps(node, target), `${node} to ${target}`).toBe(distances.get(target))
        }
      }
      expect(ignored.filter((reason) => reason === 'advertisement-invalid')).toEqual([])
    }
  }

  /** How far a frame goes from a node to another, at every node along `nextHop`. */
  #steps(from: number, to: number): number {
    let steps = 0
    for (let node = from; node !== to; steps++) {
      if (steps > this.routers.size) return Infinity
      node = this.router(node).routing.nextHop(to) ?? Number.NaN
      if (!this.routers.has(node)) return Number.NaN
    }
    return steps
  }
}
