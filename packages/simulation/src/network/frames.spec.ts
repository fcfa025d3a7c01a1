import type { TraceFields } from '@bellwire/runtime'
import { type LinkFrame as Frame, WIRE_VERSIONS } from '@bellwire/wire'
import { beforeAll, describe, expect, it } from 'vitest'
import { SimulatedNetwork } from './simulated-network.js'

type FrameType = Frame['type']

const MILLISECOND = 1_000_000
const names = ['alice', 'bob', 'middle']
const [MASTER, OTHER, STATION] = [1, 2, 3]

interface Sent<T extends FrameType = FrameType> {
  readonly from: number
  readonly to: number
  readonly frame: Extract<Frame, { type: T }>
}

/** What a lossy link says in a life with requests from both ends, restarts of both nodes and of the station. */
function play(seed: number): { readonly records: readonly TraceFields[]; readonly sent: readonly Sent[] } {
  const records: TraceFields[] = []
  const network = new SimulatedNetwork(
    {
      nodes: [
        { name: 'alice', qubits: 3 },
        { name: 'bob', qubits: 3, clock: { offset: 20, drift: 1_000 } }
      ],
      stations: [{ name: 'middle' }],
      links: [
        {
          a: 'alice',
          b: 'bob',
          station: 'middle',
          delays: [5_000, 5_000],
          model: { kind: 'ideal', parameters: { successProbability: 0.05, fidelity: 1, announced: [1, 3] } },
          window: 100,
          guard: 50,
          batchSlots: 40,
          testFraction: 0.1,
          firstSequence: 2 ** 32 - 20,
          keepAliveInterval: 2 * MILLISECOND,
          timers: { synchronisation: 3 * MILLISECOND },
          channels: { a: { loss: 0.05 }, b: { loss: 0.05 }, peer: { loss: 0.1, duplication: 0.1 } }
        }
      ]
    },
    { seed, recorder: () => ({ record: (fields) => void records.push(fields) }) }
  )
  const ends = [network.node('alice').link('bob'), network.node('bob').link('alice')]
  for (const end of ends) {
    end.accept(0)
    end.subscribe({ delivered: (pair) => void (pair.qubit >= 0 && end.release(pair)) })
  }
  for (let round = 0; round < 8; round++) {
    network.settle(100 * MILLISECOND)
    for (const end of ends) {
      end.createDirect({ kind: 'measure', number: 5, minimumFidelity: 0.5 })
      end.createDirect({ number: 3, minimumFidelity: 0.5 })
    }
    network.run(network.clock.now() + 25 * MILLISECOND)
    if (round === 2) network.node('bob').restart()
    if (round === 4) network.startStation('middle')
    if (round === 6) network.node('alice').restart()
  }
  const sent = records.flatMap((fields) => (fields.kind === 'frameSent' ? [fields as unknown as Sent] : []))
  return { records, sent }
}

