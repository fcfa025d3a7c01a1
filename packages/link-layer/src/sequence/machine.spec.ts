import type { Herald } from '@bellwire/physical-layer'
import { serialAdd } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../test/machine-probe.js'
import { checkAgreement, scripts } from '../../test/scripts.js'
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
const expired = (high: number): SequenceEvent => ({ type: 'EXPIRED', high })
const paired = (sequence: number) => ({ type: 'pairHeralded', herald: herald(sequence) })
const missed = (low: number, high: number) => ({ type: 'missed', low, high })

function counting(expected = 100) {
  return new MachineProbe(sequenceMachine, { expected })
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
    expect(probe.tell(heralded(99))).toEqual([{ type: 'ignored', reason: 'old-sequence' }])
    probe.tell(heralded(100))
    expect(probe.tell(heralded(100))).toEqual([{ type: 'ignored', reason: 'old-sequence' }])
    expect(probe.context.expected).toBe(101)
  })

  it('that others count from show a gap, where they are ahead (LNK-044)', () => {
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
        const said = probe.tell(
          type === 'HERALD' ? heralded(sequence) : type === 'AHEAD' ? ahead(sequence) : expired(sequence)
        )
        return said
          .map((one) => `${one.type} ${(Number(one.low ?? 0) - first) | 0} ${(Number(one.high ?? 0) - first) | 0}`)
          .join()
      })
    }
    const relative = (lines: readonly string[]) =>
      lines.map((line) => line.replace(/pairHeralded .*|ignored .*/, (found) => found.split(' ')[0] as string))
    fc.assert(
      fc.property(steps, fc.integer({ min: 0xffff_fff0, max: 0xffff_ffff }), (moves, first) => {
        const usable = moves.map(([type, step]) => [type, step < 0 && type === 'AHEAD' ? 0 : step] as const)
        expect(relative(play(first, usable))).toEqual(relative(play(1000, usable)))
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
const events: fc.Arbitrary<SequenceEvent> = fc.oneof(near.map(heralded), near.map(ahead), near.map(expired))

describe('the sequence machine', () => {
  it('answers unlisted events as unexpected', () => {
    const reach = { counting: () => counting() }
    expect(checkUnlistedEvents({ machine: sequenceMachine, reach, events: [heralded(1), ahead(1), expired(1)] })).toBe(
      1
    )
  })

  it('is the same under every runner', () => {
    const inputs = near.map((expected) => ({ expected }))
    const visited = checkAgreement(
      { sequence: sequenceMachine },
      'sequence',
      scripts('sequence', inputs, events, [1]),
      { seed: 7, numRuns: 60 }
    )
    expect(visited).toEqual(['counting'])
  })
})
