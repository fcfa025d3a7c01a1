import type { Herald } from '@bellwire/physical-layer'
import { serialAdd } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type SequenceEvent, sequenceMachine } from './machine.js'

const herald = (sequence: number): Herald => ({
  type: 'herald',
  queueId: 1,
  qubit: 0,
  sequence,
  slot: 5,
  offset: 0,
  bellIndex: 1,
  intact: true
})
const heralded = (sequence: number): SequenceEvent => ({ type: 'HERALD', herald: herald(sequence) })
const ahead = (sequence: number): SequenceEvent => ({ type: 'AHEAD', sequence })
const hint = (sequence: number): SequenceEvent => ({ type: 'HINT', sequence })
const expired = (high: number): SequenceEvent => ({ type: 'EXPIRED', high })
const paired = (sequence: number) => ({ type: 'pairHeralded', herald: herald(sequence) })
const missed = (low: number, high: number) => ({ type: 'missed', low, high })

function counting(expected = 100) {
  return new MachineProbe(sequenceMachine, { expected, grace: 50 })
}

describe('sequence numbers, LNK-040 to LNK-045', () => {
  it('in order are pairs, each expected after the one before (LNK-040)', () => {
    const probe = counting()
    expect(probe.tell(heralded(100))).toEqual([paired(100)])
    expect(probe.tell(heralded(101))).toEqual([paired(101)])
    expect(probe.context.expected).toBe(102)
  })

  it('ahead show the whole range that was missed, and are pairs after it (LNK-041, LNK-042)', () => {
    const probe = counting()
    expect(probe.tell(heralded(104))).toEqual([missed(100, 104), paired(104)])
    expect(probe.context.expected).toBe(105)
  })

  it('behind are no pairs (LNK-043)', () => {
    const probe = counting()
    const old = (sequence: number) => [
      { type: 'outdated', herald: herald(sequence) },
      { type: 'ignored', reason: 'old-sequence' }
    ]
    expect(probe.tell(heralded(99))).toEqual(old(99))
    probe.tell(heralded(100))
    expect(probe.tell(heralded(100))).toEqual(old(100))
    expect(probe.context.expected).toBe(101)
  })

  it('that the peer has counted are missed only when the station’s word could have been here (LNK-044)', () => {
    const probe = counting()
    expect(probe.tell(hint(103))).toEqual([])
    expect(probe.tell(heralded(100))).toEqual([paired(100)])
    expect(probe.wait(49)).toEqual([])
    expect(probe.wait(1)).toEqual([missed(101, 103)])
    expect(probe.tell(heralded(103))).toEqual([paired(103)])
    expect(probe.wait(1000)).toEqual([])
    const informed = counting()
    informed.tell(hint(102))
    for (const sequence of [100, 101]) expect(informed.tell(heralded(sequence))).toEqual([paired(sequence)])
    expect(informed.wait(1000)).toEqual([])
    expect(informed.context.expected).toBe(102)
    // What was doubted for nothing does not stand in the way of the next doubt.
    informed.tell(hint(105))
    expect(informed.wait(50)).toEqual([missed(102, 105)])
  })

  it('that the peer has counted say nothing new where they are not ahead, or are in doubt already', () => {
    const probe = counting()
    for (const sequence of [100, 90]) expect(probe.tell(hint(sequence))).toEqual([])
    expect(probe.state).toBe('counting.sure')
    probe.tell(hint(102))
    probe.wait(20)
    expect(probe.tell(hint(105))).toEqual([])
    expect(probe.wait(30)).toEqual([missed(100, 102)])
    // And may doubt anew.
    probe.tell(hint(105))
    expect(probe.wait(50)).toEqual([missed(102, 105)])
  })

  it('that the station counts from show a gap, where they are ahead (LNK-041, LNK-046, LNK-178)', () => {
    const probe = counting()
    expect(probe.tell(ahead(100))).toEqual([])
    expect(probe.tell(ahead(90))).toEqual([])
    expect(probe.context.expected).toBe(100)
    expect(probe.tell(ahead(103))).toEqual([missed(100, 103)])
    expect(probe.tell(heralded(103))).toEqual([paired(103)])
  })

  it('that the peer has expired are not expected any more, and are no gap (LNK-045)', () => {
    const probe = counting()
    expect(probe.tell(expired(102))).toEqual([])
    expect(probe.tell(expired(101))).toEqual([])
    expect(probe.tell(heralded(102))).toEqual([paired(102)])
  })

  it('wrap without a boundary: the same happens at every first number', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('HERALD', 'AHEAD', 'EXPIRED'), fc.integer({ min: -3, max: 5 })), {
      maxLength: 30,
      size: 'max'
    })
    const play = (first: number, moves: readonly (readonly [string, number])[]): string[] => {
      const probe = counting(first)
      let around = 0
      return moves.map(([type, step]) => {
        around += step
        const sequence = serialAdd(first, around)
        const event = type === 'HERALD' ? heralded(sequence) : type === 'AHEAD' ? ahead(sequence) : expired(sequence)
        const relative = (number: unknown) => (Number(number) - first) | 0
        return probe
          .tell(event)
          .map((one) => (one.type === 'missed' ? `missed ${relative(one.low)} ${relative(one.high)}` : one.type))
          .join()
      })
    }
    fc.assert(
      fc.property(steps, fc.integer({ min: 0xffff_fff0, max: 0xffff_ffff }), (moves, first) => {
        const usable = moves.map(([type, step]) => [type, step < 0 && type === 'AHEAD' ? 0 : step] as const)
        expect(play(first, usable)).toEqual(play(1000, usable))
      }),
      { seed: 5 }
    )
  })

  it('are each either one pair or in one missed range, whatever comes in which order', () => {
    const arrivals = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: -2, max: 6 })), { maxLength: 40, size: 'max' })
    fc.assert(
      fc.property(arrivals, (moves) => {
        const probe = counting(0xffff_fffa)
        let next = 0xffff_fffa
        const seen: number[] = []
        for (const [isHerald, step] of moves) {
          const sequence = serialAdd(probe.context.expected as number, Math.max(0, step))
          for (const one of probe.tell(isHerald ? heralded(sequence) : ahead(sequence))) {
            if (one.type === 'missed') {
              expect(one.low).toBe(next)
              for (; next !== one.high; next = serialAdd(next, 1)) seen.push(next)
            } else if (one.type === 'pairHeralded') {
              expect((one.herald as Herald).sequence).toBe(next)
              seen.push(next)
              next = serialAdd(next, 1)
            }
          }
          expect(probe.context.expected).toBe(next)
        }
        expect(new Set(seen).size).toBe(seen.length)
      }),
      { seed: 6 }
    )
  })
})

const near = fc.integer({ min: -4, max: 8 }).map((step) => serialAdd(0, (step + 0x1_0000_0000) % 0x1_0000_0000))
const events: fc.Arbitrary<SequenceEvent> = fc.oneof(
  near.map(heralded),
  near.map(ahead),
  near.map(hint),
  near.map(expired)
)

describe('the sequence machine', () => {
  it('answers unlisted events as unexpected', () => {
    const doubting = () => {
      const probe = counting()
      probe.tell(hint(102))
      return probe
    }
    const reach = { 'counting.sure': () => counting(), 'counting.doubting': doubting }
    const all = [heralded(1), ahead(1), hint(1), expired(1)]
    expect(checkUnlistedEvents({ machine: sequenceMachine, reach, events: all })).toBe(2)
  })

  it('is the same under every runner', () => {
    const inputs = near.map((expected) => ({ expected, grace: 50 }))
    const visited = checkAgreement(
      { sequence: sequenceMachine },
      'sequence',
      scripts('sequence', inputs, events, [1, 25, 50]),
      { seed: 7, numRuns: 60 }
    )
    expect(visited).toEqual(['counting.doubting', 'counting.sure'])
  })
})