describe.each([1, 2, 3])('the frames of a lossy link, seed %i', (seed) => {
  let records: readonly TraceFields[] = []
  let sent: readonly Sent[] = []
  /** Restarts of each party, and the frames that it sent after each. */
  const lives = new Map<number, { readonly incarnation: number; readonly frames: Sent[] }[]>()

  beforeAll(() => {
    ;({ records, sent } = play(seed))
    for (const fields of records) {
      if (fields.kind === 'restart') {
        const party = names.indexOf(fields.at) + 1
        lives.set(party, [...(lives.get(party) ?? []), { incarnation: fields.incarnation, frames: [] }])
      } else if (fields.kind === 'frameSent') {
        lives
          .get(fields.from)!
          .at(-1)!
          .frames.push(fields as unknown as Sent)
      }
    }
  })

  const all = <T extends FrameType>(type: T): Sent<T>[] =>
    sent.filter((one) => one.frame.type === type) as unknown as Sent<T>[]

  /** The frames of a type, by sender, incarnation and epoch. */
  function byEpoch<T extends FrameType>(type: T): Map<string, Sent<T>[]> {
    const groups = new Map<string, Sent<T>[]>()
    for (const one of all(type)) {
      const key = `${one.from} ${one.frame.incarnation} ${one.frame.epoch}`
      groups.set(key, [...(groups.get(key) ?? []), one])
    }
    expect(groups.size, type).toBeGreaterThan(0)
    return groups
  }

  it('are of every type that a link without faults of its hardware has', () => {
    const types = new Set(sent.map(({ frame }) => frame.type))
    for (const type of [
      'GEN',
      'REPLY',
      'ADD',
      'ADD_ACK',
      'END',
      'END_ACK',
      'EXPIRE',
      'EXPIRE_ACK',
      'KEEPALIVE',
      'TEST_RESULTS'
    ] as const) {
      expect(types, type).toContain(type)
    }
    expect([...lives.values()].map(({ length }) => length)).toEqual([2, 2, 2])
  })

  it('carry the incarnation of their sender, which is another after every start (PHY-002, PHY-003)', () => {
    for (const processes of lives.values()) {
      expect(new Set(processes.map(({ incarnation }) => incarnation)).size).toBe(processes.length)
      for (const { incarnation, frames } of processes) {
        expect(incarnation).toBeGreaterThan(0)
        expect(frames.length).toBeGreaterThan(0)
        for (const { frame } of frames) expect(frame.incarnation).toBe(incarnation)
      }
    }
  })

  it('carry the epoch that their sender has opened, but for those of sessions and of former pairs (WIR-040)', () => {
    for (const processes of lives.values()) {
      for (const { frames } of processes) {
        let present = 0
        for (const { from, frame } of frames) {
          if (frame.type === 'HELLO' || frame.type === 'SYNC_REPLY') continue
          if (frame.type === 'OPEN' || frame.type === 'OPEN_ACK') {
            expect(frame.epoch).toBeGreaterThanOrEqual(present)
            present = frame.epoch
          } else if (frame.type === 'EXPIRE' || frame.type === 'EXPIRE_ACK')
            expect(frame.epoch).toBeLessThanOrEqual(present)
          else expect(frame.epoch, `${frame.type} of ${names[from - 1]}`).toBe(present)
        }
      }
    }
  })

  it('tell in HELLO which versions are spoken (WIR-030)', () => {
    for (const { frame } of all('HELLO')) {
      expect([frame.minimumVersion, frame.maximumVersion]).toEqual([WIRE_VERSIONS.minimum, WIRE_VERSIONS.maximum])
    }
  })

  it('announce a success to both nodes alike, with numbers in order (PHY-079, PHY-080)', () => {
    for (const replies of byEpoch('REPLY').values()) {
      const successes = replies.filter(({ frame }) => frame.outcome === 1)
      const [toMaster, toOther] = [MASTER, OTHER].map((to) =>
        successes.filter((one) => one.to === to).map(({ frame }) => frame)
      )
      expect(toMaster).toEqual(toOther)
      toMaster!.forEach((frame, index) => expect(frame.sequence).toBe((2 ** 32 - 20 + index) % 2 ** 32))
    }
  })

  it('answer every SYNC with what it said (PHY-026)', () => {
    const asked = new Set(
      all('SYNC').map(({ from, frame }) => `${from} ${frame.exchange} ${frame.originTime} ${frame.epoch}`)
    )
    const answers = all('SYNC_REPLY')
    expect(answers.length).toBeGreaterThan(0)
    for (const { from, to, frame } of answers) {
      expect(from).toBe(STATION)
      expect(asked).toContain(`${to} ${frame.exchange} ${frame.originTime} ${frame.epoch}`)
      expect(frame.transmitTime).toBeGreaterThanOrEqual(frame.receiveTime)
    }
  })

  it('tell the state of the link with serials that go up, and after every KEEPALIVE that asks (PHY-055, PHY-056)', () => {
    for (const notices of byEpoch('LINK_STATE').values()) {
      const serials = notices.map(({ frame }) => frame.serial)
      expect(serials).toEqual([...new Set(serials)].sort((a, b) => a - b))
    }
    for (const end of [MASTER, OTHER]) {
      const frames = sent.filter(({ from, to }) => from === end && to !== STATION).map(({ frame }) => frame)
      frames.forEach((frame, index) => {
        if (frame.type === 'KEEPALIVE' && !frame.answer) expect(frames[index + 1]?.type).toBe('LINK_STATE')
      })
    }
  })

  it('put requests into the queue with serials from 1, and names that the master gives (LNK-030, LNK-031, LNK-032)', () => {
    for (const adds of byEpoch('ADD').values()) {
      const serials = [...new Set(adds.map(({ frame }) => frame.serial))]
      expect(serials).toEqual(serials.map((_, index) => index + 1))
      for (const { from, frame } of adds) expect(frame.queueId > 0).toBe(from === MASTER)
    }
    const given = new Map<number, Set<number>>()
    for (const { from, frame } of [...all('ADD'), ...all('ADD_ACK')]) {
      if (from === MASTER) given.set(frame.epoch, (given.get(frame.epoch) ?? new Set()).add(frame.queueId))
    }
    for (const queueIds of given.values()) {
      expect([...queueIds].sort((a, b) => a - b)).toEqual(Array.from(queueIds, (_, index) => index + 1))
    }
  })

  it('answer a repeated ADD as the first time (LNK-033)', () => {
    for (const answers of byEpoch('ADD_ACK').values()) {
      const bySerial = new Map<number, Frame>()
      for (const { frame } of answers) {
        expect(frame).toEqual(bySerial.get(frame.serial) ?? frame)
        bySerial.set(frame.serial, frame)
      }
    }
  })

  it('repeat what must arrive unchanged (LNK-020)', () => {
    for (const type of ['ADD', 'END', 'EXPIRE'] as const) {
      for (const frames of byEpoch(type).values()) {
        const first = new Map<string, Frame>()
        for (const { frame } of frames) {
          const key =
            frame.type === 'ADD'
              ? `${frame.serial}`
              : frame.type === 'END'
                ? `${frame.queueId} ${frame.reason}`
                : `${frame.low}`
          if (frame.type === 'END' && frame.reason === 0) continue
          expect(frame).toEqual(first.get(key) ?? frame)
          first.set(key, frame)
        }
      }
    }
  })

  it('tell in KEEPALIVE what was heard from the peer, never less than before (LNK-084, LNK-085)', () => {
    for (const frames of byEpoch('KEEPALIVE').values()) {
      const said = frames.map(({ frame }) => frame)
      for (let index = 1; index < said.length; index++) {
        const [before, after] = [said[index - 1]!, said[index]!]
        expect((after.expected - before.expected) | 0).toBeGreaterThanOrEqual(0)
        expect((after.confirmed - before.confirmed) | 0).toBeGreaterThanOrEqual(0)
      }
      const peer = frames[0]!.from === MASTER ? OTHER : MASTER
      const heard = new Set(
        all('KEEPALIVE')
          .filter(({ from }) => from === peer)
          .map(({ frame }) => `${frame.epoch} ${frame.expected}`)
      )
      for (const { epoch, confirmed } of said) {
        if (confirmed !== 2 ** 32 - 20) expect(heard).toContain(`${epoch} ${confirmed}`)
      }
    }
  })

  it('answer every EXPIRE that arrives, with its epoch and range (LNK-092)', () => {
    const arrived = records.flatMap((fields) =>
      fields.kind === 'frameReceived' && (fields.frame as { type: string }).type === 'EXPIRE'
        ? [fields as unknown as Sent<'EXPIRE'>]
        : []
    )
    const expired = new Set(all('EXPIRE').map(({ from, frame }) => `${from} ${frame.epoch} ${frame.low} ${frame.high}`))
    const answered = all('EXPIRE_ACK')
    expect(arrived.length).toBeGreaterThan(0)
    expect(answered.length).toBeGreaterThan(0)
    expect(answered.length).toBeLessThanOrEqual(arrived.length)
    for (const { to, frame } of answered) expect(expired).toContain(`${to} ${frame.epoch} ${frame.low} ${frame.high}`)
  })
})
