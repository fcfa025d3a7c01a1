import { BitString, TranscriptAuthenticator } from '@bellwire/post-processing'
import { decodeQkdMessage, encodeQkdMessage, type QkdMessage, QkdReason } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { NODES, TwoEnds } from '../../test/two-ends.js'
import { Pieces } from './pieces.js'
import { proposalOf, type QkdWish } from './wish.js'

const wish: QkdWish = {
  analysis: 'complementarity-azuma',
  rounds: 3000,
  probability: 0.4,
  expectedQber: 0.01,
  epsilons: [0.9],
  minimumLength: 1
}
const strategy = (random: TwoEnds['random']) => wernerPairs(0.98, random.stream('pairs'))

describe('pads', () => {
  it('of two nodes that are made to answer one proposal each, from one offset, are not the same (APP-033)', () => {
    const ends = new TwoEnds({ seed: 1, strategy, bothAnswer: true })
    const proposal = encodeQkdMessage(proposalOf(wish, { poolOffset: 128, initiator: 0, circuit: 3 }))
    const pads = ([0, 1] as const).map((end) => {
      const said: Uint8Array[] = []
      ends.tamper = (_from, body) => {
        said.push(body.slice(1))
        return body
      }
      // No question follows a proposal like that: the node ends the session, with a tag.
      const nonsense = encodeQkdMessage({ type: 'VERIFICATION', point: new Uint8Array(8), tag: new Uint8Array(8) })
      const asked = [proposal, nonsense]
      asked.forEach((message, step) => {
        const body = new Pieces(message).next()
        ends.inject(end, { type: 'ASK', dialogue: 1000 + end, purpose: 9, step, body })
        ends.clock.run({ until: ends.clock.now() + 1_000_000 })
      })
      const [agreement = new Uint8Array(0), last = new Uint8Array(0)] = said
      const finish = decodeQkdMessage(last) as Extract<QkdMessage, { type: 'FINISH' }>
      expect(decodeQkdMessage(agreement)).toEqual({ type: 'AGREEMENT', poolOffset: 128 })
      expect(finish).toMatchObject({ type: 'FINISH', reason: QkdReason.MESSAGE })
      const hashed = new TranscriptAuthenticator(ends.pools[end].hashKey())
      const untagged = encodeQkdMessage({ ...finish, tag: new Uint8Array(0) })
      for (const message of [proposal, agreement, nonsense, untagged]) hashed.absorb(message)
      const hash = hashed.tag(new BitString(128)).bytes
      return Buffer.from(finish.tag.map((octet, k) => octet ^ (hash[k] as number))).toString('hex')
    })
    expect(pads[0]).not.toBe(pads[1])
    // The first 128 bits after the hash key are those of the node with the lower number.
    expect(NODES[0]).toBeLessThan(NODES[1])
    const key = [0, 1].map((place) => ends.keyBits(128 * (place + 1), 128 * (place + 2)))
    expect(pads).toEqual(key.map((bits) => Buffer.from(bits.bytes).toString('hex')))
  })

  it.each([128, 256 + 1, 2048 - 128])('do not begin between those of two sessions, %i bits on (KEY-278)', (bits) => {
    for (const type of ['PROPOSAL', 'AGREEMENT'] as const) {
      const ends = new TwoEnds({ seed: 1, strategy })
      ends.tamper = (_from, body) => {
        const message = body[0] === 0 ? decodeQkdMessage(body.subarray(1)) : undefined
        if (message?.type !== type) return body
        return new Pieces(encodeQkdMessage({ ...message, poolOffset: message.poolOffset + bits })).next()
      }
      ends.open(wish)
      ends.run(1)
      expect(ends.endings[0].map(({ reason }) => reason)).toEqual([QkdReason.POOL])
      expect(ends.pools[type === 'PROPOSAL' ? 1 : 0].nextOffset).toBe(128)
      expect(ends.released).toEqual([[], []])
    }
  })

  it('are not given out again by another account of the same key (KEY-276)', () => {
    const ends = new TwoEnds({ seed: 1, strategy, bothAnswer: true })
    const inAll = ends.pools.map(() => 0)
    for (const end of [0, 1, 1] as const) {
      ends.anew()
      ends.openAnother(wish, end)
      ends.run(0.1)
      ends.pools.forEach(({ ledger }, at) => (inAll[at]! += ledger.burntBits))
    }
    // The first session has the first bits; the others have none, whoever asks for them.
    expect(ends.endings.map((list) => list[0]!.reason)).toEqual([QkdReason.NONE, QkdReason.NONE])
    expect(ends.endings.flatMap((list) => list.slice(1)).map(({ reason }) => reason)).toEqual([
      QkdReason.POOL,
      QkdReason.POOL
    ])
    expect(inAll).toEqual([256, 256])
  })

  it('make no tag of anything else than what they have made one of, whoever asks for it (APP-147, KEY-275)', () => {
    const ends = new TwoEnds({ seed: 1, strategy })
    const session = ends.open(wish)
    ends.clock.run({ while: () => !ends.phases[0].includes('rounds') })
    // As if a process had told the end, and its journal had been lost with it.
    ends.pools[0].bind(session.id, new Uint8Array(16).fill(1))
    const tags: string[] = []
    ends.tamper = (from, body) => {
      const message = body[0] === 0 ? decodeQkdMessage(body.subarray(1)) : undefined
      if (from === NODES[0] && message?.type === 'FINISH') tags.push(Buffer.from(message.tag).toString('hex'))
      return body
    }
    session.stop()
    ends.run(1)
    expect(tags).toEqual([''])
    expect(ends.endings.map((list) => list.map(({ reason }) => reason))).toEqual([
      [QkdReason.STOPPED],
      [QkdReason.AUTHENTICATION]
    ])
    expect(ends.released).toEqual([[], []])
  })
})
