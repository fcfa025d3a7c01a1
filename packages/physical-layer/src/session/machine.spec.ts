import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hello, open, openAck } from '../../test/frames.js'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import type { SessionEvent, SessionInput } from './events.js'
import { sessionMachine } from './machine.js'

const OWN = 10
const PEER = 20
const STATION = 30

const input = (fields: Partial<SessionInput> = {}): SessionInput => ({
  master: true,
  incarnation: OWN,
  firstSequence: 100,
  testFraction: 9,
  firstInterval: 50,
  maximumInterval: 400,
  version: 3,
  ...fields
})

const fromPeer = (fields: Parameters<typeof hello>[0] = {}, version: number | undefined = 1): SessionEvent => ({
  type: 'HELLO',
  fromStation: false,
  frame: hello({ incarnation: PEER, ...fields }),
  version
})
const fromStation = (fields: Parameters<typeof hello>[0] = {}, version: number | undefined = 1): SessionEvent => ({
  type: 'HELLO',
  fromStation: true,
  frame: hello({ incarnation: STATION, role: 1, ...fields }),
  version
})
const tooOld = (event: SessionEvent): SessionEvent => ({ ...event, version: undefined }) as SessionEvent
const ack = (epoch: number, station: boolean, incarnation = station ? STATION : PEER): SessionEvent => ({
  type: 'OPEN_ACK',
  fromStation: station,
  frame: openAck({ epoch, incarnation })
})
const opened = (fields: Parameters<typeof open>[0] = {}): SessionEvent => ({ type: 'OPEN', frame: open(fields) })
const ignored = (reason: string) => ({ type: 'ignored', reason })
const said = (toStation: boolean, answer: boolean, epoch: number) => ({ type: 'hello', toStation, answer, epoch })

type Session = MachineProbe<typeof sessionMachine>

function greeting(fields: Partial<SessionInput> = {}): Session {
  const probe = new MachineProbe(sessionMachine, input(fields))
  probe.tell({ type: 'START' })
  return probe
}

function opening(): Session {
  const probe = greeting()
  probe.tell(fromStation({ answer: true }))
  probe.tell(fromPeer({ answer: true }))
  return probe
}

/** The master in epoch 1. */
function masterOpen(): Session {
  const probe = opening()
  probe.tell(ack(1, true))
  probe.tell(ack(1, false))
  return probe
}

/** The other node in epoch 1. */
function followerOpen(): Session {
  const probe = greeting({ master: false })
  probe.tell(opened())
  return probe
}

