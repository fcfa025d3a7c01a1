import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AuthenticationPool, LedgerPool } from '@bellwire/application-layer'
import { AuthenticationKeyExhaustedError, availableBits, BitString, reservedBits } from '@bellwire/post-processing'
import { afterEach, describe, expect, it } from 'vitest'
import { FragileDisk, Killed } from '../../test/fragile.js'
import { DurablePool } from './durable-pool.js'
import { loadDurablePool } from './load-pool.js'

const OCTETS = 16 + 3 * 32
const first = Uint8Array.from({ length: OCTETS }, (_, index) => (31 * index + 7) & 0xff)
const more = Uint8Array.from({ length: 40 }, (_, index) => (77 * index + 3) & 0xff)

/** Conservation: all that was ever put in is the hash key, to be had, held by a session, or gone. */
function expectConserved({ ledger }: LedgerPool, provisioned: number): void {
  expect(ledger.provisionedBits).toBe(provisioned)
  expect(128 + availableBits(ledger) + reservedBits(ledger) + ledger.burntBits).toBe(provisioned)
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

describe('a durable pool', () => {
  it('gives the pads that a pool in memory gives, across restarts, and those of a refill after them (KEY-063, KEY-064)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bellwire-pool-'))
    folders.push(folder)
    const oracle = new LedgerPool(BitString.fromBytes(Uint8Array.from([...first, ...more])))
    expect(() => DurablePool.open(folder)).toThrow('POOL_EMPTY')
    let pool = (await loadDurablePool()).open(folder, first)
    const again = async () => {
      await pool.end()
      pool = (await loadDurablePool()).open(folder)
    }
    const both = <T>(use: (one: AuthenticationPool) => T): [T, T] => [use(pool), use(oracle)]
    for (const id of ['a', 'b', 'c', 'd']) {
      if (id === 'd') {
        expect(() => pool.reserve('d', pool.nextOffset)).toThrow(AuthenticationKeyExhaustedError)
        expect(pool.refill('key 1', more)).toBe(true)
        expect(pool.refill('key 1', more)).toBe(false)
        expectConserved(pool, 8 * (OCTETS + more.length))
        await again()
        expect(pool.refill('key 1', more)).toBe(false)
      }
      both((one) => one.reserve(id, one.nextOffset))
      await again()
      const [pad, expected] = both((one) => one.pad(id, 1))
      expect(pad.equals(expected)).toBe(true)
      await again()
      expect(pool.pad(id, 1).equals(expected)).toBe(true)
      const [hashKey, same] = both((one) => one.hashKey())
      expect(hashKey.equals(same)).toBe(true)
      if (id !== 'b') both((one) => one.close(id, 1000))
    }
    expectConserved(pool, 8 * (OCTETS + more.length))
    // The files: what lies before the pads of the session that is open is gone, but for the hash key.
    const octets = () =>
      readdirSync(join(folder, 'key')).flatMap((name) => [...readFileSync(join(folder, 'key', name))])
    expect(octets().slice(0, 16)).toEqual([...first.subarray(0, 16)])
    expect(octets().slice(16, 48)).toEqual(new Array(32).fill(0))
    expect(octets().slice(48, 80)).toEqual([...first.subarray(48, 80)])
    pool.close('b', 0)
    expect(octets().slice(16, OCTETS + 32)).toEqual(new Array(96 + 32).fill(0))
    expect(octets().slice(OCTETS + 32)).toEqual([...more.subarray(32)])
    expect(pool.ledger).toMatchObject({ producedBits: 3000, burntBits: 4 * 256, sessions: [] })
    await pool.end()
  })

  it('gives no bit to two sessions and is refilled once, wherever its process dies (KEY-063, KEY-064)', () => {
    let deaths = 0
    for (let died = true; died; deaths += died ? 1 : 0) {
      const disk = new FragileDisk()
      disk.dies = deaths + 1
      const opened = () => DurablePool.of(disk.shelf, disk.vault, first)
      const given = new Map<string, string>()
      /** What the node does; done again from its start in a new process, as a session that is resumed does. */
      const play = () => {
        const pool = opened()
        for (const id of ['a', 'b']) {
          // A session that has ended is not begun again: its pads are burnt, and nextOffset tells.
          if (pool.nextOffset >= 128 + 256 * (id === 'a' ? 1 : 2) && !pool.holds(id)) continue
          if (!pool.holds(id)) pool.reserve(id, pool.nextOffset)
          for (const index of [0, 1] as const) {
            const pad = pool.pad(id, index)
            const text = [...pad.bytes].join()
            expect(given.get(`${id}${index}`) ?? text).toBe(text)
            given.set(`${id}${index}`, text)
          }
          pool.close(id, 500)
          pool.refill(`key of ${id}`, more.subarray(0, 32))
        }
      }
      try {
        play()
      } catch (error) {
        if (!(error instanceof Killed)) throw error
      }
      died = disk.calm()
      play()
      const pool = opened()
      for (const id of ['a', 'b']) pool.refill(`key of ${id}`, more.subarray(0, 32))
      expect(new Set(given.values()).size).toBe(4)
      expectConserved(pool, 8 * OCTETS + 2 * 256)
      expect(pool.ledger.producedBits).toBe(1000)
      expect([...disk.vault.read('piece-000000000000', 16, 64)]).toEqual(new Array(64).fill(0))
      pool.reserve('c', pool.nextOffset)
      pool.reserve('d', pool.nextOffset)
      expect([...pool.pad('d', 0).bytes]).toEqual([...more.subarray(0, 16)])
    }
    expect(deaths).toBeGreaterThan(20)
  })
})
