import { AuthenticationKeyExhaustedError, BitString, type KeyLedger } from '@bellwire/post-processing'
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
