import { LIMITS, RequestKind } from '@bellwire/wire'
import { calledFor, type QueueItem } from './item.js'

/** What to attempt next: pairs for an item, in slots [firstSlot, endSlot). */
export interface Plan {
  readonly item: QueueItem
  readonly firstSlot: number
  readonly endSlot: number
}

/**
 * Chooses what is served in a slot. Both ends run the same scheduler on the same queue, so the choice may depend on
 * nothing but the items and the slot.
 */
export interface Scheduler {
  /** Virtual finish time for a new item, given by the master; 0 where the scheduler has no use for it. */
  virtualFinish(items: readonly QueueItem[], added: { readonly number: number; readonly priority: number }): number
  /** The first thing to attempt from `slot` on; undefined when there is nothing. */
  plan(items: readonly QueueItem[], slot: number): Plan | undefined
  /** Time division only: the scheduler for when both ends have another schedule, which holds from its first slot on. */
  adopt?(schedule: BinSchedule): Scheduler
}

/** Negative where a was called for before b; among equals by queue ids, as serials of 32 bits. */
function older(a: QueueItem, b: QueueItem): number {
  return a.scheduleSlot - b.scheduleSlot || (a.queueId - b.queueId) | 0
}

/** Plans by an order of items: the first of the eligible ones is served until one that goes before it becomes eligible. */
function planByOrder(
  items: readonly QueueItem[],
  slot: number,
  order: (a: QueueItem, b: QueueItem) => number
): Plan | undefined {
  let best: QueueItem | undefined
  let firstSlot = slot
  for (const item of items) {
    const start = eligibleFrom(item, slot)
    if (start === Infinity) continue
    if (best === undefined || start < firstSlot || (start === firstSlot && goesBefore(item, best, order))) {
      best = item
      firstSlot = start
    }
  }
  if (best === undefined) return undefined
  let endSlot = best.deadlineSlot > 0 ? best.deadlineSlot : Number.MAX_SAFE_INTEGER
  for (const item of items) {
    if (item === best) continue
    const start = eligibleFrom(item, slot)
    if (start > firstSlot && start < endSlot && goesBefore(item, best, order)) endSlot = start
  }
  return endSlot > firstSlot ? { item: best, firstSlot, endSlot } : undefined
}

/** The first slot from `slot` on in which an item may be served; infinity where there is none. */
function eligibleFrom({ filled, counted, calls, deadlineSlot }: QueueItem, slot: number): number {
  if (filled) return Infinity
  for (const { number, scheduleSlot } of calls) {
    if (number <= counted) continue
    const start = Math.max(slot, scheduleSlot)
    return deadlineSlot === 0 || deadlineSlot > start ? start : Infinity
  }
  return Infinity
}

/**
 * An atomic item that has begun is not interrupted; nor is one that keeps all its pairs until the last is there, since
 * two of them, each with a part of the memory, would wait for each other.
 */
function begun(item: QueueItem): boolean {
  return item.counted > 0 && (item.atomic || gathers(item))
}

/** Keeps its pairs until all of them are there. */
function gathers(item: QueueItem): boolean {
  return !item.consecutive && item.kind !== RequestKind.MEASURE
}

function goesBefore(a: QueueItem, b: QueueItem, order: (a: QueueItem, b: QueueItem) => number): boolean {
  if (begun(a) !== begun(b)) return begun(a)
  return order(a, b) < 0
}

/** First come, first served. */
export const firstComeFirstServed: Scheduler = {
  virtualFinish: () => 0,
  plan: (items, slot) => planByOrder(items, slot, older)
}

/** Higher priority first; first come, first served among equals. */
export const strictPriority: Scheduler = {
  virtualFinish: () => 0,
  plan: (items, slot) => planByOrder(items, slot, (a, b) => b.priority - a.priority || older(a, b))
}

/** Virtual time of one pair at weight 1: fine enough for weights that differ by a thousand. */
const VIRTUAL_COST = 1_000_000

/**
 * Weighted fair queueing: each priority class gets link time in proportion to its weight while it has requests. The
 * request with the smallest virtual finish time is served; a class of weight 0 goes before all others.
 *
 * @param weights by priority 0..7, each at least 0
 */
