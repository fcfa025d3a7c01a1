import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type RetransmissionEvent, retransmissionMachine } from './retransmission-machine.js'

const retransmit = { type: 'retransmit' }
const isDue = { type: 'due' }

const idle = () => new MachineProbe(retransmissionMachine, { timeout: 30, attempts: 3 })

function waiting() {
  const probe = idle()
  probe.tell({ type: 'SENT' })
  return probe
}

function due() {
  const probe = waiting()
  probe.wait(30)
  return probe
}

describe('retransmission', () => {
  it('asks how things stand one timeout after the first frame, and rests where nothing is under way', () => {
    const probe = waiting()
    expect(probe.wait(29)).toEqual([])
    expect(probe.wait(1)).toEqual([isDue])
    expect(probe.tell({ type: 'IDLE' })).toEqual([])
    expect(probe.state).toBe('idle')
    expect(probe.wait(1000)).toEqual([])
  })

  it('waits for the time of a later frame', () => {
    const probe = due()
    probe.said()
    probe.tell({ type: 'EARLY', delay: 7 })
    expect(probe.wait(6)).toEqual([])
    expect(probe.wait(1)).toEqual([isDue])
  })

  it('has one frame sent as often as there are attempts, the first included, and then gives up (NET-014)', () => {
    const probe = due()
    expect(probe.tell({ type: 'OVERDUE', progress: false })).toEqual([retransmit])
    expect(probe.wait(30)).toEqual([isDue])
    expect(probe.tell({ type: 'OVERDUE', progress: false })).toEqual([retransmit])
    expect(probe.wait(30)).toEqual([isDue])
    expect(probe.tell({ type: 'OVERDUE', progress: false })).toEqual([{ type: 'exhausted' }])
    expect(probe.state).toBe('idle')
  })

  it('begins the count anew with every other frame', () => {
    for (const event of [
      { type: 'OVERDUE', progress: true },
      { type: 'EARLY', delay: 30 }
    ] as const) {
      const probe = due()
      for (let round = 0; round < 10; round++) {
        probe.tell({ type: 'OVERDUE', progress: false })
        probe.wait(30)
        probe.said()
        const said = probe.tell(event)
        expect(said).toEqual(event.type === 'OVERDUE' ? [retransmit] : [])
        probe.wait(30)
      }
      probe.said()
      const before = event.type === 'OVERDUE' ? 1 : 2
      for (let left = 0; left < before; left++) {
        expect(probe.tell({ type: 'OVERDUE', progress: false })).toEqual([retransmit])
        probe.wait(30)
        probe.said()
      }
      expect(probe.tell({ type: 'OVERDUE', progress: false })).toEqual([{ type: 'exhausted' }])
    }
  })

  it('stops', () => {
    for (const probe of [idle(), waiting(), due()]) {
      probe.said()
      expect(probe.tell({ type: 'STOP' })).toEqual([])
      expect(probe.state).toBe('idle')
      expect(probe.wait(1000)).toEqual([])
    }
  })
})

const samples: RetransmissionEvent[] = [
  { type: 'SENT' },
  { type: 'IDLE' },
  { type: 'EARLY', delay: 5 },
  { type: 'OVERDUE', progress: false },
  { type: 'OVERDUE', progress: true },
  { type: 'STOP' }
]

describe('the retransmission machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: retransmissionMachine,
      reach: { idle, waiting, due },
      events: samples
    })
    expect(pairs).toBe(5 + 6 + 2)
  })

  it('is the same under every runner', () => {
    const inputs = fc.record({ timeout: fc.integer({ min: 1, max: 40 }), attempts: fc.integer({ min: 1, max: 4 }) })
    const arbitrary = scripts('retransmission', inputs, fc.constantFrom(...samples), [0, 1, 5, 40])
    const machines = { retransmission: retransmissionMachine }
    expect(checkAgreement(machines, 'retransmission', arbitrary, { seed: 22, numRuns: 80 })).toEqual([
      'due',
      'idle',
      'waiting'
    ])
  })
})
