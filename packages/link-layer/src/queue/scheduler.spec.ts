import { RequestKind } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { item } from '../../test/items.js'
import type { QueueItem } from './item.js'
import {
  type BinSchedule,
  firstComeFirstServed,
  type Scheduler,
  strictPriority,
  timeDivision,
  weightedFairQueueing
} from './scheduler.js'

const SCHEDULE: BinSchedule = {
  firstSlot: 3,
  period: 20,
  bins: [
    { start: 0, end: 6, purpose: 0 },
    { start: 8, end: 12, purpose: 1 },
    { start: 15, end: 20, purpose: 0 }
  ]
}

/** The order of items that a scheduler itself takes for equal. */
const older = (a: QueueItem, b: QueueItem): boolean =>
  a.scheduleSlot < b.scheduleSlot || (a.scheduleSlot === b.scheduleSlot && a.queueId < b.queueId)

/** Each scheduler, and whether one item goes before another in its order, written out once more. */
const SCHEDULERS: readonly { name: string; scheduler: Scheduler; before: (a: QueueItem, b: QueueItem) => boolean }[] = [
  { name: 'first come, first served', scheduler: firstComeFirstServed, before: older },
  {
    name: 'strict priority',
    scheduler: strictPriority,
    before: (a, b) => a.priority > b.priority || (a.priority === b.priority && older(a, b))
  },
  {
    name: 'weighted fair queueing',
    scheduler: weightedFairQueueing([1, 2, 3]),
    before: (a, b) => a.virtualFinish < b.virtualFinish || (a.virtualFinish === b.virtualFinish && older(a, b))
  }
]

const queues: fc.Arbitrary<QueueItem[]> = fc
  .array(
    fc.record({
      priority: fc.nat(2),
      purpose: fc.nat(1),
      calls: fc.constantFrom([3], [3], [3], [1], [1, 2], [1, 3], []),
      callSlots: fc.tuple(fc.nat(30), fc.nat(10)),
      deadlineSlot: fc.oneof(fc.constant(0), fc.nat(50)),
      virtualFinish: fc.nat(4),
      atomic: fc.boolean(),
      counted: fc.nat(2),
      filled: fc.constantFrom(false, false, false, true)
    }),
    { maxLength: 7, size: 'max' }
  )
  .map((all) =>
    all.map(({ calls: numbers, callSlots: [first, later], ...fields }, index) => {
      const calls = numbers.map((number, call) => ({ number, scheduleSlot: first + call * later }))
      return item({ queueId: index + 1, ...fields, calls, scheduleSlot: calls.at(-1)?.scheduleSlot ?? first })
    })
  )
const slots = fc.nat(40)

const isEligible = (one: QueueItem, slot: number) =>
  !one.filled &&
  one.calls.some(({ number, scheduleSlot }) => number > one.counted && scheduleSlot <= slot) &&
  (one.deadlineSlot === 0 || slot < one.deadlineSlot)
const hasBegun = (one: QueueItem) => one.atomic && one.counted > 0

/** What must be served in a slot: the eligible item that goes before all others. */
function served(
  items: readonly QueueItem[],
  slot: number,
  before: (a: QueueItem, b: QueueItem) => boolean
): QueueItem | undefined {
  const eligible = items.filter((one) => isEligible(one, slot))
  return eligible.find((one) =>
    eligible.every((other) => other === one || (hasBegun(one) !== hasBegun(other) ? hasBegun(one) : before(one, other)))
  )
}

