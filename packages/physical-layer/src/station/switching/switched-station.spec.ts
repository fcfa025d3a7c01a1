import type { HeraldingDevice, StationCommand } from '@bellwire/device'
import { VirtualClock } from '@bellwire/runtime'
import type { TransportListener } from '@bellwire/transport'
import type { Frame, LinkFrame } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { gen, open } from '../../../test/frames.js'
import { Station } from '../station.js'
import { randomAsking } from './policies/random-asking.js'
import { roundRobin } from './policies/round-robin.js'
import type { SwitchPolicy } from './policy.js'

const [STATION, OWN] = [9, 200]
/** Links of three nodes; slots of 1000, turns of 100 slots, told 5 slots ahead; switching takes 2000. */
const NODES = { 1: [1, 2], 2: [1, 3], 3: [2, 3] } as const
const [TURN, LEAD, SWITCHING, GUARD] = [100_000, 5000, 2000, 50]
const MAXIMUM = 1e6

const only =
  (...links: readonly number[]): SwitchPolicy =>
  (turn) =>
    turn.links.filter(({ link }) => links.includes(link))

/** A station with a switch at whose edges a test sits: it plays the nodes and the detectors. */
function bench(policy: SwitchPolicy, interferometers = 1) {
  const commands: StationCommand[] = []
  const frames: { readonly to: number; readonly frame: LinkFrame }[] = []
  const ignored: string[] = []
  const wanted: (readonly [number, number])[] = []
  let network: TransportListener = { frame: () => undefined, malformed: () => undefined }
  const device: HeraldingDevice = {
    switch: { interferometers, switchDuration: SWITCHING },
    execute: (command) => void commands.push(command),
    listen: () => undefined,
    reset: () => undefined
  }
  const clock = new VirtualClock()
  const station = new Station({
    node: STATION,
    clock,
    transport: {
      node: STATION,
      send: (to, frame) => void frames.push({ to, frame: frame as LinkFrame }),
      listen: (listener) => void (network = listener)
    },
    device,
    links: [1, 2, 3].map((link) => {
      const nodes = NODES[link as 1]
      return { link, nodes, guard: GUARD, reminder: 1e6, greeting: 1e6, greetingMaximum: MAXIMUM }
    }),
    incarnation: () => OWN,
    runner: 'interpreted',
    clockQuality: 0,
    switch: { turn: TURN, lead: LEAD, policy, uniform: () => 0, wanted: (link, demand) => wanted.push([link, demand]) },
    ignored: (reason) => void ignored.push(reason)
  })
  station.start()
  const header = (link: number, from: number, epoch: number) => ({ link, incarnation: 100 + from, epoch })
  const receive = (from: number, frame: Frame) => network.frame(from, frame)
  return {
    clock,
    commands,
    ignored,
    station,
    wanted,
    receive,
    until: (time: number) => clock.run({ until: time }),
    sent: (type: LinkFrame['type']) => frames.filter(({ frame }) => frame.type === type),
    /** SLOT_GRANTs since the last time, as [to, link, turn, first slot, end slot]. */
    grants: () => {
      const grants = frames.splice(0).flatMap(({ to, frame }) => (frame.type === 'SLOT_GRANT' ? [{ to, frame }] : []))
      return grants.map(({ to, frame }) => [to, frame.link, frame.turn, frame.firstSlot, frame.endSlot])
    },
    open: (link: number, epoch = 1) => {
      const [master, other] = NODES[link as 1]
      const frame = { ...header(link, master, epoch), peerIncarnation: 100 + other, stationIncarnation: OWN }
      receive(master, open(frame))
    },
    request: (link: number, from: number, serial: number, demand: number, epoch = 1) =>
      receive(from, { type: 'SLOT_REQUEST', ...header(link, from, epoch), serial, demand }),
    batch: (link: number, from: number, firstSlot: number, slots: number) =>
      receive(from, gen({ ...header(link, from, 1), queueId: 4, firstSlot, slots }))
  }
}

