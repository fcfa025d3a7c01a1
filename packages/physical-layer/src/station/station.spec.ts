import type { HeraldingDevice, StationCommand } from '@bellwire/device'
import { VirtualClock } from '@bellwire/runtime'
import type { TransportListener } from '@bellwire/transport'
import type { Frame } from '@bellwire/wire'
import { expect, it } from 'vitest'
import { Station } from './station.js'

const [STATION, MASTER, OTHER] = [9, 1, 2]

it('a station that accepts an OPEN drops its batches and closes its gates (PHY-097)', () => {
  const commands: StationCommand[] = []
  const replies: Frame[] = []
  let network: TransportListener = { frame: () => undefined, malformed: () => undefined }
  const device: HeraldingDevice = {
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
      send: (_to, frame) => void (frame.type === 'REPLY' && replies.push(frame)),
      listen: (listener) => void (network = listener)
    },
    device,
    links: [{ link: 7, nodes: [MASTER, OTHER], guard: 50, reminder: 1e6, greeting: 1e6, greetingMaximum: 1e9 }],
    incarnation: 200,
    runner: 'interpreted',
    clockQuality: 0
  })
  station.start()
  const header = (from: number, epoch: number) => ({ link: 7, incarnation: 100 + from, epoch })
  const open = (epoch: number): void =>
    network.frame(MASTER, {
      type: 'OPEN',
      ...header(MASTER, epoch),
      version: 1,
      firstSequence: 0,
      slotOrigin: 0,
      slotPeriod: 1000,
      peerIncarnation: 100 + OTHER,
      stationIncarnation: 200,
      testSeed: 0,
      testFraction: 0
    })
  const batch = (from: number, epoch: number): void =>
    network.frame(from, { type: 'GEN', ...header(from, epoch), queueId: 1, firstSlot: 5, slots: 10, brightness: 0 })

  open(1)
  batch(MASTER, 1)
  batch(OTHER, 1)
  expect(commands.at(-1)).toMatchObject({ type: 'observe', firstSlot: 5, slots: 10 })
  open(2)
  expect(commands.at(-1)).toEqual({ type: 'close', link: 7 })
  // The master's old batch is gone: the other node's new one finds no partner.
  const before = commands.length
  batch(OTHER, 2)
  clock.run({ until: 100_000 })
  expect(commands.slice(before).filter(({ type }) => type === 'observe')).toEqual([])
  expect(replies.map((frame) => frame.epoch)).toEqual([2])
})
