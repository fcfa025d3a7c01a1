import { State } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { maintenanceMachine } from '../maintenance/machine.js'
import { type LifeEvent, lifeMachine } from './machine.js'

const quality = (value: number, validUntil = 0): LifeEvent => ({ type: 'QUALITY', quality: value, validUntil })
const state = (code: number, validUntil = 0) => ({ type: 'state', state: code, validUntil })
const asks = { type: 'told', table: 'maintenance', key: 0, event: { type: 'WANTED' } }

/** What the hardware says, and the state it leads to. */
const REPORTS = [
  [0, 'ready', State.READY],
  [1, 'drifting', State.DRIFTING],
  [2, 'outOfSpecification', State.OUT_OF_SPEC],
  [3, 'dark', State.DOWN]
] as const

function down() {
  const probe = new MachineProbe(lifeMachine, undefined, ['maintenance'])
  probe.said()
  return probe
}

function up(report = 0) {
  const probe = down()
  probe.tell(quality(report))
  probe.tell({ type: 'UP' })
  return probe
}

function calibrating() {
  const probe = up()
  probe.tell({ type: 'ENTER' })
  return probe
}

describe('the life of a link end, PHY-050 to PHY-059', () => {
  it('starts down (PHY-052)', () => {
    const probe = new MachineProbe(lifeMachine, undefined, ['maintenance'])
    expect(probe.said()).toEqual([state(State.DOWN)])
  })

  it.each(REPORTS)('comes up as the hardware said last: %i is %s (PHY-053)', (report, path, code) => {
    const probe = down()
    expect(probe.tell(quality(report, 77))).toEqual([])
    expect(probe.state).toBe('down')
    expect(probe.tell({ type: 'UP' })[0]).toEqual(state(code, 77))
    expect(probe.state).toBe(path)
  })

  it('follows the hardware from any state to any other (PHY-054)', () => {
    for (const [from] of REPORTS) {
      for (const [to, path, code] of REPORTS) {
        const probe = up(from)
        const said = probe.tell(quality(to, 5))
        expect(probe.state).toBe(path)
        // A report that changes nothing says nothing.
        if (from !== to) expect(said[0]).toEqual(state(code, 5))
      }
    }
  })

  it('asks for a maintenance window when drifting or out of specification, and only then (PHY-060)', () => {
    for (const [report, path] of REPORTS) {
      const probe = down()
      probe.tell(quality(report))
      const wanted = probe.tell({ type: 'UP' }).filter(({ type }) => type === 'told')
      expect(wanted).toEqual(path === 'drifting' || path === 'outOfSpecification' ? [asks] : [])
    }
  })

  it('calibrates in a window, whatever its state, and says so (PHY-064)', () => {
    for (const [report] of REPORTS) {
      const probe = up(report)
      expect(probe.tell({ type: 'ENTER' })).toEqual([state(State.CALIBRATING), { type: 'calibrate' }])
      expect(probe.state).toBe('calibrating')
    }
  })

  it('stays calibrating until the window is over, and then is as the hardware said last (PHY-053, PHY-064)', () => {
    for (const [report, path, code] of REPORTS) {
      const probe = calibrating()
      expect(probe.tell(quality(report, 9))).toEqual([])
      expect(probe.state).toBe('calibrating')
      expect(probe.tell({ type: 'LEAVE' })[0]).toEqual(state(code, 9))
      expect(probe.state).toBe(path)
    }
  })

  it('is down without a session, from any state, and out of windows then (PHY-052)', () => {
    for (const probe of [...REPORTS.map(([report]) => up(report)), calibrating()]) {
      expect(probe.tell({ type: 'LOST' })).toEqual([state(State.DOWN)])
      expect(probe.state).toBe('down')
      expect(probe.tell({ type: 'ENTER' })).toEqual([])
      expect(probe.tell({ type: 'LEAVE' })).toEqual([])
    }
  })
})

const events: fc.Arbitrary<LifeEvent> = fc.oneof(
  fc.tuple(fc.nat(3), fc.nat(50)).map(([report, validUntil]) => quality(report, validUntil)),
  fc.constantFrom<LifeEvent>({ type: 'UP' }, { type: 'LOST' }, { type: 'ENTER' }, { type: 'LEAVE' })
)

describe('the life machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: lifeMachine,
      reach: {
        down,
        ready: () => up(0),
        drifting: () => up(1),
        outOfSpecification: () => up(2),
        dark: () => up(3),
        calibrating
      },
      events: [quality(0), { type: 'UP' }, { type: 'LOST' }, { type: 'ENTER' }, { type: 'LEAVE' }]
    })
    // Every state lists every event but nonsense, and leaving a window that one is in excludes UP nowhere.
    expect(pairs).toBe(6)
  })

  it('is the same under every runner', () => {
    const machines = { life: lifeMachine, maintenance: maintenanceMachine }
    const arbitrary = scripts('life', fc.constant(undefined), events, [10, 500]).map((script) => [
      { do: 'open', table: 'maintenance', key: 0, input: { master: false, repeat: 100 } } as const,
      ...script
    ])
    expect(checkAgreement(machines, 'life', arbitrary, { seed: 32, numRuns: 60 })).toEqual([
      'calibrating',
      'dark',
      'down',
      'drifting',
      'outOfSpecification',
      'ready'
    ])
  })
})
