import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describe as describeField, loadDefinitions, members } from '../scripts/definitions.js'
import * as codes from './codes.js'
import { decodeQkdMessage } from './decode.js'
import { encodeQkdMessage } from './encode.js'
import { LIMITS } from './limits.js'
import type { QkdMessage } from './qkd-messages.js'
import { WireError } from './wire-error.js'

const uint32 = fc.nat(LIMITS.uint32)
const bytes = (maximum: number) => fc.uint8Array({ maxLength: maximum })
const run = fc.record({
  initiator: uint32,
  circuit: uint32,
  headEpoch: uint32,
  headSequence: uint32,
  tailEpoch: uint32,
  tailSequence: uint32,
  count: fc.integer({ min: 1, max: LIMITS.qkdRounds })
})
const reason = fc.constantFrom(...Object.values(codes.QkdReason))

const message: fc.Arbitrary<QkdMessage> = fc.oneof(
  fc.record({
    type: fc.constant('PROPOSAL' as const),
    protocol: fc.constantFrom(...Object.values(codes.QkdProtocol)),
    analysis: fc.constantFrom(...Object.values(codes.QkdAnalysis)),
    rounds: fc.integer({ min: 1, max: LIMITS.qkdRounds }),
    probability: fc.integer({ min: 1, max: LIMITS.uint32 }),
    expectedChsh: fc.nat(2_828_427),
    expectedQber: fc.nat(500_000),
    epsilons: fc.array(fc.record({ mantissa: fc.integer({ min: 1, max: LIMITS.uint32 }), exponent: fc.nat(60) }), {
      maxLength: 8
    }),
    reconciliation: fc.constantFrom(...Object.values(codes.QkdReconciliation)),
    leakBudget: uint32,
    threshold: uint32,
    deviations: fc.integer({ min: 1, max: 100 }),
    minimumLength: uint32,
    poolOffset: fc.nat(LIMITS.integer),
    initiator: uint32,
    circuit: uint32,
    flips: fc.nat(2 ** 31)
  }),
  fc.record({ type: fc.constant('AGREEMENT' as const), poolOffset: fc.nat(LIMITS.integer) }),
  fc.record({ type: fc.constant('PROCEED' as const), missing: fc.nat(LIMITS.qkdRounds) }),
  fc.record({ type: fc.constant('ROUND_KIND' as const), pair: run, test: fc.boolean() }),
  fc.record({ type: fc.constant('PROGRESS' as const), beat: uint32 }),
  fc.record({ type: fc.constant('ROUNDS' as const), runs: fc.array(run) }),
  fc.record({ type: fc.constant('INPUTS' as const), settings: bytes(100), seed: bytes(16) }),
  fc.record({ type: fc.constant('OUTCOMES' as const), outcomes: bytes(100) }),
  fc.record({ type: fc.constant('QUERIES' as const), seed: bytes(16), queries: bytes(100) }),
  fc.record({ type: fc.constant('PARITIES' as const), parities: bytes(100) }),
  fc.record({ type: fc.constant('VERIFICATION' as const), point: bytes(8), tag: bytes(8) }),
  fc.record({ type: fc.constant('VERIFIED' as const), equal: fc.boolean() }),
  fc.record({
    type: fc.constant('AMPLIFICATION' as const),
    length: fc.integer({ min: 1, max: LIMITS.qkdRounds }),
    seed: bytes(100)
  }),
  fc.record({ type: fc.constant('FINISH' as const), reason, tag: bytes(16) })
)

