import { type Gen, HeraldError, Outcome } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gen } from '../../../test/frames.js'
import { checkUnlistedEvents, MachineProbe, type Said } from '../../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../../statechart/test/scripts.js'
import type { StationSide } from '../station-link.js'
import type { HeraldingEvent } from './context.js'
import { heraldingMachine } from './machine.js'

const INPUT = { sequence: 100, reminder: 60, slotOrigin: 0, slotPeriod: 10, guard: 2 }

/** A batch of slots 10 to 19 for queue item 5, long before slot 10. */
const batch = (side: StationSide, fields: Partial<Gen> = {}, now = 0): HeraldingEvent => ({
  type: 'GEN',
  side,
  frame: gen(fields),
  now,
  earliestSlot: Math.ceil((now - INPUT.guard) / INPUT.slotPeriod)
})
const withdrawal = (side: StationSide, now = 0) => batch(side, { slots: 0 }, now)
const detected = (slot: number, bellIndex = 1, offset = 0): HeraldingEvent => ({
  type: 'DETECTED',
  slot,
  offset,
  bellIndex,
  now: 10 * slot
})
const silent = (lastSlot: number): HeraldingEvent => ({ type: 'SILENT', lastSlot, now: 10 * lastSlot })

const reply = (side: StationSide, error: number, slot: number, fields: object = {}) => ({
  type: 'reply',
  side,
  outcome: Outcome.FAIL,
  bellIndex: 0,
  sequence: 100,
  slot,
  offset: 0,
  queueId: 5,
  peerQueueId: 5,
  error,
  ...fields
})
const both = (error: number, slot: number, fields: object = {}) => [
  reply(0, error, slot, fields),
  reply(1, error, slot, fields)
]
const observe = (firstSlot: number, slots: number) => ({ type: 'observe', firstSlot, slots })
const closeGates = { type: 'closeGates' }
const ignored = (reason: string) => [{ type: 'ignored', reason }]
const SIDES = [0, 1] as const
const other = (side: StationSide): StationSide => (side === 0 ? 1 : 0)

function idle() {
  return new MachineProbe(heraldingMachine, INPUT)
}

function half(side: StationSide = 0) {
  const probe = idle()
  probe.tell(batch(side))
  return probe
}

/** Both nodes offer slots 10 to 19. */
function observing() {
  const probe = half()
  probe.tell(batch(1))
  return probe
}

