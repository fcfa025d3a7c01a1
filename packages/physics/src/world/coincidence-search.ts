import type { Picoseconds } from '@bellwire/runtime'
import { bobTime } from '../pair-source/clock-relation.js'
import { type StampLine, stampOfTrueTime, trueTimeOfStamp } from '../pair-source/stamp-line.js'
import { LARGEST_JITTER } from '../pair-source/tag-generator.js'
import type { ClockFollower, Stretch } from './clock-follower.js'
import type { GateWindow } from './gate-window.js'
import type { LinkSide } from './link-side.js'
import type { PairSourceLinkParameters } from './pair-source-model.js'
import { findPresence } from './presence.js'
import type { FedTags, TagFeed } from './tag-feed.js'
import type { Train } from './train.js'

/** So much time is searched in one go, nanoseconds, or one slot. */
const PIECE = 1e6

/** The first coincidence of a slot. */
export interface SlotCoincidence {
  readonly slot: number
  /** When Alice's click is due at the station, true nanoseconds. */
  readonly time: number
  /** When Alice's clock stamped it, nanoseconds. */
  readonly stamp: number
  /** By how much Bob's stamp is later than it was reckoned. */
  readonly residual: Picoseconds
  readonly labels: readonly [number, number]
}

/**
 * Finds coincidences in the slots of a window. A click belongs to the slot in whose gate its report is due: reports of
 * the end for which light and report together take the shorter time are held back by the difference, so that the clicks
 * of a pair are due together.
 */
export class CoincidenceSearch {
  /** From the source over either end to the station, nanoseconds. */
  readonly #total: number
  /** By how much a tag may be off the time of its pair, nanoseconds. */
  readonly #margin: number
  readonly #half: Picoseconds

  constructor(
    private readonly feed: TagFeed,
    private readonly sides: readonly [LinkSide, LinkSide],
    private readonly window: GateWindow,
    private readonly gate: number,
    private readonly guard: number,
    { source, coincidencePicoseconds }: PairSourceLinkParameters
  ) {
    const jitter = Math.max(source.alice.detector.jitterPicoseconds, source.bob.detector.jitterPicoseconds)
    this.#total = sides[0].flightTime + source.alice.delayPicoseconds / 1000
    this.#margin = 1 + (LARGEST_JITTER * jitter + coincidencePicoseconds) / 1000
    this.#half = coincidencePicoseconds / 2
  }

  /** The first coincidence in the slots from `slot` on whose gates close by `until`, true nanoseconds; null if there is none. */
  first(slot: number, until: number, follower: ClockFollower): SlotCoincidence | null {
    const { window, gate } = this
    const [lit, unlit] = this.#litTime()
    const end = Math.min(until, unlit)
    const last = Math.min(window.last, window.firstAfter(end - gate / 2) - 1)
    let next = Math.max(slot, window.firstAfter(lit - gate / 2))
    const slotsPerPiece = Math.max(1, Math.floor(PIECE / window.period))
    while (next <= last) {
      const pieceEnd = Math.min(last, next + slotsPerPiece - 1)
      const found = this.#piece(next, pieceEnd, follower)
      if (found !== null) return found
      next = pieceEnd + 1
    }
    return null
  }

  /** Tags of what left the source in a time up to now, for the recovery of the clocks. */
  stretch(from: number, until: number): Stretch {
    const { feed, sides } = this
    feed.cover(from - this.#margin, until + this.#margin)
    const { origin } = feed
    const [alice, bob] = [0, 1].map((end) => {
      const { node, flightTime } = sides[end as 0 | 1]
      const { line } = node.clockWatch
      const { tags } = feed.ends[end as 0 | 1]
      const delay = this.#total - flightTime
      const slack = end === 0 ? 0 : feed.slack
      const first = firstAtLeast(tags, stampOfTrueTime(line, origin, from + delay) - slack)
      const last = firstAtLeast(tags, stampOfTrueTime(line, origin, until + delay) + slack)
      return tags.picoseconds.slice(first, last)
    }) as [Float64Array, Float64Array]
    return { origin, alice, bob }
  }

  /** The time in which both ends have trains, as clicks of it are due at the station. */
  #litTime(): [number, number] {
    let [from, until] = [-Infinity, Infinity]
    for (const { trains } of this.sides) {
      let [first, last] = [Infinity, -Infinity]
      for (let k = 0; k < trains.count; k++) {
        const train = trains.items[k] as Train
        if (train.to < train.from) continue
        first = Math.min(first, train.arrivalOf(train.from) - this.gate / 2)
        last = Math.max(last, train.arrivalOf(train.to) + this.gate / 2)
      }
      from = Math.max(from, first)
      until = Math.min(until, last + this.guard)
    }
    return [from - this.guard, until]
  }

