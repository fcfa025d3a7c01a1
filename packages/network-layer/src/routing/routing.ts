import type { Clock, Nanoseconds } from '@bellwire/runtime'
import { Host, type Observer, type OutputOf, type RunnerKind } from '@bellwire/statechart'
import type { Advertisement as AdvertisementFrame } from '@bellwire/wire'
import type { Neighbours } from '../adjacency/neighbours.js'
import { NetworkInputError, requireInteger, requireNonNegative } from '../errors.js'
import {
  type AdvertisedLink,
  type Advertisement,
  checkAdvertisement,
  compareAdvertisements,
  worthAdvertising
} from './advertisement.js'
import { advertisementFromFrame, advertisementToFrame, sayable } from './advertisement-frame.js'
import { deadlineMachine } from './deadline-machine.js'
import { factsFromWire, factsToWire, type NodeFacts } from './node-facts.js'
import { type Graph, graphOf } from './graph.js'
import { LinkStateDatabase, type LinkStateTimes, type Sending } from './link-state-database.js'
import { nextHops } from './next-hops.js'
import { topologyOf } from './topology.js'

export interface RoutingOptions {
  /** Number of this node. */
  readonly self: number
  /** Random number drawn when this process started. */
  readonly incarnation: number
  readonly times: LinkStateTimes
  /** Time between two advertisements of this node at least; what changes meanwhile is said at its end. */
  readonly minimumInterval: Nanoseconds
  /** A rate that differs from the one said last by less than this fraction of it is not said for that alone. */
  readonly tolerance: number
  /** Sequence number of the first advertisement, 0 where not given. The same constant at all nodes and starts. */
  readonly firstSequence?: number
  /** What this node says of itself; nothing where absent. */
  readonly facts?: NodeFacts
  readonly clock: Clock
  readonly runner: RunnerKind
  readonly neighbours: Pick<Neighbours, 'send'>
  readonly neighboursUp: () => Iterable<number>
  /** This node's links to neighbours that are up, always in the same order. Only the first 64 are said. */
  readonly ownLinks: () => readonly AdvertisedLink[]
  /** What is believed about links has changed. */
  readonly changed: () => void
  /** Something from outside was not acted upon. */
  readonly ignored: (reason: string) => void
  readonly observer?: Observer
}

/** The machines of routing, by the name of their table. */
export const MACHINES = { deadline: deadlineMachine }

/** Keys of the deadlines: something gets too old; the next advertisement of this node may go. */
const AGEING = 'ageing'
const HOLDING = 'holding'

/**
 * Link-state routing of one node: tells the network of its links, learns of all others, and knows the way. What it
 * believes is in a LinkStateDatabase; this gives it time, neighbours, and the order in which to speak.
 */
export class Routing {
  readonly #options: RoutingOptions
  readonly #database: LinkStateDatabase
  readonly #host
  readonly #deadlines
  #running = false
  /** When this node last advertised itself, and what. */
  #saidAt: Nanoseconds = -Infinity
  #said: Advertisement
  /** When it must advertise itself again. */
  #refreshAt: Nanoseconds
  /** Whether an advertisement of this node waits for its time; and one of an earlier start that must be gone past. */
  #holding = false
  #leftover: { readonly advertisement: Advertisement; readonly from: number } | undefined
  /** When the ageing deadline is. */
  #dueAt: Nanoseconds = Infinity
  #graph: Graph | undefined
  #hops: Map<number, number> | undefined

