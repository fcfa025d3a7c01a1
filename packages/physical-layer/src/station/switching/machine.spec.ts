import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../../statechart/test/scripts.js'
import { type SwitchingEvent, switchingMachine } from './machine.js'

/** Turns of 100, told 10 before. */
const off = () => new MachineProbe(switchingMachine, { length: 100, lead: 10 })

function serving(now = 0) {
  const probe = off()
  probe.tell({ type: 'START', now })
  return probe
}

function choosing() {
  const probe = serving()
  probe.wait(90)
  return probe
}

function chosen() {
  const probe = choosing()
  probe.tell({ type: 'CHOSEN', now: 90 })
  return probe
}

function setting() {
  const probe = chosen()
  probe.wait(10)
  return probe
}

describe('the turns of a switch', () => {
  it('are chosen a lead before they begin, and set when they begin (PHY-110, PHY-111, PHY-113)', () => {
    const probe = serving()
    expect(probe.wait(89)).toEqual([])
    expect(probe.wait(1)).toEqual([{ type: 'choose', turn: 1 }])
    probe.tell({ type: 'CHOSEN', now: 90 })
    expect(probe.wait(9)).toEqual([])
    expect(probe.wait(1)).toEqual([{ type: 'set', turn: 1 }])
    probe.tell({ type: 'SET', now: 100 })
    expect(probe.wait(90)).toEqual([{ type: 'choose', turn: 2 }])
  })

  it('are counted by the clock, whenever the station starts (PHY-110)', () => {
    expect(serving(12_345).wait(1000)).toEqual([{ type: 'choose', turn: 124 }])
    // Too late to tell turn 124: the next one is.
    const probe = serving(12_391)
    expect(probe.wait(98)).toEqual([])
    expect(probe.wait(1)).toEqual([{ type: 'choose', turn: 125 }])
  })

  it('do not drift where the station is late, and are left out where it is too late (PHY-110)', () => {
    const late = setting()
    late.tell({ type: 'SET', now: 104 })
    expect(late.wait(85)).toEqual([])
    expect(late.wait(1)).toEqual([{ type: 'choose', turn: 2 }])
    const tooLate = setting()
    tooLate.tell({ type: 'SET', now: 350 })
    expect(tooLate.wait(40)).toEqual([{ type: 'choose', turn: 4 }])
  })

  it('end with the station', () => {
    for (const probe of [serving(), choosing(), chosen(), setting()]) {
      probe.tell({ type: 'STOP' })
      expect([probe.state, probe.wait(10_000)]).toEqual(['off', []])
    }
  })
})

const times = fc.integer({ min: 0, max: 1000 })
const events: fc.Arbitrary<SwitchingEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('START' as const, 'CHOSEN' as const, 'SET' as const), times)
      .map(([type, now]) => ({ type, now }))
  },
  { weight: 1, arbitrary: fc.constant<SwitchingEvent>({ type: 'STOP' }) }
)

describe('the switching machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: switchingMachine,
      reach: { off, serving: () => serving(), choosing, chosen, setting },
      events: [{ type: 'START', now: 0 }, { type: 'CHOSEN', now: 0 }, { type: 'SET', now: 0 }, { type: 'STOP' }]
    })
    // Nonsense everywhere; two of three in off, choosing and setting, all three in serving and chosen.
    expect(pairs).toBe(5 + 3 * 2 + 2 * 3)
  })

  it('is the same under every runner', () => {
    const inputs = fc.constant({ length: 100, lead: 10 })
    const arbitrary = scripts('switching', inputs, events, [0, 1, 10, 50, 120])
    expect(checkAgreement({ switching: switchingMachine }, 'switching', arbitrary, { seed: 42, numRuns: 80 })).toEqual([
      'choosing',
      'chosen',
      'off',
      'serving',
      'setting'
    ])
  })
})
