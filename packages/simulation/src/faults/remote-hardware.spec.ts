import type { TraceRecord } from '@bellwire/runtime'
import { ErrorCode, State } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { TwoNodes } from '../../test/two-nodes.js'
import { RemoteHardware } from './remote-hardware.js'

const MILLISECOND = 1_000_000

/** Long enough for a link to come up, and for what is between both ends to be settled. */
const WHILE = 100 * MILLISECOND

/** Two nodes and a station, whose hardware is behind channels. */
function behindChannels(delay: number, options: ConstructorParameters<typeof TwoNodes>[0] = {}) {
  const records: TraceRecord[] = []
  const hardware = new RemoteHardware(delay, 5)
  const recorder = () => ({ record: (record: object) => void records.push(record as TraceRecord) })
  const two = new TwoNodes({ ...options, intruder: hardware, recorder })
  return { two, hardware, records }
}

describe('a network whose hardware is behind channels', () => {
  it('makes the same pairs as one with its hardware beside it', () => {
    const direct = new TwoNodes({ nodes: { qubits: 40 } })
    const wired = behindChannels(0, { nodes: { qubits: 40 } }).two
    const pairs = (two: TwoNodes) => {
      two.request(two.alice, { number: 30, minimumFidelity: 0.9 })
      return [two.alice, two.bob].map(({ heard }) =>
        heard.delivered.map(({ epoch, sequence, bellIndex, slot }) => ({ epoch, sequence, bellIndex, slot }))
      )
    }
    expect(pairs(wired)).toEqual(pairs(direct))
  })

  it.each(['cut', 'restartServer'] as const)(
    'takes a node whose hardware is lost (%s) for one that has crashed, until it is back (DEV-080, DEV-082, DEV-083)',
    (fault) => {
      const { two, hardware } = behindChannels(0)
      const { alice, bob, network } = two
      const { pairs } = two.request(alice, { number: 3, minimumFidelity: 0.9 })
      const open = alice.link.createDirect({ number: 1000, minimumFidelity: 0.9, kind: 'measure' })
      network.run(two.now + MILLISECOND)
      hardware[fault]('alice')
      network.run(two.now + WHILE)

      // Every pair is void at the peer, and the open request has ended, once, with ERR(OTHER).
      for (const { epoch, sequence } of pairs)
        expect(bob.heard.expired).toContainEqual(expect.objectContaining({ epoch, sequence }))
      expect(alice.heard.failed.filter(({ createId }) => createId === open.createId)).toMatchObject([{ code: 4 }])
      // The link is there, and dark: neither end is given a pair.
      expect(alice.link.status).toMatchObject({ up: true, own: State.DOWN, fit: false })
      expect(bob.link.status).toMatchObject({ up: true, peer: State.DOWN })
      const before = [alice, bob].map(({ heard }) => heard.delivered.length)
      const waiting = alice.link.createDirect({ number: 2, minimumFidelity: 0.9 })
      const ending = bob.link.createDirect({ number: 2, minimumFidelity: 0.9, timeLimit: 20 * MILLISECOND })
      network.run(two.now + WHILE)
      expect([alice, bob].map(({ heard }) => heard.delivered.length)).toEqual(before)
      if (ending.error === 0)
        expect(bob.heard.failed.filter(({ createId }) => createId === ending.createId)).toHaveLength(1)

      hardware.open('alice')
      network.run(two.now + WHILE)
      for (const { link } of [alice, bob]) expect(link.status).toMatchObject({ up: true, fit: true })
      // What was asked while the hardware was away ends as whatever a crash finds open.
      if (waiting.error === 0)
        expect(alice.heard.failed.filter(({ createId }) => createId === waiting.createId)).toHaveLength(1)
      expect(two.request(alice, { number: 8, minimumFidelity: 0.9 }).pairs).toHaveLength(8)
    }
  )

  it('has its hardware taken over by a newer channel, and goes on as after a restart', () => {
    const { two, hardware } = behindChannels(0)
    const { alice, bob, network } = two
    const { pairs } = two.request(bob, { number: 2, minimumFidelity: 0.9 })
    hardware.open('bob')
    network.run(two.now + WHILE)
    for (const { epoch, sequence } of pairs)
      expect(alice.heard.expired).toContainEqual(expect.objectContaining({ epoch, sequence }))
    expect(two.request(alice, { number: 8, minimumFidelity: 0.9 }).pairs).toHaveLength(8)
  })

  it('has a silent station while the hardware of that is lost, and a new one afterwards (DEV-084)', () => {
    const { two, hardware, records } = behindChannels(0)
    const { alice, bob, network } = two
    const starts = () => records.filter(({ kind, at }) => kind === 'restart' && at === 'middle')
    const said = () => records.filter((record) => record.kind === 'frameSent' && record.at === 'middle').length
    expect(starts()).toHaveLength(1)
    hardware.cut('middle')
    network.run(two.now + MILLISECOND)
    const saidBefore = said()
    const asked = alice.link.createDirect({ number: 2, minimumFidelity: 0.9, timeLimit: 20 * MILLISECOND })
    network.run(two.now + WHILE)
    expect(alice.heard.failed).toMatchObject([{ createId: asked.createId, code: ErrorCode.TIMEOUT, delivered: 0 }])
    expect([said() - saidBefore, alice.heard.delivered, bob.heard.delivered]).toEqual([0, [], []])

    hardware.open('middle')
    network.run(two.now + WHILE)
    expect(new Set(starts().map((record) => record.kind === 'restart' && record.incarnation)).size).toBe(2)
    for (const { link } of [alice, bob]) expect(link.status).toMatchObject({ up: true, fit: true })
    expect(two.request(bob, { number: 8, minimumFidelity: 0.9 }).pairs).toHaveLength(8)
  })
})
