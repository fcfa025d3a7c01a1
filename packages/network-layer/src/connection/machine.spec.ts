import { ErrorCode } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type ConnectionEvent, connectionMachine } from './machine.js'

const setUp: ConnectionEvent = { type: 'SET_UP' }
const noWay: ConnectionEvent = { type: 'NO_WAY', reason: ErrorCode.UNSUPP }
const lost: ConnectionEvent = { type: 'LOST', reason: ErrorCode.NORES }
const opened: ConnectionEvent = { type: 'OPENED' }
const stalls: ConnectionEvent = { type: 'STALLED' }
const runs: ConnectionEvent = { type: 'RUNNING' }
const topology: ConnectionEvent = { type: 'TOPOLOGY' }
const close: ConnectionEvent = { type: 'CLOSE' }

const said = (type: string, fields: object = {}) => ({ type, connection: 3, ...fields })
const SEEK_ANEW = said('seek', { anew: true })
const SEEK_NEXT = said('seek', { anew: false })
const LEAVE = [said('leave'), said('closed')]

/** A connection that has been told all this, and what it said to that forgotten. */
const after = (...events: readonly ConnectionEvent[]) => {
  const probe = new MachineProbe(connectionMachine, { connection: 3, firstRetry: 100, retry: 300, patience: 60 })
  for (const event of events) probe.tell(event)
  probe.said()
  return probe
}

const beginning = () => after()
const settingUp = () => after(setUp)
const seeking = () => after(setUp, lost)
const running = () => after(setUp, opened)
const stalled = () => after(setUp, opened, stalls)
/** It was open, and no way is left. */
const waiting = () => after(setUp, opened, lost, noWay)

const ALL = { beginning, settingUp, seeking, waiting, running, stalled }