describe('the session of a link, PHY-010 to PHY-019', () => {
  it('says HELLO to peer and station when it starts (PHY-010)', () => {
    const probe = new MachineProbe(sessionMachine, input())
    expect(probe.wait(1000)).toEqual([])
    expect(probe.tell({ type: 'START' })).toEqual([said(false, false, 0), said(true, false, 0)])
  })

  it('repeats HELLO at intervals that double up to the longest, at the node that is not master too (PHY-010)', () => {
    for (const master of [true, false]) {
      const probe = greeting({ master })
      const times: number[] = []
      for (let step = 0; step < 2000; step++) if (probe.wait(1).length > 0) times.push(probe.clock.now())
      expect(times).toEqual([50, 150, 350, 750, 1150, 1550, 1950])
    }
  })

  it('answers a HELLO that asks, and only that (PHY-011, PHY-012)', () => {
    expect(greeting().tell(fromPeer())).toEqual([said(false, true, 0)])
    expect(greeting().tell(fromStation())).toEqual([said(true, true, 0)])
    expect(greeting().tell(fromPeer({ answer: true }))).toEqual([])
    expect(masterOpen().tell(fromPeer())).toEqual([said(false, true, 0)])
    expect(masterOpen().tell(fromPeer({ answer: true }))).toEqual([ignored('known')])
    expect(opening().tell(fromStation())).toEqual([said(true, true, 0)])
  })

  it('has the master open once it knows both others, in either order, and not before (PHY-014)', () => {
    for (const [first, second] of [
      [fromPeer({ answer: true }), fromStation({ answer: true })],
      [fromStation({ answer: true }), fromPeer({ answer: true })]
    ] as const) {
      const probe = greeting()
      expect(probe.tell(first)).toEqual([])
      expect(probe.tell(first)).toEqual([])
      expect(probe.state).toBe('greeting')
      expect(probe.tell(second)).toEqual([
        { type: 'sendOpen', toStation: false },
        { type: 'sendOpen', toStation: true }
      ])
      expect(probe.context).toMatchObject({ epoch: 1, peer: PEER, station: STATION })
    }
  })

  it('answers the HELLO that completes the picture before it opens', () => {
    const probe = greeting()
    probe.tell(fromStation({ answer: true }))
    expect(probe.tell(fromPeer()).map(({ type }) => type)).toEqual(['hello', 'sendOpen', 'sendOpen'])
  })

  it('leaves opening to the lower node number (PHY-001)', () => {
    const probe = greeting({ master: false })
    probe.tell(fromStation({ answer: true }))
    expect(probe.tell(fromPeer({ answer: true }))).toEqual([])
    expect(probe.state).toBe('greeting')
    const master = opening()
    expect(master.tell(opened({ peerIncarnation: OWN, epoch: 9 }))).toEqual([ignored('not-the-master')])
    expect(
      greeting()
        .tell(opened({ peerIncarnation: OWN }))
        .map(({ type }) => type)
    ).not.toContain('up')
  })

  it('gives an epoch a number above every one that anyone knows to be over (PHY-014)', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (peerKnows, stationKnows) => {
        const probe = greeting()
        probe.tell(fromStation({ answer: true, epoch: stationKnows }))
        probe.tell(fromPeer({ answer: true, epoch: peerKnows }))
        expect(probe.context.epoch).toBe(Math.max(peerKnows, stationKnows) + 1)
      }),
      { seed: 11 }
    )
  })

  it('repeats OPEN at doubling intervals until both have acknowledged (PHY-014)', () => {
    const probe = opening()
    const twice = [
      { type: 'sendOpen', toStation: false },
      { type: 'sendOpen', toStation: true }
    ]
    expect(probe.wait(49)).toEqual([])
    expect(probe.wait(1)).toEqual(twice)
    expect(probe.wait(99)).toEqual([])
    expect(probe.wait(1)).toEqual(twice)
    expect(probe.tell(ack(1, true))).toEqual([])
    expect(probe.wait(200)).toEqual(twice)
    expect(probe.tell(ack(1, false))).toEqual([{ type: 'up', epoch: 1 }])
    expect(probe.wait(10_000)).toEqual([])
  })

  it('waits before it begins another epoch where one was given up before it was open (PHY-177)', () => {
    const twice = [
      { type: 'sendOpen', toStation: false },
      { type: 'sendOpen', toStation: true }
    ]
    const probe = opening()
    for (const [epoch, pause] of [
      [1, 50],
      [2, 100],
      [3, 200],
      [4, 400],
      [5, 400]
    ] as const) {
      // Asked or not, and from whomever: nothing but the answer is said.
      expect(probe.tell(fromStation({ answer: true, epoch }))).toEqual([])
      expect(probe.state).toBe('opening.pausing')
      expect(probe.wait(pause - 1)).toEqual([])
      expect(probe.wait(1)).toEqual(twice)
      expect(probe.context.epoch).toBe(epoch + 1)
    }
    probe.tell(fromPeer({ epoch: 6 }))
    expect(probe.state).toBe('opening.pausing')
    // Nobody was told of the epoch that comes: who acknowledges it has guessed.
    for (const isStation of [true, false])
      expect(probe.tell(ack(7, isStation))).toEqual([{ type: 'ignored', reason: 'not-asked' }])
    // A new process begins with a clean slate.
    expect(probe.tell(fromPeer({ incarnation: 21, answer: true }))).toEqual(twice)
    expect(probe.wait(50)).toEqual(twice)
  })

  it('is not up by one acknowledgement said twice', () => {
    for (const station of [true, false]) {
      const probe = opening()
      probe.tell(ack(1, station))
      expect(probe.tell(ack(1, station))).toEqual([])
      expect(probe.state).toBe('opening.asking')
      expect(probe.tell(ack(1, !station))).toEqual([{ type: 'up', epoch: 1 }])
    }
  })

  it('takes no acknowledgement of another epoch or process', () => {
    const probe = opening()
    probe.tell(ack(1, true))
    expect(probe.tell(ack(2, false))).toEqual([ignored('other-epoch')])
    expect(probe.tell(ack(1, false, 21))).toEqual([ignored('other-epoch')])
    expect(probe.tell(ack(1, false, STATION))).toEqual([ignored('other-epoch')])
    expect(probe.state).toBe('opening.asking')
  })

  it('has the other node take everything about the epoch from OPEN, and acknowledge (PHY-015)', () => {
    const probe = greeting({ master: false, firstSequence: 1, testFraction: 2 })
    const event = opened({ epoch: 4, firstSequence: 77, testSeed: 78, testFraction: 79, version: 2 })
    expect(probe.tell(event)).toEqual([
      { type: 'openAck', epoch: 4 },
      { type: 'up', epoch: 4 }
    ])
    expect(probe.context).toMatchObject({
      epoch: 4,
      peer: 20,
      station: 30,
      firstSequence: 77,
      testSeed: 78,
      testFraction: 79,
      version: 2
    })
  })

  it('acknowledges the OPEN of the present epoch again: the acknowledgement may be lost (PHY-016)', () => {
    expect(followerOpen().tell(opened())).toEqual([{ type: 'openAck', epoch: 1 }])
  })

  it('refuses an OPEN meant for another process, and says who it is (PHY-017)', () => {
    const probe = greeting({ master: false })
    expect(probe.tell(opened({ peerIncarnation: 11 }))).toEqual([said(false, true, 0)])
    expect(probe.state).toBe('greeting')
    expect(followerOpen().tell(opened({ peerIncarnation: 11, epoch: 5 }))).toEqual([ignored('old-epoch')])
  })

  it('refuses an OPEN of an epoch that is over, and says which that is (PHY-017)', () => {
    const probe = followerOpen()
    probe.tell({ type: 'RESYNCHRONISE' })
    expect(probe.tell(opened())).toEqual([said(false, true, 1)])
    expect(probe.state).toBe('greeting')
  })

  it('leaves an epoch for a newer one: down, then up (PHY-015)', () => {
    expect(
      followerOpen()
        .tell(opened({ epoch: 2 }))
        .map(({ type, epoch }) => [type, epoch])
    ).toEqual([
      ['down', 1],
      ['openAck', 2],
      ['up', 2]
    ])
    expect(followerOpen().tell(opened({ epoch: 0 }))).toEqual([ignored('old-epoch')])
  })

  it('ends the epoch when peer or station is a new process: the master opens the next (PHY-018)', () => {
    for (const event of [fromPeer({ incarnation: 21 }), fromStation({ incarnation: 31 })]) {
      const probe = masterOpen()
      expect(probe.tell(event).map(({ type }) => type)).toEqual(['down', 'hello', 'sendOpen', 'sendOpen'])
      expect(probe.context.epoch).toBe(2)
      const follower = followerOpen()
      expect(follower.tell(event)[0]).toEqual({ type: 'down', epoch: 1 })
      expect(follower.state).toBe('greeting')
    }
  })

  it('ends the epoch when another end says that it is over (PHY-018)', () => {
    const probe = masterOpen()
    expect(probe.tell(fromPeer({ answer: true, epoch: 1 })).map(({ type }) => type)).toEqual([
      'down',
      'sendOpen',
      'sendOpen'
    ])
    expect(probe.context.epoch).toBe(2)
    const other = masterOpen()
    expect(other.tell(fromStation({ answer: true, epoch: 0 }))).toEqual([ignored('known')])
    expect(other.state).toBe('open')
  })

  it('starts the opening anew when an end changes meanwhile (PHY-018)', () => {
    const probe = opening()
    probe.tell(ack(1, true))
    expect(probe.tell(fromPeer({ incarnation: 21, answer: true })).map(({ type }) => type)).toEqual([
      'sendOpen',
      'sendOpen'
    ])
    expect(probe.context).toMatchObject({ epoch: 2, peer: 21, peerAcknowledged: false, stationAcknowledged: false })
    expect(probe.tell(ack(1, false, 21))).toEqual([ignored('other-epoch')])
  })

  it('ignores a HELLO of the process before the present one, in every state (PHY-013)', () => {
    const probe = masterOpen()
    probe.tell(fromPeer({ incarnation: 21, answer: true }))
    expect(probe.tell(fromPeer())).toEqual([ignored('former-incarnation')])
    probe.tell(ack(2, true))
    expect(probe.tell(ack(2, false, 21))).toEqual([{ type: 'up', epoch: 2 }])
    expect(probe.tell(fromPeer())).toEqual([ignored('former-incarnation')])
    expect(probe.state).toBe('open')
    probe.tell({ type: 'LOST' })
    expect(probe.tell(fromPeer())).toEqual([ignored('former-incarnation')])
    expect(probe.state).toBe('greeting')
  })

  it('has no epoch with an end of which it shares no version (PHY-008)', () => {
    const refused = { type: 'versionRefused', minimum: 1, maximum: 1 }
    const probe = greeting()
    probe.tell(fromStation({ answer: true }))
    expect(probe.tell(tooOld(fromPeer()))).toEqual([refused])
    expect(probe.state).toBe('greeting')
    expect(probe.context.peer).toBe(0)
    const busy = opening()
    expect(busy.tell(tooOld(fromPeer()))[0]).toEqual(refused)
    expect(busy.state).toBe('greeting')
    const up = masterOpen()
    expect(up.tell(tooOld(fromPeer())).slice(0, 2)).toEqual([{ type: 'down', epoch: 1 }, refused])
    expect(up.state).toBe('greeting')
  })

  it('adopts no epoch with an end of which it shares no version, but with a new process there (PHY-008)', () => {
    for (const event of [fromPeer(), fromStation()]) {
      const probe = greeting({ master: false })
      probe.tell(tooOld(event))
      expect(probe.tell(opened())).toEqual([ignored('version-refused')])
      expect(probe.state).toBe('greeting')
      const renewed = opened(
        event.type === 'HELLO' && event.fromStation ? { stationIncarnation: 31 } : { incarnation: 21 }
      )
      expect(probe.tell(renewed).map(({ type }) => type)).toEqual(['openAck', 'up'])
    }
    // In an epoch, a HELLO of no common version ends it; the next is not begun by the same process either.
    const up = followerOpen()
    up.tell(tooOld(fromPeer()))
    expect(up.tell(opened({ epoch: 2 }))).toEqual([ignored('version-refused')])
    expect(up.state).toBe('greeting')
  })

  it('opens with the highest version that both nodes have; the station’s says nothing of it (PHY-007)', () => {
    const probe = greeting()
    probe.tell(fromStation({ answer: true }, 1))
    expect(probe.context.version).toBe(3)
    probe.tell(fromPeer({ answer: true }, 2))
    expect(probe.context.version).toBe(2)
  })

  it('starts a new epoch when the link layer asks for one', () => {
    const probe = masterOpen()
    expect(probe.tell({ type: 'RESYNCHRONISE' }).map(({ type }) => type)).toEqual(['down', 'sendOpen', 'sendOpen'])
    expect(probe.context.epoch).toBe(2)
    const follower = followerOpen()
    expect(follower.tell({ type: 'RESYNCHRONISE' })).toEqual([
      { type: 'down', epoch: 1 },
      said(false, false, 1),
      said(true, false, 1)
    ])
  })

  it('greets anew when an end is lost, and tells that the epoch is over', () => {
    for (const probe of [masterOpen(), followerOpen()]) {
      expect(probe.tell({ type: 'LOST' })).toEqual([
        { type: 'down', epoch: 1 },
        said(false, false, 1),
        said(true, false, 1)
      ])
    }
  })

  it('remembers who said HELLO, and the process before through repetitions and through what others say (PHY-013)', () => {
    const probe = greeting()
    probe.tell(fromPeer())
    expect(probe.context).toMatchObject({ peer: PEER, station: 0 })
    expect(probe.tell(fromStation())[0]).toEqual(said(true, true, 0))
    expect(probe.context).toMatchObject({ peer: PEER, station: STATION, epoch: 1 })
    const renewed = greeting()
    renewed.tell(fromPeer())
    renewed.tell(fromPeer({ incarnation: 21 }))
    renewed.tell(fromPeer({ incarnation: 21 }))
    expect(renewed.tell(fromPeer())).toEqual([ignored('former-incarnation')])
    const stations = greeting({ master: false })
    stations.tell(fromStation())
    stations.tell(fromPeer({ incarnation: 21 }))
    stations.tell(fromStation({ incarnation: 31 }))
    stations.tell(fromPeer({ incarnation: 22 }))
    stations.tell(fromStation({ incarnation: 31 }))
    stations.tell(fromPeer({ incarnation: 22 }))
    expect(stations.context).toMatchObject({ peer: 22, formerPeer: 21, station: 31, formerStation: STATION })
  })

  it('says in its answer that the epoch is over, where the HELLO has ended it (PHY-012)', () => {
    expect(masterOpen().tell(fromPeer({ incarnation: 21 }))).toContainEqual(said(false, true, 1))
    expect(followerOpen().tell(fromStation({ incarnation: 31 }))).toEqual([
      { type: 'down', epoch: 1 },
      said(true, true, 1),
      said(false, false, 1),
      said(true, false, 1)
    ])
    expect(opening().tell(fromPeer({ incarnation: 21 }))).toEqual([
      said(false, true, 1),
      { type: 'sendOpen', toStation: false },
      { type: 'sendOpen', toStation: true }
    ])
  })

  it('knows the new process with which the next epoch begins', () => {
    for (const answer of [true, false]) {
      for (const probe of [opening(), masterOpen()]) {
        probe.tell(fromPeer({ incarnation: 21, answer }))
        expect(probe.context).toMatchObject({ peer: 21, epoch: 2, voidEpoch: 1, interval: 50 })
        probe.tell(ack(2, true))
        expect(probe.tell(ack(2, false, 21))).toEqual([{ type: 'up', epoch: 2 }])
      }
      const follower = followerOpen()
      follower.tell(fromStation({ incarnation: 31, answer }))
      expect([follower.state, follower.context.station, follower.context.voidEpoch]).toEqual(['greeting', 31, 1])
    }
  })

  it('holds an epoch that was left for over', () => {
    const follower = followerOpen()
    follower.tell(opened({ epoch: 5 }))
    expect(follower.context.voidEpoch).toBe(1)
    const master = masterOpen()
    master.tell({ type: 'RESYNCHRONISE' })
    expect(master.context.voidEpoch).toBe(1)
  })

  it('does not answer an answer while it opens', () => {
    expect(opening().tell(fromPeer({ answer: true }))).toEqual([ignored('known')])
  })

  it('never reports up twice without a down between, and epochs only grow', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(events, { maxLength: 60, size: 'max' }), (master, told) => {
        const probe = greeting({ master })
        let up = false
        let last = 0
        for (const event of told) {
          for (const { type, epoch } of [...probe.tell(event), ...probe.wait(20)]) {
            if (type === 'up') {
              expect(up).toBe(false)
              expect(epoch).toBeGreaterThan(last)
              last = epoch as number
              up = true
            } else if (type === 'down') {
              expect([up, epoch]).toEqual([true, last])
              up = false
            }
          }
        }
        expect(probe.state === 'open').toBe(up)
      }),
      { seed: 12, numRuns: 300 }
    )
  })
})

