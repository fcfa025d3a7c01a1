import { Outcome, type Reply } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { MachineProbe } from '../../../statechart/test/machine-probe.js'
import { reply } from '../../test/frames.js'
import type { AttemptEvent, GenerateEvent } from './events.js'
import { attemptMachine } from './machine.js'

/** Slots 10 to 34 for item 5 with qubit 2; the next success has number 100. */
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

/** It comes when slots long after it have been emitted. */
const success = (frame: Partial<Reply>): AttemptEvent => ({
  type: 'REPLY',
  frame: reply({ outcome: Outcome.SUCCESS, ...frame }),
  now: 9000,
  earliestSlot: 95,
  emittedSlot: 90
})

const waiting = (...replacements: Partial<GenerateEvent>[]) => {
  const input = { expected: 100, batchSlots: 10, slotOrigin: 0, slotPeriod: 100, replyDelay: 5000, holds: true }
  const probe = new MachineProbe(attemptMachine, input)
  probe.tell(generate())
  for (const replacement of replacements) probe.tell(generate(replacement))
  return probe
}

const heralded = (intact: boolean) => [expect.objectContaining({ type: 'herald', intact })]
const former = [expect.objectContaining({ type: 'herald', intact: false, former: true })]

describe('a herald at an end whose hardware holds', () => {
  it('finds its qubit although later slots were due since (PHY-174)', () => {
    const probe = waiting()
    expect(probe.tell(success({ slot: 12 }))).toEqual(heralded(true))
    expect(probe.state).toBe('idle')
  })

  it('finds it for a batch that was replaced since, by one that begins later or earlier (PHY-174)', () => {
    expect(waiting({ queueId: 6, firstSlot: 30 }).tell(success({ slot: 12 }))).toEqual(heralded(true))
    expect(waiting({ queueId: 6, firstSlot: 7 }).tell(success({ slot: 8 }))).toEqual(heralded(true))
    expect(waiting({ firstSlot: 30 }, { firstSlot: 20 }).tell(success({ slot: 11 }))).toEqual(heralded(true))
  })

  it('is of a lost qubit where a number before it is missing: the hardware may have stopped at that (PHY-174)', () => {
    expect(waiting().tell(success({ slot: 12, sequence: 101 }))).toEqual(heralded(false))
  })

  it('of an earlier run is of a lost qubit, and the batch under way goes on (PHY-174, PHY-175)', () => {
    const probe = waiting()
    probe.tell({ type: 'WITHDRAW' })
    probe.tell(generate({ firstSlot: 50, endSlot: 60 }))
    expect(probe.tell(success({ slot: 12 }))).toEqual(former)
    expect(probe.state).toBe('waiting')
    expect(probe.tell(success({ slot: 50, sequence: 101 }))).toEqual(heralded(true))
  })

  it('of slots before the first of the run is of an earlier one (PHY-174)', () => {
    expect(waiting().tell(success({ slot: 9 }))).toEqual(former)
  })

  it('is not repeated by its copy', () => {
    const probe = waiting()
    probe.tell({ type: 'WITHDRAW' })
    probe.tell(generate({ firstSlot: 50, endSlot: 60 }))
    probe.tell(success({ slot: 12 }))
    expect(probe.tell(success({ slot: 12 }))).toEqual([{ type: 'ignored', reason: 'stale-reply' }])
  })
})

describe('an end whose hardware holds', () => {
  it('is stopped before it takes another qubit, and begins another run (PHY-176)', () => {
    const probe = waiting()
    const said = probe.tell(generate({ qubit: 3, firstSlot: 20 }))
    expect(said.map(({ type }) => type)).toEqual(['halt', 'attempt'])
    expect(probe.tell(success({ slot: 12 }))).toEqual(former)
  })

  it('is not stopped where an order is replaced with the same qubit', () => {
    expect(
      waiting()
        .tell(generate({ queueId: 6, firstSlot: 20 }))
        .map(({ type }) => type)
    ).toEqual(['attempt'])
  })

  it('is stopped after a batch that failed: it may hold at a herald that nobody tells of (PHY-178)', () => {
    const probe = waiting()
    const failed = reply({ outcome: Outcome.FAIL, sequence: 100, queueId: 5, slot: 19 })
    const said = probe.tell({ type: 'REPLY', frame: failed, now: 2100, earliestSlot: 22, emittedSlot: 21 })
    expect(said).toMatchObject([{ type: 'halt' }, { type: 'attempt', firstSlot: 22 }])
    expect(probe.tell(success({ slot: 23 }))).toEqual(heralded(true))
  })

  it('has taken for its pair what was of an earlier run, where it was ordered too late (PHY-182)', () => {
    const probe = waiting()
    probe.tell(success({ slot: 12 }))
    probe.tell(generate({ qubit: 3, firstSlot: 60, endSlot: 80 }))
    const late = { type: 'GENERATION_FAILED', firstSlot: 10 } as const
    expect(probe.tell(late)).toEqual([{ type: 'undone', sequence: 100 }])
    // The order under way is none of that, and neither are later slots.
    expect(probe.state).toBe('waiting')
    expect(probe.tell({ type: 'GENERATION_FAILED', firstSlot: 60 }).map(({ type }) => type)).toEqual([
      'withdraw',
      'ended'
    ])
    expect(probe.tell({ type: 'GENERATION_FAILED', firstSlot: 13 })).toEqual([])
  })

  it('takes a herald that comes after the report of the late order for one of a lost qubit (PHY-182)', () => {
    const probe = waiting()
    expect(probe.tell({ type: 'GENERATION_FAILED', firstSlot: 10 }).map(({ type }) => type)).toEqual([
      'withdraw',
      'ended'
    ])
    expect(probe.tell(success({ slot: 12 }))).toEqual(heralded(false))
  })

  it.each([
    ['with an error', 1],
    ['without one', 0]
  ])(
    'is stopped, and begins anew, when a batch of the run fails %s that was replaced since (PHY-181)',
    (_how, error) => {
      const probe = waiting({ queueId: 6, firstSlot: 20 })
      const failed = reply({ outcome: Outcome.FAIL, sequence: 100, queueId: 5, slot: 12, error })
      const said = probe.tell({ type: 'REPLY', frame: failed, now: 2100, earliestSlot: 22, emittedSlot: 21 })
      expect(said).toMatchObject([{ type: 'halt' }, { type: 'attempt', queueId: 6, firstSlot: 22 }])
      // Its copy is of an earlier run.
      const copy = probe.tell({ type: 'REPLY', frame: failed, now: 2100, earliestSlot: 22, emittedSlot: 21 })
      expect(copy).toEqual([{ type: 'ignored', reason: 'reply-for-other-batch' }])
      expect(probe.tell(success({ slot: 23, queueId: 6 }))).toEqual(heralded(true))
    }
  )
})
