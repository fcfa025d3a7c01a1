import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type CorrectorEvent, correctorMachine } from './corrector-machine.js'
import { type ReferenceEvent, referenceMachine } from './reference-machine.js'

const ORDER = [
  'AGREED',
  'ENOUGH',
  'LISTED',
  'SIFTED',
  'TESTED',
  'RECONCILED',
  'EQUAL',
  'AMPLIFIED',
  'AUTHENTIC'
] as const
const input = { beat: 100, retry: 10, attempts: 2 }

/** A corrector that has come so far. */
function corrector(steps: number, ...further: CorrectorEvent[]) {
  const probe = new MachineProbe(correctorMachine, input)
  probe.said()
  for (const type of ORDER.slice(0, steps)) probe.tell({ type })
  for (const event of further) probe.tell(event)
  return probe
}

describe('corrector', () => {
  it('goes from one phase to the next, and releases at the end (APP-027)', () => {
    const probe = new MachineProbe(correctorMachine, input)
    const said = probe.said().map(({ type }) => type)
    const states = [probe.state]
    for (const type of ORDER) {
      said.push(...probe.tell({ type }).map((one) => one.type))
      states.push(probe.state)
    }
    expect(said).toEqual([
      'propose',
      'generate',
      'list',
      'announce',
      'publish',
      'correct',
      'verify',
      'amplify',
      'finish',
      'release'
    ])
    expect(states).toEqual([
      'proposing',
      'underWay.rounds',
      'underWay.listing',
      'underWay.sifting',
      'underWay.testing',
      'underWay.correcting',
      'underWay.verifying',
      'underWay.amplifying',
      'underWay.finishing',
      'gone'
    ])
  })

  it('says that it is there while rounds are made (APP-038)', () => {
    const probe = corrector(1)
    expect(probe.wait(99)).toEqual([])
    expect(probe.wait(1)).toEqual([{ type: 'beat' }])
    expect(probe.wait(100)).toEqual([{ type: 'beat' }])
    probe.tell({ type: 'ENOUGH' })
    expect(probe.wait(1000)).toEqual([])
  })

  it('asks again for pairs after a while, and gives up where none come', () => {
    const probe = corrector(1)
    expect(probe.tell({ type: 'REQUEST_OVER', delivered: 0 })).toEqual([])
    expect(probe.wait(10)).toEqual([{ type: 'generate' }])
    expect(probe.tell({ type: 'REQUEST_OVER', delivered: 3 })).toEqual([])
    expect(probe.wait(10)).toEqual([{ type: 'generate' }])
    probe.tell({ type: 'REQUEST_OVER', delivered: 0 })
    probe.wait(10)
    expect(probe.tell({ type: 'REQUEST_OVER', delivered: 0 })).toEqual([{ type: 'abort', reason: 3 }])
    expect(probe.state).toBe('aborting')
  })

  it('tells the peer why it ends, once, and drops then (APP-035)', () => {
    for (let steps = 1; steps < ORDER.length; steps++) {
      const probe = corrector(steps)
      expect(probe.tell({ type: 'FAIL', reason: 7 })).toEqual([{ type: 'abort', reason: 7 }])
      expect(probe.tell({ type: 'FAIL', reason: 8 })).toEqual([])
      expect(probe.tell({ type: 'CLOSED' })).toEqual([{ type: 'drop', reason: 7 }])
      expect(probe.state).toBe('gone')
    }
  })

  it('drops without a word where nobody is there, or nothing is agreed', () => {
    for (let steps = 0; steps < ORDER.length; steps++) {
      expect(corrector(steps).tell({ type: 'LOST', reason: 10 })).toEqual([{ type: 'drop', reason: 10 }])
    }
    expect(corrector(0).tell({ type: 'FAIL', reason: 11 })).toEqual([{ type: 'drop', reason: 11 }])
  })

  const events: CorrectorEvent[] = [
    ...ORDER.map((type) => ({ type })),
    { type: 'REQUEST_OVER', delivered: 0 },
    { type: 'CORRECTING' },
    { type: 'CLOSED' },
    { type: 'FAIL', reason: 5 },
    { type: 'LOST', reason: 5 }
  ]

  it('answers unlisted events as unexpected', () => {
    const reach = {
      proposing: () => corrector(0),
      'underWay.rounds': () => corrector(1),
      'underWay.resting': () => corrector(1, { type: 'REQUEST_OVER', delivered: 1 }),
      'underWay.listing': () => corrector(2),
      'underWay.sifting': () => corrector(3),
      'underWay.testing': () => corrector(4),
      'underWay.correcting': () => corrector(5),
      'underWay.verifying': () => corrector(6),
      'underWay.amplifying': () => corrector(7),
      'underWay.finishing': () => corrector(8),
      aborting: () => corrector(3, { type: 'FAIL', reason: 5 })
    }
    expect(checkUnlistedEvents({ machine: correctorMachine, reach, events })).toBeGreaterThan(100)
  })

  it('is the same under every runner', () => {
    const small = fc.integer({ min: 1, max: 40 })
    const inputs = fc.record({ beat: small, retry: small, attempts: fc.integer({ min: 1, max: 3 }) })
    const forward = fc.constantFrom(...events.slice(0, ORDER.length))
    const script = scripts('corrector', inputs, fc.oneof(forward, fc.constantFrom(...events)), [0, 1, 10, 40])
    const visited = checkAgreement({ corrector: correctorMachine }, 'corrector', script, { seed: 51, numRuns: 300 })
    expect(visited).toEqual(
      expect.arrayContaining(['proposing', 'underWay.rounds', 'underWay.resting', 'aborting', 'underWay.listing'])
    )
  })
})