export function weightedFairQueueing(weights: readonly number[]): Scheduler {
  const weightOf = (priority: number) => weights[priority] ?? 1
  return {
    virtualFinish(items, added) {
      const weight = weightOf(added.priority)
      if (weight === 0) return 0
      let virtualNow = Number.POSITIVE_INFINITY
      let classFinish = 0
      let lastFinish = 0
      for (const item of items) {
        const { filled, virtualFinish, virtualPairs, priority } = item
        if (filled || virtualFinish === 0) continue
        lastFinish = Math.max(lastFinish, virtualFinish)
        if (priority === added.priority) classFinish = Math.max(classFinish, virtualFinish)
        // A paced item may want nothing for the moment.
        if (item.counted >= calledFor(item)) continue
        virtualNow = Math.min(virtualNow, virtualFinish - Math.ceil((virtualPairs * VIRTUAL_COST) / weightOf(priority)))
      }
      const start = Math.max(classFinish, Number.isFinite(virtualNow) ? virtualNow : lastFinish, 0)
      // The largest that the wire carries: those beyond it are served in the order of their queue ids.
      return Math.min(start + Math.ceil((added.number * VIRTUAL_COST) / weight), LIMITS.integer)
    },
    plan: (items, slot) => planByOrder(items, slot, (a, b) => a.virtualFinish - b.virtualFinish || older(a, b))
  }
}

/** Slots [start, end) of every period serve one purpose. */
export interface Bin {
  readonly start: number
  readonly end: number
  readonly purpose: number
}

export interface BinSchedule {
  readonly firstSlot: number
  readonly period: number
  readonly bins: readonly Bin[]
}

/**
 * The time-division profile: in the slots of a bin only requests of its purpose are served, oldest first; other slots
 * are idle.
 *
 * @param schedule what a controller gave to both ends, or both have agreed on; without one nothing is served
 * @param next what takes its place, from its own first slot on
 */
export function timeDivision(schedule?: BinSchedule, next?: BinSchedule): Scheduler {
  return {
    virtualFinish: () => 0,
    plan(items, slot) {
      const change = next === undefined ? Number.MAX_SAFE_INTEGER : next.firstSlot
      const now = slot < change ? planInBins(schedule, items, slot, change) : undefined
      return (
        now ??
        (next === undefined ? undefined : planInBins(next, items, Math.max(slot, change), Number.MAX_SAFE_INTEGER))
      )
    },
    // Whatever was to come next is in force by then, or is replaced.
    adopt: (later) => timeDivision(next !== undefined && next.firstSlot < later.firstSlot ? next : schedule, later)
  }
}

/** The first thing to attempt in slots [slot, end) of one schedule. */
function planInBins(
  schedule: BinSchedule | undefined,
  items: readonly QueueItem[],
  slot: number,
  end: number
): Plan | undefined {
  if (schedule === undefined || schedule.bins.length === 0) return undefined
  // One item at a time gathers, whatever its purpose: two would wait for each other's memory.
  const gathering = items.some((item) => item.counted > 0 && !item.filled && gathers(item))
  let from = Math.max(slot, schedule.firstSlot)
  // Once the last item may be served, every bin comes up within a period; after that nothing new can appear.
  const last = items.reduce((latest, item) => laterOf(latest, eligibleFrom(item, slot)), from) + schedule.period
  while (from <= last) {
    const bin = nextBin(schedule, from)
    if (bin.firstSlot >= end) return undefined
    const served = items.filter(
      (item) => item.purpose === bin.purpose && !(gathering && item.counted === 0 && gathers(item))
    )
    const plan = planByOrder(served, bin.firstSlot, older)
    const binEnd = Math.min(bin.endSlot, end)
    if (plan !== undefined && plan.firstSlot < binEnd) return { ...plan, endSlot: Math.min(plan.endSlot, binEnd) }
    from = bin.endSlot
  }
  return undefined
}

/** Of two slots; the second may be never. */
function laterOf(latest: number, slot: number): number {
  return slot === Infinity ? latest : Math.max(latest, slot)
}

/** The bin that is open in a slot, or the next to open. */
function nextBin(schedule: BinSchedule, slot: number): { purpose: number; firstSlot: number; endSlot: number } {
  const { firstSlot, period, bins } = schedule
  const cycle = Math.floor((slot - firstSlot) / period)
  let best: { purpose: number; firstSlot: number; endSlot: number } | undefined
  for (const base of [firstSlot + cycle * period, firstSlot + (cycle + 1) * period]) {
    for (const bin of bins) {
      if (base + bin.end <= slot) continue
      const start = Math.max(slot, base + bin.start)
      if (best === undefined || start < best.firstSlot)
        best = { purpose: bin.purpose, firstSlot: start, endSlot: base + bin.end }
    }
  }
  return best as { purpose: number; firstSlot: number; endSlot: number }
}
