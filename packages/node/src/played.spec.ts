import { strictPriority, timeDivision, weightedFairQueueing } from '@bellwire/link-layer'
import { ErrorCode, fidelityToWire, HeraldError, State } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { PEER_DELAY, PlayedNode, SLOT_PERIOD, STATION } from '../test/played-node.js'

const measure = { kind: 'measure', number: 1, minimumFidelity: 0.5 } as const

/** A node that is not the master, with one request of its own in the queue. */
function asking(number = 1, firstSequence = 0): PlayedNode {
  const played = new PlayedNode({ master: false, firstSequence }).open()
  played.link.createDirect({ ...measure, number })
  played.fromPeer('ADD_ACK', { serial: 1, queueId: 1, scheduleSlot: 3, brightness: 65_535, virtualFinish: 0 })
  return played
}

/** A master with one request of the peer in the queue. */
function asked(options: ConstructorParameters<typeof PlayedNode>[0] = {}, number = 1): PlayedNode {
  const played = new PlayedNode(options).open()
  played.add({ number })
  return played
}

describe('a request of this node', () => {
  it('has a name of its own (LNK-005)', () => {
    const played = new PlayedNode().open()
    const names = [1, 2, 3].map(() => played.link.createDirect(measure).createId)
    expect(new Set(names).size).toBe(3)
  })

  it('is acknowledged to the application when it is in the queue, and not before (LNK-007)', () => {
    const played = new PlayedNode({ master: false }).open()
    const { createId } = played.link.createDirect(measure)
    expect(played.heard.acknowledged).toEqual([])
    played.fromPeer('ADD_ACK', { serial: 1, queueId: 1, scheduleSlot: 3, brightness: 65_535, virtualFinish: 0 })
    expect(played.heard.acknowledged).toEqual([createId])
  })

  it('is served as the ADD_ACK says (LNK-035)', () => {
    const played = new PlayedNode({ master: false }).open()
    played.link.createDirect(measure)
    played.fromPeer('ADD_ACK', { serial: 1, queueId: 9, scheduleSlot: 50, brightness: 12_345, virtualFinish: 0 })
    expect(played.last('GEN')).toMatchObject({ queueId: 9, firstSlot: 50, brightness: 12_345 })
  })

  it('is taken back until the peer refuses it, also when its ADD_ACK comes meanwhile (LNK-025)', () => {
    const played = new PlayedNode({ master: false }).open()
    const { createId } = played.link.createDirect(measure)
    played.link.cancel(createId)
    const taken = (): number =>
      played.sent('CANCEL').filter(({ queueId, serial }) => queueId === 0 && serial === 1).length
    expect(taken()).toBe(1)
    played.fromPeer('ADD_ACK', { serial: 1, queueId: 9, scheduleSlot: 3, brightness: 65_535, virtualFinish: 0 })
    played.wait(30 * PEER_DELAY)
    const before = taken()
    expect(before).toBeGreaterThan(1)
    played.fromPeer('ADD_REJ', { serial: 1, reason: ErrorCode.OTHER })
    played.wait(30 * PEER_DELAY)
    expect(taken()).toBe(before)
  })

  it('has ended where the peer has asked for that before its ADD_ACK comes (LNK-026)', () => {
    for (const master of [true, false]) {
      const played = new PlayedNode({ master }).open()
      played.link.createDirect(measure)
      const queueId = master ? played.last('ADD')!.queueId : 9
      const expected = 0
      if (master) played.fromPeer('CANCEL', { serial: 0, queueId, expected, reason: ErrorCode.REJECTED })
      else played.fromPeer('END', { queueId, endSequence: expected, reason: ErrorCode.REJECTED })
      played.fromPeer('ADD_ACK', { serial: 1, queueId, scheduleSlot: 3, brightness: 65_535, virtualFinish: 0 })
      played.wait(30 * PEER_DELAY)
      expect(played.heard.failed).toMatchObject([{ code: ErrorCode.REJECTED, delivered: 0 }])
      expect(played.sent('GEN')).toEqual([])
    }
  })

  it('is refused when 64 ADDs are unanswered (LNK-037)', () => {
    const played = new PlayedNode().open()
    const answers = Array.from({ length: 65 }, () => played.link.createDirect(measure).error)
    expect(answers).toEqual([...Array.from({ length: 64 }, () => ErrorCode.UNSPECIFIED), ErrorCode.NORES])
    expect(played.sent('ADD')).toHaveLength(64)
  })
})