describe('a station that heralds', () => {
  it.each(SIDES)(
    'observes exactly the slots that both batches hold and that are not over, side %i last (PHY-073)',
    (side) => {
      const cases = fc.record({
        first: fc.integer({ min: 1, max: 40 }),
        length: fc.integer({ min: 1, max: 30 }),
        otherFirst: fc.integer({ min: 1, max: 40 }),
        otherLength: fc.integer({ min: 1, max: 30 }),
        now: fc.nat(300)
      })
      fc.assert(
        fc.property(cases, ({ first, length, otherFirst, otherLength, now }) => {
          const probe = idle()
          probe.tell(batch(other(side), { firstSlot: otherFirst, slots: otherLength }))
          const said = probe.tell(batch(side, { firstSlot: first, slots: length }, now))
          const shared = Array.from({ length: 80 }, (_, slot) => slot).filter(
            (slot) =>
              slot >= first &&
              slot < first + length &&
              slot >= otherFirst &&
              slot < otherFirst + otherLength &&
              10 * slot + 2 >= now
          )
          const isLate = 10 * (first + length - 1) + 2 < now
          const begin = Math.max(first, Math.ceil((now - 2) / 10))
          const late = reply(side, HeraldError.TIME_MISMATCH, first + length - 1)
          const earlier = reply(side, HeraldError.TIME_MISMATCH, otherFirst - 1)
          const later = reply(other(side), HeraldError.TIME_MISMATCH, begin - 1)
          if (shared.length > 0) expect(said).toEqual([observe(shared[0] as number, shared.length)])
          else expect(said).toEqual([isLate ? late : first + length <= otherFirst ? earlier : later])
        }),
        { seed: 71 }
      )
    }
  )

  it('announces a herald to both with one number, and counts it (PHY-079, PHY-080)', () => {
    const probe = observing()
    const fields = { outcome: Outcome.SUCCESS, bellIndex: 3, offset: 777 }
    expect(probe.tell(detected(14, 3, 777))).toEqual(both(HeraldError.NONE, 14, fields))
    expect([probe.state, probe.context.sequence]).toEqual(['idle', 101])
    probe.tell(batch(0, { firstSlot: 20 }))
    probe.tell(batch(1, { firstSlot: 20 }))
    expect(probe.tell(detected(20))).toEqual(
      both(HeraldError.NONE, 20, { outcome: Outcome.SUCCESS, bellIndex: 1, sequence: 101 })
    )
  })

  it('gives numbers to successes alone, and wraps them (PHY-080)', () => {
    const probe = new MachineProbe(heraldingMachine, { ...INPUT, sequence: 0xffff_ffff })
    const offer = () => {
      probe.tell(batch(0))
      probe.tell(batch(1))
    }
    offer()
    expect(probe.tell(silent(19))[0]?.sequence).toBe(0xffff_ffff)
    probe.tell(batch(0))
    probe.tell(batch(1, { queueId: 6 }))
    offer()
    expect(probe.tell(detected(12))[0]?.sequence).toBe(0xffff_ffff)
    offer()
    expect(probe.tell(detected(12))[0]?.sequence).toBe(0)
    expect(probe.context.sequence).toBe(1)
  })

  it('announces nothing from outside the observed slots, or with gates closed (PHY-081)', () => {
    for (const probe of [observing(), half()])
      for (const slot of [9, 20])
        expect(probe.tell(detected(slot))).not.toContainEqual(expect.objectContaining({ outcome: Outcome.SUCCESS }))
    expect(idle().tell(detected(12))).toEqual(ignored('gates-closed'))
    expect(idle().tell(silent(12))).toEqual(ignored('gates-closed'))
    expect(half().tell(silent(12))).toEqual(ignored('gates-closed'))
  })

  it.each(SIDES)(
    'has a node begin anew after a herald of gates that were closed meanwhile, side %i (PHY-180)',
    (side) => {
      const probe = observing()
      probe.tell(withdrawal(other(side), 120))
      expect(probe.tell(detected(12))).toEqual([reply(side, HeraldError.NONE, 12, { peerQueueId: 0 })])
      expect(probe.state).toBe('idle')
      expect(probe.tell(batch(side, { firstSlot: 15 }, 130))).toEqual([])
      expect(probe.tell(batch(other(side), { firstSlot: 15 }, 130))).toEqual([observe(15, 10)])
    }
  )

  it.each(SIDES)(
    'has both begin anew after one of slots that have a later batch since, side %i has it (PHY-180)',
    (side) => {
      const probe = observing()
      probe.tell(batch(side, { queueId: 6, firstSlot: 15 }, 120))
      const stopped = { queueId: 6, peerQueueId: 5 }
      const said = [closeGates, reply(side, HeraldError.NONE, 16, stopped)]
      const peers = reply(other(side), HeraldError.NONE, 16, { queueId: 5, peerQueueId: 6 })
      expect(probe.tell(detected(16))).toEqual(side === 0 ? [...said, peers] : [said[0], peers, said[1]])
      expect(probe.state).toBe('idle')
    }
  )

  it.each(SIDES)('names no slot before the batch that a node sent last, side %i (PHY-180)', (side) => {
    const probe = observing()
    // At once: of slots before 13 nothing is observed any more.
    expect(probe.tell(batch(side, { firstSlot: 13 }, 130))).toEqual([closeGates, observe(13, 7)])
    expect(probe.tell(detected(12))).toEqual([closeGates, ...both(HeraldError.NONE, 13)])
  })

  it('announces one success for a pair of batches (PHY-083)', () => {
    const probe = observing()
    probe.tell(detected(12))
    expect(probe.tell(detected(13))).toEqual(ignored('gates-closed'))
  })

  it('tells both that the shared slots passed without a herald (PHY-077)', () => {
    const probe = half()
    probe.tell(batch(1, { firstSlot: 12, slots: 20 }))
    expect(probe.tell(silent(18))).toEqual(ignored('earlier-window'))
    expect(probe.tell(silent(19))).toEqual(both(HeraldError.NONE, 19))
    expect(probe.state).toBe('idle')
  })

  it.each(SIDES)(
    'drops both batches when they are for different items, and tells both of both (PHY-074), side %i last',
    (side) => {
      const probe = half(other(side))
      const said = probe.tell(batch(side, { queueId: 6, firstSlot: 13 }))
      expect(said).toEqual(
        SIDES.map((to) =>
          reply(to, HeraldError.QUEUE_MISMATCH, 13, { queueId: to === side ? 6 : 5, peerQueueId: to === side ? 5 : 6 })
        )
      )
      expect(probe.state).toBe('idle')
      expect(probe.context).toMatchObject({ endA: 0, endB: 0 })
    }
  )

  it.each(SIDES)(
    'drops the earlier of two batches that share no slot, and lets the later one wait (PHY-075), side %i earlier',
    (side) => {
      const later = { firstSlot: 20, slots: 5, queueId: 6 }
      for (const last of SIDES) {
        const probe = idle()
        probe.tell(last === side ? batch(other(side), later) : batch(side))
        const said = probe.tell(last === side ? batch(side) : batch(other(side), later))
        expect(said).toEqual([reply(side, HeraldError.TIME_MISMATCH, 19, { peerQueueId: 6 })])
        expect(probe.state).toBe('half.waiting')
        expect(probe.tell(batch(side, later))).toEqual([observe(20, 5)])
      }
    }
  )

  it('tells the sender alone that its whole batch is over (PHY-072)', () => {
    for (const probe of [idle(), half(), observing()]) {
      const before = probe.state
      const said = probe.tell(batch(1, { queueId: 9, firstSlot: 2, slots: 3 }, 43))
      expect(said).toEqual([
        reply(1, HeraldError.TIME_MISMATCH, 4, { queueId: 9, peerQueueId: before === 'idle' ? 0 : 5 })
      ])
      expect(probe.state).toBe(before)
    }
    // Half a guard before the last gate closes it is not late.
    expect(idle().tell(batch(1, { firstSlot: 2, slots: 3 }, 41))).toEqual([])
  })

  it.each(SIDES)('drops a batch that stayed alone when its slots are over, side %i (PHY-076)', (side) => {
    const probe = half(side)
    const said = probe.wait(201)
    expect(said.every(({ side: to }) => to === other(side))).toBe(true)
    // Slot 20 begins at 200; the guard ends 2 later.
    expect(probe.wait(1)).toEqual([reply(side, HeraldError.NO_MESSAGE_OTHER, 19, { peerQueueId: 0 })])
    expect(probe.state).toBe('idle')
    expect(probe.wait(1000)).toEqual([])
  })

  it.each(SIDES)('reminds the side that has sent nothing at doubling intervals, side %i waits (PHY-078)', (side) => {
    const probe = idle()
    probe.tell(batch(side, { slots: 100 }))
    const reminder = reply(other(side), HeraldError.NO_MESSAGE_OTHER, 10, { queueId: 0 })
    const times: number[] = []
    for (let step = 1; step <= 1000; step++) {
      const said = probe.wait(1)
      if (said.length === 0) continue
      expect(said).toEqual([reminder])
      times.push(step)
    }
    expect(times).toEqual([60, 180, 420, 900])
  })

  it('starts reminding anew with every batch', () => {
    const probe = half()
    probe.wait(200 + 2)
    probe.said()
    probe.tell(batch(1, { firstSlot: 30 }, 202))
    expect(probe.wait(59)).toEqual([])
    expect(probe.wait(1)).toHaveLength(1)
  })

  it.each(SIDES)('forgets a batch that is withdrawn while it is alone, side %i (PHY-071)', (side) => {
    const probe = half(side)
    expect(probe.tell(withdrawal(side))).toEqual([])
    expect(probe.state).toBe('idle')
    expect(probe.wait(1000)).toEqual([])
    expect(idle().tell(withdrawal(side))).toEqual(ignored('nothing-to-withdraw'))
    const alone = half(side)
    expect(alone.tell(withdrawal(other(side)))).toEqual([])
    expect(alone.state).toBe('half.waiting')
  })

  it.each(SIDES)(
    'closes the gates when a side withdraws, and keeps the other’s batch, side %i (PHY-071, PHY-082)',
    (side) => {
      const probe = observing()
      expect(probe.tell(withdrawal(side))).toEqual([closeGates])
      expect(probe.state).toBe('half.waiting')
      expect(probe.tell(batch(side))).toEqual([observe(10, 10)])
    }
  )

  it.each(SIDES)('takes a new batch of the side that waits instead of its old one, side %i (PHY-070)', (side) => {
    const probe = half(side)
    expect(probe.tell(batch(side, { queueId: 6, firstSlot: 30 }))).toEqual([])
    expect(probe.tell(batch(other(side), { queueId: 6, firstSlot: 30 }))).toEqual([observe(30, 10)])
  })

  it.each(SIDES)(
    'replaces a batch at once when its slots have begun: the other then is for another item, side %i (PHY-070)',
    (side) => {
      const probe = observing()
      const said = probe.tell(batch(side, { queueId: 6, firstSlot: 13 }, 130))
      expect(said[0]).toEqual(closeGates)
      expect(said.slice(1).map(({ error }) => error)).toEqual([HeraldError.QUEUE_MISMATCH, HeraldError.QUEUE_MISMATCH])
    }
  )

  it.each(SIDES)(
    'cuts the observed slots where a later batch begins, and goes on from there, side %i first (PHY-070, PHY-082)',
    (side) => {
      const probe = observing()
      expect(probe.tell(batch(side, { queueId: 6, firstSlot: 15 }))).toEqual([observe(10, 5)])
      expect(probe.tell(batch(other(side), { queueId: 6, firstSlot: 15 }))).toEqual([])
      expect(probe.tell(silent(14))).toEqual([observe(15, 10)])
      const said = probe.tell(detected(16))
      expect(said.map(({ queueId, peerQueueId }) => [queueId, peerQueueId])).toEqual([
        [6, 6],
        [6, 6]
      ])
    }
  )

  it('announces a herald in the slots before a later batch begins for the first batch', () => {
    const probe = observing()
    probe.tell(batch(0, { queueId: 6, firstSlot: 15 }))
    expect(probe.tell(detected(12)).map(({ queueId, outcome }) => [queueId, outcome])).toEqual([
      [5, Outcome.SUCCESS],
      [5, Outcome.SUCCESS]
    ])
  })

  it.each(SIDES)('holds a side to its later batch when the other withdraws, side %i has one (PHY-183)', (side) => {
    const probe = observing()
    expect(probe.tell(batch(side, { queueId: 6, firstSlot: 15 }))).toEqual([observe(10, 5)])
    expect(probe.tell(withdrawal(other(side)))).toEqual([closeGates])
    // Slots 16 and 17 are in the first batch of item 5 too, but that side emits for item 6 by then.
    const said = probe.tell(batch(other(side), { firstSlot: 16, slots: 2 }))
    expect(said.map(({ error }) => error)).toEqual([HeraldError.QUEUE_MISMATCH, HeraldError.QUEUE_MISMATCH])
  })

  it.each(SIDES)('keeps of three batches of a side the first and the last, side %i has them (PHY-183)', (side) => {
    const probe = observing()
    expect(probe.tell(batch(side, { queueId: 6, firstSlot: 15, slots: 20 }))).toEqual([observe(10, 5)])
    expect(probe.tell(batch(side, { firstSlot: 18, slots: 4 }))).toEqual([])
    expect(probe.tell(silent(14))).toEqual([observe(18, 2)])
  })

  it.each(SIDES)('changes nothing for a batch that is over, side %i sends it (PHY-184)', (side) => {
    const probe = observing()
    const late = probe.tell(batch(side, { firstSlot: 3, slots: 4 }, 120))
    expect(late).toEqual([reply(side, HeraldError.TIME_MISMATCH, 6)])
    expect(probe.tell(silent(19))).toEqual(both(HeraldError.NONE, 19))
  })

  it.each(SIDES)('takes a GEN of further slots for none that repeats another, side %i sends it (PHY-179)', (side) => {
    const probe = idle()
    probe.tell(batch(side))
    expect(probe.tell(batch(other(side), { firstSlot: 5, slots: 15 }))).toEqual([observe(10, 10)])
    expect(probe.tell(batch(side, { firstSlot: 8, slots: 12 }))).toEqual([closeGates, observe(8, 12)])
    expect(probe.tell(batch(side, { firstSlot: 8, slots: 12 }))).toEqual(ignored('repeated-gen'))
  })

  it.each(SIDES)(
    'goes on with what is left of a batch when the other’s is replaced by one for the same item, side %i',
    (side) => {
      const probe = observing()
      expect(probe.tell(batch(side, { firstSlot: 15 }))).toEqual([observe(10, 5)])
      expect(probe.tell(silent(14))).toEqual([observe(15, 5)])
      expect(probe.tell(silent(19))).toEqual(both(HeraldError.NONE, 19))
    }
  )

  it.each(SIDES)('waits for a side whose batch is over when the other’s later one begins, side %i is later', (side) => {
    const probe = idle()
    probe.tell(batch(side))
    expect(probe.tell(batch(other(side), { slots: 5 }))).toEqual([observe(10, 5)])
    expect(probe.tell(batch(side, { firstSlot: 15 }))).toEqual([])
    expect(probe.tell(silent(14))).toEqual([])
    expect(probe.state).toBe('half.waiting')
    probe.said()
    // Slot 14 was over at 140; slot 25 begins at 250.
    const drop = probe.wait(250 + 2 - 140).filter(({ side: to }) => to === side)
    expect(drop).toEqual([reply(side, HeraldError.NO_MESSAGE_OTHER, 24, { peerQueueId: 0 })])
  })

  it.each(SIDES)(
    'drops the batch that a withdrawal left alone in time, not later (PHY-076), side %i withdraws',
    (side) => {
      const probe = observing()
      probe.wait(150)
      probe.tell(withdrawal(side, 150))
      const said = probe.wait(202 - 150).filter(({ side: to }) => to === other(side))
      expect(said).toEqual([reply(other(side), HeraldError.NO_MESSAGE_OTHER, 19, { peerQueueId: 0 })])
      expect(probe.state).toBe('idle')
    }
  )

  it('remembers no batch when it is idle', () => {
    const nothing = { queueA: 0, firstA: 0, endA: 0, nextEndA: 0, queueB: 0, firstB: 0, endB: 0, nextEndB: 0 }
    let idles = 0
    fc.assert(
      fc.property(
        fc.array(fc.tuple(events, fc.constantFrom(0, 0, 60, 300)), { maxLength: 40, size: 'max' }),
        (told) => {
          const probe = idle()
          for (const [event, pause] of told) {
            probe.tell(event)
            probe.wait(pause)
            if (probe.state !== 'idle') continue
            idles += 1
            expect(probe.context).toMatchObject(nothing)
          }
        }
      ),
      { seed: 74, numRuns: 200 }
    )
    expect(idles).toBeGreaterThan(500)
  })

  it.each(SIDES)('leaves the gates as they are for a copy of the GEN of side %i (PHY-179)', (side) => {
    const probe = half(other(side))
    expect(probe.tell(batch(side))).toEqual([observe(10, 10)])
    expect(probe.tell(batch(side, {}, 150))).toEqual(ignored('repeated-gen'))
    // It was on its way to the station when the copy came.
    expect(probe.tell(detected(12))).toMatchObject([
      { slot: 12, sequence: 100 },
      { slot: 12, sequence: 100 }
    ])
  })

  it('takes a batch for after the observed slots without touching the gates', () => {
    const probe = observing()
    expect(probe.tell(batch(0, { firstSlot: 20 }))).toEqual([])
    expect(probe.tell(batch(1, { firstSlot: 20 }))).toEqual([])
    expect(probe.tell(silent(19))).toEqual([observe(20, 10)])
  })

  it('observes in every slot what both sides want at that slot, whatever was replaced and withdrawn', () => {
    const moves = fc.array(
      fc.record({
        side: sides,
        queueId: fc.constantFrom(5, 5, 5, 5, 5, 6),
        ahead: fc.integer({ min: -2, max: 8 }),
        slots: fc.constantFrom(0, 3, 8, 12, 20, 30),
        pause: fc.nat(4)
      }),
      { minLength: 6, maxLength: 30, size: 'max' }
    )
    let observed = 0
    fc.assert(
      fc.property(moves, (told) => {
        const probe = idle()
        // The latest batch of each side that holds a slot and began at or before it.
        let window = { first: 0, end: 0 }
        const wants: [Batch[], Batch[]] = [[], []]
        const take = (said: readonly Said[]) => {
          for (const one of said) {
            if (one.type === 'observe')
              window = { first: one.firstSlot as number, end: (one.firstSlot as number) + (one.slots as number) }
            if (one.type === 'closeGates') window = { first: 0, end: 0 }
          }
        }
        let slot = 5
        for (const { side, queueId, ahead, slots, pause } of told) {
          const frame = { queueId, firstSlot: Math.max(1, slot + ahead), slots }
          if (slots === 0) wants[side] = []
          else wants[side].push({ ...frame, from: Math.max(frame.firstSlot, slot) })
          take(probe.tell(batch(side, frame, 10 * slot - 2)))
          for (let step = 0; step <= pause; step++, slot++) {
            if (slot >= window.first && slot < window.end) {
              observed += 1
              const [a, b] = [wantedAt(wants[0], slot), wantedAt(wants[1], slot)]
              expect([a, b], `slot ${slot}`).toEqual([a ?? 'something', a ?? 'something'])
              if (slot === window.end - 1) {
                window = { first: 0, end: 0 }
                take(probe.tell(silent(slot)))
              }
            }
            take(probe.wait(10))
          }
        }
      }),
      { seed: 72, numRuns: 500 }
    )
    expect(observed).toBeGreaterThan(1000)
  })
})

