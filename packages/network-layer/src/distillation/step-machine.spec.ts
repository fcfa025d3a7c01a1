import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type StepEvent, stepMachine } from './step-machine.js'

const ready: StepEvent = { type: 'READY' }
const voided: StepEvent = { type: 'VOID' }
const done = (agrees: boolean): StepEvent => ({ type: 'DONE', agrees })
const answered = (agrees: boolean): StepEvent => ({ type: 'ANSWERED', agrees })
const say = (...types: readonly string[]) => types.map((type) => ({ type, step: 4 }))

const begin = (leads: boolean, here: boolean) =>
  new MachineProbe(stepMachine, { step: 4, leads, ready: here, patience: 50 })
const leading = () => begin(true, true)
const following = () => begin(false, true)
const expecting = () => begin(false, false)
const spoiled = () => {
  const probe = following()
  probe.tell(voided)
  return probe
}
const waiting = () => {
  const probe = leading()
  probe.tell(done(false))
  return probe
}

describe('a step at the party that leads', () => {
  it('is done at once, told of, and over with the answer (NET-206)', () => {
    for (const agrees of [true, false]) {
      const probe = leading()
      expect(probe.said()).toEqual(say('distil'))
      // Nothing can agree before the other has answered.
      expect(probe.tell(done(true))).toEqual(say('announce'))
      expect(probe.wait(1e12)).toEqual([])
      expect(probe.tell(answered(agrees))).toEqual(say(agrees ? 'succeeded' : 'unequal', 'stepOver'))
      expect(probe.state).toBe('gone')
    }
  })

  it('that is void while it waits is over (NET-212)', () => {
    const probe = waiting()
    probe.said()
    expect(probe.tell(voided)).toEqual(say('stepVoid', 'stepOver'))
    expect(probe.state).toBe('gone')
  })
})

describe('a step at the other party', () => {
  it('is done at once where the pairs are there, answered, and over (NET-206, NET-207, NET-208)', () => {
    for (const agrees of [true, false]) {
      const probe = following()
      expect(probe.said()).toEqual(say('distil'))
      expect(probe.tell(done(agrees))).toEqual(say('answer', agrees ? 'succeeded' : 'unequal', 'stepOver'))
      expect(probe.state).toBe('gone')
    }
  })

  it('waits for pairs that have not come, and not for ever (NET-214)', () => {
    const met = expecting()
    expect(met.said()).toEqual([])
    expect(met.wait(49)).toEqual([])
    expect(met.tell(ready)).toEqual(say('distil'))
    expect(met.wait(1000)).toEqual([])
    const unmet = expecting()
    expect(unmet.wait(49)).toEqual([])
    expect(unmet.wait(1)).toEqual(say('unmet', 'stepOver'))
    expect(unmet.state).toBe('gone')
  })

  it('that is void before it is begun is over (NET-212)', () => {
    expect(expecting().tell(voided)).toEqual(say('stepVoid', 'stepOver'))
  })
})

describe('a step that the hardware works on', () => {
  it('is not over before that is done, whatever becomes of the pairs (NET-210)', () => {
    for (const make of [leading, following]) {
      const probe = make()
      probe.said()
      expect(probe.tell(voided)).toEqual(say('stepVoid'))
      expect(probe.tell(voided)).toEqual([])
      expect(probe.wait(1e12)).toEqual([])
      expect(probe.tell(done(true))).toEqual(say('stepOver'))
      expect(probe.state).toBe('gone')
    }
  })
})

describe('the step machine', () => {
  it('answers unlisted events as unexpected', () => {
    const reach = { begun: null, expecting, working: following, spoiled, waiting }
    const events = [{ type: 'START' }, ready, done(true), answered(true), voided] as StepEvent[]
    expect(checkUnlistedEvents({ machine: stepMachine, reach, events })).toBe(16)
  })

  it('is the same under every runner', () => {
    const inputs = fc
      .record({ leads: fc.boolean(), here: fc.boolean() })
      .map(({ leads, here }) => ({ step: 4, leads, ready: leads || here, patience: 50 }))
    const events = fc.constantFrom(ready, done(true), done(false), answered(true), answered(false), voided)
    const arbitrary = scripts('step', inputs, events, [1, 49, 50], 15)
    expect(checkAgreement({ step: stepMachine }, 'step', arbitrary, { seed: 74, numRuns: 120 })).toEqual([
      'expecting',
      'spoiled',
      'waiting',
      'working'
    ])
  })
})
