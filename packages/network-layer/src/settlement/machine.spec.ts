import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type SettlementEvent, settlementMachine } from './machine.js'

const delivered: SettlementEvent = { type: 'DELIVERED' }
const full: SettlementEvent = { type: 'FULL' }
const over: SettlementEvent = { type: 'OVER' }
const answered = (more: boolean): SettlementEvent => ({ type: 'ANSWERED', more })
const ask = (again: boolean) => ({ type: 'ask', circuit: 8, again })
const done = { type: 'done', circuit: 8 }

const idle = () => new MachineProbe(settlementMachine, { circuit: 8, interval: 100, repeat: 30 })

const after =
  (...events: SettlementEvent[]) =>
  () => {
    const probe = idle()
    for (const event of events) probe.tell(event)
    return probe
  }

const gathering = after(delivered)
const asking = after(full)
const closing = after(over)

describe('a settlement', () => {
  it('is asked for a while after the first pair, or as soon as many have gathered (NET-100)', () => {
    const probe = gathering()
    probe.wait(60)
    expect(probe.tell(delivered)).toEqual([])
    expect(probe.wait(39)).toEqual([])
    expect(probe.wait(1)).toEqual([ask(false)])
    for (const make of [idle, gathering]) expect(make().tell(full)).toEqual([ask(false)])
  })

  it('is asked again until it is answered, however long that takes (NET-101)', () => {
    for (const make of [asking, closing]) {
      const probe = make()
      for (let turn = 0; turn < 100; turn++) {
        expect(probe.wait(29)).toEqual([])
        expect(probe.wait(1)).toEqual([ask(true)])
      }
    }
  })

  it('puts no new question before the one under way is answered (NET-102)', () => {
    const probe = asking()
    for (const event of [delivered, full, over]) expect(probe.tell(event)).toEqual([])
    expect(probe.tell(answered(true))).toEqual([ask(false)])
    const other = asking()
    expect(other.tell(answered(true))).toEqual([])
    expect(other.wait(100)).toEqual([ask(false)])
    expect(other.tell(answered(false))).toEqual([])
    expect(other.wait(1000)).toEqual([])
  })

  it('asks once more at the end of the circuit, even about nothing, and is done with the answer (NET-109)', () => {
    for (const make of [idle, gathering]) {
      const probe = make()
      expect(probe.tell(over)).toEqual([ask(false)])
      for (const event of [delivered, full, over]) expect(probe.tell(event)).toEqual([])
      expect(probe.tell(answered(true))).toEqual([ask(false)])
      expect(probe.tell(answered(false))).toEqual([done])
      expect(probe.state).toBe('gone')
    }
  })

  it('has one question under way at a time, and is done at most once, last, after the end of the circuit', () => {
    const steps = fc.oneof({ weight: 3, arbitrary: events }, { weight: 2, arbitrary: fc.constantFrom(1, 30, 100) })
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30, size: 'max' }), (told) => {
        const probe = idle()
        let open = false
        let ended = false
        let finished = 0
        for (const step of told) {
          if (probe.state === 'gone') break
          // Nobody answers what was not asked.
          if (typeof step !== 'number' && step.type === 'ANSWERED') {
            if (!open) continue
            open = false
          }
          if (step === over) ended = true
          for (const line of typeof step === 'number' ? probe.wait(step) : probe.tell(step)) {
            if (line.type === 'done') finished += 1
            else {
              expect(line).toEqual(ask(open))
              open = true
            }
          }
          if (ended && probe.state !== 'gone') expect(open).toBe(true)
        }
        expect(finished).toBe(probe.state === 'gone' ? 1 : 0)
        if (finished > 0) expect(ended).toBe(true)
      }),
      { seed: 40, numRuns: 300 }
    )
  })
})

const events = fc.constantFrom(delivered, delivered, full, over, answered(true), answered(false), answered(false))

describe('the settlement machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: settlementMachine,
      reach: { idle, gathering, asking, closing },
      events: [delivered, full, over, answered(false)]
    })
    // Nonsense everywhere, and answers to what was not asked.
    expect(pairs).toBe(4 + 2)
  })

  it('is the same under every runner', () => {
    const inputs = fc.constant({ circuit: 8, interval: 100, repeat: 30 })
    const arbitrary = scripts('settlement', inputs, events, [1, 30, 100], 15)
    expect(
      checkAgreement({ settlement: settlementMachine }, 'settlement', arbitrary, { seed: 41, numRuns: 100 })
    ).toEqual(['asking', 'closing', 'gathering', 'idle'])
  })
})