describe('a request of the peer', () => {
  it('is scheduled for when the peer can know of it (LNK-036)', () => {
    const played = asked()
    const { scheduleSlot } = played.last('ADD_ACK')!
    expect(scheduleSlot * SLOT_PERIOD).toBeGreaterThan(played.clock.now() + 2 * PEER_DELAY)
    expect(played.last('GEN')!.firstSlot).toBeGreaterThanOrEqual(scheduleSlot)
  })

  it('for the best that the link gives is taken, also where the peer’s estimate has other last bits (WIR-005)', () => {
    // The hardware of the played node states 0.9.
    for (const estimate of [0.9, 0.9 - 2 ** -53, 0.9 + 2 ** -53]) {
      const played = new PlayedNode().open()
      played.add({ minimumFidelity: fidelityToWire(estimate, 'up') })
      expect(played.last('ADD_ACK')).toMatchObject({ serial: 1 })
    }
    const played = new PlayedNode().open()
    played.add({ minimumFidelity: fidelityToWire(0.9, 'up') + 1 })
    expect(played.last('ADD_REJ')).toMatchObject({ serial: 1, reason: ErrorCode.UNSUPP })
  })

  it('that has ended does not come back, and none comes without a queue id (LNK-038)', () => {
    const played = new PlayedNode({ master: false }).open()
    played.add({ queueId: 1 })
    expect(played.last('ADD_ACK')).toMatchObject({ serial: 1, queueId: 1 })
    played.fromPeer('END', { queueId: 1, endSequence: 0, reason: ErrorCode.TIMEOUT })
    played.add({ serial: 2, queueId: 1 })
    played.add({ serial: 3, queueId: 0 })
    expect(played.sent('ADD_REJ').map(({ serial, reason }) => [serial, reason])).toEqual([
      [2, ErrorCode.REJECTED],
      [3, ErrorCode.REJECTED]
    ])
    expect(played.sent('ADD_ACK')).toHaveLength(1)
  })

  it('that is taken back before its ADD came is refused then (LNK-039)', () => {
    const played = new PlayedNode().open()
    played.fromPeer('CANCEL', { queueId: 0, serial: 1, expected: 0, reason: ErrorCode.TIMEOUT })
    played.add()
    expect(played.sent('ADD_REJ').map(({ serial }) => serial)).toEqual([1, 1])
    expect(played.sent('ADD_ACK')).toEqual([])
  })

  it('that is taken back after its ADD came is ended (LNK-039)', () => {
    const played = asked()
    played.fromPeer('CANCEL', { queueId: 0, serial: 1, expected: 0, reason: ErrorCode.TIMEOUT })
    expect(played.last('ADD_REJ')).toMatchObject({ serial: 1 })
    expect(played.last('END')).toMatchObject({ queueId: 1, reason: ErrorCode.TIMEOUT })
  })

  it('has its END answered as often as it comes (LNK-024, LNK-057)', () => {
    const played = new PlayedNode({ master: false }).open()
    played.add({ queueId: 1 })
    for (let n = 0; n < 3; n++) played.fromPeer('END', { queueId: 1, endSequence: 0, reason: ErrorCode.TIMEOUT })
    played.fromPeer('END', { queueId: 77, endSequence: 0, reason: ErrorCode.OTHER })
    expect(played.sent('END_ACK').map(({ queueId }) => queueId)).toEqual([1, 1, 1, 77])
  })

  it('that ends early has its undelivered pairs expired (LNK-058)', () => {
    const played = new PlayedNode({ master: false }).open()
    played.add({ queueId: 1, number: 2, consecutive: false })
    played.herald(0)
    expect(played.heard.delivered).toEqual([])
    played.fromPeer('END', { queueId: 1, endSequence: 1, reason: ErrorCode.OTHER })
    expect(played.last('EXPIRE')).toMatchObject({ epoch: 1, low: 0, high: 1 })
    expect(played.heard.delivered).toEqual([])
  })
})

