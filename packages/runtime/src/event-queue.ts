import type { Task, Timer } from './clock.js'
import { TimeError } from './errors.js'
import { LATEST, type Nanoseconds } from './time.js'

/** Below this number of dead entries, sweeping them out is not worth its cost. */
const SWEEP_THRESHOLD = 64

// What is kept of a timer that has an entry: its due time, Infinity while it is cancelled; the order number of its
// latest arming; the due time of its entry.
const DUE = 0
const ORDER = 1
const ENTRY_DUE = 2
/** Numbers per record: four, so that none lies across two cache lines. */
const RECORD = 4

/**
 * The events to come, ordered by due time and, among equal due times, by the order in which they were armed.
 *
 * A binary heap as structure of arrays: due times, order numbers, and a code that says whose the entry is, so that
 * nothing is allocated per event and moving an entry moves three numbers. A timer has one live entry at most. Armed
 * to a later instant it keeps its old entry, which, when it surfaces, is put back at the new instant under the order
 * number of the arming: the order of execution is that of a queue in which the old entry had been removed at once.
 * Armed to an earlier instant, or cancelled, it leaves a dead entry behind; dead entries are swept out before they
 * outnumber the live ones.
 *
 * The owner says what time it is (`present`) and when to run what (`runNext`).
 */
export class EventQueue {
  /** What counts as now: earlier due times are taken as this one. Written by the owner, never backwards while entries are due. */
  present: Nanoseconds = 0
  /** Number of events run. */
  executed = 0

  /** Infinity from `#size` on, of which there is always at least one. */
  #times = new Float64Array(64).fill(Infinity)
  #orders = new Float64Array(64)
  /** Per heap entry: 2·slot for a task, 2·slot+1 for a timer. */
  #codes = new Int32Array(64)
  #size = 0
  /** Entries that will not run anything: superseded ones, and those of cancelled timers. */
  #dead = 0
  /** True while the root's event is running: its place is free for the first event that it arms. */
  #hole = false
  #nextOrder = 0

  /** Per slot, what runs; undefined in a free slot and for a superseded entry. */
  #items: (Task | QueueTimer | undefined)[] = []
  /** Per slot of a timer, side by side: DUE, ORDER, ENTRY_DUE and nothing. Stale in other slots. */
  #records = new Float64Array(64 * RECORD)
  /** Stack of free slots, `#freeSlots` of them. */
  #free = new Int32Array(64)
  #freeSlots = 0
  #slots = 0

  /** Number of events that are armed. */
  get pending(): number {
    return this.#size - this.#dead - (this.#hole ? 1 : 0)
  }

  /** Number of heap entries, dead ones included. */
  get entries(): number {
    return this.#size - (this.#hole ? 1 : 0)
  }

  /** Runs `task` once, at `due`. */
  at(due: Nanoseconds, task: Task): void {
    const instant = due <= this.present ? this.#past(due) : checkDue(due)
    const slot = this.#takeSlot()
    this.#items[slot] = task
    this.#push(instant, this.#nextOrder++, slot << 1)
  }

  timer(task: Task): QueueTimer {
    return new TaskTimer(this, task)
  }

