import { HeraldError, Outcome, type Reply } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reply } from '../../test/frames.js'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import type { AttemptEvent, AttemptInput, GenerateEvent } from './events.js'
import { attemptMachine } from './machine.js'

const input = (fields: Partial<AttemptInput> = {}): AttemptInput => ({
  expected: 100,
  batchSlots: 10,
  slotOrigin: 0,
  slotPeriod: 100,
  replyDelay: 30,
  ...fields
})

/** Slots 10 to 34 for queue item 5, with qubit 2. */
const generate = (fields: Partial<GenerateEvent> = {}): GenerateEvent => ({
  type: 'GENERATE',
  queueId: 5,
  qubit: 2,
  brightness: 3000,
  firstSlot: 10,
  endSlot: 35,
  arrivalBases: null,
  now: 0,
  ...fields
})

const answer = (
  frame: Partial<Reply> = {},
  fields: Partial<Extract<AttemptEvent, { type: 'REPLY' }>> = {}
): AttemptEvent => ({
  type: 'REPLY',
  frame: reply(frame),
  now: 2000,
  earliestSlot: 21,
  emittedSlot: 19,
  ...fields
})

const batch = (firstSlot: number, slots: number, queueId = 5) => ({
  type: 'attempt',
  queueId,
  qubit: 2,
  brightness: 3000,
  firstSlot,
  slots,
  arrivalBases: null
})
const ended = (cause: string, fields: object = {}) => ({
  type: 'ended',
  queueId: 5,
  cause,
  error: 0,
  slot: 19,
  peerQueueId: 0,
  ...fields
})
const halt = { type: 'halt' }
const gap = (sequence: number, goesOn = false) => ({ type: 'gap', sequence, goesOn })
const ignored = (reason: string) => [{ type: 'ignored', reason }]

function idle(fields: Partial<AttemptInput> = {}) {
  return new MachineProbe(attemptMachine, input(fields))
}

/** The batch of slots 10 to 19 is outstanding. */
function waiting(fields: Partial<AttemptInput> = {}, order: Partial<GenerateEvent> = {}) {
  const probe = idle(fields)
  probe.tell(generate(order))
  return probe
}