const epochs = fc.integer({ min: 0, max: 5 })
const incarnations = fc.integer({ min: 20, max: 22 })
const events: fc.Arbitrary<SessionEvent> = fc.oneof(
  fc
    .record({
      station: fc.boolean(),
      incarnation: incarnations,
      epoch: epochs,
      answer: fc.boolean(),
      version: fc.constantFrom(1, 2, 2, 2, undefined)
    })
    .map(
      ({ station, incarnation, epoch, answer, version }): SessionEvent => ({
        type: 'HELLO',
        fromStation: station,
        frame: hello({ incarnation: station ? incarnation + 10 : incarnation, epoch, answer }),
        version
      })
    ),
  fc
    .record({ epoch: epochs, incarnation: incarnations, peerIncarnation: fc.constantFrom(OWN, OWN, OWN, 11) })
    .map((fields) => opened(fields)),
  fc.record({ station: fc.boolean(), epoch: epochs }).map(({ station, epoch }) => ack(epoch, station)),
  fc.constantFrom<SessionEvent>({ type: 'START' }, { type: 'RESYNCHRONISE' }, { type: 'LOST' })
)

describe('the session machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: sessionMachine,
      reach: {
        closed: () => new MachineProbe(sessionMachine, input()),
        greeting: () => greeting(),
        'opening.asking': opening,
        'opening.pausing': () => {
          const probe = opening()
          probe.tell(fromPeer({ answer: true, epoch: 1 }))
          return probe
        },
        open: masterOpen
      },
      events: [{ type: 'START' }, fromPeer(), opened(), ack(1, true), { type: 'RESYNCHRONISE' }, { type: 'LOST' }]
    })
    expect(pairs).toBe(6 + 2 + 2 + 2 + 2)
  })

  it('is the same under every runner', () => {
    const inputs = fc.boolean().map((master) => input({ master }))
    const started = scripts('session', inputs, events, [1, 49, 50, 99, 400]).map(([first, ...rest]) => [
      first as NonNullable<typeof first>,
      { do: 'tell', table: 'session', key: 0, event: { type: 'START' } } as const,
      ...rest
    ])
    expect(checkAgreement({ session: sessionMachine }, 'session', started, { seed: 13, numRuns: 60 })).toEqual([
      'closed',
      'greeting',
      'open',
      'opening.asking'
    ])
  })
})