describe('a pair that expires late', () => {
  const attempts = (played: PlayedNode): number => played.sent('GEN').filter(({ slots }) => slots > 0).length

  it('has its request served again (LNK-051)', () => {
    const played = asked()
    played.herald(0)
    expect(played.last('END')).toMatchObject({ queueId: 1, reason: ErrorCode.UNSPECIFIED })
    const before = attempts(played)
    played.fromPeer('EXPIRE', { low: 0, high: 1 })
    expect(attempts(played)).toBe(before + 1)
  })

  it('after the peer has closed the request does not open it again (LNK-100)', () => {
    const played = asked()
    played.herald(0)
    played.fromPeer('EXPIRE', { low: 0, high: 1 })
    played.fromPeer('END_ACK', { queueId: 1 })
    const before = attempts(played)
    played.wait(50 * SLOT_PERIOD)
    played.reply({ sequence: 1 })
    expect(attempts(played)).toBe(before)
  })

  it('before the final OK of a request that is over ends it with EXPIRE (LNK-101)', () => {
    const played = new PlayedNode({ master: false, slow: true }).open()
    const { createId } = played.link.createDirect({ number: 1, minimumFidelity: 0.5 })
    played.fromPeer('ADD_ACK', { serial: 1, queueId: 1, scheduleSlot: 3, brightness: 65_535, virtualFinish: 0 })
    played.herald(0)
    played.fromPeer('END', { queueId: 1, endSequence: 1, reason: ErrorCode.UNSPECIFIED })
    expect(played.last('END_ACK')).toMatchObject({ queueId: 1 })
    expect(played.heard).toMatchObject({ delivered: [], failed: [] })
    played.fromPeer('EXPIRE', { low: 0, high: 1 })
    expect(played.heard.failed).toEqual([{ createId, code: ErrorCode.EXPIRE, delivered: 0 }])
    expect(played.heard.delivered).toEqual([])
  })

  it('frees its qubit, unless that was given back or taken over, and then only once (LNK-069)', () => {
    for (const how of ['nothing', 'release', 'take'] as const) {
      const played = new PlayedNode().open()
      played.add({ kind: 0, number: 2 })
      played.herald(0)
      const [pair] = played.heard.delivered
      const freed = () =>
        played.commands.filter((command) => command.type === 'release' && command.qubit === pair!.qubit)
      if (how !== 'nothing') expect(played.link[how](pair!)).toBe(true)
      expect(freed()).toHaveLength(how === 'release' ? 1 : 0)
      played.fromPeer('EXPIRE', { low: 0, high: 1 })
      expect(played.heard.expired).toMatchObject([{ sequence: 0 }])
      expect(played.link.release(pair!)).toBe(false)
      expect(played.link.take(pair!)).toBe(false)
      expect(freed()).toHaveLength(how === 'take' ? 0 : 1)
    }
  })

  it('after the final OK has its request ended: nobody wants another (LNK-069, LNK-102)', () => {
    const played = asking()
    played.herald(0)
    expect(played.heard.delivered).toMatchObject([{ final: true }])
    played.fromPeer('EXPIRE', { low: 0, high: 1 })
    expect(played.heard.expired).toMatchObject([{ sequence: 0 }])
    expect(played.last('CANCEL')).toMatchObject({ queueId: 1, reason: ErrorCode.EXPIRE })
  })
})

describe('a request that goes before the one under way', () => {
  it('is served from its schedule slot on (LNK-111, LNK-116)', () => {
    const played = asked({ scheduler: strictPriority }, 5)
    const first = played.last('GEN')!
    played.clock.run({ until: (first.firstSlot + 2) * SLOT_PERIOD })
    played.add({ serial: 2, priority: 7 })
    const { queueId, scheduleSlot } = played.last('ADD_ACK')!
    expect([first.queueId, queueId]).toEqual([1, 2])
    expect(scheduleSlot).toBeLessThan(first.firstSlot + first.slots)
    // The present batch is replaced by one that ends in time, if one is left at all, and then comes the other's.
    for (let n = 0; n < 10 && played.last('GEN')!.queueId === 1; n++) {
      const { firstSlot, slots } = played.last('GEN')!
      expect(firstSlot + slots).toBeLessThanOrEqual(scheduleSlot)
      played.clock.run({ until: (firstSlot + slots - 1) * SLOT_PERIOD + PEER_DELAY })
      played.reply()
    }
    expect(played.last('GEN')).toMatchObject({ queueId: 2, firstSlot: scheduleSlot })
  })
})

