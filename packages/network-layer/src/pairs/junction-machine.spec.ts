import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type JunctionEvent, junctionMachine } from './junction-machine.js'

const swapped: JunctionEvent = { type: 'SWAPPED' }
const down: JunctionEvent = { type: 'TRACK_DOWN' }
const up: JunctionEvent = { type: 'TRACK_UP' }
const voided: JunctionEvent = { type: 'VOID', origin: 'upstream' }
const of = (type: string, fields: object = {}) => ({ type, junction: 5, ...fields })

const begun = (fromUpstream = false, fromDownstream = false) =>
  new MachineProbe(junctionMachine, { junction: 5, fromUpstream, fromDownstream })

/** A fresh one, told this, and what it said before forgotten. */
const after =
  (...events: JunctionEvent[]) =>
  () => {
    const probe = begun()
    for (const event of events) probe.tell(event)
    probe.said()
    return probe
  }

const swapping = after()
const spoiled = after(voided)
const joined = after(swapped)
const passedDown = after(swapped, down)
const passedUp = after(swapped, up)

describe('a swap record', () => {
  it('has the hardware swap at once, and says when the qubits are spent (NET-072)', () => {
    const probe = begun()
    expect(probe.said()).toEqual([of('swap')])
    expect(probe.tell(swapped)).toEqual([of('spent')])
  })

  it('passes each TRACK as it comes, and is settled after the second (NET-065, NET-071)', () => {
    for (const [first, second, pass, then] of [
      [down, up, 'passDown', 'passUp'],
      [up, down, 'passUp', 'passDown']
    ] as const) {
      const probe = joined()
      expect(probe.tell(first)).toEqual([of(pass)])
      expect(probe.tell(second)).toEqual([of(then), of('settled')])
      expect(probe.state).toBe('gone')
    }
  })

  it('holds a TRACK that comes before the outcome, or came before the swap, until then (NET-065)', () => {
    for (const early of [false, true]) {
      const one = begun(early, false)
      if (!early) expect([...one.said().slice(1), ...one.tell(down)]).toEqual([])
      one.said()
      expect(one.tell(swapped)).toEqual([of('spent'), of('passDown')])
      const other = begun(false, early)
      if (!early) other.tell(up)
      other.said()
      expect(other.tell(swapped)).toEqual([of('spent'), of('passUp')])
      const both = begun(true, early)
      if (!early) both.tell(up)
      both.said()
      expect(both.tell(swapped)).toEqual([of('spent'), of('passDown'), of('passUp'), of('settled')])
    }
  })

  it('that is void tells so at once, and keeps its qubits while the hardware works on them (NET-070, NET-072)', () => {
    const probe = swapping()
    expect(probe.tell(voided)).toEqual([of('void', { origin: 'upstream' })])
    for (const event of [down, up, voided]) expect(probe.tell(event)).toEqual([])
    expect(probe.tell(swapped)).toEqual([of('spent'), of('settled')])
    expect(probe.state).toBe('gone')
  })

  it('that is void after the swap is settled with that', () => {
    for (const make of [joined, passedDown, passedUp]) {
      const probe = make()
      expect(probe.tell({ type: 'VOID', origin: 'here' })).toEqual([of('void', { origin: 'here' }), of('settled')])
      expect(probe.state).toBe('gone')
    }
  })

  it('swaps once, is spent once, settled once and last, and passes no TRACK twice, unasked or before the outcome', () => {
    fc.assert(
      fc.property(inputs, fc.array(events, { maxLength: 12, size: 'max' }), (input, told) => {
        const probe = new MachineProbe(junctionMachine, input)
        const said = probe.said().map(({ type }) => type)
        let [fromUpstream, fromDownstream] = [input.fromUpstream, input.fromDownstream]
        for (const event of told) {
          if (probe.state === 'gone') break
          fromUpstream ||= event.type === 'TRACK_DOWN'
          fromDownstream ||= event.type === 'TRACK_UP'
          said.push(...probe.tell(event).map(({ type }) => type))
        }
        const count = (type: string) => said.filter((line) => line === type).length
        const over = probe.state === 'gone'
        expect(said[0]).toBe('swap')
        expect(count('swap')).toBe(1)
        expect(count('spent')).toBe(probe.state === 'swapping' || probe.state === 'spoiled' ? 0 : 1)
        expect(count('settled')).toBe(over ? 1 : 0)
        if (over) expect(said.at(-1) === 'settled' || said.at(-1) === 'ignored').toBe(true)
        for (const [pass, came] of [
          ['passDown', fromUpstream],
          ['passUp', fromDownstream]
        ] as const) {
          expect(count(pass)).toBeLessThanOrEqual(came ? 1 : 0)
          if (count(pass) === 1) expect(said.indexOf(pass)).toBeGreaterThan(said.indexOf('spent'))
        }
        expect(count('void')).toBeLessThanOrEqual(1)
        if (over && count('void') === 0) expect([count('passDown'), count('passUp')]).toEqual([1, 1])
        const voidAt = said.indexOf('void')
        if (voidAt >= 0) expect(said.slice(voidAt).some((line) => line.startsWith('pass'))).toBe(false)
      }),
      { seed: 34, numRuns: 400 }
    )
  })
})

const inputs = fc.record({ junction: fc.constant(5), fromUpstream: fc.boolean(), fromDownstream: fc.boolean() })
const events = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(swapped, down, up) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('upstream', 'downstream', 'here').map(
      (origin): JunctionEvent => ({
        type: 'VOID',
        origin: origin as 'here'
      })
    )
  }
)

describe('the junction machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: junctionMachine,
      reach: { swapping, spoiled, joined, passedDown, passedUp },
      events: [swapped, down, up, voided]
    })
    // Nonsense everywhere; an outcome again; a TRACK again.
    expect(pairs).toBe(5 + 3 + 2)
  })

  it('is the same under every runner', () => {
    const arbitrary = scripts('junction', inputs, events, [1], 10)
    expect(checkAgreement({ junction: junctionMachine }, 'junction', arbitrary, { seed: 35, numRuns: 150 })).toEqual([
      'joined',
      'passedDown',
      'passedUp',
      'spoiled',
      'swapping'
    ])
  })
})
