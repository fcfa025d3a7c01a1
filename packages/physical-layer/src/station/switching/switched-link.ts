import type { Nanoseconds } from '@bellwire/runtime'
import type { Gen, SlotRequest } from '@bellwire/wire'
import { type SlotGrid, slotTime } from '../../slots.js'
import type { StationLink, StationSide } from '../station-link.js'

/** Intervals of a node's requests after which the station forgets what it has heard. */
const LIFETIME = 4

/** What one node wants, as it said last. */
interface Wish {
  serial: number
  demand: number
  heard: Nanoseconds
}

const unheard = (): Wish => ({ serial: 0, demand: 0, heard: 0 })

/** A stretch of slots [first, end). */
export interface Slots {
  readonly first: number
  readonly end: number
}

const NO_SLOTS: Slots = { first: 0, end: 0 }

/** A link as the station's switch knows it: what its nodes want, and when it is served. Times by the station's clock. */
export class SwitchedLink {
  readonly link: number
  readonly nodes: readonly [number, number]
  /** The last turn in which it is served; −1: none. */
  lastServed = -1
  readonly #lifetime: Nanoseconds
  /** Nothing else may be asked of the switch so near to the centre of a slot's gate. */
  readonly #margin: Nanoseconds
  /** It is served from one instant until another; turns that follow on each other are one such stretch. */
  #from: Nanoseconds = 0
  #until: Nanoseconds = 0
  readonly #wishes: readonly [Wish, Wish] = [unheard(), unheard()]

  constructor({ link, nodes, guard, greetingMaximum }: StationLink) {
    this.link = link
    this.nodes = nodes
    this.#lifetime = LIFETIME * greetingMaximum
    this.#margin = guard + 1
  }

  /** A new epoch: what was wanted in the one before is void. */
  forget(): void {
    for (const wish of this.#wishes) Object.assign(wish, unheard())
  }

  /** Takes a request; false where a later one has come. */
  request(side: StationSide, { serial, demand }: SlotRequest, now: Nanoseconds): boolean {
    const wish = this.#wishes[side]
    if (serial <= wish.serial) return false
    wish.serial = serial
    wish.demand = demand
    wish.heard = now
    return true
  }

  /** Whether a node has asked for nothing yet in this epoch: it may not know of the switch. */
  unheard(side: StationSide): boolean {
    return this.#wishes[side].serial === 0
  }

  /** Pairs that both its ends want. */
  demandAt(now: Nanoseconds): number {
    const [a, b] = this.#wishes
    return Math.min(this.#live(a, now), this.#live(b, now))
  }

  #live({ demand, heard }: Wish, now: Nanoseconds): number {
    return now - heard <= this.#lifetime ? demand : 0
  }

  /**
   * It is served in a turn that begins and ends then.
   *
   * @param switching how long it takes to connect a link that was not connected in the turn before
   */
  serve(turn: number, begins: Nanoseconds, ends: Nanoseconds, switching: Nanoseconds): void {
    if (this.#until !== begins || this.lastServed < 0) this.#from = begins + switching
    this.#until = ends
    this.lastServed = turn
  }

  isServed(now: Nanoseconds): boolean {
    return now < this.#until
  }

  /** The slots in which it is served; none where they are over. */
  slots(grid: SlotGrid, now: Nanoseconds): Slots {
    if (!this.isServed(now)) return NO_SLOTS
    const first = Math.max(0, Math.ceil((this.#from + this.#margin - grid.origin) / grid.period))
    const end = Math.floor((this.#until - this.#margin - grid.origin) / grid.period) + 1
    return end > first ? { first, end } : NO_SLOTS
  }

  /** What of a batch lies in slots in which the link is served; undefined where nothing does. */
  clip(frame: Gen, grid: SlotGrid): Gen | undefined {
    const { first, end } = this.slots(grid, slotTime(grid, frame.firstSlot))
    const from = Math.max(first, frame.firstSlot)
    const until = Math.min(end, frame.firstSlot + frame.slots)
    if (until <= from) return undefined
    return until - from === frame.slots ? frame : { ...frame, firstSlot: from, slots: until - from }
  }
}
