import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PostProcessingInputError } from '../errors.js'
import {
  AuthenticationKeyExhaustedError,
  type KeyLedger,
  availableBits,
  burnPad,
  closeSession,
  netBits,
  netKeyLength,
  openLedger,
  parseLedger,
  replenish,
  reservePads,
  reservedBits
} from './key-ledger.js'

const ids = fc.constantFrom('a', 'b', 'c')
const step = fc.oneof(
  fc.record({
    kind: fc.constant('reserve' as const),
    id: ids,
    verified: fc.boolean(),
    ahead: fc.constantFrom(0, 0, 7)
  }),
  fc.record({ kind: fc.constant('burn' as const), id: ids, index: fc.nat(2) }),
  fc.record({ kind: fc.constant('close' as const), id: ids, produced: fc.nat(2000) }),
  fc.record({ kind: fc.constant('replenish' as const), bits: fc.nat(600) })
)
/** What becomes of a step: the machine crashes before the ledger is stored, after it, or goes on. */
const fate = fc.constantFrom('goes on', 'goes on', 'crashes before', 'crashes after')

describe('the ledger of authentication key', () => {
  it('is conserved and gives no bit twice, through any history with crashes in it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 128, max: 3000 }),
        fc.array(fc.tuple(step, fate), { maxLength: 60 }),
        (pool, history) => {
          let stored = JSON.stringify(openLedger(pool))
          let ledger = parseLedger(JSON.parse(stored))
          const used = new Set<number>(Array.from({ length: 128 }, (_, k) => k))
          let [provisioned, produced] = [pool, 0]
          for (const [move, outcome] of history) {
            let [next, given] = [ledger, undefined as { offset: number; bits: number } | undefined]
            try {
              if (move.kind === 'reserve') {
                const pads = move.verified ? [128, 128, 64] : [128, 128]
                next = reservePads(ledger, move.id, pads, ledger.nextOffset + move.ahead)
              } else if (move.kind === 'burn') {
                const burnt = burnPad(ledger, move.id, move.index)
                ;[next, given] = [burnt.ledger, burnt]
              } else if (move.kind === 'close') next = closeSession(ledger, move.id, move.produced)
              else next = replenish(ledger, move.bits)
            } catch (error) {
              const refusal =
                error instanceof AuthenticationKeyExhaustedError || error instanceof PostProcessingInputError
              expect(refusal, String(error)).toBe(true)
              continue
            }
            if (outcome !== 'crashes before') {
              stored = JSON.stringify(next)
              if (move.kind === 'replenish') provisioned += move.bits
              if (move.kind === 'close') produced += move.produced
            }
            if (outcome === 'goes on') {
              for (let bit = given?.offset ?? 0; bit < (given?.offset ?? 0) + (given?.bits ?? 0); bit++) {
                expect(used.has(bit)).toBe(false)
                used.add(bit)
              }
            }
            ledger = outcome === 'goes on' ? next : parseLedger(JSON.parse(stored))
            expect(128 + availableBits(ledger) + reservedBits(ledger) + ledger.burntBits).toBe(provisioned)
            expect(ledger.provisionedBits).toBe(provisioned)
            expect(netBits(ledger)).toBe(produced - ledger.burntBits)
            expect(Math.max(...used)).toBeLessThan(provisioned)
          }
        }
      ),
      { numRuns: 300 }
    )
  })

  it('pays for a session with all of its pads, whatever it used of them', () => {
    let ledger = reservePads(openLedger(1024 * 8), 'first')
    const sent = burnPad(ledger, 'first', 1)
    expect([sent.offset, sent.bits]).toEqual([256, 128])
    ledger = closeSession(sent.ledger, 'first', 1917)
    expect(netBits(ledger)).toBe(netKeyLength(1917))
    expect(netKeyLength(95_884)).toBe(95_628)
    ledger = closeSession(reservePads(ledger, 'aborted'), 'aborted', 0)
    expect(netBits(ledger)).toBe(1917 - 512)
    expect(availableBits(ledger)).toBe(8192 - 128 - 512)
  })

  it('refuses a session that the pool cannot pay for', () => {
    expect(reservePads(openLedger(384), 'last').nextOffset).toBe(384)
    expect(() => reservePads(openLedger(383), 'none')).toThrow(AuthenticationKeyExhaustedError)
    expect(() => reservePads(openLedger(384), 'ahead', undefined, 129)).toThrow(
      '256 bits of authentication key are left'
    )
    expect(() => openLedger(127)).toThrow('provisionedBits is 127')
  })

  it('refuses what was used, is not open, or lies behind', () => {
    const ledger = burnPad(reservePads(openLedger(2000), 'a'), 'a', 0).ledger
    expect(() => burnPad(ledger, 'a', 0)).toThrow('index is 0; accepted: a pad that was not used')
    expect(() => burnPad(ledger, 'a', 2)).toThrow('index is 2')
    expect(() => burnPad(ledger, 'b', 0)).toThrow('id is b; accepted: an open session')
    expect(() => closeSession(ledger, 'b', 0)).toThrow('an open session')
    expect(() => reservePads(ledger, 'a')).toThrow('a session that is not open')
    expect(() => reservePads(ledger, 'b', undefined, 383)).toThrow('from is 383')
    expect(() => reservePads(ledger, 'b', [128, 0])).toThrow('padBits 1 is 0')
  })

  it('is not read from what does not add up', () => {
    const ledger = burnPad(reservePads(openLedger(2000), 'a'), 'a', 0).ledger
    const changed = (change: Partial<Record<keyof KeyLedger, unknown>>): unknown => ({ ...ledger, ...change })
    const [session] = ledger.sessions
    expect(parseLedger(ledger)).toEqual(ledger)
    for (const [change, message] of [
      [{ version: 2 }, 'version is 2'],
      [{ nextOffset: 2001 }, 'nextOffset is 2001'],
      [{ nextOffset: 300 }, 'offset is 128'],
      [{ burntBits: 0 }, 'burntBits is 0; accepted: 128'],
      [{ producedBits: -1 }, 'producedBits is -1'],
      [{ provisionedBits: '2000' }, 'provisionedBits is 2000; accepted: a number'],
      [{ sessions: {} }, 'sessions is'],
      [{ sessions: [session, session] }, 'one session of a name'],
      [{ sessions: [session, { ...session, id: 'b' }] }, 'offset is 128; accepted'],
      [{ sessions: [{ ...session, offset: 100 }] }, 'offset is 100'],
      [{ sessions: [{ ...session, burnt: [0, 0] }] }, 'each pad once'],
      [{ sessions: [{ ...session, burnt: [2] }] }, 'burnt is 2'],
      [{ sessions: [{ ...session, id: 1 }] }, 'id is 1'],
      [{ sessions: [{ ...session, padBits: 'x' }] }, 'padBits is x'],
      [{ sessions: [{ ...session, burnt: null }] }, 'burnt is null'],
      [{ sessions: [null] }, 'session is null']
    ] as const) {
      expect(() => parseLedger(changed(change)), message).toThrow(message)
    }
    expect(() => parseLedger(undefined)).toThrow(PostProcessingInputError)
  })
})