interface Batch {
  readonly queueId: number
  readonly firstSlot: number
  readonly slots: number
  readonly from: number
}

/** What a side emits for in a slot: its last batch replaces earlier ones from its first slot on. */
function wantedAt(batches: readonly Batch[], slot: number): number | undefined {
  for (const { queueId, firstSlot, slots, from } of [...batches].reverse()) {
    if (slot < from) continue
    return slot < firstSlot + slots ? queueId : undefined
  }
  return undefined
}

const sides = fc.constantFrom<StationSide>(0, 1)
const events: fc.Arbitrary<HeraldingEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        side: sides,
        queueId: fc.constantFrom(5, 5, 5, 6),
        firstSlot: fc.nat(30),
        slots: fc.constantFrom(0, 2, 8, 20),
        now: fc.nat(250)
      })
      .map(({ side, now, ...frame }) => batch(side, frame, now))
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(40), fc.nat(3), fc.nat(9000)).map(([slot, bell, offset]) => detected(slot, bell, offset))
  },
  { weight: 2, arbitrary: fc.nat(40).map(silent) },
  { weight: 1, arbitrary: fc.constantFrom<HeraldingEvent>({ type: 'DECIDE' }, { type: 'PROMOTE', slot: 15 }) }
)

describe('the heralding machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: heraldingMachine,
      reach: { idle, 'half.waiting': () => half(), deciding: null, observing },
      events: [batch(0), detected(12), silent(12), { type: 'PROMOTE', slot: 12 }, { type: 'DECIDE' }]
    })
    // PROMOTE, DECIDE and nonsense; observing lists PROMOTE.
    expect(pairs).toBe(3 + 3 + 2)
  })

  it('is the same under every runner', () => {
    const arbitrary = scripts('heralding', fc.constant(INPUT), events, [1, 59, 60, 202])
    expect(checkAgreement({ heralding: heraldingMachine }, 'heralding', arbitrary, { seed: 73, numRuns: 100 })).toEqual(
      ['half.waiting', 'idle', 'observing']
    )
  })
})