describe('a herald', () => {
  it('stops the train and becomes an OK (PHY-034, LNK-040)', () => {
    const played = asking()
    const before = played.commands.length
    played.herald(0)
    expect(played.commands.slice(before).map(({ type }) => type)).toEqual(['halt', 'measure', 'release'])
    expect(played.heard.delivered).toMatchObject([{ sequence: 0, epoch: 1, bellIndex: 1, final: true }])
  })

  it('is delivered with the estimate of its fidelity at the time when it came (LNK-009)', () => {
    const played = asking()
    played.herald(0)
    expect(played.heard.delivered).toMatchObject([{ goodness: 0.9, goodnessTime: played.clock.now() }])
  })

  it('for a request that this node does not have is expired (LNK-066, LNK-090)', () => {
    const played = asking()
    played.herald(0, { queueId: 5 })
    expect(played.last('EXPIRE')).toMatchObject({ epoch: 1, low: 0, high: 1 })
    expect(played.heard.delivered).toEqual([])
  })

  it('whose qubit was used again is expired (LNK-067, PHY-035)', () => {
    const played = asking()
    const { firstSlot } = played.last('GEN')!
    played.wait((firstSlot + 4) * SLOT_PERIOD - played.clock.now())
    played.reply({ outcome: 1, bellIndex: 1, sequence: 0, slot: firstSlot })
    expect(played.last('EXPIRE')).toMatchObject({ epoch: 1, low: 0, high: 1 })
    expect(played.heard.delivered).toEqual([])
  })

  it('gives its qubit to the pair: the next order has another (PHY-044)', () => {
    const played = new PlayedNode({ master: false }).open()
    played.add({ queueId: 1, kind: 0, number: 2 })
    played.herald(0)
    const trains = played.commands.filter((command) => command.type === 'generate')
    expect(played.heard.delivered[0]!.qubit).toBe(trains[0]!.qubit)
    expect(trains).toHaveLength(2)
    expect(trains[1]!.qubit).not.toBe(trains[0]!.qubit)
  })

  it('sixty-fourth since the last KEEPALIVE brings the next at once (LNK-088)', () => {
    const played = asking(100)
    const before = played.sent('KEEPALIVE').length
    for (let sequence = 0; sequence < 64; sequence++) {
      expect(played.sent('KEEPALIVE')).toHaveLength(before)
      played.herald(sequence)
    }
    expect(played.sent('KEEPALIVE')).toHaveLength(before + 1)
  })
})

describe('failures of heralding', () => {
  it('that say the peer waits have the node send its batch again (PHY-042)', () => {
    const played = asking()
    const batches = played.sent('GEN').length
    played.reply({ error: HeraldError.NO_MESSAGE_OTHER, queueId: 0, peerQueueId: 1, slot: 3 })
    expect(played.sent('GEN').length).toBeGreaterThan(batches)
    expect(played.last('GEN')!.slots).toBeGreaterThan(0)
  })

  it('of a batch before the present one end nothing (PHY-043)', () => {
    const played = asking()
    const batches = played.sent('GEN').length
    played.reply({ slot: played.last('GEN')!.firstSlot - 1 })
    played.reply({ slot: played.last('GEN')!.firstSlot - 1, error: HeraldError.TIME_MISMATCH })
    expect(played.sent('GEN')).toHaveLength(batches)
  })

  it('over an item that the master does not have end that item (LNK-117)', () => {
    const played = asked()
    played.reply({ error: HeraldError.QUEUE_MISMATCH, peerQueueId: 33 })
    expect(played.last('END')).toMatchObject({ queueId: 33, reason: ErrorCode.OTHER })
  })

  it('over two items of the queue end the request when they do not stop (LNK-118)', () => {
    const played = asked()
    played.add({ serial: 2 })
    for (let n = 0; n < 16; n++) played.reply({ error: HeraldError.QUEUE_MISMATCH, peerQueueId: 2 })
    expect(played.sent('END')).toEqual([])
    played.reply({ error: HeraldError.QUEUE_MISMATCH, peerQueueId: 2 })
    expect(played.last('END')).toMatchObject({ queueId: 1, reason: ErrorCode.OTHER })
  })
})