const QUESTIONS = ['ROUNDS', 'INPUTS', 'OUTCOMES', 'VERIFICATION', 'AMPLIFICATION'] as const

function reference(steps: number) {
  const probe = new MachineProbe(referenceMachine, { silence: 100 })
  probe.said()
  for (const type of QUESTIONS.slice(0, steps)) probe.tell({ type })
  return probe
}

describe('reference', () => {
  it('answers every question in its phase, and releases where the tag is right (APP-027)', () => {
    const probe = new MachineProbe(referenceMachine, { silence: 100 })
    const said = probe.said()
    const questions: ReferenceEvent[] = [
      { type: 'PROGRESS' },
      { type: 'ROUND_KIND' },
      { type: 'ROUNDS' },
      { type: 'INPUTS' },
      { type: 'OUTCOMES' },
      { type: 'QUERIES' },
      { type: 'QUERIES' },
      { type: 'VERIFICATION' },
      { type: 'AMPLIFICATION' },
      { type: 'FINISH' },
      { type: 'AUTHENTIC' }
    ]
    for (const question of questions) said.push(...probe.tell(question))
    expect(said.map(({ type }) => type)).toEqual([
      'agree',
      'proceed',
      'kind',
      'compile',
      'announce',
      'publish',
      'parities',
      'parities',
      'compare',
      'amplify',
      'authenticate',
      'release'
    ])
    expect(probe.state).toBe('gone')
  })

  it('ends the session at a question of another phase (APP-027)', () => {
    const all = ['PROGRESS', 'ROUND_KIND', ...QUESTIONS, 'QUERIES', 'FINISH'] as const
    const listed = [
      ['PROGRESS', 'ROUND_KIND', 'ROUNDS'],
      ['INPUTS'],
      ['OUTCOMES'],
      ['QUERIES', 'VERIFICATION'],
      ['AMPLIFICATION'],
      ['FINISH']
    ]
    for (let steps = 0; steps <= QUESTIONS.length; steps++) {
      for (const type of all) {
        if (listed[steps]?.includes(type)) continue
        const probe = reference(steps)
        expect(probe.tell({ type }), `${type} after ${steps}`).toEqual([{ type: 'refuse', reason: 10 }])
        expect(probe.state).toBe('gone')
      }
    }
  })

  it('gives up after a silence in every phase', () => {
    for (let steps = 0; steps <= QUESTIONS.length; steps++) {
      const probe = reference(steps)
      expect(probe.wait(99)).toEqual([])
      expect(probe.wait(1)).toEqual([{ type: 'drop', reason: 3 }])
      expect(probe.state).toBe('gone')
    }
  })

  it('waits anew from every question of the same phase', () => {
    const probe = reference(0)
    probe.wait(99)
    probe.tell({ type: 'PROGRESS' })
    expect(probe.wait(99)).toEqual([])
    const answering = reference(3)
    answering.wait(99)
    answering.tell({ type: 'QUERIES' })
    expect(answering.wait(99)).toEqual([])
  })

  it('ends by a refusal of the question, or without a word', () => {
    expect(reference(2).tell({ type: 'FAIL', reason: 5 })).toEqual([{ type: 'refuse', reason: 5 }])
    expect(reference(2).tell({ type: 'LOST', reason: 11 })).toEqual([{ type: 'drop', reason: 11 }])
  })

  const events: ReferenceEvent[] = [
    ...QUESTIONS.map((type) => ({ type })),
    { type: 'PROGRESS' },
    { type: 'ROUND_KIND' },
    { type: 'QUERIES' },
    { type: 'FINISH' },
    { type: 'AUTHENTIC' },
    { type: 'FAIL', reason: 5 },
    { type: 'LOST', reason: 5 }
  ]

  it('answers unlisted events as unexpected', () => {
    const reach = {
      'underWay.rounds': () => reference(0),
      'underWay.sifting': () => reference(1),
      'underWay.testing': () => reference(2),
      'underWay.answering': () => reference(3),
      'underWay.comparing': () => reference(4),
      'underWay.finishing': () => reference(5)
    }
    // Questions are listed in every state: AUTHENTIC is not, but in the last, nor is nonsense.
    expect(checkUnlistedEvents({ machine: referenceMachine, reach, events })).toBe(11)
  })

  it('is the same under every runner', () => {
    const inputs = fc.record({ silence: fc.integer({ min: 1, max: 40 }) })
    const forward = fc.constantFrom(...events.slice(0, QUESTIONS.length))
    const script = scripts('reference', inputs, fc.oneof(forward, fc.constantFrom(...events)), [0, 1, 10, 40])
    const visited = checkAgreement({ reference: referenceMachine }, 'reference', script, { seed: 52, numRuns: 400 })
    expect(visited).toEqual(expect.arrayContaining(['underWay.rounds', 'underWay.sifting', 'underWay.testing']))
  })
})
