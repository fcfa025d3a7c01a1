import type { Herald, OrderEnded } from '@bellwire/physical-layer'
import { ErrorCode, fidelityFromWire, HeraldError, LIMITS } from '@bellwire/wire'
import type { LinkCore } from './core.js'
import type { QubitWaiter } from './memory/qubit-memory.js'
import type { DistributedQueue } from './queue/distributed-queue.js'
import { calledFor, type QueueItem } from './queue/item.js'

/** Plans looked at before giving up until something changes. */
const MAXIMUM_PLANS = 8

/**
 * Keeps the physical layer busy: one order at a time, for what the scheduler chooses, with a qubit from the node's
 * memory. A new item, a herald, a failure, a free qubit or a fit link may each change what is attempted next.
 */
export class Generation implements QubitWaiter {
  readonly #core: LinkCore
  readonly #queue: DistributedQueue
  readonly #owner: string
  #qubit = -1
  /** Queue id of the order under way; 0 when there is none. */
  #serving = 0
  #endSlot = 0
  /** Attempts may begin in this slot at the earliest: after the last herald or failure. */
  #nextSlot = 0
  #mismatches = 0
  /** What is under way is counted from this slot on, each slot with this success probability. */
  #countedFrom = 0
  #probability = 0
  /** An order has just ended, or waits to be served: the slots that pass until the next attempt count as well. */
  #goesOn = false

  constructor(core: LinkCore, queue: DistributedQueue) {
    this.#core = core
    this.#queue = queue
    this.#owner = `link ${core.link}`
  }

  qubitFree(): void {
    this.pump()
  }