describe('the grants of a switched station', () => {
  it('go to both nodes a lead before the turn, and state the slots within it (PHY-111, PHY-114)', () => {
    const { open, grants, until } = bench(only(1))
    open(1)
    expect(grants()).toEqual([
      [1, 1, 0, 0, 0],
      [2, 1, 0, 0, 0]
    ])
    until(94_999)
    expect(grants()).toEqual([])
    until(95_000)
    // The turn is 100000 to 200000; 2000 are for switching; the guard is kept on both sides.
    expect(grants()).toEqual([
      [1, 1, 1, 103, 200],
      [2, 1, 1, 103, 200]
    ])
  })

  it('go on without a gap where the link is served again (PHY-114)', () => {
    const { open, grants, until } = bench(only(1))
    open(1)
    until(95_000)
    grants()
    until(195_000)
    expect(grants()[0]).toEqual([1, 1, 2, 103, 300])
  })

  it('begin anew where another link was served between (PHY-114)', () => {
    const { open, grants, until } = bench((turn) => turn.links.filter(({ link }) => link === 1 + (turn.turn % 2)))
    for (const link of [1, 2]) open(link)
    until(295_000)
    expect(grants().filter(([to, , turn]) => to === 1 && (turn as number) > 0)).toEqual([
      [1, 2, 1, 103, 200],
      [1, 1, 2, 203, 300],
      [1, 2, 3, 303, 400]
    ])
  })

  it('set the switch when the turn begins, for its links and no others (PHY-113)', () => {
    const { commands, until } = bench(only(3))
    until(99_999)
    expect(commands).toEqual([])
    until(100_000)
    expect(commands).toEqual([{ type: 'connect', links: [3] }])
  })

  it('are told to a node that asks while its link is served, and to nobody else (PHY-115)', () => {
    const { open, grants, until, request } = bench(only(1))
    for (const link of [1, 2]) open(link)
    for (const [link, a, b] of [[1, 1, 2] as const, [2, 1, 3] as const]) {
      request(link, a, 1, 5)
      request(link, b, 1, 5)
    }
    until(150_000)
    grants()
    request(1, 2, 2, 5)
    request(2, 3, 2, 5)
    expect(grants()).toEqual([[2, 1, 1, 103, 200]])
  })

  it('are told in a new epoch, if there are any (PHY-116)', () => {
    const { open, grants, until } = bench(only(1))
    open(1)
    until(150_000)
    grants()
    open(1, 2)
    open(2)
    expect(grants()).toEqual([
      [1, 1, 1, 103, 200],
      [2, 1, 1, 103, 200],
      [1, 2, 0, 0, 0],
      [3, 2, 0, 0, 0]
    ])
  })
})

describe('a node that may not know of the switch', () => {
  const sync = { type: 'SYNC', exchange: 1, originTime: 0, offset: 0, drift: 0, quality: 0 } as const

  it('is told again when it sends SYNC, or the other node a request, until it has asked (PHY-131)', () => {
    const { open, grants, request, receive } = bench(randomAsking)
    open(1)
    grants()
    const ask = (from: number, epoch = 1) => receive(from, { ...sync, link: 1, incarnation: 100 + from, epoch })
    ask(2)
    request(1, 1, 1, 5)
    expect(grants()).toEqual([
      [2, 1, 0, 0, 0],
      [2, 1, 0, 0, 0]
    ])
    ask(1)
    ask(2, 7)
    request(1, 2, 1, 5)
    ask(2)
    expect(grants()).toEqual([])
  })
})

describe('the requests to a switched station', () => {
  it('count where both nodes have made them, by the smaller one (PHY-125)', () => {
    const { open, request, grants, until, wanted } = bench(randomAsking)
    open(1)
    request(1, 1, 1, 5)
    until(95_000)
    // Nothing is granted; the other node is told of the switch again.
    expect(grants().slice(2)).toEqual([[2, 1, 0, 0, 0]])
    request(1, 2, 1, 3)
    until(195_000)
    expect(grants()).toHaveLength(2)
    expect(wanted).toEqual([[1, 3]])
  })

  it('do not change anything that was said later (PHY-123)', () => {
    const { open, request, wanted, ignored } = bench(randomAsking)
    open(1)
    request(1, 1, 2, 5)
    request(1, 2, 3, 7)
    request(1, 1, 1, 0)
    request(1, 2, 3, 0)
    expect(wanted).toEqual([[1, 5]])
    expect(ignored).toEqual(['earlier-slot-request', 'earlier-slot-request'])
    request(1, 1, 3, 0)
    expect(wanted).toEqual([
      [1, 5],
      [1, 0]
    ])
  })

  it('are forgotten when they are not repeated (PHY-124)', () => {
    const { open, request, grants, until } = bench(roundRobin)
    open(1)
    until(50_000)
    request(1, 1, 1, 5)
    request(1, 2, 1, 5)
    grants()
    until(50_000 + 4 * MAXIMUM)
    // Turns 1 to 40; the next is chosen later than the requests are remembered.
    expect(grants()).toHaveLength(2 * 40)
    until(50_000 + 5 * MAXIMUM)
    expect(grants()).toHaveLength(0)
  })

  it('are forgotten with the epoch (PHY-119)', () => {
    const { open, request, grants, until } = bench(roundRobin)
    open(1)
    request(1, 1, 7, 5)
    request(1, 2, 7, 5)
    open(1, 2)
    grants()
    until(95_000)
    expect(grants()).toEqual([])
    request(1, 1, 1, 5, 2)
    request(1, 2, 1, 5, 2)
    grants()
    until(195_000)
    expect(grants()).toHaveLength(2)
  })

  it('of another epoch or incarnation are answered with HELLO (PHY-129)', () => {
    const { open, request, sent, ignored } = bench(randomAsking)
    open(1, 4)
    const before = sent('HELLO').length
    request(1, 2, 1, 5, 3)
    expect(sent('HELLO').slice(before)).toMatchObject([{ to: 2, frame: { answer: true, epoch: 3 } }])
    expect(ignored).toEqual(['stale-slot-request'])
  })
})