describe('attempts of one end, PHY-030 to PHY-039', () => {
  it('turn an order into batches of the configured length, the last one cut at its end (PHY-030)', () => {
    const probe = idle()
    expect(probe.tell(generate())).toEqual([batch(10, 10)])
    expect(probe.tell(answer({ slot: 19 }, { earliestSlot: 20 }))).toEqual([batch(20, 10)])
    expect(probe.tell(answer({ slot: 29 }, { earliestSlot: 30 }))).toEqual([batch(30, 5)])
    expect(probe.tell(answer({ slot: 34 }, { earliestSlot: 35 }))).toEqual([halt, ended('exhausted', { slot: 34 })])
    expect(probe.state).toBe('idle')
    expect(idle({ batchSlots: 1 }).tell(generate())).toEqual([batch(10, 1)])
    expect(idle().tell(generate({ endSlot: 12 }))).toEqual([batch(10, 2)])
  })

  it('go on after a failed batch in the first slot that can still be used (PHY-031, PHY-040)', () => {
    expect(waiting().tell(answer({ slot: 19 }, { earliestSlot: 27 }))).toEqual([batch(27, 8)])
    expect(waiting().tell(answer({ slot: 24 }, { earliestSlot: 21 }))).toEqual([batch(25, 10)])
    expect(waiting().tell(answer({ slot: 19 }, { earliestSlot: 35 }))).toEqual([halt, ended('exhausted')])
  })

  it('use every slot of an order at most once, in order, and none outside it', () => {
    const orders = fc.record({
      firstSlot: fc.nat(1000),
      length: fc.integer({ min: 1, max: 200 }),
      batchSlots: fc.integer({ min: 1, max: 40 }),
      delays: fc.array(fc.nat(6), { minLength: 1, maxLength: 5 })
    })
    fc.assert(
      fc.property(orders, ({ firstSlot, length, batchSlots, delays }) => {
        const probe = idle({ batchSlots })
        let said = probe.tell(generate({ firstSlot, endSlot: firstSlot + length }))
        let next = firstSlot
        for (let turn = 0; said[0]?.type === 'attempt'; turn++) {
          const { firstSlot: first, slots } = said[0] as unknown as { firstSlot: number; slots: number }
          expect(first).toBeGreaterThanOrEqual(next)
          expect(slots).toBeGreaterThan(0)
          expect(slots).toBeLessThanOrEqual(batchSlots)
          next = first + slots
          expect(next).toBeLessThanOrEqual(firstSlot + length)
          const delay = delays[turn % delays.length] as number
          said = probe.tell(answer({ slot: next - 1 }, { earliestSlot: next + delay }))
        }
        expect(said.map(({ type }) => type)).toEqual(['halt', 'ended'])
      }),
      { seed: 21 }
    )
  })

  it('stop at a success and hand it up with its slot, time, number and Bell state (PHY-032, PHY-033)', () => {
    const probe = waiting()
    const frame = { outcome: Outcome.SUCCESS, slot: 17, sequence: 100, bellIndex: 3, offsetPicoseconds: 42 }
    // The herald itself has the hardware stopped.
    expect(probe.tell(answer(frame, { emittedSlot: 17 }))).toEqual([
      { type: 'herald', queueId: 5, qubit: 2, sequence: 100, slot: 17, offset: 42, bellIndex: 3, intact: true }
    ])
    expect(probe.state).toBe('idle')
    expect(probe.context.expected).toBe(101)
  })

  it('know a pair to be gone when the qubit was used again after its slot (PHY-035)', () => {
    const success = (slot: number, emittedSlot: number) =>
      waiting().tell(answer({ outcome: Outcome.SUCCESS, slot }, { emittedSlot }))[0]?.intact
    expect(success(17, 17)).toBe(true)
    expect(success(17, 16)).toBe(true)
    expect(success(17, 18)).toBe(false)
    // The train ended with the batch: nothing was emitted after slot 19.
    expect(success(19, 25)).toBe(true)
    // The first slot of the batch is in it; the one before was another use of the qubit.
    expect(success(10, 10)).toBe(true)
    expect(success(9, 9)).toBe(false)
  })

  it('account for a success that comes after the order was given up, as a pair that is gone (PHY-032, PHY-035)', () => {
    const probe = waiting()
    probe.tell({ type: 'WITHDRAW' })
    const [herald] = probe.tell(answer({ outcome: Outcome.SUCCESS, slot: 12 }, { emittedSlot: 12 }))
    expect(herald).toMatchObject({ type: 'herald', sequence: 100, intact: false })
    expect(probe.context.expected).toBe(101)
  })

  it('take no number twice (PHY-037)', () => {
    const success = answer({ outcome: Outcome.SUCCESS, slot: 12 }, { emittedSlot: 12 })
    for (const again of [idle(), waiting()]) {
      again.tell(success)
      expect(again.tell(success)).toEqual(ignored('late-reply'))
      again.tell(generate())
      expect(again.tell(success)).toEqual(ignored('stale-reply'))
      expect(again.state).toBe('waiting')
    }
  })

  it('count with serial numbers, so that the wrap is no boundary (PHY-033)', () => {
    const probe = waiting({ expected: 0xffff_ffff })
    probe.tell(answer({ outcome: Outcome.SUCCESS, slot: 12, sequence: 0xffff_ffff }, { emittedSlot: 12 }))
    expect(probe.context.expected).toBe(0)
    probe.tell(generate())
    expect(probe.tell(answer({ outcome: Outcome.SUCCESS, sequence: 0xffff_ffff }))).toEqual(ignored('stale-reply'))
    expect(
      probe.tell(answer({ outcome: Outcome.SUCCESS, slot: 12, sequence: 0 }, { emittedSlot: 12 }))[0]
    ).toMatchObject({
      type: 'herald',
      sequence: 0
    })
  })

  it('show a success that never came here by the number of a failure, and go on from there (PHY-036)', () => {
    const probe = waiting()
    expect(probe.tell(answer({ sequence: 103 }))).toEqual([halt, gap(103)])
    expect([probe.state, probe.context.expected]).toEqual(['idle', 103])
    const still = idle()
    expect(still.tell(answer({ sequence: 101 }))).toEqual([gap(101)])
    expect(still.context.expected).toBe(101)
  })

  it('go on with their batch where the failure that shows one is of another (PHY-036, PHY-043)', () => {
    for (const other of [{ slot: 9 }, { queueId: 6 }]) {
      const probe = waiting()
      expect(probe.tell(answer({ ...other, sequence: 103 }))).toEqual([gap(103, true)])
      expect([probe.state, probe.context.expected]).toEqual(['waiting', 103])
      expect(probe.tell(answer({ sequence: 103 }))).toEqual([batch(21, 10)])
    }
    // The peer waits: the station does not have the batch.
    const reminder = { queueId: 0, error: HeraldError.NO_MESSAGE_OTHER, sequence: 103 }
    expect(waiting().tell(answer(reminder))).toEqual([halt, gap(103)])
    // Hardware that holds may have stopped at what was missed.
    expect(waiting({ holds: true }).tell(answer({ slot: 9, sequence: 103 }))).toEqual([halt, gap(103)])
  })

  it('take no failure of an earlier number (PHY-037)', () => {
    expect(waiting().tell(answer({ sequence: 99 }))).toEqual(ignored('stale-reply'))
    expect(idle().tell(answer({ sequence: 99 }))).toEqual(ignored('stale-reply'))
  })

  it('take no failure of another batch: of another item, or of slots before the first one (PHY-040, PHY-043)', () => {
    expect(waiting().tell(answer({ queueId: 6 }))).toEqual(ignored('reply-for-other-batch'))
    expect(waiting().tell(answer({ slot: 9 }))).toEqual(ignored('reply-for-other-batch'))
    expect(waiting().tell(answer({ slot: 19 }))).toEqual([batch(21, 10)])
  })

  it('go on when the station has failed the front of a batch: it forgets the rest', () => {
    expect(waiting().tell(answer({ slot: 10 }, { earliestSlot: 11 }))).toEqual([batch(11, 10)])
    expect(waiting().tell(answer({ slot: 14 }, { earliestSlot: 17 }))).toEqual([batch(17, 10)])
  })

  it('end the order when the station reports a mismatch (PHY-041)', () => {
    for (const error of [HeraldError.QUEUE_MISMATCH, HeraldError.TIME_MISMATCH, HeraldError.NO_MESSAGE_OTHER]) {
      const probe = waiting()
      expect(probe.tell(answer({ error, slot: 12, peerQueueId: 8 }))).toEqual([
        halt,
        ended('mismatch', { error, slot: 12, peerQueueId: 8 })
      ])
      expect(probe.state).toBe('idle')
    }
  })

  it('end the order when the station reminds: it does not have the batch', () => {
    const reminder = answer({ error: HeraldError.NO_MESSAGE_OTHER, queueId: 0, slot: 10 })
    expect(waiting().tell(reminder)[1]).toMatchObject({ type: 'ended', cause: 'mismatch', error: 3 })
    expect(idle().tell(reminder)).toEqual([{ type: 'awaited', queueId: 5 }])
    const probe = waiting()
    probe.tell(reminder)
    expect(probe.state).toBe('idle')
    // Without that error a queue id of 0 is nobody's.
    expect(waiting().tell(answer({ queueId: 0 }))).toEqual(ignored('reply-for-other-batch'))
  })

  it('take silence past the last slot’s answer for a failure (PHY-038)', () => {
    const probe = waiting()
    // Slot 20 begins at 2000; the answer may take 30 more.
    expect(probe.wait(2029)).toEqual([])
    expect(probe.wait(1)).toEqual([halt, ended('silent')])
    expect(probe.state).toBe('idle')
    expect(probe.wait(10_000)).toEqual([])
    const next = waiting({}, { now: 500 })
    expect(next.wait(1529)).toEqual([])
    expect(next.wait(1)).toHaveLength(2)
  })

  it('wait anew for every batch', () => {
    const probe = waiting()
    probe.wait(2010)
    probe.tell(answer({}, { now: 2010, earliestSlot: 21 }))
    // Slots 21 to 30.
    expect(probe.wait(3100 + 30 - 2010 - 1)).toEqual([])
    expect(probe.wait(1)).toEqual([halt, ended('silent', { slot: 30 })])
  })

  it('wait for the new order’s answer alone when an order is replaced (PHY-038)', () => {
    const probe = waiting()
    probe.wait(1000)
    probe.tell(generate({ firstSlot: 30, endSlot: 40, now: 1000 }))
    expect(probe.wait(4000 + 30 - 1000 - 1)).toEqual([])
    expect(probe.wait(1)).toEqual([halt, ended('silent', { slot: 39 })])
  })

  it('replace an order by another, and the answer to the first is not the second’s', () => {
    const probe = waiting()
    expect(probe.tell(generate({ queueId: 6, firstSlot: 14, endSlot: 18 }))).toEqual([batch(14, 4, 6)])
    expect(probe.tell(answer({ slot: 19, queueId: 5 }))).toEqual(ignored('reply-for-other-batch'))
    expect(probe.tell(answer({ slot: 17, queueId: 6 }))[1]).toMatchObject({ queueId: 6, cause: 'exhausted' })
  })

  it('take the batch back at the station when the order is given up (PHY-039)', () => {
    const probe = waiting()
    expect(probe.tell({ type: 'WITHDRAW' })).toEqual([{ type: 'withdraw', queueId: 5, firstSlot: 10 }])
    expect(probe.state).toBe('idle')
    expect(probe.tell({ type: 'WITHDRAW' })).toEqual([])
    expect(probe.wait(10_000)).toEqual([])
  })

  it('take the batch back and end the order when the hardware fails to emit (PHY-039)', () => {
    const probe = waiting()
    expect(probe.tell({ type: 'GENERATION_FAILED', firstSlot: 14 })).toEqual([
      { type: 'withdraw', queueId: 5, firstSlot: 10 },
      // The slots of the batch that were not emitted are there for another order.
      { ...ended('generation-failed'), slot: 13 }
    ])
    expect(probe.tell({ type: 'GENERATION_FAILED', firstSlot: 20 })).toEqual([])
  })
})

