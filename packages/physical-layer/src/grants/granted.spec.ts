import type { DeviceCommand } from '@bellwire/device'
import { VirtualClock } from '@bellwire/runtime'
import type { Frame, SlotGrant } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { open } from '../../test/frames.js'
import { defaultTimers } from '../configuration.js'
import { PhysicalLayer } from '../physical-layer.js'
import { SlotGrants } from './slot-grants.js'

const [PEER, OWN, STATION] = [1, 2, 9]

/** The end of a link at the node that is not its master, in epoch 1, with slots of 1000. */
function bench() {
  const clock = new VirtualClock()
  const sent: Frame[] = []
  const commands: DeviceCommand[] = []
  const ignored: string[] = []
  const told: string[] = []
  const layer = new PhysicalLayer({
    configuration: {
      link: 1,
      node: OWN,
      peer: PEER,
      station: STATION,
      slotPeriod: 1000,
      slotOrigin: 0,
      stationDelay: 200,
      peerDelay: 400,
      guard: 50,
      attemptSlots: 1,
      batchSlots: 1000,
      firstSequence: 0,
      testFraction: 0,
      calibrationTime: 0,
      timers: { ...defaultTimers(200, 400), greetingMaximum: 1e6 }
    },
    incarnation: 10,
    random: () => 0,
    clock,
    runner: 'interpreted',
    transport: { send: (_to, frame) => void sent.push(frame) },
    device: { execute: (command) => void commands.push(command) },
    ignored: (reason) => void ignored.push(reason)
  })
  const note = (word: string) => () => void told.push(word)
  layer.listen({
    up: note('up'),
    down: note('down'),
    life: () => undefined,
    windowAhead: note('windowAhead'),
    granted: note('granted'),
    herald: note('herald'),
    undone: note('undone'),
    ended: note('ended'),
    awaited: note('awaited'),
    gap: note('gap')
  })
  layer.start()
  const begin = (epoch: number) => layer.frame(PEER, open({ incarnation: 20, epoch, peerIncarnation: 10 }))
  begin(1)
  told.length = 0
  const grant = (turn: number, firstSlot: number, endSlot: number, fields: Partial<SlotGrant> = {}) =>
    layer.frame(STATION, {
      type: 'SLOT_GRANT',
      link: 1,
      incarnation: 30,
      epoch: 1,
      turn,
      firstSlot,
      endSlot,
      ...fields
    })
  const order = (firstSlot: number, endSlot: number) =>
    layer.generate({ queueId: 5, qubit: 0, brightness: 1, firstSlot, endSlot, arrivalBases: null })
  /** The slots of every batch so far, as [first, number]. */
  const batches = () => sent.flatMap((frame) => (frame.type === 'GEN' ? [[frame.firstSlot, frame.slots]] : []))
  const requests = () => sent.flatMap((frame) => (frame.type === 'SLOT_REQUEST' ? [[frame.serial, frame.demand]] : []))
  return { layer, clock, commands, ignored, told, begin, grant, order, batches, requests }
}

describe('a node whose station has granted nothing yet', () => {
  it('makes attempts as with a station without a switch, and asks for nothing', () => {
    const { layer, order, batches, requests } = bench()
    layer.wants(7)
    expect(order(10, 20)).toBe(true)
    expect([batches(), requests()]).toEqual([[[10, 10]], []])
  })
})

describe('a node whose station has a switch', () => {
  it('gives up what it attempts as soon as it hears of that, and has its link layer ask again (PHY-126)', () => {
    const { told, grant } = bench()
    grant(0, 0, 0)
    expect(told).toEqual(['windowAhead'])
    grant(1, 100, 200)
    expect(told).toEqual(['windowAhead', 'granted'])
  })

  it('makes no attempt without a grant, and none outside it (PHY-127)', () => {
    const { grant, order, batches, commands } = bench()
    grant(0, 0, 0)
    expect([order(10, 20), order(1000, 2000)]).toEqual([false, false])
    grant(1, 100, 200)
    expect([order(50, 100), order(200, 300), order(250, 300)]).toEqual([false, false, false])
    expect(batches()).toEqual([])
    expect(commands.filter(({ type }) => type === 'generate')).toEqual([])
    expect(order(50, 1000)).toBe(true)
    expect(order(150, 1000)).toBe(true)
    expect(batches()).toEqual([
      [100, 100],
      [150, 50]
    ])
  })

  it('takes no grant of an earlier or the same turn, epoch or incarnation (PHY-128)', () => {
    const { grant, order, batches, ignored, told } = bench()
    grant(3, 300, 400)
    told.length = 0
    grant(2, 100, 200)
    grant(3, 100, 200)
    grant(4, 100, 200, { epoch: 2 })
    grant(5, 100, 200, { incarnation: 31 })
    expect(ignored).toEqual(['earlier-slot-grant', 'earlier-slot-grant', 'stale-slot-grant', 'stale-slot-grant'])
    expect([told, order(100, 200)]).toEqual([[], false])
    expect(order(100, 500)).toBe(true)
    expect(batches()).toEqual([[300, 100]])
  })

  it('forgets it with the epoch (PHY-126)', () => {
    const { grant, order, begin, layer, requests } = bench()
    grant(3, 0, 0)
    layer.wants(2)
    expect([order(10, 20), requests()]).toEqual([false, [[1, 2]]])
    begin(2)
    layer.wants(2)
    expect([order(10, 20), requests()]).toEqual([true, [[1, 2]]])
    grant(1, 0, 0, { epoch: 2 })
    layer.wants(2)
    // Counted anew (PHY-121).
    expect(requests()).toEqual([
      [1, 2],
      [1, 2]
    ])
  })

  it('says again that it wants nothing when it is granted slots all the same (PHY-122)', () => {
    const { grant, requests, clock } = bench()
    grant(1, 0, 0)
    expect(requests()).toEqual([])
    grant(2, 100, 200)
    expect(requests()).toEqual([[1, 0]])
    clock.run({ until: 500_000 })
    // Over, when it comes.
    grant(3, 200, 300)
    expect(requests()).toEqual([[1, 0]])
  })

  it('says nothing more once it is stopped', () => {
    const { layer, grant, requests, clock } = bench()
    grant(1, 0, 0)
    layer.wants(4)
    layer.stop()
    clock.run({ until: 1e7 })
    expect(requests()).toEqual([[1, 4]])
  })
})

describe('slots that are granted', () => {
  it('are all slots where nothing was ever granted', () => {
    const grants = new SlotGrants()
    expect([grants.from(17), grants.until(99), grants.end]).toEqual([17, 99, 0])
  })

  it('are those of the latest turn (PHY-128)', () => {
    const grants = new SlotGrants()
    expect([grants.take(4, 10, 20), grants.take(4, 0, 99), grants.take(3, 0, 99)]).toEqual([true, false, false])
    expect([0, 10, 15, 19, 20].map((slot) => grants.from(slot))).toEqual([10, 10, 15, 19, Infinity])
    expect([5, 15, 99].map((slot) => grants.until(slot))).toEqual([5, 15, 20])
    grants.forget()
    expect([grants.switched, grants.from(3)]).toEqual([false, 3])
  })
})