describe('a node whose SYNCs are not answered', () => {
  it('makes attempts by its last picture of the station’s clock until the holdover is over (PHY-025)', () => {
    const played = asked({}, 1000)
    const OFFSET = 300
    const { exchange, originTime, epoch } = played.last('SYNC')!
    played.receive(STATION, {
      type: 'SYNC_REPLY',
      ...played.header(STATION, epoch),
      exchange,
      originTime,
      receiveTime: played.clock.now() - OFFSET,
      transmitTime: played.clock.now() - OFFSET,
      quality: 0
    })
    const before = { syncs: played.sent('SYNC').length, batches: played.sent('GEN').length }
    played.wait(200 * SLOT_PERIOD)
    expect(played.sent('SYNC').length).toBeGreaterThan(before.syncs + 10)
    const batches = played.sent('GEN').slice(before.batches)
    expect(batches.length).toBeGreaterThan(10)
    expect(batches.at(-1)!.firstSlot).toBeGreaterThan(150)
    const trains = played.commands.flatMap((command) => (command.type === 'generate' ? [command] : []))
    for (const { firstSlot, arrival, period } of trains.slice(-batches.length))
      expect([arrival, period]).toEqual([firstSlot * SLOT_PERIOD + OFFSET, SLOT_PERIOD])
    expect(played.link.status.up).toBe(true)
  })
})

describe('test rounds', () => {
  it('are measured for the link layers, not delivered, and told before the next KEEPALIVE (LNK-072, LNK-073)', () => {
    const played = asked({ testFraction: 1 }, 3)
    for (let sequence = 0; sequence < 5; sequence++) played.herald(sequence)
    expect(played.heard.delivered).toEqual([])
    expect(played.commands.filter(({ type }) => type === 'measure')).toHaveLength(5)
    const before = played.seen.length
    played.keepAlive()
    expect(played.seen.slice(before)).toEqual(['TEST_RESULTS', 'KEEPALIVE'])
    expect(played.last('TEST_RESULTS')!.rounds.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4])
  })
})

describe('the hardware', () => {
  it('is asked by commands alone: nothing else tells of a qubit than a measurement (DEV-021)', () => {
    const played = asked({}, 3)
    played.link.createDirect({ number: 1, minimumFidelity: 0.5 })
    for (let sequence = 0; sequence < 3; sequence++) played.herald(sequence)
    played.link.createDirect(measure)
    played.herald(3)
    for (const pair of played.heard.delivered) played.link.release(pair)
    played.node.restart()
    expect(played.touched).toEqual(new Set(['capabilities', 'execute', 'listen', 'watch', 'reset']))
    const types = new Set(played.commands.map(({ type }) => type))
    expect(types).toContain('measure')
    for (const type of types)
      expect(['generate', 'halt', 'measure', 'correct', 'store', 'release', 'calibrate']).toContain(type)
  })
})

describe('settlement', () => {
  it('answers a KEEPALIVE that asks, and only that (LNK-081)', () => {
    const played = new PlayedNode().open()
    played.keepAlive()
    expect(played.sent('KEEPALIVE').map(({ answer }) => answer)).toEqual([true])
    played.keepAlive({ answer: true })
    expect(played.sent('KEEPALIVE')).toHaveLength(1)
  })

  it('says that an expired pair is settled when the peer has answered (LNK-179)', () => {
    const played = asked({}, 3)
    played.herald(1)
    const { low, high } = played.last('EXPIRE')!
    played.keepAlive()
    expect(played.last('KEEPALIVE')!.expected).toBe(0)
    played.receive(played.peer, { type: 'EXPIRE_ACK', ...played.header(played.peer), low, high, expected: high })
    for (const pair of played.heard.delivered) played.link.release(pair)
    played.keepAlive()
    expect(played.last('KEEPALIVE')!.expected).toBe(2)
  })

  it('remembers a pair until the peer is past it in both numbers (LNK-069, LNK-086, LNK-091)', () => {
    for (const [expected, confirmed, remembered] of [
      [1, 0, true],
      [0, 1, true],
      [1, 1, false]
    ] as const) {
      const played = asking(2)
      played.herald(0)
      played.keepAlive({ expected, confirmed })
      played.fromPeer('EXPIRE', { low: 0, high: 1 })
      expect(played.heard.expired.map(({ sequence }) => sequence)).toEqual(remembered ? [0] : [])
      expect(played.last('EXPIRE_ACK')).toMatchObject({ epoch: 1, low: 0, high: 1 })
    }
  })

  it('tells the peer which pairs the application gave back (LNK-087)', () => {
    const played = new PlayedNode({ master: false }).open()
    played.add({ queueId: 1, kind: 0, number: 2 })
    played.herald(0)
    expect(played.link.release(played.heard.delivered[0]!)).toBe(true)
    played.keepAlive()
    expect(played.last('RELEASED')).toMatchObject({ epoch: 1, low: 0, high: 1 })
  })
})

