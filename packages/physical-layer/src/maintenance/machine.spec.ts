import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { lifeMachine } from '../life/machine.js'
import { type MaintenanceEvent, maintenanceMachine, type WindowTimes } from './machine.js'

/** The window of slots 20 to 29, which begins in 200 ns and lasts 100. */
const times = (fields: Partial<WindowTimes> = {}): WindowTimes => ({
  serial: 1,
  firstSlot: 20,
  endSlot: 30,
  untilStart: 200,
  untilEnd: 300,
  ...fields
})
const propose = (fields: Partial<WindowTimes> = {}): MaintenanceEvent => ({ type: 'PROPOSE', ...times(fields) })
const proposed = (fields: Partial<WindowTimes> = {}): MaintenanceEvent => ({ type: 'PROPOSED', ...times(fields) })
const acknowledged = (serial = 1, untilStart = 200, untilEnd = 300): MaintenanceEvent => ({
  type: 'ACKNOWLEDGED',
  serial,
  untilStart,
  untilEnd
})
const block = { type: 'window', firstSlot: 20, endSlot: 30 }
const unblock = { type: 'window', firstSlot: 0, endSlot: 0 }
const agree = { type: 'agree', serial: 1 }
const proposal = { type: 'propose', serial: 1, firstSlot: 20, endSlot: 30 }
const tellsLife = (type: string) => ({ type: 'told', table: 'life', key: 0, event: { type } })
const ignored = (reason: string) => [{ type: 'ignored', reason }]

function none(master = true) {
  return new MachineProbe(maintenanceMachine, { master, repeat: 50 }, ['life'])
}

function asking() {
  const probe = none(false)
  probe.tell({ type: 'WANTED' })
  return probe
}

function proposing() {
  const probe = none()
  probe.tell(propose())
  return probe
}

function agreed() {
  const probe = none(false)
  probe.tell(proposed())
  return probe
}

function inside() {
  const probe = agreed()
  probe.wait(200)
  probe.said()
  return probe
}

describe('maintenance windows, PHY-060 to PHY-066', () => {
  it('are chosen by the master', () => {
    expect(none(true).tell({ type: 'WANTED' })).toEqual([{ type: 'choose' }])
    expect(none(false).tell({ type: 'WANTED' })).toEqual([{ type: 'ask' }])
  })

  it('are asked for by the other node until it gets one (PHY-060)', () => {
    const probe = asking()
    expect(probe.wait(49)).toEqual([])
    expect(probe.wait(101)).toEqual([{ type: 'ask' }, { type: 'ask' }, { type: 'ask' }])
    expect(probe.tell({ type: 'WANTED' })).toEqual([])
    expect(probe.tell(proposed())).toEqual([agree, block])
    expect(probe.wait(199)).toEqual([])
  })

  it('are kept free by the master from the moment it proposes them, and proposed until agreed (PHY-061, PHY-063)', () => {
    const probe = none()
    expect(probe.tell(propose())).toEqual([proposal, block])
    expect(probe.wait(49)).toEqual([])
    expect(probe.wait(1)).toEqual([proposal])
    expect(probe.wait(50)).toEqual([proposal])
    expect(probe.tell(acknowledged(1, 100, 200))).toEqual([block])
    expect(probe.wait(99)).toEqual([])
  })

  it('that nobody agreed to are not entered: another is chosen when they are over (PHY-065)', () => {
    const probe = proposing()
    const said = probe.wait(300)
    expect(said.filter(({ type }) => type === 'told')).toEqual([])
    expect(said.slice(-2)).toEqual([unblock, { type: 'choose' }])
    expect(probe.state).toBe('none')
  })

  it('are agreed to with the acknowledgement of this very window, in time', () => {
    expect(proposing().tell(acknowledged(2))).toEqual(ignored('other-window'))
    expect(proposing().tell(acknowledged(1, 0, 0))).toEqual(ignored('other-window'))
    expect(none().tell(acknowledged())).toEqual(ignored('no-proposal'))
  })

  it('are not agreed to when they are over (PHY-062)', () => {
    const late = proposed({ untilStart: 0, untilEnd: 0 })
    expect(none(false).tell(late)).toEqual(ignored('window-over'))
    expect(asking().tell(late)).toEqual(ignored('window-over'))
  })

  it('are entered and left by both ends at the same times (PHY-064)', () => {
    const master = proposing()
    master.wait(10)
    master.tell(acknowledged(1, 190, 290))
    const other = none(false)
    other.wait(10)
    other.tell(proposed({ untilStart: 190, untilEnd: 290 }))
    for (const probe of [master, other]) {
      expect(probe.wait(189)).toEqual([])
      expect(probe.wait(1)).toEqual([tellsLife('ENTER')])
      expect(probe.wait(99)).toEqual([])
      expect(probe.wait(1)).toEqual([unblock, tellsLife('LEAVE')])
      expect(probe.state).toBe('none')
    }
  })

  it('are entered at once, and left in time, by an end that hears of them late', () => {
    const probe = none(false)
    expect(probe.tell(proposed({ untilStart: -40, untilEnd: 60 }))).toEqual([agree, block])
    expect(probe.wait(0)).toEqual([tellsLife('ENTER')])
    expect(probe.wait(59)).toEqual([])
    expect(probe.wait(1)).toEqual([unblock, tellsLife('LEAVE')])
  })

  it('are acknowledged again when proposed again: the acknowledgement may be lost (PHY-062)', () => {
    expect(agreed().tell(proposed())).toEqual([agree])
    expect(inside().tell(proposed())).toEqual([agree])
  })

  it('give way to another that the master proposes instead, before they begin', () => {
    const probe = agreed()
    expect(probe.tell(proposed({ serial: 2, firstSlot: 40, endSlot: 50, untilStart: 400, untilEnd: 500 }))).toEqual([
      { type: 'agree', serial: 2 },
      { type: 'window', firstSlot: 40, endSlot: 50 }
    ])
    expect(probe.wait(399)).toEqual([])
    expect(probe.wait(1)).toEqual([tellsLife('ENTER')])
    expect(inside().tell(proposed({ serial: 2 }))).toEqual(ignored('in-a-window'))
    expect(agreed().tell(proposed({ serial: 2, untilEnd: 0 }))).toEqual(ignored('window-over'))
  })

  it('end with the session (PHY-066)', () => {
    for (const probe of [proposing(), agreed(), inside()]) {
      expect(probe.tell({ type: 'LOST' })).toEqual([unblock])
      expect(probe.state).toBe('none')
      expect(probe.wait(1000)).toEqual([])
    }
    const probe = asking()
    expect(probe.tell({ type: 'LOST' })).toEqual([])
    expect(probe.wait(1000)).toEqual([])
  })
})

