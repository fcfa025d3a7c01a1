import {
  AuthenticationKeyExhaustedError,
  BitString,
  type KeyLedger,
  parseLedger,
  PostProcessingInputError
} from '@bellwire/post-processing'
import { describe, expect, it } from 'vitest'
import { ApplicationError } from '../errors.js'
import { LedgerPool } from './authentication-pool.js'

const key = new BitString(1024)
for (let k = 0; k < key.length; k++) key.set(k, ((k * k + 7 * k) >> 3) & 1 ? 1 : 0)

describe('an authentication pool', () => {
  it('gives each session pads of its own, the same as often as they are asked for, and stores before it answers', () => {
    const stored: KeyLedger[] = []
    const pool = new LedgerPool(key, undefined, (ledger) => stored.push(ledger))
    expect(pool.hashKey().equals(key.slice(0, 128))).toBe(true)
    pool.reserve('a', pool.nextOffset)
    pool.reserve('b', pool.nextOffset)
    expect(stored).toHaveLength(2)
    const pads = (['a', 'b'] as const).flatMap((id) => [pool.pad(id, 0), pool.pad(id, 1)])
    expect(stored).toHaveLength(6)
    pads.forEach((pad, index) => expect(pad.equals(key.slice(128 * (index + 1), 128 * (index + 2)))).toBe(true))
    expect(pool.pad('b', 1).equals(pads[3]!)).toBe(true)
    expect(stored).toHaveLength(6)
    // Another process goes on with what was stored last.
    const later = new LedgerPool(key, stored.at(-1))
    expect(later.pad('a', 0).equals(pads[0]!)).toBe(true)
    expect(later.holds('a')).toBe(true)
    later.close('a', 100)
    expect(later.holds('a')).toBe(false)
    later.close('a', 100)
    expect(later.ledger).toMatchObject({ producedBits: 100, burntBits: 512 })
  })

  it('knows the tag that was made by a pad, and takes no other, in a later process neither (KEY-275)', () => {
    const stored: KeyLedger[] = []
    const pool = new LedgerPool(key, undefined, (ledger) => stored.push(ledger))
    pool.reserve('a', pool.nextOffset)
    expect(() => pool.bind('b', new Uint8Array(16))).toThrow(PostProcessingInputError)
    const tag = Uint8Array.from({ length: 16 }, (_, k) => 7 * k)
    const other = tag.map((octet, k) => (k === 9 ? octet ^ 4 : octet))
    pool.bind('a', tag)
    pool.bind('a', tag)
    expect(() => pool.bind('a', other)).toThrow(PostProcessingInputError)
    const later = new LedgerPool(key, parseLedger(JSON.parse(JSON.stringify(stored.at(-1)))))
    later.bind('a', tag)
    expect(() => later.bind('a', other)).toThrow(PostProcessingInputError)
    expect(() => parseLedger({ ...pool.ledger, sessions: [{ ...pool.ledger.sessions[0], tag: 7 }] })).toThrow('tag')
  })

  it('has nothing for a session more than its key lasts', () => {
    const pool = new LedgerPool(key.slice(0, 128 + 300))
    pool.reserve('a', pool.nextOffset)
    expect(pool.availableBits).toBe(44)
    expect(() => pool.reserve('b', pool.nextOffset)).toThrow(AuthenticationKeyExhaustedError)
  })

  it('refuses a ledger of more key than it has', () => {
    const { ledger } = new LedgerPool(key)
    expect(() => new LedgerPool(key.slice(0, 512), ledger)).toThrow(ApplicationError)
  })
})
