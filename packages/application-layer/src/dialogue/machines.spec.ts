import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type AnsweringEvent, answeringMachine } from './answering-machine.js'
import { type AskingEvent, askingMachine } from './asking-machine.js'

const ask = { type: 'ask' }

const idle = () => new MachineProbe(askingMachine, { firstWait: 10, longestWait: 25, attempts: 4 })

function waiting() {
  const probe = idle()
  probe.tell({ type: 'ASK' })
  return probe
}

describe('asking', () => {
  it('sends a step ever more seldom until it is answered (APP-004)', () => {
    const probe = idle()
    expect(probe.tell({ type: 'ASK' })).toEqual([ask])
    expect(probe.wait(9)).toEqual([])
    expect(probe.wait(1)).toEqual([ask])
    expect(probe.wait(19)).toEqual([])
    expect(probe.wait(1)).toEqual([ask])
    expect(probe.wait(24)).toEqual([])
    expect(probe.wait(1)).toEqual([ask])
    expect(probe.tell({ type: 'ANSWERED' })).toEqual([{ type: 'answered' }])
    expect(probe.wait(1000)).toEqual([])
  })

  it('gives up after as many attempts as it has, and may be told to ask again', () => {
    const probe = waiting()
    expect(probe.wait(1000)).toEqual([ask, ask, ask, { type: 'lost' }])
    expect(probe.state).toBe('idle')
    expect(probe.tell({ type: 'ASK' })).toEqual([ask])
    expect(probe.wait(10)).toEqual([ask])
  })

  const events: AskingEvent[] = [{ type: 'ASK' }, { type: 'ANSWERED' }]

  it('answers unlisted events as unexpected', () => {
    expect(checkUnlistedEvents({ machine: askingMachine, reach: { idle, waiting }, events })).toBe(4)
  })

  it('is the same under every runner', () => {
    const wait = fc.integer({ min: 1, max: 20 })
    const inputs = fc.record({ firstWait: wait, longestWait: wait, attempts: fc.integer({ min: 1, max: 4 }) })
    const script = scripts('asking', inputs, fc.constantFrom(...events), [0, 1, 10, 40])
    const machines = { asking: askingMachine }
    expect(checkAgreement(machines, 'asking', script, { seed: 31, numRuns: 80 })).toEqual(['idle', 'waiting'])
  })
})

const answered = () => new MachineProbe(answeringMachine, { lifetime: 100 })

function atWork() {
  const probe = answered()
  probe.tell({ type: 'ASKED' })
  return probe
}

describe('answering', () => {
  it('tells the application once, and the peer as often as it asks (APP-003)', () => {
    const probe = answered()
    expect(probe.tell({ type: 'ASKED' })).toEqual([{ type: 'asked' }])
    expect(probe.tell({ type: 'ASKED_AGAIN' })).toEqual([])
    expect(probe.tell({ type: 'ANSWER' })).toEqual([{ type: 'answer' }])
    expect(probe.tell({ type: 'ASKED_AGAIN' })).toEqual([{ type: 'answer' }])
    expect(probe.tell({ type: 'ASKED' })).toEqual([{ type: 'asked' }])
  })

  it('keeps its answer for a time from the last question (APP-005)', () => {
    const probe = atWork()
    expect(probe.wait(1000)).toEqual([])
    probe.tell({ type: 'ANSWER' })
    expect(probe.wait(99)).toEqual([])
    probe.tell({ type: 'ASKED_AGAIN' })
    expect(probe.wait(99)).toEqual([])
    expect(probe.wait(1)).toEqual([{ type: 'forget' }])
  })

  const events: AnsweringEvent[] = [{ type: 'ASKED' }, { type: 'ASKED_AGAIN' }, { type: 'ANSWER' }]

  it('answers unlisted events as unexpected', () => {
    expect(checkUnlistedEvents({ machine: answeringMachine, reach: { answered, atWork }, events })).toBe(4)
  })

  it('is the same under every runner', () => {
    const inputs = fc.record({ lifetime: fc.integer({ min: 1, max: 40 }) })
    const script = scripts('answering', inputs, fc.constantFrom(...events), [0, 1, 40])
    const machines = { answering: answeringMachine }
    expect(checkAgreement(machines, 'answering', script, { seed: 32, numRuns: 80 })).toEqual(['answered', 'atWork'])
  })
})
