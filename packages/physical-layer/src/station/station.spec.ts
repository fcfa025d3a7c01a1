import type { HeraldingDevice, StationCommand } from '@bellwire/device'
import { VirtualClock } from '@bellwire/runtime'
import type { TransportListener } from '@bellwire/transport'
import { type Frame, type LinkFrame, Role, WIRE_VERSIONS } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { gen, hello, open } from '../../test/frames.js'
import { Station } from './station.js'

const [STATION, MASTER, OTHER] = [9, 1, 2]
const LINK = 7
const OWN = 200

/** A station at whose edges a test sits: it plays both nodes and the detectors. */
function bench() {
  const commands: StationCommand[] = []
  const frames: { readonly to: number; readonly frame: LinkFrame }[] = []
  const ignored: string[] = []
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
      send: (to, frame) => void frames.push({ to, frame: frame as LinkFrame }),
      listen: (listener) => void (network = listener)
    },
    device,
    links: [{ link: LINK, nodes: [MASTER, OTHER], guard: 50, reminder: 1e6, greeting: 1e6, greetingMaximum: 1e9 }],
    incarnation: () => OWN,
    runner: 'interpreted',
    clockQuality: 0,
    ignored: (reason) => void ignored.push(reason)
  })
  station.start()
  const header = (from: number) => ({ link: LINK, incarnation: 100 + from })
  return {
    clock,
    commands,
    frames,
    ignored,
    sent: (type: LinkFrame['type']) => frames.filter(({ frame }) => frame.type === type),
    receive: (from: number, frame: Frame) => network.frame(from, frame),
    hello: (from: number, fields: Parameters<typeof hello>[0] = {}) =>
      network.frame(from, hello({ ...header(from), node: from, role: Role.NODE, ...fields })),
    open: (epoch: number, fields: Parameters<typeof open>[0] = {}) =>
      network.frame(
        MASTER,
        open({ ...header(MASTER), epoch, peerIncarnation: 100 + OTHER, stationIncarnation: OWN, ...fields })
      ),
    /** `by`: whose header the frame has. */
    batch: (from: number, epoch: number, by = from) =>
      network.frame(from, gen({ ...header(by), epoch, queueId: 1, firstSlot: 5, slots: 10 }))
  }
}

describe('a station', () => {
  it('counts a frame of the network layer and does nothing with it', () => {
    const { commands, frames, ignored, receive, open } = bench()
    open(1)
    const before = [commands.length, frames.length]
    receive(MASTER, { type: 'NEIGHBOUR', session: 1, peerSession: 0, expected: 0, node: MASTER, answer: false })
    expect(ignored).toEqual(['not-for-stations'])
    expect([commands.length, frames.length]).toEqual(before)
  })

  it('that accepts an OPEN drops its batches and closes its gates (PHY-097)', () => {
    const { clock, commands, sent, open, batch } = bench()
    open(1)
    batch(MASTER, 1)
    batch(OTHER, 1)
    expect(commands.at(-1)).toMatchObject({ type: 'observe', firstSlot: 5, slots: 10 })
    open(2)
    expect(commands.at(-1)).toEqual({ type: 'close', link: LINK })
    // The master's old batch is gone: the other node's new one finds no partner.
    const before = commands.length
    batch(OTHER, 2)
    clock.run({ until: 100_000 })
    expect(commands.slice(before).filter(({ type }) => type === 'observe')).toEqual([])
    expect(sent('REPLY').map(({ frame }) => frame.epoch)).toEqual([2])
  })

  it('goes on whatever slots its nodes name (PHY-073)', () => {
    const { commands, ignored, receive, open, batch } = bench()
    open(1)
    const firstSlot = Number.MAX_SAFE_INTEGER - 10
    for (const from of [MASTER, OTHER])
      receive(from, gen({ link: LINK, incarnation: 100 + from, epoch: 1, queueId: 1, firstSlot, slots: 10 }))
    expect(ignored).toEqual(['slots-beyond-time'])
    open(2)
    for (const from of [MASTER, OTHER]) batch(from, 2)
    expect(commands.filter(({ type }) => type === 'observe')).toMatchObject([{ firstSlot: 5, slots: 10 }])
  })

  it('takes no HELLO that names another than who sent it, or another role (PHY-069)', () => {
    const wrong = [
      [MASTER, { node: OTHER }],
      [MASTER, { node: STATION }],
      [OTHER, { node: 77 }],
      [OTHER, { role: Role.STATION }],
      [OTHER, { node: STATION, role: Role.STATION }]
    ] as const
    const { ignored, sent, hello } = bench()
    const before = sent('HELLO').length
    for (const [from, fields] of wrong) hello(from, fields)
    expect(sent('HELLO')).toHaveLength(before)
    expect(ignored).toEqual(wrong.map(() => 'hello-of-another'))
    hello(OTHER)
    expect(sent('HELLO').slice(before)).toMatchObject([{ to: OTHER, frame: { answer: true } }])
  })

  it('refuses a node with which it shares no version, and says which versions that has (PHY-094, PHY-099)', () => {
    const { ignored, sent, hello, open } = bench()
    const before = sent('HELLO').length
    const later = { minimumVersion: WIRE_VERSIONS.maximum + 1, maximumVersion: WIRE_VERSIONS.maximum + 2 }
    hello(OTHER, later)
    open(1)
    expect([sent('HELLO').length, sent('OPEN_ACK')]).toEqual([before, []])
    expect(ignored).toEqual([
      `version-refused: ${later.minimumVersion} to ${later.maximumVersion}`,
      'registration-version-refused'
    ])
    // A new process of the node, which speaks a version of the station's among others.
    hello(OTHER, { ...later, minimumVersion: WIRE_VERSIONS.maximum, incarnation: 300 })
    open(1, { peerIncarnation: 300 })
    expect([sent('HELLO').length, sent('OPEN_ACK').length]).toEqual([before + 1, 1])
  })

  it('knows a sender by the word of the transport, whatever the frame says (WIR-050)', () => {
    const { commands, ignored, open, batch } = bench()
    open(1)
    batch(MASTER, 1)
    batch(MASTER, 1, OTHER)
    batch(77, 1, OTHER)
    expect(commands.filter(({ type }) => type === 'observe')).toEqual([])
    expect(ignored).toEqual(['stale-gen', 'not-an-end'])
    batch(OTHER, 1)
    expect(commands.at(-1)).toMatchObject({ type: 'observe' })
  })
})
