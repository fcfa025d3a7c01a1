import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type EndEvent, type EndInput, endMachine } from './end-machine.js'

const measured: EndEvent = { type: 'MEASURED' }
const corrected: EndEvent = { type: 'CORRECTED' }
const release: EndEvent = { type: 'RELEASE' }
const settled: EndEvent = { type: 'SETTLED' }
const confirmed: EndEvent = { type: 'CONFIRMED' }
const voided: EndEvent = { type: 'VOID' }
const tracked = (correct = false): EndEvent => ({ type: 'TRACKED', correct })

const KEEP: EndInput = { pair: 9, measure: false, early: false }
const MEASURE: EndInput = { ...KEEP, measure: true }
const EARLY: EndInput = { ...KEEP, early: true }

const of = (...types: string[]) => types.map((type) => ({ type, pair: 9 }))

const after =
  (input: EndInput, ...events: EndEvent[]) =>
  () => {
    const probe = new MachineProbe(endMachine, input)
    for (const event of events) probe.tell(event)
    probe.said()
    return probe
  }

const measuring = after(MEASURE)
const held = after(KEEP)
const outcome = after(MEASURE, measured)
const correcting = after(KEEP, tracked(true))
const discarding = after(KEEP, tracked(true), voided)
const offered = after(EARLY)
const offeredAndUsed = after(EARLY, release)
const kept = after(KEEP, tracked())
const used = after(KEEP, tracked(), release)

describe('a pair at an end of a circuit', () => {
  it('that is kept is handed over when the other end’s TRACK has come, corrected first where that is due (NET-085)', () => {
    expect(held().tell(tracked())).toEqual(of('deliver'))
    const probe = held()
    expect(probe.tell(tracked(true))).toEqual(of('correct'))
    expect(probe.tell(corrected)).toEqual(of('deliver'))
    expect(probe.state).toBe('kept')
  })

  it('that is measured is measured at once, and its outcome handed over with the TRACK (NET-085, NET-086)', () => {
    const probe = new MachineProbe(endMachine, MEASURE)
    expect(probe.said()).toEqual(of('measure'))
    expect(probe.tell(measured)).toEqual(of('freeQubit'))
    expect(probe.tell(tracked())).toEqual(of('deliver'))
    const other = measuring()
    expect(other.tell(tracked())).toEqual([])
    expect(other.tell(measured)).toEqual(of('freeQubit', 'deliver'))
    for (const { state } of [probe, other]) expect(state).toBe('used')
  })

  it('that is wanted early is handed over at once, and again with what it is (NET-091)', () => {
    const probe = new MachineProbe(endMachine, EARLY)
    expect(probe.said()).toEqual(of('offer'))
    expect(probe.tell(tracked())).toEqual(of('deliver'))
    expect(probe.state).toBe('kept')
    const given = offered()
    expect(given.tell(release)).toEqual(of('freeQubit'))
    expect(given.tell(tracked())).toEqual(of('deliver'))
    expect(given.state).toBe('used')
  })

  it('that is void and nobody had is lost, with its qubit freed (NET-092)', () => {
    expect(held().tell(voided)).toEqual(of('lost', 'freeQubit', 'forget'))
    expect(outcome().tell(voided)).toEqual(of('lost', 'forget'))
  })

  it('that is void while the hardware works on it keeps the qubit until that is done (NET-096)', () => {
    for (const [make, answer] of [
      [measuring, measured],
      [correcting, corrected]
    ] as const) {
      const probe = make()
      expect(probe.tell(voided)).toEqual(of('lost'))
      for (const event of [tracked(), voided]) expect(probe.tell(event)).toEqual([])
      expect(probe.tell(answer)).toEqual(of('freeQubit', 'forget'))
      expect(probe.state).toBe('gone')
    }
  })

  it('that is void after it was handed over is told as expired (NET-095)', () => {
    for (const make of [offered, kept]) expect(make().tell(voided)).toEqual(of('expired', 'freeQubit', 'forget'))
    for (const make of [offeredAndUsed, used]) expect(make().tell(voided)).toEqual(of('expired', 'forget'))
  })

  it('is forgotten when it is given back, the other end has it, and knows that this one has: in any order (NET-108)', () => {
    for (const order of orders([release, settled, confirmed])) {
      const probe = kept()
      const said = order.map((event) => probe.tell(event).map(({ type }) => type))
      expect(said.map((lines) => lines.includes('forget'))).toEqual([false, false, true])
      expect(said.flat().sort()).toEqual(['forget', 'freeQubit'])
      expect(probe.state).toBe('gone')
    }
  })

  it('is delivered at most once, frees its qubit exactly once, and is forgotten last, whatever happens', () => {
    fc.assert(
      fc.property(inputs, fc.array(events, { maxLength: 25, size: 'max' }), (input, told) => {
        const probe = new MachineProbe(endMachine, input)
        const said = probe.said().map(({ type }) => type)
        for (const event of told) {
          if (probe.state === 'gone') break
          said.push(...probe.tell(event).map(({ type }) => type))
        }
        const lines = said.filter((type) => type !== 'ignored')
        const count = (type: string) => lines.filter((line) => line === type).length
        const over = probe.state === 'gone'
        expect(count('deliver')).toBeLessThanOrEqual(1)
        expect(count('offer')).toBe(input.early && !input.measure ? 1 : 0)
        expect(count('measure')).toBe(input.measure ? 1 : 0)
        expect(count('correct')).toBeLessThanOrEqual(1)
        expect(count('freeQubit')).toBeLessThanOrEqual(1)
        expect(count('forget')).toBe(over ? 1 : 0)
        if (over) {
          expect(count('freeQubit')).toBe(1)
          expect(lines.at(-1)).toBe('forget')
        }
        // Void: told once, and rightly; nothing is handed over after that.
        expect(count('lost') + count('expired')).toBeLessThanOrEqual(1)
        const had = count('offer') + count('deliver') > 0
        if (count('lost') > 0) expect(had).toBe(false)
        if (count('expired') > 0) expect(had).toBe(true)
        const voidAt = lines.findIndex((line) => line === 'lost' || line === 'expired')
        if (voidAt >= 0) expect(lines.slice(voidAt)).not.toContain('deliver')
        // Not void and over: handed over, and settled both ways.
        if (over && voidAt < 0) expect(count('deliver')).toBe(1)
      }),
      { seed: 42, numRuns: 500 }
    )
  })
})

function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item) => orders(items.filter((other) => other !== item)).map((rest) => [item, ...rest]))
}

const inputs = fc.constantFrom(KEEP, MEASURE, EARLY)
const events = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(measured, corrected, release, settled, confirmed, tracked(), tracked(true)) },
  { weight: 1, arbitrary: fc.constant(voided) }
)

describe('the end machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: endMachine,
      reach: { arrived: null, measuring, held, correcting, discarding, offered, offeredAndUsed, kept, used },
      events: [{ type: 'START' }, measured, tracked(), corrected, release, settled, confirmed, voided]
    })
    // Of nine events: measuring takes 3, held 2, correcting 2, discarding 4, offered 3, then 2, kept 4, used 3.
    expect(pairs).toBe(8 * 9 - (3 + 2 + 2 + 4 + 3 + 2 + 4 + 3))
  })

  it('is the same under every runner', () => {
    const arbitrary = scripts('end', inputs, events, [1], 15)
    expect(checkAgreement({ end: endMachine }, 'end', arbitrary, { seed: 43, numRuns: 200 })).toEqual([
      'correcting',
      'discarding',
      'held',
      'kept',
      'measuring',
      'offered',
      'offeredAndUsed',
      'used'
    ])
  })
})