  /** Starts the next order, unless one is under way or nothing can be attempted. */
  pump(): void {
    const core = this.#core
    const { physical, memory } = core
    const { grants } = physical
    const goesOn = this.#goesOn
    this.#goesOn = false
    if (grants.switched && physical.fit) this.#tellDemand()
    if (this.#serving !== 0 || physical.epoch === 0 || !physical.fit || this.#queue.list.length === 0) return
    const earliest = Math.max(this.#nextSlot, physical.slots.earliestNow())
    let slot = grants.from(earliest)
    if (slot === Number.POSITIVE_INFINITY) return this.#awaitGrant(earliest, goesOn)
    const soonest = slot
    if (this.#qubit < 0 && memory.available === 0) return memory.whenFree(this)
    for (let tries = 0; tries < MAXIMUM_PLANS; tries++) {
      const plan = core.scheduler.plan(this.#queue.list, slot)
      if (plan === undefined) break
      if (this.#qubit < 0) this.#qubit = memory.allocate(this.#owner)
      if (this.#order(plan.item, plan.firstSlot, plan.endSlot)) {
        this.#serving = plan.item.queueId
        this.#endSlot = grants.until(plan.endSlot)
        // Where the scheduler would have it later, nothing was lost until then.
        this.#countFrom(plan.item.brightness, goesOn && plan.firstSlot === soonest ? this.#nextSlot : plan.firstSlot)
        return
      }
      // Too few slots are left before something else is due.
      slot = plan.endSlot
    }
    this.#giveQubitBack()
  }

  /** Not served now: the qubit is of more use to another link (PHY-130), and what is wanted waits. */
  #awaitGrant(slot: number, goesOn: boolean): void {
    this.#goesOn = this.#core.scheduler.plan(this.#queue.list, slot) !== undefined
    if (this.#goesOn && !goesOn) this.#nextSlot = slot
    this.#giveQubitBack()
  }

  /** The queue has changed: what is under way may have to give way, from some slot on. */
  reconsider(): void {
    const core = this.#core
    const { physical } = core
    if (this.#serving === 0) return this.pump()
    if (physical.grants.switched) this.#tellDemand()
    const current = this.#queue.item(this.#serving)
    if (current === undefined || current.filled) return this.stop()
    const plan = core.scheduler.plan(this.#queue.list, Math.max(this.#nextSlot, physical.slots.earliestNow()))
    if (plan === undefined) return this.stop()
    if (plan.item === current && plan.endSlot >= this.#endSlot) return
    if (plan.item === current) {
      // The item keeps its turn, but its last slot moves forward: it is ordered anew, up to where its turn now ends.
      if (this.#order(current, plan.firstSlot, plan.endSlot)) this.#endSlot = physical.grants.until(plan.endSlot)
      return
    }
    if (this.#order(plan.item, plan.firstSlot, plan.endSlot)) {
      this.#serving = plan.item.queueId
      this.#endSlot = physical.grants.until(plan.endSlot)
      this.#count(plan.firstSlot, 0)
      this.#countFrom(plan.item.brightness, plan.firstSlot)
    }
  }

  /** What a station with a switch is to know: the pairs that are called for and not made yet. */
  #tellDemand(): void {
    let demand = 0
    for (const item of this.#queue.list) if (!item.filled) demand += Math.max(0, calledFor(item) - item.counted)
    this.#core.physical.wants(Math.min(demand, LIMITS.uint32))
  }

  #countFrom(brightness: number, slot: number): void {
    this.#countedFrom = slot
    this.#probability = this.#core.estimation.successProbabilityAt(fidelityFromWire(brightness))
  }

  /** Counts the slots of what is under way until `endSlot`. */
  #count(endSlot: number, heralds: number): void {
    const slots = endSlot - this.#countedFrom
    if (slots > 0) this.#core.rates.count(slots * this.#probability, heralds)
    this.#countedFrom = endSlot
  }

  /** What measures photons as they arrive measures them as this item wants it (LNK-154). */
  #order({ queueId, brightness, arrivalBases }: QueueItem, firstSlot: number, endSlot: number): boolean {
    const { physical, arrivalIsSet } = this.#core
    return physical.generate({
      queueId,
      qubit: this.#qubit,
      brightness,
      firstSlot,
      endSlot,
      arrivalBases: arrivalIsSet ? arrivalBases : null
    })
  }

  /** Gives up what is under way and goes on with what is due. */
  stop(): void {
    if (this.#serving !== 0) {
      this.#count(Math.min(this.#endSlot, this.#core.physical.slots.earliestNow()), 0)
      this.#serving = 0
      this.#core.physical.withdraw()
    }
    this.pump()
    if (this.#serving === 0) this.#giveQubitBack()
  }

  /** The link is down, or not fit. */
  pause(): void {
    this.#serving = 0
    this.#goesOn = false
    this.#core.physical.wants(0)
    this.#giveQubitBack()
  }

  /** Everything starts anew. */
  reset(): void {
    this.pause()
    this.#core.rates.forget()
    this.#nextSlot = 0
    this.#mismatches = 0
  }

  /** The order's qubit now belongs to the herald's pair, or, where there is none, is free. */
  heralded(herald: Herald, taken: boolean): void {
    this.#mismatches = 0
    if (herald.former) return
    this.#nextSlot = herald.slot + 1
    if (this.#serving !== 0) this.#count(this.#nextSlot, 1)
    this.#goesOn = this.#serving !== 0
    this.#serving = 0
    if (herald.qubit !== this.#qubit) return
    if (taken) this.#qubit = -1
  }

  ended(ended: OrderEnded): void {
    this.#nextSlot = Math.max(this.#nextSlot, ended.slot + 1)
    // Where no REPLY came, or the two ends were not at one, it is no matter of the link how few pairs come.
    const fairly = this.#serving !== 0 && ended.cause === 'exhausted'
    if (fairly) this.#count(this.#nextSlot, 0)
    this.#goesOn = fairly
    this.#serving = 0
    if (ended.cause === 'mismatch') this.#mismatched(ended)
    else this.#mismatches = 0
    if (ended.cause === 'mismatch' || ended.cause === 'silent') this.#queue.calls.again()
    this.pump()
    if (this.#serving === 0) this.#giveQubitBack()
  }

  /** Ends that do not agree for long on what to serve will not agree by themselves: the master ends the request. */
  #mismatched(ended: OrderEnded): void {
    const { physical, configuration, tables } = this.#core
    if (ended.error !== HeraldError.QUEUE_MISMATCH) return
    this.#mismatches += 1
    if (!physical.master) return
    if (this.#queue.isPending(ended.peerQueueId)) return
    if (this.#queue.item(ended.peerQueueId) === undefined && ended.peerQueueId !== 0) {
      this.#queue.ends.send(ended.peerQueueId, ErrorCode.OTHER)
    } else if (this.#mismatches > configuration.mismatchLimit && tables.request.has(ended.queueId)) {
      this.#mismatches = 0
      tables.request.tell(ended.queueId, { type: 'END_REQUESTED', reason: ErrorCode.OTHER })
    }
  }

  #giveQubitBack(): void {
    if (this.#qubit < 0) return
    const qubit = this.#qubit
    this.#qubit = -1
    this.#core.freeQubit(qubit)
  }
}
