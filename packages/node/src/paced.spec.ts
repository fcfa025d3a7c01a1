import { ErrorCode, HeraldError } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { PlayedNode, SLOT_PERIOD } from '../test/played-node.js'

const paced = { number: 100, minimumFidelity: 0.5, paced: true } as const
const more = (number: number, scheduleSlot = 3) => ({ queueId: 1, number, scheduleSlot, virtualFinish: 0 })
const attempts = (played: PlayedNode): number => played.sent('GEN').filter(({ slots }) => slots > 0).length

/** A node that is not the master, with a paced request of its own in the queue. */
function asking(calls: readonly number[] = []) {
  const played = new PlayedNode({ master: false }).open()
  const { createId } = played.link.createDirect(paced)
  for (const number of calls) played.link.more(createId, number)
  played.fromPeer('ADD_ACK', { serial: 1, queueId: 1, scheduleSlot: 3, brightness: 65_535, virtualFinish: 0 })
  return { played, createId, more: (number: number) => played.link.more(createId, number) }
}

/** A master with a paced request of the peer in the queue. */
function asked(number = 100): PlayedNode {
  const played = new PlayedNode().open()
  played.add({ number, paced: true })
  return played
}

describe('a paced request of the peer', () => {
  it('is served as far as it is called for, and no further (LNK-130)', () => {
    const played = asked()
    played.wait(10 * SLOT_PERIOD)
    expect(attempts(played)).toBe(0)
    played.fromPeer('MORE', more(2))
    played.herald(0)
    played.herald(1)
    const made = attempts(played)
    played.wait(10 * SLOT_PERIOD)
    expect(attempts(played)).toBe(made)
    expect(played.heard.delivered).toHaveLength(2)
    played.fromPeer('MORE', more(3))
    expect(attempts(played)).toBe(made + 1)
    expect(played.sent('END')).toEqual([])
  })

  it('is served from the slot on that MORE states (LNK-132)', () => {
    const played = asked()
    played.fromPeer('MORE', more(1, 40))
    expect(played.last('GEN')).toMatchObject({ queueId: 1, firstSlot: 40 })
  })

  it('is served without a break where more is called for in time (LNK-132)', () => {
    const played = asked()
    played.fromPeer('MORE', more(1, 3))
    played.fromPeer('MORE', more(2, 90))
    expect(played.last('GEN')).toMatchObject({ firstSlot: 3 })
    played.herald(0)
    expect(played.last('GEN')).toMatchObject({ firstSlot: 90 })
  })

  it('goes behind what came before it is called for again (LNK-138)', () => {
    const played = asked()
    played.fromPeer('MORE', more(1, 3))
    played.herald(0)
    played.add({ serial: 2, number: 1, scheduleSlot: 10 })
    expect(played.last('GEN')).toMatchObject({ queueId: 2 })
    played.fromPeer('MORE', more(2, 90))
    played.wait(200 * SLOT_PERIOD)
    expect(played.last('GEN')).toMatchObject({ queueId: 2 })
    played.fromPeer('MORE', more(3, 1))
    expect(played.last('GEN')).toMatchObject({ queueId: 1 })
  })

  it('is served again for a pair that has expired (LNK-051, LNK-130)', () => {
    const played = asked()
    played.fromPeer('MORE', more(1))
    played.herald(0)
    const made = attempts(played)
    played.fromPeer('EXPIRE', { low: 0, high: 1 })
    expect(attempts(played)).toBe(made + 1)
  })

  it('is complete with as many pairs as were asked (LNK-052)', () => {
    const played = asked(2)
    played.fromPeer('MORE', more(2))
    played.herald(0)
    played.herald(1)
    expect(played.last('END')).toMatchObject({ queueId: 1, reason: ErrorCode.UNSPECIFIED })
  })

  it('has the peer asked for a sign of life where it waits for a pair of which nothing is known (LNK-137)', () => {
    const played = asked()
    const asks = () => played.sent('KEEPALIVE').filter(({ answer }) => !answer).length
    const reminder = { outcome: 0, error: HeraldError.NO_MESSAGE_OTHER, queueId: 0, sequence: 0 }
    played.reply({ ...reminder, peerQueueId: 1 })
    expect(asks()).toBe(1)
    for (const other of [new PlayedNode().open(), asking().played]) {
      const before = other.sent('KEEPALIVE').length
      other.reply({ ...reminder, peerQueueId: 1 })
      expect(other.sent('KEEPALIVE')).toHaveLength(before)
    }
  })

  it('is refused where its pairs are wanted together (LNK-135)', () => {
    const played = new PlayedNode().open()
    played.add({ paced: true, consecutive: false })
    expect(played.last('ADD_REJ')).toMatchObject({ serial: 1, reason: ErrorCode.CREATE })
  })

  it('is not changed by a MORE that is late, repeated, too great or about something else (LNK-133)', () => {
    const played = asked(5)
    played.fromPeer('MORE', more(2, 3))
    const made = attempts(played)
    for (const frame of [more(1, 50), more(2, 50), more(6, 50), { ...more(4, 50), queueId: 7 }])
      played.fromPeer('MORE', frame)
    expect(attempts(played)).toBe(made)
    played.herald(0)
    played.herald(1)
    expect(played.last('GEN')!.firstSlot).toBeLessThan(50)
    const unpaced = new PlayedNode().open()
    unpaced.add({ number: 1 })
    unpaced.fromPeer('MORE', more(1, 50))
    expect(unpaced.last('GEN')!.firstSlot).toBeLessThan(50)
  })

  it('takes no MORE but its originator’s (LNK-133)', () => {
    const { played } = asking()
    played.fromPeer('MORE', more(1))
    expect(attempts(played)).toBe(0)
  })
})