const events: fc.Arbitrary<AttemptEvent> = fc.oneof(
  fc
    .record({
      queueId: fc.integer({ min: 1, max: 3 }),
      firstSlot: fc.nat(40),
      length: fc.integer({ min: 1, max: 30 }),
      now: fc.nat(3000)
    })
    .map(({ length, ...rest }) => generate({ ...rest, endSlot: rest.firstSlot + length })),
  fc
    .record({
      outcome: fc.integer({ min: 0, max: 1 }),
      sequence: fc.integer({ min: 98, max: 104 }),
      slot: fc.nat(60),
      queueId: fc.nat(3),
      error: fc.constantFrom(0, 0, 0, 1, 2, 3),
      earliestSlot: fc.nat(60),
      emittedSlot: fc.nat(60)
    })
    .map(({ earliestSlot, emittedSlot, ...frame }) =>
      answer(frame, { earliestSlot, emittedSlot, now: 100 * earliestSlot })
    ),
  fc.constantFrom<AttemptEvent>({ type: 'WITHDRAW' }, { type: 'GENERATION_FAILED', firstSlot: 20 })
)

describe('the attempt machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: attemptMachine,
      reach: { idle: () => idle(), waiting: () => waiting() },
      events: [generate(), answer(), { type: 'WITHDRAW' }, { type: 'GENERATION_FAILED', firstSlot: 20 }]
    })
    expect(pairs).toBe(2)
  })

  it('is the same under every runner', () => {
    const arbitrary = scripts('attempt', fc.constant(input()), events, [1, 100, 1500, 4000])
    expect(checkAgreement({ attempt: attemptMachine }, 'attempt', arbitrary, { seed: 22, numRuns: 60 })).toEqual([
      'idle',
      'waiting'
    ])
  })
})