describe('the end of an epoch', () => {
  /** Pairs 2^32 - 1 and 0 are delivered, of which the peer has settled the first and knows that this end has too. */
  function ended(): PlayedNode {
    const first = 2 ** 32 - 1
    const played = asking(3, first)
    played.herald(first)
    played.keepAlive({ expected: 0, confirmed: 0 })
    played.herald(0)
    expect(played.heard.delivered.map(({ sequence }) => sequence)).toEqual([first, 0])
    played.restartPeer()
    return played
  }

  it('voids what is not settled at both ends, and nothing else (LNK-093)', () => {
    expect(ended().heard.expired.map(({ epoch, sequence }) => [epoch, sequence])).toEqual([[1, 0]])
  })

  it('is told to the peer in the next one, as a range of the epoch that is over (LNK-094)', () => {
    const played = ended()
    expect(played.epoch).toBe(2)
    expect(played.last('EXPIRE')).toMatchObject({ epoch: 1, low: 0, high: 2 ** 31 - 1 })
  })

  it('is remembered until the peer has said its part and acknowledged this one (LNK-095)', () => {
    const range = { low: 0, high: 2 ** 31 - 1 }
    const steps = {
      heard: (played: PlayedNode) => played.fromPeer('EXPIRE', { epoch: 1, ...range }),
      acknowledged: (played: PlayedNode) => played.fromPeer('EXPIRE_ACK', { epoch: 1, ...range, expected: range.high })
    }
    for (const [names, again] of [
      [['heard'], true],
      [['acknowledged'], true],
      [['acknowledged', 'heard'], false]
    ] as const) {
      const played = ended()
      for (const name of names) steps[name](played)
      const before = played.sent('EXPIRE').filter(({ epoch }) => epoch === 1).length
      played.restartPeer()
      expect(played.epoch).toBe(3)
      expect(played.sent('EXPIRE').filter(({ epoch }) => epoch === 1).length > before).toBe(again)
    }
  })

  it('ends open requests in one ERR each (LNK-010, LNK-019)', () => {
    const played = ended()
    expect(played.heard.failed).toMatchObject([{ createId: 1, code: ErrorCode.OTHER }])
  })
})

describe('a session', () => {
  it('has an epoch of another number after this node has started anew (PHY-012, PHY-029)', () => {
    const played = new PlayedNode().open()
    expect(played.last('OPEN')!.epoch).toBe(1)
    played.node.restart()
    expect(played.last('HELLO')!.epoch).toBe(1)
    played.open()
    expect(played.last('OPEN')!.epoch).toBe(2)
  })

  it('takes no word of a former process of the peer, until nobody answers (PHY-013, PHY-028)', () => {
    const played = new PlayedNode()
    played.hello(played.peer, { incarnation: 50 })
    played.hello(played.peer, { incarnation: 60 })
    played.hello(played.peer, { incarnation: 50 })
    played.hello(STATION)
    expect(played.last('OPEN')!.peerIncarnation).toBe(60)
    played.hello(played.peer, { incarnation: 50 })
    expect(played.last('OPEN')!.peerIncarnation).toBe(60)
    played.wait(10 * PEER_DELAY)
    played.hello(played.peer, { incarnation: 50 })
    expect(played.last('OPEN')!.peerIncarnation).toBe(50)
  })
})

describe('the state of the link', () => {
  it('at the peer is told above, unless the notice is older than the last (PHY-057, PHY-058)', () => {
    const played = new PlayedNode().open()
    const tell = (serial: number, state: number) => played.fromPeer('LINK_STATE', { serial, state, validUntil: 0 })
    tell(5, State.DRIFTING)
    tell(5, State.DOWN)
    tell(4, State.OUT_OF_SPEC)
    expect(played.link.status.peer).toBe(State.DRIFTING)
    tell(6, State.READY)
    expect(played.link.status.peer).toBe(State.READY)
    expect(played.heard.life.length).toBeGreaterThanOrEqual(2)
  })
})

it('weighted fair queueing serves by the finish times that the master gives, at both ends (LNK-114)', () => {
  const scheduler = weightedFairQueueing([1, 1, 1, 1, 1, 1, 1, 3])
  const other = new PlayedNode({ master: false, scheduler }).open()
  other.add({ queueId: 1, scheduleSlot: 3, virtualFinish: 500 })
  other.add({ serial: 2, queueId: 2, scheduleSlot: 3, virtualFinish: 100 })
  expect(other.last('GEN')!.queueId).toBe(2)

  const master = asked({ scheduler }, 9)
  master.add({ serial: 2, number: 9, priority: 7 })
  const [slow, fast] = master.sent('ADD_ACK')
  expect(slow!.virtualFinish).toBeGreaterThan(fast!.virtualFinish)
  expect(master.last('GEN')!.queueId).toBe(fast!.queueId)
})