  /** The instant of the next event; Infinity if there is none. */
  nextDue(): Nanoseconds {
    if (this.#hole) this.#removeRoot()
    return this.#skim() ? (this.#times[0] as number) : Infinity
  }

  /** Runs the next event if it is due at `until` or earlier, setting `present` to its due time; false if none is. */
  runNext(until: Nanoseconds): boolean {
    if (this.#hole) this.#removeRoot()
    // Whatever surfaces after `until` may as well stay where it is, dead or not.
    if (this.#size === 0 || (this.#times[0] as number) > until) return false
    if (!this.#skim()) return false
    const due = this.#times[0] as number
    if (due > until) return false
    const code = this.#codes[0] as number
    const slot = code >> 1
    this.present = due
    this.executed++
    this.#hole = true
    const item = this.#items[slot] as Task | QueueTimer
    this.#items[slot] = undefined
    this.#freeSlot(slot)
    if ((code & 1) === 1) (item as QueueTimer).slot = -1
    item.run()
    return true
  }

  /** Called by a timer: when it is due, Infinity if it is not armed. */
  dueOf(timer: QueueTimer): Nanoseconds {
    return timer.slot < 0 ? Infinity : (this.#records[timer.slot * RECORD + DUE] as number)
  }

  /** Called by a timer. */
  arm(timer: QueueTimer, due: Nanoseconds): void {
    const instant = due <= this.present ? this.#past(due) : checkDue(due)
    const order = this.#nextOrder++
    if (timer.slot >= 0) {
      const records = this.#records
      const record = timer.slot * RECORD
      const wasArmed = records[record + DUE] !== Infinity
      if ((records[record + ENTRY_DUE] as number) <= instant) {
        records[record + DUE] = instant
        records[record + ORDER] = order
        if (!wasArmed) this.#dead--
        return
      }
      this.#items[timer.slot] = undefined
      if (wasArmed) this.#dead++
    }
    const slot = this.#takeSlot()
    timer.slot = slot
    this.#items[slot] = timer
    const records = this.#records
    const record = slot * RECORD
    records[record + DUE] = instant
    records[record + ORDER] = order
    records[record + ENTRY_DUE] = instant
    this.#push(instant, order, (slot << 1) | 1)
    if (this.#dead > SWEEP_THRESHOLD) this.#sweep()
  }

  /** Called by a timer. */
  cancel(timer: QueueTimer): void {
    if (timer.slot < 0) return
    const due = timer.slot * RECORD + DUE
    if (this.#records[due] === Infinity) return
    this.#records[due] = Infinity
    this.#dead++
    if (this.#dead > SWEEP_THRESHOLD) this.#sweep()
  }

  /** A due time that is not after now: now, unless it is no time at all. */
  #past(due: number): number {
    if (!Number.isInteger(due)) refuse(due)
    return this.present
  }

  /** Brings a live event to the root, dropping and putting back stale timer entries; false if there is none. */
  #skim(): boolean {
    while (this.#size > 0) {
      const code = this.#codes[0] as number
      if ((code & 1) === 0) return true
      const slot = code >> 1
      const record = slot * RECORD
      const timer = this.#items[slot] as QueueTimer | undefined
      const due = this.#records[record + DUE] as number
      const order = this.#records[record + ORDER] as number
      if (timer === undefined || due === Infinity) {
        this.#dead--
        this.#release(slot)
        this.#removeRoot()
      } else if (order !== this.#orders[0]) {
        this.#records[record + ENTRY_DUE] = due
        this.#siftDown(0, due, order, code)
      } else return true
    }
    return false
  }

  /** Removes every dead entry once they outnumber the live ones: constant cost per entry, amortised. */
  #sweep(): void {
    if (this.#dead * 2 <= this.#size) return
    let kept = 0
    for (let entry = this.#hole ? 1 : 0; entry < this.#size; entry++) {
      const code = this.#codes[entry] as number
      let due = this.#times[entry] as number
      let order = this.#orders[entry] as number
      if ((code & 1) === 1) {
        const slot = code >> 1
        const record = slot * RECORD
        due = this.#records[record + DUE] as number
        order = this.#records[record + ORDER] as number
        if (this.#items[slot] === undefined || due === Infinity) {
          this.#release(slot)
          continue
        }
        this.#records[record + ENTRY_DUE] = due
      }
      this.#times[kept] = due
      this.#orders[kept] = order
      this.#codes[kept] = code
      kept++
    }
    this.#hole = false
    this.#dead = 0
    this.#times.fill(Infinity, kept, this.#size)
    this.#size = kept
    for (let entry = (kept >> 1) - 1; entry >= 0; entry--) {
      this.#siftDown(entry, this.#times[entry] as number, this.#orders[entry] as number, this.#codes[entry] as number)
    }
  }

  #push(due: number, order: number, code: number): void {
    if (this.#hole) {
      this.#hole = false
      this.#siftDown(0, due, order, code)
      return
    }
    if (this.#size + 1 === this.#times.length) this.#grow()
    const times = this.#times
    const orders = this.#orders
    const codes = this.#codes
    let entry = this.#size++
    // Order numbers only grow, so an entry that is pushed never precedes one of the same due time.
    while (entry > 0) {
      const parent = (entry - 1) >> 1
      const parentDue = times[parent] as number
      if (parentDue <= due) break
      times[entry] = parentDue
      orders[entry] = orders[parent] as number
      codes[entry] = codes[parent] as number
      entry = parent
    }
    times[entry] = due
    orders[entry] = order
    codes[entry] = code
  }

  #removeRoot(): void {
    this.#hole = false
    const last = --this.#size
    const due = this.#times[last] as number
    this.#times[last] = Infinity
    if (last > 0) this.#siftDown(0, due, this.#orders[last] as number, this.#codes[last] as number)
  }

  /** Puts an event into the place `entry`, or below it. */
  #siftDown(entry: number, due: number, order: number, code: number): void {
    const times = this.#times
    const orders = this.#orders
    const codes = this.#codes
    const size = this.#size
    let place = entry
    let child = 2 * place + 1
    while (child < size) {
      // Which child is earlier cannot be predicted: chosen by arithmetic, without a branch. A missing right child reads
      // the Infinity that stands after the last entry.
      const leftDue = times[child] as number
      const rightDue = times[child + 1] as number
      if (leftDue !== rightDue) child += +(rightDue < leftDue)
      else if ((orders[child + 1] as number) < (orders[child] as number)) child++
      const childDue = times[child] as number
      if (childDue >= due && (childDue > due || (orders[child] as number) > order)) break
      times[place] = childDue
      orders[place] = orders[child] as number
      codes[place] = codes[child] as number
      place = child
      child = 2 * place + 1
    }
    times[place] = due
    orders[place] = order
    codes[place] = code
  }

  #takeSlot(): number {
    if (this.#freeSlots > 0) return this.#free[--this.#freeSlots] as number
    if (this.#slots * RECORD === this.#records.length) {
      const records = new Float64Array(this.#records.length * 2)
      records.set(this.#records)
      this.#records = records
    }
    return this.#slots++
  }

  /** Frees the slot of a dead timer entry. */
  #release(slot: number): void {
    const timer = this.#items[slot] as QueueTimer | undefined
    if (timer !== undefined) timer.slot = -1
    this.#items[slot] = undefined
    this.#freeSlot(slot)
  }

  #freeSlot(slot: number): void {
    if (this.#freeSlots === this.#free.length) {
      const free = new Int32Array(this.#free.length * 2)
      free.set(this.#free)
      this.#free = free
    }
    this.#free[this.#freeSlots++] = slot
  }

  #grow(): void {
    const capacity = this.#times.length * 2
    const times = new Float64Array(capacity).fill(Infinity)
    times.set(this.#times)
    this.#times = times
    const orders = new Float64Array(capacity)
    orders.set(this.#orders)
    this.#orders = orders
    const codes = new Int32Array(capacity)
    codes.set(this.#codes)
    this.#codes = codes
  }
}

/** A timer of an event queue, and what it runs. */
export abstract class QueueTimer implements Timer, Task {
  /** The queue's: where it keeps what it knows of the timer; -1 while it has no entry. */
  slot = -1
  readonly #queue: EventQueue

  constructor(queue: EventQueue) {
    this.#queue = queue
  }

  get due(): Nanoseconds {
    return this.#queue.dueOf(this)
  }

  arm(due: Nanoseconds): void {
    this.#queue.arm(this, due)
  }

  cancel(): void {
    this.#queue.cancel(this)
  }

  abstract run(): void
}

/** A timer that runs a task. */
export class TaskTimer extends QueueTimer {
  readonly #task: Task

  constructor(queue: EventQueue, task: Task) {
    super(queue)
    this.#task = task
  }

  run(): void {
    this.#task.run()
  }
}

function checkDue(due: number): number {
  if (Math.floor(due) !== due || due > LATEST) refuse(due)
  return due
}

function refuse(due: number): never {
  throw new TimeError('TIME_INVALID', 'due', due, `an integer number of nanoseconds up to ${LATEST} (104 days)`)
}
