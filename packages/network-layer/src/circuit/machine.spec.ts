import { ErrorCode } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type CircuitEvent, circuitMachine, type CircuitRole } from './machine.js'

const reserved: CircuitEvent = { type: 'RESERVED' }
const confirmed: CircuitEvent = { type: 'CONFIRMED' }
const refreshed: CircuitEvent = { type: 'REFRESHED' }
const end: CircuitEvent = { type: 'END', reason: ErrorCode.NORES, origin: 'downstream', node: 7 }
const timedOut = { type: 'ended', reason: ErrorCode.TIMEOUT, origin: 'here', node: 5 }

const inputOf = (role: CircuitRole) => ({ node: 5, role, setUpTime: 50, refreshInterval: 100, lifetime: 300 })
const settingUp = (role: CircuitRole = 'inner') => new MachineProbe(circuitMachine, inputOf(role))

/** One that has answered upstream. */
function answered(role: CircuitRole = 'inner') {
  const probe = settingUp(role)
  probe.tell(reserved)
  return probe
}

function open(role: CircuitRole = 'inner') {
  const probe = answered(role)
  probe.tell(confirmed)
  return probe
}

const leading = () => answered('initiator')

describe('a circuit at one of its nodes', () => {
  it('stands at the initiator with the answer, and says PATH again and again (NET-041, NET-043)', () => {
    const probe = settingUp('initiator')
    expect(probe.tell(reserved)).toEqual([{ type: 'opened' }])
    for (let turn = 0; turn < 5; turn++) {
      expect(probe.wait(99)).toEqual([])
      expect(probe.wait(1)).toEqual([{ type: 'refresh' }])
    }
  })

  it('answers upstream once the way downstream stands, and stands itself with RESV_CONF (NET-040)', () => {
    for (const role of ['inner', 'responder'] as const) {
      const probe = settingUp(role)
      expect(probe.tell(refreshed)).toEqual([])
      expect(probe.tell(reserved)).toEqual([{ type: 'reserved' }])
      expect(probe.tell(confirmed)).toEqual([{ type: 'opened' }])
      expect(probe.state).toBe('open')
    }
  })

  it('is given up where no answer comes in time, whoever repeats the question (NET-045)', () => {
    for (const role of ['initiator', 'inner'] as const) {
      const probe = settingUp(role)
      probe.wait(30)
      probe.tell(refreshed)
      expect(probe.wait(19)).toEqual([])
      expect(probe.wait(1)).toEqual([timedOut])
      expect(probe.state).toBe('gone')
    }
  })

  it('is over where nobody refreshes it for its lifetime, before RESV_CONF and after (NET-044)', () => {
    for (const make of [answered, open]) {
      const probe = make()
      for (let turn = 0; turn < 3; turn++) {
        expect(probe.wait(299)).toEqual([])
        expect(probe.tell(refreshed)).toEqual([])
      }
      expect(probe.wait(299)).toEqual([])
      expect(probe.wait(1)).toEqual([timedOut])
      expect(probe.state).toBe('gone')
    }
  })

  it('never ends by itself at the initiator once it stands', () => {
    expect(leading().wait(5000)).toEqual(Array.from({ length: 50 }, () => ({ type: 'refresh' })))
  })

  it('says why, where and from which side it ended', () => {
    for (const make of [settingUp, answered, open, leading]) {
      const probe = make()
      expect(probe.tell(end)).toEqual([{ type: 'ended', reason: ErrorCode.NORES, origin: 'downstream', node: 7 }])
      expect(probe.state).toBe('gone')
    }
  })

  it('answers upstream at most once, opens at most once, and ends exactly once, last of all', () => {
    fc.assert(
      fc.property(inputs, fc.array(steps, { maxLength: 25, size: 'max' }), (input, told) => {
        const probe = new MachineProbe(circuitMachine, input)
        const said: string[] = []
        for (const step of told) {
          const lines = typeof step === 'number' ? probe.wait(step) : probe.state === 'gone' ? [] : probe.tell(step)
          said.push(...lines.map(({ type }) => type))
        }
        const count = (type: string) => said.filter((line) => line === type).length
        expect(count('reserved')).toBeLessThanOrEqual(input.role === 'initiator' ? 0 : 1)
        expect(count('opened')).toBeLessThanOrEqual(1)
        if (input.role !== 'initiator' && count('opened') === 1) expect(count('reserved')).toBe(1)
        expect(count('ended')).toBe(probe.state === 'gone' ? 1 : 0)
        if (probe.state === 'gone') expect(said.at(-1)).toBe('ended')
        if (input.role !== 'initiator') expect(count('refresh')).toBe(0)
      }),
      { seed: 31, numRuns: 300 }
    )
  })
})

const inputs = fc.constantFrom<CircuitRole>('initiator', 'inner', 'responder').map(inputOf)
const events = fc.constantFrom<CircuitEvent>(reserved, reserved, confirmed, refreshed, refreshed, end)
const steps = fc.oneof(events, fc.constantFrom(1, 49, 120, 299))

describe('the circuit machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: circuitMachine,
      reach: { settingUp: () => settingUp(), reserved: () => answered(), open: () => open(), leading },
      events: [reserved, confirmed, refreshed, end]
    })
    // Nonsense everywhere; RESV_CONF too early; RESV again; RESV and RESV_CONF again; all but the end.
    expect(pairs).toBe(4 + 1 + 1 + 2 + 3)
  })

  it('is the same under every runner', () => {
    expect(
      checkAgreement({ circuit: circuitMachine }, 'circuit', scripts('circuit', inputs, events, [1, 60, 310], 12), {
        seed: 32,
        numRuns: 150
      })
    ).toEqual(['leading', 'open', 'reserved', 'settingUp'])
  })
})
