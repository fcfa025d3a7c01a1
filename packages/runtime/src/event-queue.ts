import type { Task } from './clock.js'
import { TimeError } from './errors.js'
import { LATEST, type Nanoseconds } from './time.js'

/** Below this number of dead entries, sweeping them out is not worth its cost. */
const SWEEP_THRESHOLD = 64

const FIRST_CAPACITY = 16

// An entry of the heap: its due time, its order number, and a code: 2·slot for a task, 2·slot+1 for a timer.
const ORDER = 1
const CODE = 2
/** Numbers per entry. Four rather than three: two siblings are 64 bytes, a cache line's worth. */
const ENTRY = 4

// What is kept of a timer that has an entry: its due time, Infinity while it is cancelled; the order number of its
// latest arming; the due time of its entry.
const TIMER_DUE = 0
const TIMER_ORDER = 1
const ENTRY_DUE = 2
/** Numbers per timer. */
const RECORD = 3

/** A task that can be armed and cancelled: at most one instant is pending at any time. */
export interface TimedTask extends Task {
  /** Where its queue keeps what it knows of the task; -1 at first. Read and written by the queue alone. */
  slot: number
}

/**
 * The events to come, ordered by due time and, among equal due times, by the order in which they were armed.
 *
 * A binary heap in one array of numbers, so that nothing is allocated per event and a step down the heap touches one
 * piece of memory. Every entry has a slot, which says what it runs and, for a timer, holds the numbers that arming and
 * cancelling work on; a timer says which slot is its own, if any.
 *
 * A timer has one entry at most that is its own. Armed to a later instant it keeps it: when the entry surfaces, it is
 * put back at the new instant under the order number of the arming, so that the order of execution is that of a queue
 * in which the old entry had been removed at once. Armed to an earlier instant, it leaves a dead entry behind, in an
 * empty slot. Cancelled, it keeps its entry, which counts as dead until the timer is armed again. Dead entries are
 * dropped when they surface, or swept out before they outnumber the live ones; what is not armed holds no slot for ever.
 *
 * The owner says what time it is (`present`) and when to run what (`runNext`).
 */
export class EventQueue {
  /** What counts as now: earlier due times are taken as this one. Written by the owner, never backwards while entries are due. */
  present: Nanoseconds = 0
  /** Number of events run. */
  executed = 0

  /** The entries. Due times are Infinity from `#end` on, where there is always room for one more. */
  #heap = new Float64Array((FIRST_CAPACITY + 1) * ENTRY).fill(Infinity)
  /** Length of the heap, in numbers. */
  #end = 0
  /** Entries that will not run anything: superseded ones, and those of cancelled timers. */
  #dead = 0
  /** True while the root's event is running: its place is free for the first event that it arms. */
  #hole = false
  #nextOrder = 0

  /** Per slot, what is to run; undefined where the entry has been superseded. */
  readonly #tasks: (Task | TimedTask | undefined)[] = []
  /** Per slot, the numbers of its timer; in the slot of anything else, what was left there. */
  #timers = new Float64Array(FIRST_CAPACITY * RECORD)
  /** Stack of free slots, `#freeSlots` of them. As long as there can be slots. */
  #free = new Int32Array(FIRST_CAPACITY)
  #freeSlots = 0
  #slots = 0

  /** Number of events that are armed. */
  get pending(): number {
    return this.entries - this.#dead
  }

  /** Number of heap entries, dead ones included. */
  get entries(): number {
    return this.#end / ENTRY - (this.#hole ? 1 : 0)
  }

  /** Runs `task` once, at `due`. */
  at(due: Nanoseconds, task: Task): void {
    const instant = due <= this.present ? this.#past(due) : checkDue(due)
    const slot = this.#takeSlot()
    this.#tasks[slot] = task
    this.#push(instant, this.#nextOrder++, slot << 1)
  }