describe.each(SCHEDULERS)('$name', ({ scheduler, before }) => {
  it('serves in every planned slot the eligible item that goes first, and leaves only empty slots out (LNK-111, LNK-112)', () => {
    fc.assert(
      fc.property(queues, slots, (items, slot) => {
        const plan = scheduler.plan(items, slot)
        const first = plan?.firstSlot ?? 100
        for (let empty = slot; empty < Math.min(first, 100); empty++)
          expect(served(items, empty, before)).toBeUndefined()
        if (plan === undefined) return
        expect(plan.firstSlot).toBeGreaterThanOrEqual(slot)
        expect(plan.endSlot).toBeGreaterThan(plan.firstSlot)
        for (let planned = plan.firstSlot; planned < Math.min(plan.endSlot, 100); planned++) {
          expect(served(items, planned, before), `slot ${planned}`).toBe(plan.item)
        }
        // It is given up for nothing: at its end something else is due, or it is over.
        if (plan.endSlot < 100) expect(served(items, plan.endSlot, before)).not.toBe(plan.item)
      }),
      { seed: 1, numRuns: 600 }
    )
  })

  it('plans the same whatever the order in which the items are held', () => {
    const shuffled = queues.chain((items) =>
      fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length }))
    )
    fc.assert(
      fc.property(shuffled, slots, ([items, other], slot) => {
        expect(scheduler.plan(other, slot)).toEqual(scheduler.plan(items, slot))
      }),
      { seed: 2 }
    )
  })

  it('changes nothing in the queue', () => {
    fc.assert(
      fc.property(queues, slots, (items, slot) => {
        const copy = structuredClone(items)
        scheduler.plan(items, slot)
        scheduler.virtualFinish(items, { number: 3, priority: 1 })
        expect(items).toEqual(copy)
      }),
      { seed: 3, numRuns: 30 }
    )
  })

  it('takes queue ids in serial order over the wrap (LNK-113)', () => {
    const old = item({ queueId: 0xffff_ffff })
    const young = item({ queueId: 1 })
    expect(scheduler.plan([young, old], 0)?.item).toBe(old)
  })
})

describe('an atomic item', () => {
  it('that has begun is not interrupted by one of higher priority; one that has not is (LNK-112)', () => {
    const atomic = item({ queueId: 1, atomic: true, counted: 1 })
    const urgent = item({ queueId: 2, priority: 7, scheduleSlot: 5 })
    expect(strictPriority.plan([atomic, urgent], 0)).toMatchObject({ item: atomic, endSlot: Number.MAX_SAFE_INTEGER })
    const waiting = item({ queueId: 1, atomic: true })
    expect(strictPriority.plan([waiting, urgent], 0)).toMatchObject({ item: waiting, firstSlot: 0, endSlot: 5 })
    expect(strictPriority.plan([waiting, urgent], 5)?.item).toBe(urgent)
  })
})

describe('a paced item', () => {
  it('takes its turn anew with every call: two that always want pairs get as many (LNK-113)', () => {
    const items = [1, 2].map((queueId) => item({ queueId, number: 1000, paced: true, calls: [] }))
    const call = (one: QueueItem, slot: number): void => {
      one.calls = [...one.calls, { number: one.counted + 2, scheduleSlot: slot }]
      one.scheduleSlot = slot
    }
    for (const [slot, one] of items.entries()) call(one, slot)
    for (let slot = 2; slot < 202; slot++) {
      const served = firstComeFirstServed.plan(items, slot)!.item
      served.counted += 1
      call(served, slot)
    }
    expect(items.map(({ counted }) => counted)).toEqual([100, 100])
  })
})