describe('a connection', () => {
  it('seeks a way at once, and is there when the circuit stands', () => {
    const probe = new MachineProbe(connectionMachine, { connection: 3, firstRetry: 100, retry: 300, patience: 60 })
    expect(probe.said()).toEqual([SEEK_ANEW])
    expect(probe.tell(setUp)).toEqual([])
    expect(probe.tell(opened)).toEqual([said('connected')])
    expect(probe.wait(10_000)).toEqual([])
    expect(probe.state).toBe('running')
  })

  it('tries the ways that it has planned, one after the other', () => {
    const probe = settingUp()
    for (let way = 0; way < 3; way++) {
      expect(probe.tell(lost)).toEqual([SEEK_NEXT])
      expect(probe.tell(setUp)).toEqual([])
    }
    expect(probe.tell(opened)).toEqual([said('connected')])
  })

  it('has failed where the first time no way is found, and says why', () => {
    for (const make of [beginning, seeking]) {
      const probe = make()
      expect(probe.tell(noWay)).toEqual([said('failed', { reason: ErrorCode.UNSUPP })])
      expect(probe.state).toBe('gone')
    }
  })

  it('waits where no way is found for it beside others of a connection that stands', () => {
    const probe = new MachineProbe(connectionMachine, {
      connection: 3,
      firstRetry: 100,
      retry: 300,
      patience: 60,
      opened: true
    })
    expect(probe.said()).toEqual([SEEK_ANEW])
    expect(probe.tell(noWay)).toEqual([])
    expect(probe.tell(topology)).toEqual([SEEK_ANEW])
    expect(probe.tell(noWay)).toEqual([])
    expect(probe.wait(100)).toEqual([SEEK_ANEW])
  })

  it('moves when its circuit is lost: it says so, and seeks among all ways again', () => {
    for (const make of [running, stalled]) {
      const probe = make()
      expect(probe.tell(lost)).toEqual([said('moving', { reason: ErrorCode.NORES }), SEEK_ANEW])
      expect(probe.tell(setUp)).toEqual([])
      expect(probe.tell(opened)).toEqual([said('connected')])
    }
  })

  it('waits where it was open before and no way is left, for a time or until the network has changed', () => {
    for (const make of [waiting, () => after(setUp, opened, lost, setUp, lost, noWay)]) {
      const probe = make()
      expect(probe.state).toBe('waiting')
      expect(probe.wait(99)).toEqual([])
      expect(probe.wait(1)).toEqual([SEEK_ANEW])
      expect(probe.tell(noWay)).toEqual([])
      expect(probe.wait(50)).toEqual([])
      expect(probe.tell(topology)).toEqual([SEEK_ANEW])
    }
  })

  it('waits twice as long each time, up to a limit, until it is open again or the network has changed', () => {
    const probe = waiting()
    for (const interval of [100, 200, 300, 300]) {
      expect(probe.wait(interval - 1)).toEqual([])
      expect(probe.wait(1)).toEqual([SEEK_ANEW])
      probe.tell(noWay)
    }
    probe.tell(topology)
    probe.tell(noWay)
    probe.said()
    expect(probe.wait(100)).toEqual([SEEK_ANEW])
    for (const event of [noWay, topology, setUp, opened, lost, noWay]) probe.tell(event)
    probe.said()
    expect(probe.wait(100)).toEqual([SEEK_ANEW])
    const short = new MachineProbe(connectionMachine, { connection: 3, firstRetry: 100, retry: 30, patience: 60 })
    for (const event of [setUp, opened, lost, noWay]) short.tell(event)
    short.said()
    expect(short.wait(30)).toEqual([SEEK_ANEW])
  })

  it('stands still while a link of its circuit cannot make pairs, and leaves it when that takes too long', () => {
    const probe = running()
    expect(probe.tell(stalls)).toEqual([said('stalled')])
    expect(probe.wait(59)).toEqual([])
    expect(probe.tell(stalls)).toEqual([])
    expect(probe.wait(1)).toEqual([said('leave'), said('moving', { reason: ErrorCode.TIMEOUT }), SEEK_ANEW])

    const again = stalled()
    again.wait(59)
    expect(again.tell(runs)).toEqual([said('running')])
    expect(again.wait(1000)).toEqual([])
    expect(again.tell(stalls)).toEqual([said('stalled')])
    expect(again.wait(59)).toEqual([])
  })

  it('is closed in every state, with the circuit that it has', () => {
    for (const make of Object.values(ALL)) {
      const probe = make()
      expect(probe.tell(close)).toEqual(LEAVE)
      expect(probe.state).toBe('gone')
      expect(probe.wait(10_000)).toEqual([])
    }
  })

  it('takes news of the network as they come, and acts only on those that matter', () => {
    for (const [make, events] of [
      [beginning, [stalls, runs, topology]],
      [settingUp, [stalls, runs, topology]],
      [seeking, [stalls, runs, topology]],
      [waiting, [stalls, runs]],
      [running, [runs, topology]],
      [stalled, [stalls, topology]]
    ] as const) {
      const probe = make()
      const { state } = probe
      for (const event of events) expect(probe.tell(event)).toEqual([])
      expect(probe.state).toBe(state)
    }
  })
})

describe('the connection machine', () => {
  const events = [setUp, noWay, lost, opened, stalls, runs, topology, close]

  it('answers unlisted events as unexpected', () => {
    expect(checkUnlistedEvents({ machine: connectionMachine, reach: ALL, events })).toBe(22)
  })

  it('is the same under every runner', () => {
    const inputs = fc
      .record({ firstRetry: fc.constantFrom(1, 60), retry: fc.constantFrom(1, 100), patience: fc.constantFrom(1, 60) })
      .map((times) => ({ connection: 3, ...times }))
    const arbitrary = scripts('connection', inputs, fc.constantFrom(...events, setUp, opened), [1, 60, 100], 25)
    expect(
      checkAgreement({ connection: connectionMachine }, 'connection', arbitrary, { seed: 64, numRuns: 150 })
    ).toEqual(Object.keys(ALL).sort())
  })
})
