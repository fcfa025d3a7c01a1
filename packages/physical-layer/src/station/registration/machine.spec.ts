import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hello, open } from '../../../test/frames.js'
import { checkUnlistedEvents, MachineProbe } from '../../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../../statechart/test/scripts.js'
import { heraldingMachine } from '../heralding/machine.js'
import { type RegistrationEvent, registrationMachine } from './machine.js'

const OWN = 30
const MASTER = 20
const OTHER = 10
const INPUT = { link: 7, incarnation: OWN, interval: 50, maximumInterval: 400, reminder: 60, guard: 5 }

const opens = (fields: Parameters<typeof open>[0] = {}): RegistrationEvent => ({
  type: 'OPEN',
  side: 0,
  frame: open({ incarnation: MASTER, peerIncarnation: OTHER, stationIncarnation: OWN, ...fields })
})
const asks = (side: 0 | 1, fields: Parameters<typeof hello>[0] = {}, version?: 'none'): RegistrationEvent => ({
  type: 'HELLO',
  side,
  frame: hello({ incarnation: side === 0 ? MASTER : OTHER, ...fields }),
  version: version === 'none' ? undefined : 1
})
const said = (side: number, answer: boolean, epoch: number) => ({ type: 'hello', side, answer, epoch })
const ignored = (reason: string) => [{ type: 'ignored', reason }]

function closed() {
  return new MachineProbe(registrationMachine, INPUT, ['heralding'])
}

function greeting() {
  const probe = closed()
  probe.tell({ type: 'START' })
  return probe
}

/** In epoch 3. */
function opened() {
  const probe = greeting()
  probe.tell(opens({ epoch: 3 }))
  return probe
}

