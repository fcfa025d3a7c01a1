import type { RandomStream } from '@bellwire/runtime'
import { type AdvertisedLink, LinkStateDatabase, type LinkStateTimes, type Sending } from '../src/index.js'

/** Times of the test networks, in nanoseconds. */
export const times: LinkStateTimes = { lifetime: 40_000, refresh: 2000, hopAge: 30 }

/** The longest that a frame is under way; no longer than `hopAge`. */
const LONGEST = 30

export interface Faults {
  /** Probability that a frame is lost, and that it comes twice. */
  readonly loss: number
  readonly duplication: number
  /** Whether frames of one neighbour may overtake each other. */
  readonly reorder: boolean
}

interface Edge {
  readonly a: number
  readonly b: number
  readonly link: number
  up: boolean
}

interface Frame {
  readonly at: number
  readonly order: number
  readonly from: number
  readonly to: number
  readonly advertisement: Sending['advertisement']
}

/**
 * Nodes with a database each, joined by edges over which frames take time and may be lost, doubled and reordered. An edge
 * is a link of the network and the way its frames go; while it is down both ends call the link unfit.
 */
export class FloodedNetwork {
  readonly databases = new Map<number, LinkStateDatabase>()
  readonly edges: Edge[]
  readonly #draw: RandomStream
  readonly #faults: Faults
  readonly #firstSequence: number
  #frames: Frame[] = []
  #order = 0
  now = 0
  delivered = 0

  constructor(edges: readonly (readonly [number, number])[], draw: RandomStream, faults: Faults, firstSequence = 0) {
    this.edges = edges.map(([a, b], link) => ({ a, b, link, up: true }))
    this.#draw = draw
    this.#faults = faults
    this.#firstSequence = firstSequence
    for (const node of new Set(edges.flat())) this.start(node)
  }

  /** A process starts: it knows nothing of what an earlier one has said. */
  start(node: number): void {
    this.databases.set(
      node,
      new LinkStateDatabase(
        { self: node, incarnation: this.#draw.bits32(), times, firstSequence: this.#firstSequence },
        this.now
      )
    )
    this.#describe(node)
    for (const { other } of this.#neighbours(node)) this.#greet(node, other)
  }

  /** A process ends for good; its neighbours see its links go down. */
  kill(node: number): void {
    this.databases.delete(node)
    for (const edge of this.edges) if (edge.a === node || edge.b === node) this.set(edge, false)
  }

  set(edge: Edge, up: boolean): void {
    edge.up = up
    this.#describe(edge.a)
    this.#describe(edge.b)
    if (up) this.#greet(edge.a, edge.b)
  }

  run(duration: number): void {
    const end = this.now + duration
    for (;;) {
      let next = end
      for (const database of this.databases.values()) next = Math.min(next, database.nextDue())
      const frame = this.#frames[0]
      if (frame && frame.at <= next) {
        this.now = frame.at
        this.#frames.shift()
        this.#arrive(frame)
        continue
      }
      this.now = Math.max(this.now, next)
      if (this.now >= end) return
      for (const [node, database] of this.databases) {
        if (database.nextDue() <= this.now) this.#send(node, database.age(this.now))
      }
    }
  }

  /** What a node's links are in truth. */
  links(node: number): AdvertisedLink[] {
    return this.edges
      .filter(({ a, b }) => a === node || b === node)
      .map(({ a, b, link, up }) => ({
        neighbour: a === node ? b : a,
        link,
        operatingPoints: [{ fidelity: 0.9, rate: link + 1 }],
        fit: up
      }))
  }

  #describe(node: number): void {
    const database = this.databases.get(node)
    if (database) this.#send(node, [database.originate(this.links(node), this.now)])
  }

  #greet(a: number, b: number): void {
    const one = this.databases.get(a)
    const other = this.databases.get(b)
    if (one) this.#send(a, one.greet(b, this.now))
    if (other) this.#send(b, other.greet(a, this.now))
  }

  #neighbours(node: number): { other: number }[] {
    const others = this.edges
      .filter(({ a, b, up }) => up && (a === node || b === node))
      .map(({ a, b }) => (a === node ? b : a))
    return [...new Set(others)].map((other) => ({ other }))
  }

  #send(from: number, sendings: readonly Sending[]): void {
    for (const { advertisement, to } of sendings) {
      for (const { other } of this.#neighbours(from)) {
        if (to !== 'all' && ('only' in to ? to.only !== other : to.except === other)) continue
        if (this.#draw.bernoulli(this.#faults.loss)) continue
        const copies = this.#draw.bernoulli(this.#faults.duplication) ? 2 : 1
        for (let copy = 0; copy < copies; copy++) {
          const delay = this.#faults.reorder ? 1 + this.#draw.below(LONGEST) : LONGEST
          this.#frames.push({ at: this.now + delay, order: this.#order++, from, to: other, advertisement })
        }
      }
    }
    this.#frames.sort((x, y) => x.at - y.at || x.order - y.order)
  }

  #arrive({ from, to, advertisement }: Frame): void {
    const database = this.databases.get(to)
    const open = this.edges.some(({ a, b, up }) => up && ((a === from && b === to) || (a === to && b === from)))
    if (!database || !open) return
    this.delivered++
    this.#send(to, database.receive(advertisement, from, this.now).send)
  }
}