const windows = fc.record({
  serial: fc.integer({ min: 1, max: 3 }),
  firstSlot: fc.integer({ min: 1, max: 30 }),
  untilStart: fc.integer({ min: -20, max: 120 }),
  length: fc.integer({ min: 0, max: 60 })
})
const events: fc.Arbitrary<MaintenanceEvent> = fc.oneof(
  fc.tuple(fc.constantFrom('PROPOSE' as const, 'PROPOSED' as const), windows).map(
    ([type, { length, ...window }]): MaintenanceEvent => ({
      type,
      ...window,
      endSlot: window.firstSlot + length,
      untilEnd: window.untilStart + length
    })
  ),
  windows.map(({ serial, untilStart, length }) => acknowledged(serial, untilStart, untilStart + length)),
  fc.constantFrom<MaintenanceEvent>({ type: 'WANTED' }, { type: 'WANTED' }, { type: 'LOST' })
)

describe('the maintenance machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: maintenanceMachine,
      reach: {
        none: () => none(),
        asking,
        'proposing.unanswered': proposing,
        'proposing.again': () => {
          const probe = proposing()
          probe.wait(50)
          return probe
        },
        agreed,
        inside
      },
      events: [{ type: 'WANTED' }, propose(), proposed(), acknowledged(), { type: 'LOST' }]
    })
    // Nonsense everywhere; PROPOSE and ACKNOWLEDGED while asking; PROPOSED while proposing.
    expect(pairs).toBe(6 + 2 + 2)
  })

  it('is the same under every runner', () => {
    const inputs = fc.boolean().map((master) => ({ master, repeat: 50 }))
    const machines = { maintenance: maintenanceMachine, life: lifeMachine }
    const arbitrary = scripts('maintenance', inputs, events, [0, 1, 25, 50, 120]).map((script) => [
      { do: 'open', table: 'life', key: 0 } as const,
      ...script
    ])
    expect(checkAgreement(machines, 'maintenance', arbitrary, { seed: 42, numRuns: 80 })).toEqual([
      'agreed',
      'asking',
      'inside',
      'none',
      'proposing.again',
      'proposing.unanswered'
    ])
  })
})