describe('batches at a switched station', () => {
  const observed = (commands: readonly StationCommand[]) =>
    commands.filter((command) => command.type === 'observe').map(({ firstSlot, slots }) => [firstSlot, slots])

  it('are observed in granted slots alone (PHY-117)', () => {
    const { open, until, batch, commands } = bench(only(1))
    open(1)
    until(96_000)
    batch(1, 1, 50, 400)
    batch(1, 2, 98, 30)
    expect(observed(commands)).toEqual([[103, 25]])
  })

  it('of links that are not served are not observed, and said to be mistimed from their first slot on (PHY-117, PHY-118)', () => {
    const { open, until, batch, commands, grants, sent } = bench(only(1))
    for (const link of [1, 2]) open(link)
    until(96_000)
    grants()
    batch(2, 1, 110, 20)
    batch(2, 3, 110, 20)
    expect(sent('REPLY')).toMatchObject([
      { to: 1, frame: { outcome: 0, error: 2, slot: 110, queueId: 4, peerQueueId: 0 } },
      { to: 3, frame: { outcome: 0, error: 2, slot: 110, queueId: 4, peerQueueId: 0 } }
    ])
    expect(grants()).toEqual([
      [1, 2, 0, 0, 0],
      [3, 2, 0, 0, 0]
    ])
    until(300_000)
    expect(observed(commands)).toEqual([])
  })

  it('outside the grant take back what was observed before (PHY-118)', () => {
    const { open, until, batch, commands } = bench(only(1))
    open(1)
    until(96_000)
    batch(1, 1, 103, 97)
    batch(1, 2, 103, 97)
    expect(observed(commands)).toEqual([[103, 97]])
    until(120_000)
    batch(1, 2, 200, 50)
    expect(commands.at(-1)).toEqual({ type: 'close', link: 1 })
  })

  it('that are over are late, whether or not they were granted (PHY-072)', () => {
    const { open, until, batch, sent } = bench(only(1))
    open(1)
    until(150_000)
    batch(1, 1, 20, 10)
    expect(sent('REPLY')).toMatchObject([{ to: 1, frame: { error: 2, slot: 29 } }])
  })
})

describe('a switched station', () => {
  it('says nothing more once it is stopped', () => {
    const { station, open, until, commands, grants } = bench(only(1))
    open(1)
    grants()
    station.stop()
    until(1_000_000)
    expect([commands.filter(({ type }) => type === 'connect'), grants()]).toEqual([[], []])
  })

  it('needs a switch in its hardware, turns that are long enough, and turns where there is a switch', () => {
    const make = (device: Partial<HeraldingDevice>, turn?: number) => () =>
      new Station({
        node: STATION,
        clock: new VirtualClock(),
        transport: { node: STATION, send: () => undefined, listen: () => undefined },
        device: { execute: () => undefined, listen: () => undefined, reset: () => undefined, ...device },
        links: [],
        incarnation: () => OWN,
        runner: 'interpreted',
        clockQuality: 0,
        ...(turn !== undefined && { switch: { turn, lead: LEAD, policy: only(), uniform: () => 0 } })
      })
    const board = { switch: { interferometers: 1, switchDuration: SWITCHING } }
    expect(make({}, TURN)).toThrow('the hardware of the station has no switch')
    expect(make(board)).toThrow('its turns must be configured')
    expect(make(board, 7000)).toThrow('turn 7000 ns: more than the lead and the time of switching, 7000 ns, is needed')
    expect(make(board, 7001)).not.toThrow()
  })
})