describe('a station in the session of a link', () => {
  it('says HELLO to both nodes at its start and at doubling intervals, until an epoch is opened (PHY-090)', () => {
    const probe = closed()
    expect(probe.wait(1000)).toEqual([])
    expect(probe.tell({ type: 'START' })).toEqual([said(0, false, 0), said(1, false, 0)])
    const times: number[] = []
    for (let step = 0; step < 1000; step++) if (probe.wait(1).length > 0) times.push(probe.clock.now() - 1000)
    expect(times).toEqual([50, 150, 350, 750])
    probe.tell(opens())
    expect(probe.wait(5000)).toEqual([])
  })

  it('accepts an OPEN for it: acknowledges, and counts numbers and slots anew as it says (PHY-091, PHY-098)', () => {
    const frame = { epoch: 3, firstSequence: 55, slotOrigin: 9, slotPeriod: 800 }
    const input = { sequence: 55, reminder: 60, slotOrigin: 9, slotPeriod: 800, guard: 5 }
    for (const probe of [greeting(), opened()]) {
      const epoch = probe.state === 'open' ? 4 : 3
      expect(probe.tell(opens({ ...frame, epoch }))).toEqual([
        { type: 'openAck', side: 0, epoch },
        { type: 'opened', epoch, sequence: 55 },
        { type: 'opened', input, table: 'heralding' }
      ])
      expect(probe.context).toMatchObject({
        epoch,
        incarnationA: MASTER,
        incarnationB: OTHER,
        slotOrigin: 9,
        slotPeriod: 800
      })
    }
  })

  it('knows the nodes by their sides, whichever is the master', () => {
    const probe = greeting()
    probe.tell({ ...opens(), side: 1 } as RegistrationEvent)
    expect(probe.context).toMatchObject({ incarnationA: OTHER, incarnationB: MASTER })
  })

  it('acknowledges the OPEN of its present epoch again, and nothing else (PHY-092)', () => {
    expect(opened().tell(opens({ epoch: 3 }))).toEqual([{ type: 'openAck', side: 0, epoch: 3 }])
    expect(opened().tell(opens({ epoch: 3, incarnation: 21 }))).toEqual([said(0, true, 3)])
  })

  it('answers an OPEN for another process, or of no newer epoch, with the epoch that is over (PHY-095)', () => {
    expect(greeting().tell(opens({ stationIncarnation: 31 }))).toEqual([said(0, true, 0)])
    expect(opened().tell(opens({ epoch: 9, stationIncarnation: 31 }))).toEqual([said(0, true, 3)])
    expect(opened().tell(opens({ epoch: 2, incarnation: 21 }))).toEqual([said(0, true, 3)])
    expect(opened().tell(opens({ epoch: 2 }))).toEqual(ignored('old-epoch'))
  })

  it('answers a HELLO that asks with its present epoch as over: a new process asks for a new one (PHY-094)', () => {
    expect(greeting().tell(asks(1))).toEqual([said(1, true, 0)])
    expect(opened().tell(asks(0, { incarnation: 21 }))).toEqual([said(0, true, 3)])
    expect(opened().tell(asks(1, { epoch: 3 }))).toEqual([said(1, true, 3)])
    expect(opened().tell(asks(1, { answer: true }))).toEqual(ignored('answered'))
  })

  it('does not end its epoch by the answer to a HELLO sent before the epoch began (PHY-094)', () => {
    expect(opened().tell(asks(0, { epoch: 2 }))).toEqual([said(0, true, 2)])
    expect(opened().tell(asks(1, { epoch: 0 }))).toEqual([said(1, true, 2)])
  })

  it('answers no HELLO of a node with which it shares no version, and keeps its epoch (PHY-094)', () => {
    const versions = { minimumVersion: 4, maximumVersion: 6 }
    for (const probe of [greeting(), opened()]) {
      const { state, context } = probe
      for (const [side, fields] of [
        [0, { incarnation: 21 }],
        [1, { answer: true, incarnation: 22 }],
        [1, { epoch: 9, incarnation: 22 }]
      ] as const) {
        expect(probe.tell(asks(side, { ...fields, ...versions }, 'none'))).toEqual([
          { type: 'versionRefused', minimum: 4, maximum: 6 }
        ])
      }
      expect([probe.state, probe.context]).toEqual([state, { ...context, refusedA: 21, refusedB: 22 }])
    }
  })

  it('accepts no OPEN of or with a process with which it shares no version, but of and with another (PHY-099)', () => {
    for (const make of [greeting, opened]) {
      for (const [side, incarnation] of [
        [0, MASTER],
        [1, OTHER]
      ] as const) {
        const probe = make()
        probe.tell(asks(side, {}, 'none'))
        const { state, context } = probe
        expect(probe.tell(opens({ epoch: 4 }))).toEqual(ignored('version-refused'))
        expect([probe.state, probe.context]).toEqual([state, context])
        // What the other node has is this node's no more than before.
        const other = make()
        other.tell(asks(side === 0 ? 1 : 0, { incarnation }, 'none'))
        expect(other.tell(opens({ epoch: 4 }))[0]).toEqual({ type: 'openAck', side: 0, epoch: 4 })
        const renewed = side === 0 ? { incarnation: 21 } : { peerIncarnation: 21 }
        expect(probe.tell(opens({ epoch: 4, ...renewed }))[0]).toEqual({ type: 'openAck', side: 0, epoch: 4 })
      }
    }
  })

  it('still acknowledges the OPEN of its present epoch when a node then claims other versions (PHY-092)', () => {
    const probe = opened()
    probe.tell(asks(0, {}, 'none'))
    expect(probe.tell(opens({ epoch: 3 }))).toEqual([{ type: 'openAck', side: 0, epoch: 3 }])
  })

  it('answers a stranger with the epoch before the present one (PHY-093)', () => {
    expect(opened().tell({ type: 'STRANGER', side: 1 })).toEqual([said(1, true, 2)])
    expect(greeting().tell({ type: 'STRANGER', side: 0 })).toEqual([said(0, true, 0)])
  })
})

const sides = fc.constantFrom<0 | 1>(0, 1)
const epochs = fc.nat(4)
const events: fc.Arbitrary<RegistrationEvent> = fc.oneof(
  fc
    .record({
      side: sides,
      epoch: epochs,
      incarnation: fc.constantFrom(OTHER, MASTER, 21),
      answer: fc.boolean(),
      version: fc.constantFrom(undefined, undefined, undefined, 'none' as const)
    })
    .map(({ side, version, ...frame }) => asks(side, frame, version)),
  fc
    .record({
      side: sides,
      epoch: epochs,
      incarnation: fc.constantFrom(MASTER, 21),
      stationIncarnation: fc.constantFrom(OWN, OWN, 31)
    })
    .map(({ side, ...frame }) => ({ ...opens(frame), side }) as RegistrationEvent),
  fc.record({ type: fc.constant('STRANGER' as const), side: sides }),
  fc.constant<RegistrationEvent>({ type: 'START' })
)

describe('the registration machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: registrationMachine,
      reach: { closed, greeting, open: opened },
      events: [{ type: 'START' }, asks(0), opens(), { type: 'STRANGER', side: 0 }]
    })
    expect(pairs).toBe(4 + 2 + 2)
  })

  it('is the same under every runner', () => {
    const machines = { registration: registrationMachine, heralding: heraldingMachine }
    const arbitrary = scripts('registration', fc.constant(INPUT), events, [1, 50, 400])
    expect(checkAgreement(machines, 'registration', arbitrary, { seed: 62, numRuns: 60 })).toEqual([
      'closed',
      'greeting',
      'open'
    ])
  })
})