  /** The instant of the next event; Infinity if there is none. */
  nextDue(): Nanoseconds {
    if (this.#hole) this.#removeRoot()
    return this.#skim() ? (this.#heap[0] as number) : Infinity
  }

  /** Runs the next event if it is due at `until` or earlier, setting `present` to its due time; false if none is. */
  runNext(until: Nanoseconds): boolean {
    if (this.#hole) this.#removeRoot()
    // Whatever surfaces after `until` may as well stay where it is, dead or not.
    if (this.#end === 0 || (this.#heap[0] as number) > until) return false
    if (((this.#heap[CODE] as number) & 1) === 1 && !this.#skim()) return false
    const due = this.#heap[0] as number
    if (due > until) return false
    const code = this.#heap[CODE] as number
    const slot = code >> 1
    this.present = due
    this.executed++
    this.#hole = true
    const task = this.#tasks[slot] as Task | TimedTask
    this.#tasks[slot] = undefined
    this.#free[this.#freeSlots++] = slot
    if ((code & 1) === 1) (task as TimedTask).slot = -1
    task.run()
    return true
  }

  /** The instant at which a timed task will run; Infinity while it is not armed. */
  dueOf(task: TimedTask): Nanoseconds {
    return task.slot < 0 ? Infinity : (this.#timers[task.slot * RECORD + TIMER_DUE] as number)
  }

  /** Runs a timed task once, at `due`, and not when it was to be run so far. */
  arm(task: TimedTask, due: Nanoseconds): void {
    const instant = due <= this.present ? this.#past(due) : checkDue(due)
    const order = this.#nextOrder++
    if (task.slot >= 0) {
      const timers = this.#timers
      const record = task.slot * RECORD
      const wasArmed = timers[record + TIMER_DUE] !== Infinity
      if ((timers[record + ENTRY_DUE] as number) <= instant) {
        timers[record + TIMER_DUE] = instant
        timers[record + TIMER_ORDER] = order
        if (!wasArmed) this.#dead--
        return
      }
      this.#tasks[task.slot] = undefined
      if (wasArmed) this.#dead++
    }
    const slot = this.#takeSlot()
    task.slot = slot
    this.#tasks[slot] = task
    const timers = this.#timers
    const record = slot * RECORD
    timers[record + TIMER_DUE] = instant
    timers[record + TIMER_ORDER] = order
    timers[record + ENTRY_DUE] = instant
    this.#push(instant, order, (slot << 1) | 1)
    if (this.#dead > SWEEP_THRESHOLD) this.#sweep()
  }

  /** Does not run a timed task after all. */
  cancel(task: TimedTask): void {
    if (task.slot < 0) return
    const due = task.slot * RECORD + TIMER_DUE
    if (this.#timers[due] === Infinity) return
    this.#timers[due] = Infinity
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
    while (this.#end > 0) {
      const code = this.#heap[CODE] as number
      if ((code & 1) === 0) return true
      const slot = code >> 1
      const record = slot * RECORD
      const due = this.#timers[record + TIMER_DUE] as number
      const order = this.#timers[record + TIMER_ORDER] as number
      if (this.#tasks[slot] === undefined || due === Infinity) {
        this.#dead--
        this.#bury(slot)
        this.#removeRoot()
      } else if (order !== this.#heap[ORDER]) {
        this.#timers[record + ENTRY_DUE] = due
        this.#siftDown(0, due, order, code)
      } else return true
    }
    return false
  }

  /** Removes every dead entry once they outnumber the live ones: constant cost per entry, amortised. */
  #sweep(): void {
    const heap = this.#heap
    const timers = this.#timers
    const end = this.#end
    if (this.#dead * 2 * ENTRY <= end) return
    let kept = 0
    for (let entry = this.#hole ? ENTRY : 0; entry < end; entry += ENTRY) {
      const code = heap[entry + CODE] as number
      let due = heap[entry] as number
      let order = heap[entry + ORDER] as number
      if ((code & 1) === 1) {
        const slot = code >> 1
        const record = slot * RECORD
        due = timers[record + TIMER_DUE] as number
        order = timers[record + TIMER_ORDER] as number
        if (this.#tasks[slot] === undefined || due === Infinity) {
          this.#bury(slot)
          continue
        }
        timers[record + ENTRY_DUE] = due
      }
      heap[kept] = due
      heap[kept + ORDER] = order
      heap[kept + CODE] = code
      kept += ENTRY
    }
    this.#hole = false
    this.#dead = 0
    heap.fill(Infinity, kept, end)
    this.#end = kept
    for (let entry = parentOf(kept - ENTRY); entry >= 0; entry -= ENTRY) {
      this.#siftDown(entry, heap[entry] as number, heap[entry + ORDER] as number, heap[entry + CODE] as number)
    }
  }

  #push(due: number, order: number, code: number): void {
    if (this.#hole) {
      this.#hole = false
      this.#siftDown(0, due, order, code)
      return
    }
    const heap = this.#heap
    let entry = this.#end
    this.#end += ENTRY
    // Order numbers only grow, so an entry that is pushed never precedes one of the same due time.
    while (entry > 0) {
      const parent = parentOf(entry)
      const parentDue = heap[parent] as number
      if (parentDue <= due) break
      heap[entry] = parentDue
      heap[entry + ORDER] = heap[parent + ORDER] as number
      heap[entry + CODE] = heap[parent + CODE] as number
      entry = parent
    }
    heap[entry] = due
    heap[entry + ORDER] = order
    heap[entry + CODE] = code
  }

  #removeRoot(): void {
    this.#hole = false
    const heap = this.#heap
    const last = this.#end - ENTRY
    const due = heap[last] as number
    heap[last] = Infinity
    this.#end = last
    if (last > 0) this.#siftDown(0, due, heap[last + ORDER] as number, heap[last + CODE] as number)
  }

  /** Puts an event into the place `entry`, or below it. */
  #siftDown(entry: number, due: number, order: number, code: number): void {
    const heap = this.#heap
    const end = this.#end
    let place = entry
    let child = 2 * place + ENTRY
    while (child < end) {
      // Which child is earlier cannot be predicted: chosen by arithmetic, without a branch. A missing right child reads
      // the Infinity that stands after the last entry.
      const left = heap[child] as number
      const right = heap[child + ENTRY] as number
      if (left !== right) child += ENTRY * +(right < left)
      else child += ENTRY * +((heap[child + ENTRY + ORDER] as number) < (heap[child + ORDER] as number))
      const childDue = heap[child] as number
      const childOrder = heap[child + ORDER] as number
      if (childDue >= due && (childDue > due || childOrder > order)) break
      heap[place] = childDue
      heap[place + ORDER] = childOrder
      heap[place + CODE] = heap[child + CODE] as number
      place = child
      child = 2 * place + ENTRY
    }
    heap[place] = due
    heap[place + ORDER] = order
    heap[place + CODE] = code
  }

  #takeSlot(): number {
    if (this.#freeSlots > 0) return this.#free[--this.#freeSlots] as number
    if (this.#slots === this.#free.length) this.#grow()
    return this.#slots++
  }

  /** Frees the slot of a dead entry and tells the timer, if it is still its own. */
  #bury(slot: number): void {
    const task = this.#tasks[slot] as TimedTask | undefined
    if (task !== undefined) {
      task.slot = -1
      this.#tasks[slot] = undefined
    }
    this.#free[this.#freeSlots++] = slot
  }

  /** Makes room for twice as many slots, and as many entries. */
  #grow(): void {
    const capacity = this.#free.length * 2
    const heap = new Float64Array((capacity + 1) * ENTRY).fill(Infinity)
    heap.set(this.#heap)
    this.#heap = heap
    const timers = new Float64Array(capacity * RECORD)
    timers.set(this.#timers)
    this.#timers = timers
    // There was no free slot left.
    this.#free = new Int32Array(capacity)
  }
}

/** The entry above one that is not the root; below 0 for the root. */
function parentOf(entry: number): number {
  return ((entry - ENTRY) >> 3) << 2
}

function checkDue(due: number): number {
  if (Math.floor(due) !== due || due > LATEST) refuse(due)
  return due
}

function refuse(due: number): never {
  throw new TimeError('TIME_INVALID', 'due', due, `an integer number of nanoseconds up to ${LATEST} (104 days)`)
}