describe('weighted fair queueing', () => {
  /** Pairs that each class gets, of `total`, when every class always has requests waiting. */
  function shares(weights: readonly number[], sizes: readonly number[], total: number): number[] {
    const scheduler = weightedFairQueueing(weights)
    let items: QueueItem[] = []
    let queueId = 0
    const add = (priority: number): void => {
      queueId += 1
      const number = sizes[priority] as number
      items.push(
        item({ queueId, priority, number, virtualFinish: scheduler.virtualFinish(items, { number, priority }) })
      )
    }
    for (const priority of weights.keys()) for (let copy = 0; copy < 3; copy++) add(priority)
    const pairs = weights.map(() => 0)
    for (let made = 0; made < total; ) {
      const plan = scheduler.plan(items, 0)
      if (plan === undefined) throw new Error('nothing to serve')
      const { priority, number } = plan.item
      pairs[priority] = (pairs[priority] as number) + number
      made += number
      items = items.filter((one) => one !== plan.item)
      add(priority)
    }
    return pairs
  }

  it('gives each class its share to within some requests, whatever their sizes', () => {
    const classes = fc.array(
      fc.record({ weight: fc.integer({ min: 1, max: 20 }), size: fc.integer({ min: 1, max: 30 }) }),
      {
        minLength: 2,
        maxLength: 4
      }
    )
    fc.assert(
      fc.property(classes, (all) => {
        const weights = all.map(({ weight }) => weight)
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        const got = shares(
          weights,
          all.map(({ size }) => size),
          6000
        )
        const made = got.reduce((sum, pairs) => sum + pairs, 0)
        for (const [priority, pairs] of got.entries()) {
          const fair = (made * (weights[priority] as number)) / total
          expect(Math.abs(pairs - fair)).toBeLessThanOrEqual(4 * 30)
        }
      }),
      { seed: 4, numRuns: 60 }
    )
  })

  it('does not let a class save up what it left unused', () => {
    const scheduler = weightedFairQueueing([1, 1])
    let items = [
      item({
        queueId: 1,
        priority: 0,
        number: 5,
        virtualFinish: scheduler.virtualFinish([], { number: 5, priority: 0 })
      })
    ]
    // Class 0 alone is served for long, then class 1 appears: it goes on as an equal, not as one that is owed.
    for (let queueId = 2; queueId < 200; queueId++) {
      const virtualFinish = scheduler.virtualFinish(items, { number: 5, priority: 0 })
      items = [...items.slice(-1), item({ queueId, priority: 0, number: 5, virtualFinish })]
    }
    const late = scheduler.virtualFinish(items, { number: 5, priority: 1 })
    expect(late).toBeGreaterThan((items[0]?.virtualFinish as number) - 1)
  })

  it('gives no finish time that the wire cannot carry, however much is asked (WIR-017)', () => {
    const scheduler = weightedFairQueueing([1, 1e-6])
    const items: QueueItem[] = []
    for (let queueId = 1; queueId < 20; queueId++) {
      const [number, priority] = [2 ** 32 - 1, queueId % 2]
      const virtualFinish = scheduler.virtualFinish(items, { number, priority })
      expect(Number.isSafeInteger(virtualFinish)).toBe(true)
      items.push(item({ queueId, priority, number, virtualFinish }))
    }
    expect(items.at(-1)?.virtualFinish).toBe(Number.MAX_SAFE_INTEGER)
  })

  it('reckons with what waits, not with what is full or has no finish time', () => {
    const scheduler = weightedFairQueueing([1, 1, 0])
    const full = item({ queueId: 1, priority: 0, number: 2, virtualFinish: 50_000_000, filled: true })
    const urgent = item({ queueId: 2, priority: 2, number: 2, virtualFinish: 0 })
    const waiting = item({ queueId: 3, priority: 0, number: 2, virtualFinish: 9_000_000 })
    const idle = item({ queueId: 4, priority: 0, counted: 3, paced: true, virtualFinish: 60_000_000, calls: [] })
    const added = { number: 3, priority: 1 }
    expect(scheduler.virtualFinish([], added)).toBe(3_000_000)
    expect(scheduler.virtualFinish([full, urgent], added)).toBe(3_000_000)
    // The one that waits began at 7 million.
    expect(scheduler.virtualFinish([full, urgent, waiting], added)).toBe(10_000_000)
    const called = item({ queueId: 5, priority: 0, number: 1000, virtualFinish: 9_000_000, virtualPairs: 3 })
    expect(scheduler.virtualFinish([full, called], added)).toBe(9_000_000)
    // One that wants nothing for the moment has had its share: of its own class, and where nobody waits of all.
    expect(scheduler.virtualFinish([called, idle], added)).toBe(9_000_000)
    expect(scheduler.virtualFinish([called, idle], { number: 1, priority: 0 })).toBe(61_000_000)
    expect(scheduler.virtualFinish([idle], added)).toBe(63_000_000)
  })

  it('serves a class of weight 0 before all others', () => {
    const scheduler = weightedFairQueueing([1, 0])
    const common = item({
      queueId: 1,
      priority: 0,
      virtualFinish: scheduler.virtualFinish([], { number: 1, priority: 0 })
    })
    const urgent = item({
      queueId: 2,
      priority: 1,
      virtualFinish: scheduler.virtualFinish([common], { number: 1000, priority: 1 })
    })
    expect(scheduler.plan([common, urgent], 0)?.item).toBe(urgent)
  })
})