describe('messages of key distribution', () => {
  it('come back as they were, in one form', () => {
    fc.assert(
      fc.property(message, (one) => {
        const encoded = encodeQkdMessage(one)
        const back = decodeQkdMessage(encoded)
        expect(back).toEqual(one)
        expect(encodeQkdMessage(back)).toEqual(encoded)
      }),
      { seed: 41, numRuns: 500 }
    )
  })

  it('are there, every one, in the property above', () => {
    const types = new Set(fc.sample(message, { seed: 42, numRuns: 500 }).map(({ type }) => type))
    expect([...types].sort()).toEqual(
      members(loadDefinitions(), 'QkdMessage')
        .map(({ type }) => type)
        .sort()
    )
  })

  it('are refused by a WireError, whatever the bytes', () => {
    const mutated = fc.tuple(message, fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 5 }))
    fc.assert(
      fc.property(mutated, ([one, changes]) => {
        const encoded = encodeQkdMessage(one)
        for (const [place, byte] of changes) if (place < encoded.length) encoded[place] = byte
        try {
          encodeQkdMessage(decodeQkdMessage(encoded))
        } catch (error) {
          expect(error).toBeInstanceOf(WireError)
        }
      }),
      { seed: 43, numRuns: 1000 }
    )
    expect(() => decodeQkdMessage(new Uint8Array(0))).toThrow(WireError)
    expect(() => decodeQkdMessage(new Uint8Array(LIMITS.qkdBytes + 1))).toThrow(/up to 16777216 bytes/)
  })

  it('refuse what is out of its range when they are sent', () => {
    const finish = { type: 'FINISH', reason: 0, tag: new Uint8Array(16) } as const
    expect(() => encodeQkdMessage({ ...finish, reason: 99 })).toThrow(/reason/)
    expect(() => encodeQkdMessage({ ...finish, tag: new Uint8Array(17) })).toThrow(/up to 16 bytes/)
    expect(() => encodeQkdMessage({ type: 'NONSENSE' } as never)).toThrow(WireError)
  })

  it('say in a proposal whether there is noise, so that who does not know it refuses (WIR-021)', () => {
    const decimals = [{ mantissa: 1, exponent: 10 }]
    const plain = {
      type: 'PROPOSAL',
      protocol: 1,
      analysis: 2,
      rounds: 1000,
      probability: 2 ** 29,
      expectedChsh: 2_700_000,
      expectedQber: 20_000,
      epsilons: decimals,
      reconciliation: 2,
      leakBudget: 300,
      threshold: 0,
      deviations: 6,
      minimumLength: 257,
      poolOffset: 128,
      initiator: 0,
      circuit: 3,
      flips: 0
    } as const
    const without = Buffer.from(encodeQkdMessage(plain))
    const noisy = Buffer.from(encodeQkdMessage({ ...plain, flips: 2 ** 31 }))
    // The field 1000, of integers: c0 3e; 2^31 in groups of seven bits.
    expect(noisy.subarray(2).toString('hex')).toBe(`${without.subarray(2).toString('hex')}c03e8080808008`)
    expect(noisy[1]! - without[1]!).toBe(7)
    expect(decodeQkdMessage(noisy)).toEqual({ ...plain, flips: 2 ** 31 })
    expect(() => encodeQkdMessage({ ...plain, flips: 2 ** 31 + 1 })).toThrow(/flips/)
    // To who does not know it, it is as a field that nobody knows yet.
    noisy[noisy.length - 7] = 0xc8
    expect(() => decodeQkdMessage(noisy)).toThrow(expect.objectContaining({ code: 'UNKNOWN_CRITICAL_FIELD' }))
  })

  it('have room for what the largest session says', () => {
    const definitions = loadDefinitions()
    const limit = (name: string, field: string): number => {
      const { fields } = definitions.lookupType(`bellwire.v1.${name}`)
      const { kind, maximum, maximumCount } = describeField(fields[field]!)
      return kind === 'message' ? maximumCount : maximum
    }
    const rounds = LIMITS.qkdRounds
    expect(limit('QkdProposal', 'rounds')).toBe(rounds)
    expect(limit('QkdPairRun', 'count')).toBe(rounds)
    expect(limit('QkdRounds', 'runs')).toBe(LIMITS.qkdRuns)
    expect(limit('QkdInputs', 'settings')).toBe((2 * rounds) / 8)
    expect(limit('QkdOutcomes', 'outcomes')).toBe(rounds / 8)
    expect(limit('QkdParities', 'parities')).toBe(rounds / 8)
    // A Toeplitz seed has fewer bits than the key and what comes of it.
    expect(limit('QkdAmplification', 'seed')).toBe((2 * rounds) / 8)
  })

  it.each([
    ['QkdProtocol', codes.QkdProtocol, codes.QKD_PROTOCOL_NAMES],
    ['QkdAnalysis', codes.QkdAnalysis, codes.QKD_ANALYSIS_NAMES],
    ['QkdReconciliation', codes.QkdReconciliation, codes.QKD_RECONCILIATION_NAMES],
    ['QkdReason', codes.QkdReason, codes.QKD_REASON_NAMES]
  ] as [string, Record<string, number>, Record<number, string>][])('agree on %s', (name, values, names) => {
    const defined = loadDefinitions().lookupEnum(`bellwire.v1.${name}`).values
    const prefix = `${name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_`
    expect(Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]))).toEqual(defined)
    for (const [key, value] of Object.entries(values)) expect(names[value]).toBe(key)
  })
})
