import type { DeviceResult, QuantumDevice } from '@bellwire/device'
import { defaultLinkLayerConfiguration, firstComeFirstServed } from '@bellwire/link-layer'
import { defaultTimers } from '@bellwire/physical-layer'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import type { Transport, TransportListener } from '@bellwire/transport'
import { BellIndex, type Frame, type Hello, Outcome, Role, WIRE_VERSIONS } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { createNode } from './node.js'

const [SELF, PEER, STATION, STRANGER] = [1, 2, 3, 4]
const LINK = 7

/** A node at whose edges a test sits: it sees every frame and command, in order, and plays peer, station and hardware. */
function bench() {
  const clock = new VirtualClock()
  const seen: string[] = []
  const frames: { readonly to: number; readonly frame: Frame }[] = []
  let network: TransportListener = { frame: () => undefined, malformed: () => undefined }
  let hardware: (result: DeviceResult) => void = () => undefined
  const transport: Transport = {
    node: SELF,
    send(to, frame) {
      seen.push(frame.type)
      frames.push({ to, frame })
    },
    listen: (listener) => void (network = listener)
  }
  const device: QuantumDevice = {
    capabilities: {
      qubits: 2,
      measureDuration: 0,
      correctDuration: 0,
      storeDuration: 0,
      swapping: false,
      swapDuration: 0,
      distillation: false,
      distilDuration: 0,
      storage: false,
      coherenceTime: Infinity,
      links: [{ link: LINK, keep: true, operatingPoints: [{ brightness: 1, fidelity: 0.9, successProbability: 0.1 }] }]
    },
    execute: (command) => void seen.push(command.type),
    listen: (listener) => void (hardware = listener),
    reset: () => void seen.push('reset')
  }
  const node = createNode({
    name: 'alice',
    transport,
    device,
    clock,
    random: createRandom(1),
    links: [
      {
        peerName: 'bob',
        physical: {
          link: LINK,
          node: SELF,
          peer: PEER,
          station: STATION,
          slotPeriod: 20_000,
          slotOrigin: 0,
          stationDelay: 5_000,
          peerDelay: 10_000,
          guard: 50,
          attemptSlots: 1,
          batchSlots: 10,
          firstSequence: 0,
          testFraction: 0,
          calibrationTime: 0,
          timers: defaultTimers(5_000, 10_000)
        },
        linkLayer: defaultLinkLayerConfiguration(firstComeFirstServed, 20_000)
      }
    ]
  })
  const header = (from: number, epoch: number) => ({ link: LINK, incarnation: 100 + from, epoch })
  const receive = (from: number, frame: Frame): void => network.frame(from, frame)
  const hello = (from: number, fields: Partial<Hello> = {}): void =>
    receive(from, {
      type: 'HELLO',
      ...header(from, 0),
      node: from,
      role: from === STATION ? Role.STATION : Role.NODE,
      answer: true,
      minimumVersion: WIRE_VERSIONS.minimum,
      maximumVersion: WIRE_VERSIONS.maximum,
      kinds: 0,
      bases: 0,
      heraldingPlace: 0,
      ...fields
    })
  /** Plays peer and station until the link is up and fit. */
  const open = (): void => {
    hello(PEER)
    hello(STATION)
    for (const from of [PEER, STATION]) receive(from, { type: 'OPEN_ACK', ...header(from, 1) })
    hardware({ type: 'linkQuality', link: LINK, quality: 0, validFor: Infinity })
  }
  return { clock, node, seen, frames, header, receive, hello, open }
}