  #piece(first: number, last: number, follower: ClockFollower): SlotCoincidence | null {
    const { feed, sides, window, gate } = this
    const from = window.centreOf(first) - gate / 2
    feed.cover(from - this.#total - this.#margin, window.centreOf(last) + gate / 2 - this.#total + this.#margin)
    const { origin } = feed
    const { line } = sides[0].node.clockWatch
    const { flightTime } = sides[0]
    const { tags } = feed.ends[0]
    let a = firstAtLeast(tags, stampOfTrueTime(line, origin, from - flightTime))
    while (a < tags.length) {
      const due = trueTimeOfStamp(line, origin, tags.picoseconds[a] as number) + flightTime
      const slot = Math.max(first, window.firstAfter(due - gate / 2))
      if (slot > last) return null
      const closing = window.centreOf(slot) + gate / 2
      if (due >= window.centreOf(slot) - gate / 2) {
        const found = this.#slot(slot, line, follower)
        if (found !== null) return found
      }
      // The slot has been searched, or this click came between two gates.
      const after = due >= window.centreOf(slot) - gate / 2 ? closing : window.centreOf(slot) - gate / 2
      a = firstAtLeast(tags, stampOfTrueTime(line, origin, after - flightTime), a + 1)
    }
    return null
  }

  /** Whether both ends play a slot: their trains may be off its gate by as much as clocks may. */
  #played(slot: number): boolean {
    const { window, guard, sides } = this
    for (const { trains, presence } of sides) {
      findPresence(trains, window, slot, guard, presence)
      if (presence.train === null) return false
    }
    return true
  }

  #slot(slot: number, line: StampLine, follower: ClockFollower): SlotCoincidence | null {
    const { feed, sides } = this
    const { origin } = feed
    if (!this.#played(slot)) return null
    const { flightTime } = sides[0]
    const from = this.window.centreOf(slot) - this.gate / 2
    const until = from + this.gate
    const opening = stampOfTrueTime(line, origin, from - flightTime)
    const closing = stampOfTrueTime(line, origin, until - flightTime)
    const relation = follower.relation(origin)
    const alice = feed.ends[0].tags
    const bob = feed.ends[1].tags
    const closingBob = bobTime(relation, closing)
    let a = firstAtLeast(alice, opening)
    let b = firstAtLeast(bob, bobTime(relation, opening))
    while (a < alice.length && b < bob.length) {
      const stamp = alice.picoseconds[a] as number
      const stampBob = bob.picoseconds[b] as number
      if (stamp >= closing || stampBob >= closingBob) return null
      const residual = stampBob - bobTime(relation, stamp)
      if (residual > this.#half) a++
      else if (residual < -this.#half) b++
      else {
        return {
          slot,
          time: trueTimeOfStamp(line, origin, stamp) + flightTime,
          stamp: origin + stamp / 1000,
          residual,
          labels: [alice.labels[a] as number, bob.labels[b] as number]
        }
      }
    }
    return null
  }
}

/** Index of the first tag that is not before an instant, from `low` on. */
function firstAtLeast({ picoseconds, length }: FedTags, limit: Picoseconds, low = 0): number {
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((picoseconds[middle] as number) < limit) low = middle + 1
    else high = middle
  }
  return low
}