describe('a time-division schedule', () => {
  const early = { firstSlot: 0, period: 10, bins: [{ start: 2, end: 4, purpose: 0 }] }
  const later = { firstSlot: 100, period: 10, bins: [{ start: 6, end: 9, purpose: 0 }] }

  it('is handed to the peer by the master, with serials that go up (LNK-119)', () => {
    const played = new PlayedNode({ scheduler: timeDivision(early) }).open()
    played.link.proposeSchedule(later)
    played.link.proposeSchedule({ ...later, firstSlot: 200 })
    expect(played.sent('SCHEDULE')).toMatchObject([
      { serial: 1, ...later },
      { serial: 2, firstSlot: 200 }
    ])
    const other = new PlayedNode({ master: false, scheduler: timeDivision(early) }).open()
    expect(() => other.link.proposeSchedule(later)).toThrow('the other node is the master')
  })

  it('is acknowledged as often as it comes, and holds from its first slot on (LNK-115, LNK-120, LNK-121)', () => {
    const played = new PlayedNode({ master: false, scheduler: timeDivision(early) }).open()
    for (let n = 0; n < 2; n++) played.fromPeer('SCHEDULE', { serial: 1, ...later })
    expect(played.sent('SCHEDULE_ACK').map(({ serial }) => serial)).toEqual([1, 1])
    played.add({ queueId: 1 })
    expect(played.last('GEN')).toMatchObject({ firstSlot: 2, slots: 2 })
    for (let n = 0; n < 12; n++) {
      const { firstSlot, slots } = played.last('GEN')!
      expect(firstSlot < 100 ? [2, 3] : [6, 7, 8]).toContain(firstSlot % 10)
      expect(slots).toBeLessThanOrEqual(firstSlot < 100 ? 2 : 3)
      played.clock.run({ until: (firstSlot + slots) * SLOT_PERIOD })
      played.reply()
    }
    expect(played.last('GEN')!.firstSlot).toBeGreaterThan(100)
  })

  it('with an older serial, or that does not come from the master, changes nothing (LNK-122)', () => {
    const other = new PlayedNode({ master: false, scheduler: timeDivision(early) }).open()
    other.fromPeer('SCHEDULE', { serial: 2, ...early })
    other.fromPeer('SCHEDULE', { serial: 1, ...later, firstSlot: 0 })
    other.add({ queueId: 1 })
    expect(other.last('GEN')!.firstSlot).toBe(2)
    const master = new PlayedNode({ scheduler: timeDivision(early) }).open()
    master.fromPeer('SCHEDULE', { serial: 1, ...later, firstSlot: 0 })
    master.add()
    expect(master.sent('SCHEDULE_ACK')).toEqual([])
    expect([2, 3]).toContain(master.last('GEN')!.firstSlot % 10)
  })
})

it('what has no meaning in the present state changes nothing (PHY-009)', () => {
  const played = asking()
  const { frames, seen } = played
  const before = seen.length
  played.fromPeer('END_ACK', { queueId: 1 })
  played.fromPeer('ADD_ACK', { serial: 99, queueId: 5, scheduleSlot: 0, brightness: 0, virtualFinish: 0 })
  played.fromPeer('MAINTENANCE_ACK', { serial: 3 })
  played.fromPeer('EXPIRE_ACK', { low: 5, high: 6, expected: 0 })
  played.receive(STATION, { type: 'OPEN_ACK', ...played.header(STATION) })
  played.hardware({ type: 'corrected', qubit: 3, tag: 12_345 })
  expect([played.frames, seen.slice(before)]).toEqual([frames, []])
  played.herald(0)
  expect(played.heard.delivered).toMatchObject([{ sequence: 0, final: true }])
})

it('bytes that are no frame change nothing, and are counted (WIR-015)', () => {
  const played = asking()
  const { frames } = played
  played.malformed('TRUNCATED')
  expect(played.frames).toBe(frames)
  expect(played.node.ignored.get('malformed-TRUNCATED')).toBe(1)
})
