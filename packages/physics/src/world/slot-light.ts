import type { ArrivalBases, QubitId } from '@bellwire/device'
import type { AttemptCache } from './attempt-cache.js'
import { type AttemptTable, nothingClicks } from './attempt-table.js'
import type { GateWindow } from './gate-window.js'
import type { LinkSide } from './link-side.js'
import type { LinkUpkeep } from './link-upkeep.js'
import { findPresence, type Presence, steadySlots } from './presence.js'

/** The emission of one side that reaches a gate. */
export interface Arrival {
  /** True time at which it left the node; NaN where no photon of this side is due in the gate. */
  emission: number
  /** How much later than the gate's centre the photon is due, nanoseconds. */
  lateness: number
  qubit: QubitId
  /** How it is measured where this side measures on arrival; otherwise null. */
  bases: ArrivalBases | null
}

/** Looks at single slots of a window: which emissions reach the gate, and what can come of them. */
export class SlotLight {
  /** The attempt under the light of the slot looked at. */
  table: AttemptTable = nothingClicks
  /** Emissions that a herald of the slot noted last concerns. */
  readonly arrivalA: Arrival = { emission: NaN, lateness: 0, qubit: 0, bases: null }
  readonly arrivalB: Arrival = { emission: NaN, lateness: 0, qubit: 0, bases: null }
  readonly #probeA: Presence = { train: null, shift: 0 }
  readonly #probeB: Presence = { train: null, shift: 0 }

  /** @param guard a photon is present within ± this of the gate's centre, nanoseconds */
  constructor(
    private readonly a: LinkSide,
    private readonly b: LinkSide,
    private readonly window: GateWindow,
    private readonly guard: number,
    private readonly cache: AttemptCache,
    private readonly upkeep: LinkUpkeep
  ) {}

  /** Finds the light of a slot and its attempt table. */
  look(slot: number): void {
    const { a, b } = this
    if (this.upkeep.lit) {
      findPresence(a.trains, this.window, slot, this.guard, a.presence)
      findPresence(b.trains, this.window, slot, this.guard, b.presence)
    } else {
      a.presence.train = null
      b.presence.train = null
    }
    const trainA = a.presence.train
    const trainB = b.presence.train
    this.table = this.upkeep.busy
      ? nothingClicks
      : this.cache.get(trainA !== null, trainA?.brightness ?? 0, trainB !== null, trainB?.brightness ?? 0)
  }

  /** For how many slots from the one looked at, at most `limit`, the light stays the same. */
  steady(slot: number, limit: number): number {
    if (!this.upkeep.lit || this.upkeep.busy) return limit
    const { a, b } = this
    let length = Math.min(limit, this.#certain(slot, a.presence, b.presence))
    while (length < limit) {
      const at = slot + length
      findPresence(a.trains, this.window, at, this.guard, this.#probeA)
      findPresence(b.trains, this.window, at, this.guard, this.#probeB)
      if (this.#probeA.train !== a.presence.train || this.#probeB.train !== b.presence.train) break
      length = Math.min(limit, length + this.#certain(at, this.#probeA, this.#probeB))
    }
    return length
  }

  #certain(slot: number, presenceA: Presence, presenceB: Presence): number {
    return Math.min(
      steadySlots(this.a.trains, this.window, slot, this.guard, presenceA),
      steadySlots(this.b.trains, this.window, slot, this.guard, presenceB)
    )
  }

  /** Notes which emissions a herald of `slot` would concern: one with the light of the slot looked at. */
  note(slot: number): void {
    const centre = this.window.centreOf(slot)
    noteArrival(this.a, slot, centre, this.arrivalA)
    noteArrival(this.b, slot, centre, this.arrivalB)
  }
}

function noteArrival(side: LinkSide, slot: number, centre: number, into: Arrival): void {
  const { train, shift } = side.presence
  if (train === null) {
    into.emission = NaN
    into.bases = null
    return
  }
  const due = train.arrivalOf(slot + shift)
  into.emission = due - side.flightTime
  into.lateness = due - centre
  into.qubit = train.qubit
  into.bases = train.arrivalBases
}
