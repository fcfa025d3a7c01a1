import type { Nanoseconds } from '@bellwire/runtime'
import { serialAdd } from '@bellwire/wire'
import { requireInteger } from '../errors.js'
import { type AdvertisedLink, type Advertisement, checkAdvertisement, sameLinks } from './advertisement.js'
import { type NodeFacts, sameFacts } from './node-facts.js'
import { type Judgement, judgeAdvertisement } from './judgement.js'

/** How long advertisements are believed and how often they are said again. The same in a whole network. */
export interface LinkStateTimes {
  /** How long an advertisement is believed after its origin said it; longer ones that arrive are cut to this. */
  readonly lifetime: Nanoseconds
  /** A node says its own again when this much time has passed; a few of them fit into a lifetime. */
  readonly refresh: Nanoseconds
  /**
   * Taken off the lifetime with every hop. At least 1, and at least as long as a frame may take from node to node where
   * a lifetime is to bound what is believed in true time.
   */
  readonly hopAge: Nanoseconds
}

export interface LinkStateOptions {
  /** Identifier of this node. */
  readonly self: number
  /** Number drawn when this process started. */
  readonly incarnation: number
  readonly times: LinkStateTimes
  /** Sequence number of the first advertisement, 0 where not given. The same constant at all nodes and starts. */
  readonly firstSequence?: number
  /** What this node says of itself; nothing where absent. Whole units of the wire. */
  readonly facts?: NodeFacts
}

/** Frames that have come to be owed to neighbours. */
export interface Sending {
  readonly advertisement: Advertisement
  /** Neighbours to send it to. */
  readonly to: 'all' | { readonly except: number } | { readonly only: number }
}

interface Held {
  readonly advertisement: Advertisement
  /** When its lifetime ends, in this node's time. */
  readonly until: Nanoseconds
}

/**
 * What one node believes about the links of all nodes. Never looks at a clock: every method takes the time of this node,
 * `now`, which must not fall. What is returned is to be sent; nothing is sent here.
 */
export class LinkStateDatabase {
  readonly #options: LinkStateOptions
  readonly #held = new Map<number, Held>()
  #ownSequence: number
  #ownSaidAt: Nanoseconds = 0
  #version = 0

  /** Begins with an advertisement of its own that names no link: what an earlier start of this node said is void. */
  constructor(options: LinkStateOptions, now: Nanoseconds) {
    const { lifetime, refresh, hopAge } = options.times
    requireInteger('self', options.self, 0, 0xffff_ffff)
    requireInteger('times.hopAge', hopAge, 1, Number.MAX_SAFE_INTEGER)
    requireInteger('times.lifetime', lifetime, hopAge + 1, Number.MAX_SAFE_INTEGER)
    requireInteger('times.refresh', refresh, 1, lifetime)
    this.#options = options
    this.#ownSequence = options.firstSequence ?? 0
    this.#say(this.#ownSequence, [], now)
  }

  /** Counts up whenever what is believed about links has changed; stands still when the same is only said again. */
  get version(): number {
    return this.#version
  }

  /** What is believed at `now`, this node's own included, by origin; lifetimes are what is left of them. */
  advertisements(now: Nanoseconds): Advertisement[] {
    const live: Advertisement[] = []
    for (const held of this.#held.values()) if (held.until > now) live.push(aged(held, now))
    return live.sort((a, b) => a.origin - b.origin)
  }

  /**
   * Takes an advertisement from the neighbour `from`.
   *
   * @returns what was done with it, and what is to be sent
   * @throws NetworkInputError where it is malformed; nothing has changed then
   */
  receive(received: Advertisement, from: number, now: Nanoseconds): { judgement: Judgement; send: Sending[] } {
    checkAdvertisement(received)
    const { self, times } = this.#options
    const entry = this.#held.get(received.origin)
    const held = entry && (entry.until > now || received.origin === self) ? entry : undefined
    const lifetime = Math.min(received.lifetime, times.lifetime)
    const judgement = judgeAdvertisement(self, held?.advertisement, received)
    switch (judgement.kind) {
      case 'ignore':
        return { judgement, send: [] }
      case 'answer': {
        return { judgement, send: held ? sending(held, times, now, { only: from }) : [] }
      }
      case 'supersede':
        return { judgement, send: [this.#say(judgement.sequence, this.#ownLinks(), now)] }
      case 'accept': {
        const stored = { advertisement: received, until: now + lifetime }
        this.#store(stored)
        return { judgement, send: sending(stored, times, now, { except: from }) }
      }
    }
  }

  /** Says what this node's links are now. The caller decides when that is worth saying (`worthAdvertising`). */
  originate(links: readonly AdvertisedLink[], now: Nanoseconds): Sending {
    checkAdvertisement({ origin: this.#options.self, incarnation: 0, sequence: 0, lifetime: 0, links })
    return this.#say(serialAdd(this.#ownSequence, 1), links, now)
  }

  /**
   * Lets time pass: forgets what has outlived its lifetime, and says this node's own again where that is due. To be
   * called at `nextDue` and whenever it suits.
   */
  age(now: Nanoseconds): Sending[] {
    for (const [origin, { until }] of this.#held) {
      if (until > now || origin === this.#options.self) continue
      this.#held.delete(origin)
      this.#version++
    }
    if (now - this.#ownSaidAt < this.#options.times.refresh) return []
    return [this.#say(serialAdd(this.#ownSequence, 1), this.#ownLinks(), now)]
  }

  /** When `age` has something to do next. */
  nextDue(): Nanoseconds {
    let due = this.#ownSaidAt + this.#options.times.refresh
    for (const [origin, { until }] of this.#held) {
      if (origin !== this.#options.self && until < due) due = until
    }
    return due
  }

  /** All that is owed to a neighbour that has just come, or come back: everything believed, its own included. */
  greet(neighbour: number, now: Nanoseconds): Sending[] {
    const all = [...this.#held.values()].filter(({ until }) => until > now)
    all.sort((a, b) => a.advertisement.origin - b.advertisement.origin)
    return all.flatMap((held) => sending(held, this.#options.times, now, { only: neighbour }))
  }

  #ownLinks(): readonly AdvertisedLink[] {
    return this.#held.get(this.#options.self)?.advertisement.links ?? []
  }

  #say(sequence: number, links: readonly AdvertisedLink[], now: Nanoseconds): Sending {
    const { self, incarnation, times, facts } = this.#options
    const advertisement = {
      origin: self,
      incarnation,
      sequence,
      lifetime: times.lifetime,
      links,
      ...(facts && { facts })
    }
    this.#ownSequence = sequence
    this.#ownSaidAt = now
    this.#store({ advertisement, until: now + times.lifetime })
    return { advertisement: { ...advertisement, lifetime: times.lifetime - times.hopAge }, to: 'all' }
  }

  #store(held: Held): void {
    const { origin, links, facts } = held.advertisement
    const before = this.#held.get(origin)?.advertisement
    this.#held.set(origin, held)
    if (!before || !sameFacts(before.facts, facts) || !sameLinks(before.links, links)) this.#version++
  }
}

function aged({ advertisement, until }: Held, now: Nanoseconds): Advertisement {
  return { ...advertisement, lifetime: until - now }
}

/** Nothing where the lifetime would end on the way. */
function sending(held: Held, { hopAge }: LinkStateTimes, now: Nanoseconds, to: Sending['to']): Sending[] {
  const lifetime = held.until - now - hopAge
  return lifetime > 0 ? [{ advertisement: { ...held.advertisement, lifetime }, to }] : []
}