describe('time division', () => {
  const inBin = (slot: number, purpose: number, schedule: BinSchedule = SCHEDULE): boolean => {
    if (slot < schedule.firstSlot) return false
    const place = (slot - schedule.firstSlot) % schedule.period
    return schedule.bins.some((bin) => bin.purpose === purpose && place >= bin.start && place < bin.end)
  }

  const gathers = ({ kind, consecutive }: QueueItem): boolean => kind !== RequestKind.MEASURE && !consecutive
  /** Items that may be served in the bins of their purposes: one at a time gathers pairs (LNK-123). */
  const admitted = (items: readonly QueueItem[]): readonly QueueItem[] =>
    items.some((one) => gathers(one) && one.counted > 0 && !one.filled)
      ? items.filter((one) => !gathers(one) || one.counted > 0)
      : items

  it('serves in a bin, its start included and its end not, the oldest request of its purpose, and nothing outside (LNK-115)', () => {
    const scheduler = timeDivision(SCHEDULE)
    const servedIn = (items: readonly QueueItem[], slot: number) =>
      served(
        admitted(items).filter(({ purpose }) => inBin(slot, purpose)),
        slot,
        older
      )
    fc.assert(
      fc.property(queues, slots, (items, slot) => {
        const plan = scheduler.plan(items, slot)
        for (let empty = slot; empty < (plan?.firstSlot ?? 100); empty++) {
          expect(servedIn(items, empty), `slot ${empty}`).toBeUndefined()
        }
        if (plan === undefined) return
        expect(plan.endSlot).toBeGreaterThan(plan.firstSlot)
        for (let planned = plan.firstSlot; planned < plan.endSlot; planned++)
          expect(servedIn(items, planned)).toBe(plan.item)
      }),
      { seed: 5, numRuns: 600 }
    )
  })

  it('lets no second item gather pairs in another bin (LNK-123)', () => {
    const scheduler = timeDivision({
      firstSlot: 0,
      period: 10,
      bins: [
        { start: 0, end: 5, purpose: 0 },
        { start: 5, end: 10, purpose: 1 }
      ]
    })
    const kept = { kind: RequestKind.KEEP, number: 2, consecutive: false } as const
    const begun = item({ ...kept, queueId: 1, purpose: 0, counted: 1 })
    const waiting = item({ ...kept, queueId: 2, purpose: 1 })
    const delivering = item({ ...kept, queueId: 3, purpose: 1, consecutive: true })
    expect(scheduler.plan([begun, waiting], 5)).toEqual({ item: begun, firstSlot: 10, endSlot: 15 })
    expect(scheduler.plan([begun, waiting, delivering], 5)?.item).toBe(delivering)
    expect(scheduler.plan([item({ ...begun, filled: true }), waiting], 5)?.item).toBe(waiting)
  })

  it('serves by another schedule from its first slot on, and by the one before until then', () => {
    const later: BinSchedule = { firstSlot: 24, period: 7, bins: [{ start: 1, end: 3, purpose: 1 }] }
    const scheduler = timeDivision(SCHEDULE).adopt?.(later) as Scheduler
    const servedIn = (items: readonly QueueItem[], slot: number) =>
      served(
        admitted(items).filter(({ purpose }) => inBin(slot, purpose, slot < later.firstSlot ? SCHEDULE : later)),
        slot,
        older
      )
    fc.assert(
      fc.property(queues, slots, (items, slot) => {
        const plan = scheduler.plan(items, slot)
        for (let empty = slot; empty < (plan?.firstSlot ?? 100); empty++)
          expect(servedIn(items, empty), `slot ${empty}`).toBeUndefined()
        if (plan === undefined) return
        for (let planned = plan.firstSlot; planned < plan.endSlot; planned++)
          expect(servedIn(items, planned)).toBe(plan.item)
      }),
      { seed: 6, numRuns: 600 }
    )
    const third: BinSchedule = { firstSlot: 30, period: 5, bins: [{ start: 0, end: 5, purpose: 0 }] }
    const one = item({ queueId: 1, purpose: 0 })
    expect(scheduler.adopt?.(third).plan([one], 24)).toEqual({ item: one, firstSlot: 30, endSlot: 35 })
  })

  it('serves nothing without a schedule, or one without bins', () => {
    expect(timeDivision().plan([item({ queueId: 1 })], 0)).toBeUndefined()
    expect(timeDivision({ ...SCHEDULE, bins: [] }).plan([item({ queueId: 1 })], 0)).toBeUndefined()
  })

  it('plans exactly the slots of a bin', () => {
    const scheduler = timeDivision(SCHEDULE)
    const one = item({ queueId: 1, purpose: 1 })
    expect(scheduler.plan([one], 0)).toEqual({ item: one, firstSlot: 11, endSlot: 15 })
    expect(scheduler.plan([one], 14)).toEqual({ item: one, firstSlot: 14, endSlot: 15 })
    expect(scheduler.plan([one], 15)).toEqual({ item: one, firstSlot: 31, endSlot: 35 })
  })
})
