import { describe, expect, it } from 'vitest'
import { randomBits, seededUniform, withErrors } from '../test/random-bits.js'
import {
  AuthenticationKeyExhaustedError,
  availableBits,
  type BitString,
  burnPad,
  CascadeCorrector,
  CascadeResponder,
  closeSession,
  decodeQueries,
  distilKeys,
  encodeQueries,
  LdpcReconciliation,
  openLedger,
  PostProcessingInputError,
  type ReconciliationMethod,
  reservePads,
  TranscriptAuthenticator
} from './index.js'

const uniform = seededUniform(75)
const bits = (length: number): BitString => randomBits(length, uniform)

const cascade: ReconciliationMethod = { kind: 'cascade', variant: 'option7', expectedErrorRate: 0.03 }

describe('distillation as chapter 9 of the specification has it', () => {
  it('draws every seed after what it is for, and counts every bit that tells of the key (KEY-201, KEY-205)', () => {
    const alice = bits(2000)
    const bob = withErrors(alice, 0.02, uniform)
    const events: string[] = []
    const result = distilKeys({
      alice,
      bob,
      method: cascade,
      draw: (length) => {
        events.push(`drawn ${length}`)
        return bits(length)
      },
      keyLength: (leak) => {
        events.push('length')
        expect(leak.total).toBe(leak.of('parity') + leak.of('syndrome') + leak.of('tag') + leak.of('success-flag'))
        return 100
      }
    })
    expect(events).toEqual(['drawn 128', 'drawn 64', 'length', 'drawn 2099'])
    const corrector = new CascadeCorrector(bob, { variant: 'option7', expectedErrorRate: 0.03, seed: bits(128) })
    const responder = new CascadeResponder(alice, { seed: bits(128), passes: 14 })
    expect([corrector.leakedBits, responder.leakedBits]).toEqual([0, 0])
    expect(result.leak.toJSON()).toMatchObject({ syndrome: 0, tag: 64, 'success-flag': 1 })
    expect(result.leak.of('parity')).toBeGreaterThan(200)
  })

  it('neither asks for, nor gives, nor sends more than was declared (KEY-206)', () => {
    const alice = bits(2000)
    const bob = withErrors(alice, 0.02, uniform)
    const seed = bits(128)
    const corrector = new CascadeCorrector(bob, { variant: 'option7', expectedErrorRate: 0.03, seed, budget: 100 })
    const strict = new CascadeResponder(alice, { seed, passes: 14, budget: 30 })
    const first = corrector.nextQueries()
    if (first === undefined) throw new Error('nothing is asked')
    // Thirty-two blocks, and then the halves of those that are odd.
    expect(first.starts.length).toBe(32)
    expect(strict.answer(first)).toBeUndefined()
    expect(strict.leakedBits).toBe(0)
    const free = new CascadeResponder(alice, { seed, passes: 14 })
    for (let queries = corrector.nextQueries(); queries !== undefined; queries = corrector.nextQueries()) {
      corrector.answer(free.answer(queries) as BitString)
    }
    expect(corrector.outcome).toBe('budget')
    expect(corrector.leakedBits).toBeLessThanOrEqual(100)
    expect(free.leakedBits).toBe(corrector.leakedBits)
    const code = new LdpcReconciliation({ length: 2000, syndromeLength: 500, seed: 1 })
    expect(code.syndrome(alice).length).toBe(code.leak)
    const method = { kind: 'ldpc', syndromeLength: 500, errors: 0.02 } as const
    const refused = distilKeys({ alice, bob, method, budget: 499, draw: bits, keyLength: () => 1 })
    expect(refused).toMatchObject({ outcome: 'failed', reason: 'budget' })
    expect(refused.leak.total).toBe(0)
  })

  it('refuses queries that no corrector makes (KEY-216)', () => {
    const good = encodeQueries({ pass: 2, starts: Int32Array.of(0, 8), ends: Int32Array.of(4, 16) })
    expect([...good]).toEqual([2, 0, 4, 4, 8])
    expect(decodeQueries(good, 16, 2).starts.length).toBe(2)
    const wrong: [readonly number[], number, number][] = [
      [[2, 0, 4, 4, 8], 16, 1],
      [[0, 0, 4], 16, 2],
      [[2, 0, 4, 4, 8], 15, 2],
      [[2, 0, 0], 16, 2],
      [[2, 0], 16, 2],
      [[2, 0x80, 0x00, 4], 16, 2],
      [[], 16, 2]
    ]
    for (const [bytes, length, passes] of wrong) {
      expect(() => decodeQueries(Uint8Array.from(bytes), length, passes)).toThrow(PostProcessingInputError)
    }
  })

  it('gives no key where the keys differ, nor takes a transcript that is another (KEY-231, KEY-241)', () => {
    const alice = bits(1000)
    // Two passes of blocks as long as the key cannot find errors in pairs.
    const bob = alice.clone()
    for (const k of [1, 2]) bob.flip(k)
    const method = { kind: 'cascade', variant: 'original', expectedErrorRate: 0.0001 } as const
    const result = distilKeys({ alice, bob, method, draw: bits, keyLength: () => 10 })
    expect(result).toMatchObject({ outcome: 'failed', reason: 'verification' })
    expect(result).not.toHaveProperty('alice')
    const [hashKey, pad, message] = [bits(128), bits(128), bits(400).bytes]
    const tag = new TranscriptAuthenticator(hashKey).tag(pad)
    const other = new TranscriptAuthenticator(hashKey)
    expect(other.verify(tag, pad)).toBe(true)
    other.absorb(message)
    expect(other.verify(tag, pad)).toBe(false)
  })
})

describe('the account of the authentication key', () => {
  it('reserves first, and starts nothing that it cannot pay (KEY-245)', () => {
    const ledger = openLedger(128 + 300)
    expect(() => burnPad(ledger, 'a', 0)).toThrow('id is a; accepted: an open session')
    const reserved = reservePads(ledger, 'a')
    expect(availableBits(reserved)).toBe(44)
    expect(() => reservePads(reserved, 'b')).toThrow(AuthenticationKeyExhaustedError)
  })

  it('gives every bit out once, and none back (KEY-246, KEY-247)', () => {
    const reserved = reservePads(openLedger(2000), 'a')
    const first = burnPad(reserved, 'a', 0)
    const second = burnPad(first.ledger, 'a', 1)
    expect([first.offset, first.bits, second.offset]).toEqual([128, 128, 256])
    expect(() => burnPad(second.ledger, 'a', 0)).toThrow('index is 0; accepted: a pad that was not used')
    for (const produced of [0, 5000]) {
      const closed = closeSession(first.ledger, 'a', produced)
      expect(closed.nextOffset).toBe(384)
      expect(closed.burntBits).toBe(256)
      expect(reservePads(closed, 'a').sessions[0]?.offset).toBe(384)
    }
  })

  it('begins at the greater of two offsets (KEY-248)', () => {
    const [behind, ahead] = [openLedger(2000), closeSession(reservePads(openLedger(2000), 'a'), 'a', 0)]
    const from = Math.max(behind.nextOffset, ahead.nextOffset)
    const [one, other] = [behind, ahead].map((ledger) => reservePads(ledger, 'b', [128, 128], from))
    expect(one?.sessions).toEqual(other?.sessions)
    expect(one?.burntBits).toBe(256)
    expect(() => reservePads(ahead, 'b', [128], behind.nextOffset)).toThrow(
      'from is 128; accepted: an integer from 384'
    )
  })
})