describe('a paced request of this node', () => {
  it('has the peer told with MORE what is called for, in all (LNK-131)', () => {
    const { played, more } = asking()
    expect(played.sent('MORE')).toEqual([])
    more(2)
    more(1)
    expect(played.sent('MORE')).toMatchObject([
      { queueId: 1, number: 2 },
      { queueId: 1, number: 3 }
    ])
    more(1000)
    expect(played.last('MORE')).toMatchObject({ number: 100 })
    expect(() => more(0)).toThrow(/number/)
  })

  it('has what was called for before it was in the queue told then (LNK-131)', () => {
    const { played } = asking([2, 3])
    expect(played.sent('MORE')).toMatchObject([{ queueId: 1, number: 5 }])
  })

  it('begins when the peer knows of it (LNK-132)', () => {
    const { played, more } = asking()
    more(1)
    const { scheduleSlot } = played.last('MORE')!
    expect(scheduleSlot * SLOT_PERIOD).toBeGreaterThanOrEqual(played.clock.now() + 20_000)
    expect(played.last('GEN')!.firstSlot).toBeGreaterThanOrEqual(scheduleSlot)
  })

  it('has MORE repeated, unchanged, where the peer does not come (LNK-134)', () => {
    const { played, more } = asking()
    more(1)
    const first = played.last('MORE')
    for (const error of [HeraldError.NO_MESSAGE_OTHER, HeraldError.QUEUE_MISMATCH]) {
      const before = played.sent('MORE').length
      played.reply({ error })
      expect(played.sent('MORE')).toHaveLength(before + 1)
      expect(played.last('MORE')).toEqual(first)
    }
    const before = played.sent('MORE').length
    played.wait(200 * SLOT_PERIOD)
    expect(played.sent('MORE').length).toBeGreaterThan(before)
    expect(played.last('MORE')).toEqual(first)
  })

  it('has MORE repeated, unchanged, where the peer asks for a sign of life, as long as pairs are wanted (LNK-136)', () => {
    const { played, more } = asking()
    const asks = { answer: false, expected: 0, freeQubits: 1, confirmed: 0 }
    played.fromPeer('KEEPALIVE', asks)
    expect(played.sent('MORE')).toEqual([])
    more(1)
    const first = played.last('MORE')
    played.fromPeer('KEEPALIVE', asks)
    expect(played.sent('MORE')).toEqual([first, first])
    played.herald(0)
    played.fromPeer('KEEPALIVE', asks)
    expect(played.sent('MORE')).toHaveLength(2)
  })

  it('that is not paced, or is over, takes no call', () => {
    const played = new PlayedNode({ master: false }).open()
    const { createId } = played.link.createDirect({ number: 3, minimumFidelity: 0.5 })
    played.fromPeer('ADD_ACK', { serial: 1, queueId: 1, scheduleSlot: 3, brightness: 65_535, virtualFinish: 0 })
    played.link.more(createId, 1)
    played.link.more(77, 1)
    expect(played.sent('MORE')).toEqual([])
  })
})