describe('a node', () => {
  it('counts a frame of the network layer and does nothing with it', () => {
    const { node, frames, receive, open } = bench()
    open()
    const before = frames.length
    receive(PEER, { type: 'NEIGHBOUR', session: 1, peerSession: 0, expected: 0, node: PEER, answer: false })
    expect(frames).toHaveLength(before)
    expect(Object.fromEntries(node.ignored)).toEqual({ 'no-network-layer': 1 })
  })

  it('re-initialises its qubits before it says anything (LNK-097)', () => {
    const { seen } = bench()
    expect(seen[0]).toBe('reset')
    expect(seen.slice(1)).toContain('HELLO')
  })

  it('comes up when peer and station agree', async () => {
    const { node, open } = bench()
    expect(node.link('bob').status.up).toBe(false)
    open()
    expect(node.link('bob').status).toMatchObject({ up: true, fit: true })
    await node.link('bob').ready()
  })

  it('takes no frame of a link that it does not have, or from someone who is not at its end (PHY-005)', () => {
    const { node, frames, hello } = bench()
    const before = frames.length
    hello(PEER, { link: LINK + 1 })
    hello(STRANGER)
    expect(frames).toHaveLength(before)
    expect(Object.fromEntries(node.ignored)).toEqual({ 'unknown-link': 1, 'not-an-end': 1 })
  })

  it('takes no HELLO that names another than who sent it, or another role (PHY-069)', () => {
    const wrong = [
      [PEER, { node: STRANGER }],
      [PEER, { node: SELF }],
      [PEER, { role: Role.STATION }],
      [PEER, { node: STATION, role: Role.STATION }],
      [STATION, { node: PEER }],
      [STATION, { role: Role.NODE }]
    ] as const
    const { clock, node, frames, hello, open } = bench()
    const before = frames.length
    for (const [from, fields] of wrong) hello(from, { ...fields, answer: false })
    expect(frames).toHaveLength(before)
    expect(Object.fromEntries(node.ignored)).toEqual({ 'hello-of-another': wrong.length })
    // Nobody has been met: one HELLO in order of each is still needed to begin an epoch.
    open()
    const opened = frames.length
    for (const [from, fields] of wrong) hello(from, { ...fields, incarnation: 5, epoch: 9, answer: false })
    expect(frames).toHaveLength(opened)
    expect(node.link('bob').status.up).toBe(true)
    clock.run({ until: 10 })
    expect(frames.filter(({ frame }) => frame.type === 'OPEN')).toHaveLength(2)
  })

  it('takes no frame from the peer that is the station’s to send, nor the other way round (PHY-005)', () => {
    const { node, frames, header, receive, open } = bench()
    open()
    const before = frames.length
    const keepAlive = { type: 'KEEPALIVE', answer: false, expected: 0, freeQubits: 2, confirmed: 0 } as const
    receive(STATION, { ...keepAlive, ...header(STATION, 1) })
    receive(PEER, {
      type: 'REPLY',
      ...header(PEER, 1),
      outcome: Outcome.SUCCESS,
      bellIndex: BellIndex.PSI_PLUS,
      sequence: 0,
      slot: 3,
      offsetPicoseconds: 0,
      queueId: 1,
      peerQueueId: 1,
      error: 0
    })
    expect(frames).toHaveLength(before)
    expect(node.ignored.get('not-an-end')).toBe(2)
    receive(PEER, { ...keepAlive, ...header(PEER, 1) })
    expect(frames.at(-1)?.frame).toMatchObject({ type: 'KEEPALIVE', answer: true })
  })

  it('knows a sender by the word of the transport, whatever the frame says (WIR-050)', () => {
    const { node, frames, header, receive, hello, open } = bench()
    // The header and the fields are the peer's, the sender is another.
    hello(STRANGER, { ...header(PEER, 0), node: PEER, answer: false })
    hello(STATION, { ...header(PEER, 0), node: PEER, role: Role.NODE, answer: false })
    open()
    const before = frames.length
    const keepAlive = { type: 'KEEPALIVE', answer: false, expected: 0, freeQubits: 2, confirmed: 0 } as const
    for (const from of [STRANGER, STATION, SELF]) receive(from, { ...keepAlive, ...header(PEER, 1) })
    receive(STRANGER, {
      type: 'MAINTENANCE',
      ...header(PEER, 1),
      serial: 1,
      request: false,
      firstSlot: 1e6,
      endSlot: 2e6
    })
    expect(frames).toHaveLength(before)
    expect(node.ignored.get('not-an-end')).toBe(5)
    receive(PEER, { ...keepAlive, ...header(PEER, 1) })
    expect(frames).toHaveLength(before + 1)
  })

  it('takes no frame of another epoch, or of a process of the peer that is not the present one (PHY-004)', () => {
    const { frames, header, receive, open } = bench()
    open()
    const before = frames.length
    const keepAlive = { type: 'KEEPALIVE', answer: false, expected: 0, freeQubits: 2, confirmed: 0 } as const
    for (const epoch of [0, 2, 3]) receive(PEER, { ...keepAlive, ...header(PEER, epoch) })
    receive(PEER, { ...keepAlive, ...header(PEER, 1), incarnation: 1 })
    expect(frames).toHaveLength(before)
    receive(PEER, { ...keepAlive, ...header(PEER, 1) })
    expect(frames).toHaveLength(before + 1)
  })
})