  /** @throws NetworkInputError for times or a tolerance that make no sense */
  constructor(options: RoutingOptions) {
    const { self, incarnation, times, firstSequence = 0, clock } = options
    // What the others can hear of it, so that all believe the same.
    const facts = factsFromWire(factsToWire(options.facts))
    this.#database = new LinkStateDatabase(
      { self, incarnation, times, firstSequence, ...(facts && { facts }) },
      clock.now()
    )
    requireInteger('minimumInterval', options.minimumInterval, 0, times.refresh)
    requireNonNegative('tolerance', options.tolerance)
    this.#options = options
    this.#refreshAt = clock.now() + times.refresh
    this.#said = { origin: self, incarnation, sequence: firstSequence, lifetime: times.lifetime, links: [] }
    this.#host = new Host({
      machines: MACHINES,
      clock,
      runner: options.runner,
      owner: this,
      ...(options.observer === undefined ? {} : { observer: options.observer })
    })
    this.#deadlines = this.#host.table('deadline')
  }

  start(): void {
    this.#running = true
    this.#deadlines.open(AGEING)
    this.#deadlines.open(HOLDING)
    this.#setAgeing(this.#database.nextDue(), this.#options.clock.now())
    this.ownLinksChanged()
  }

  stop(): void {
    this.#running = false
    this.#host.closeAll()
  }

  /** Counts up whenever what is believed about links has changed. */
  get version(): number {
    return this.#database.version
  }

  /** The links that can make pairs, to look for paths in. The same object until `version` changes. */
  graph(): Graph {
    if (this.#graph === undefined) {
      const advertisements = this.#database.advertisements(this.#options.clock.now())
      this.#graph = graphOf(
        topologyOf(advertisements),
        new Map(advertisements.flatMap(({ origin, facts }) => (facts === undefined ? [] : [[origin, facts]])))
      )
    }
    return this.#graph
  }

  /** The neighbour to which a frame for `target` goes; undefined where no way is known, and for this node itself. */
  nextHop(target: number): number | undefined {
    const { self, neighboursUp, clock } = this.#options
    this.#hops ??= nextHops(self, neighboursUp(), this.#database.advertisements(clock.now()))
    return this.#hops.get(target)
  }

  /** This node's links may have changed: says so where it is worth it, now or as soon as it may. */
  ownLinksChanged(): void {
    this.#update((now) => this.#sayOwn(now))
  }

  neighbourUp(peer: number): void {
    this.#hops = undefined
    this.#update((now) => {
      // The greeting tells it what is said now.
      this.#sayOwn(now, peer)
      for (const greeting of this.#database.greet(peer, now)) this.#send(greeting)
    })
  }

  neighbourDown(_peer: number): void {
    this.#hops = undefined
    this.ownLinksChanged()
  }

  /** Takes an advertisement from a neighbour that is up. One that is malformed changes nothing, and is counted. */
  received(peer: number, frame: AdvertisementFrame): void {
    const advertisement = advertisementFromFrame(frame)
    const { self } = this.#options
    this.#update((now) => {
      if (advertisement.origin === self && compareAdvertisements(advertisement, this.#said) > 0) {
        this.#takeLeftover(advertisement, peer, now)
      } else this.#take(advertisement, peer, now)
    })
  }

  /** What the machine wants done; called by its host. */
  output(event: OutputOf<typeof MACHINES>, _table: string, key: number | string): void {
    if (event.type === 'ignored') this.#options.ignored(event.reason)
    else if (key === HOLDING) this.#update((now) => this.#speakAgain(now))
    else this.#update((now) => this.#age(now))
  }

  /** Does something, and tells of the change where there was one. Nothing is done before the start or after the end. */
  #update(action: (now: Nanoseconds) => void): void {
    if (!this.#running) return
    const { version } = this.#database
    action(this.#options.clock.now())
    if (this.#database.version === version) return
    this.#graph = undefined
    this.#hops = undefined
    this.#options.changed()
  }

  #take(advertisement: Advertisement, from: number, now: Nanoseconds): void {
    const received = this.#checked(() => this.#database.receive(advertisement, from, now))
    if (received === undefined) return
    for (const sending of received.send) this.#send(sending)
    if (received.judgement.kind !== 'accept') return
    const until = now + Math.min(advertisement.lifetime, this.#options.times.lifetime)
    if (until < this.#dueAt) this.#setAgeing(until, now)
  }

  /** What the network believes that an earlier start of this node said; the newest counts. */
  #takeLeftover(advertisement: Advertisement, from: number, now: Nanoseconds): void {
    const valid = this.#checked(() => {
      checkAdvertisement(advertisement)
      return true
    })
    if (valid === undefined) return
    if (this.#leftover === undefined || compareAdvertisements(advertisement, this.#leftover.advertisement) > 0) {
      this.#leftover = { advertisement, from }
    }
    if (this.#maySpeak(now)) this.#speakPast(now)
  }

  #checked<T>(read: () => T): T | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof NetworkInputError)) throw error
      this.#options.ignored('advertisement-invalid')
      return undefined
    }
  }

  #send({ advertisement, to }: Sending, skip?: number): void {
    const frame = advertisementToFrame(advertisement)
    if (frame === undefined) return
    const { neighbours, neighboursUp } = this.#options
    for (const peer of neighboursUp()) {
      if (peer === skip || (to !== 'all' && ('only' in to ? to.only !== peer : to.except === peer))) continue
      // Each of its own: the header is filled in when it is sent.
      neighbours.send(peer, { ...frame })
    }
  }

  // ---- what this node says of itself ----

  /** Says what the links are now, where that is worth it: at once, or when it may speak again. */
  #sayOwn(now: Nanoseconds, skip?: number): void {
    const links = sayable(this.#options.ownLinks())
    if (!worthAdvertising(this.#said.links, links, this.#options.tolerance)) return
    if (this.#maySpeak(now)) this.#originate(links, now, skip)
  }

  #originate(links: readonly AdvertisedLink[], now: Nanoseconds, skip?: number): void {
    this.#say(this.#database.originate(links, now), now, skip)
  }

  #say(sending: Sending, now: Nanoseconds, skip?: number): void {
    this.#said = sending.advertisement
    this.#saidAt = now
    this.#refreshAt = now + this.#options.times.refresh
    this.#send(sending, skip)
  }

  /** The network believes what an earlier start of this node said: goes past it, with what holds now. */
  #speakPast(now: Nanoseconds): void {
    const { advertisement, from } = this.#leftover as { advertisement: Advertisement; from: number }
    this.#leftover = undefined
    const { judgement, send } = this.#database.receive(advertisement, from, now)
    const [sending] = send
    const links = sayable(this.#options.ownLinks())
    if (worthAdvertising(this.#said.links, links, this.#options.tolerance)) this.#originate(links, now)
    else if (judgement.kind === 'supersede' && sending !== undefined) this.#say(sending, now)
  }

  /** Whether the interval since the last advertisement has passed; if not, the deadline is set for when it has. */
  #maySpeak(now: Nanoseconds): boolean {
    const left = this.#saidAt + this.#options.minimumInterval - now
    if (left <= 0) return true
    if (!this.#holding) {
      this.#holding = true
      this.#deadlines.tell(HOLDING, { type: 'SET', delay: left })
    }
    return false
  }

  #speakAgain(now: Nanoseconds): void {
    this.#holding = false
    if (this.#leftover !== undefined) this.#speakPast(now)
    else this.#sayOwn(now)
  }

  // ---- time ----

  #setAgeing(due: Nanoseconds, now: Nanoseconds): void {
    this.#dueAt = due
    this.#deadlines.tell(AGEING, { type: 'SET', delay: Math.max(0, due - now) })
  }

  #age(now: Nanoseconds): void {
    if (now >= this.#refreshAt) this.#originate(sayable(this.#options.ownLinks()), now)
    for (const sending of this.#database.age(now)) this.#send(sending)
    this.#setAgeing(this.#database.nextDue(), now)
  }
}
