import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { makeVectors } from '../scripts/write-vectors.js'
import { toeplitzDirect } from './amplification/toeplitz-direct.js'
import { toeplitzFourier } from './amplification/toeplitz-fourier.js'
import {
  BitString,
  CascadeCorrector,
  CascadeResponder,
  type CascadeVariant,
  cascadePlan,
  decodeQueries,
  encodeQueries,
  LdpcReconciliation,
  passOrder,
  toeplitzHash,
  TranscriptAuthenticator,
  verificationTag,
  verifyKey
} from './index.js'
import { ldpcCode } from './ldpc/code.js'

type Vectors = ReturnType<typeof makeVectors>

const file = new URL('../../../spec/vectors/key-distillation.json', import.meta.url)
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))
const bitsOf = (hex: string, length = 4 * hex.length): BitString => BitString.fromBytes(bytesOf(hex), length)
const hexOf = (bits: BitString): string => Buffer.from(bits.bytes).toString('hex')

describe('the vectors of key distillation', () => {
  it('are what their script computes, in exact integers and bit by bit', () => {
    expect(makeVectors()).toEqual(vectors)
  })

  it.each(vectors.verification)('verification of $length bits (KEY-200, KEY-230)', (vector) => {
    const key = bitsOf(vector.key, vector.length)
    const point = bitsOf(vector.point)
    // Bits past the last are zeros, and so the bytes are those of the vector.
    expect(hexOf(key)).toBe(vector.key)
    expect(hexOf(verificationTag(key, point))).toBe(vector.tag)
    expect(verifyKey(key, point, bitsOf(vector.tag))).toBe(true)
    expect(verifyKey(key, point, bitsOf(vector.tag).slice(0, 63))).toBe(false)
  })

  it.each(vectors.authentication)('authentication of $messages.length messages (KEY-240)', (vector) => {
    const authenticator = new TranscriptAuthenticator(bitsOf(vector.hashKey))
    for (const message of vector.messages) authenticator.absorb(bytesOf(message))
    expect(hexOf(authenticator.tag(bitsOf(vector.pad)))).toBe(vector.tag)
    expect(authenticator.verify(bitsOf(vector.tag), bitsOf(vector.pad))).toBe(true)
  })

  it.each(vectors.amplification)('amplification of $keyLength bits to $length (KEY-235)', (vector) => {
    const key = bitsOf(vector.key, vector.keyLength)
    const seed = bitsOf(vector.seed, vector.keyLength + vector.length - 1)
    for (const hash of [toeplitzHash, toeplitzDirect, toeplitzFourier]) {
      expect(hexOf(hash(key, seed, vector.length))).toBe(vector.output)
    }
  })

  it.each(vectors.shuffles)('the order of pass $pass of $length bits (KEY-210)', ({ seed, pass, length, order }) => {
    expect([...passOrder(bitsOf(seed), pass, length)]).toEqual(order)
  })

  it.each(vectors.cascade.runs)('Cascade, $variant (KEY-211, KEY-212, KEY-213, KEY-214, KEY-215, KEY-217)', (run) => {
    const { alice, bob, length, seed } = vectors.cascade
    const variant = run.variant as CascadeVariant
    const plan = cascadePlan(variant, length, run.expectedErrorRate)
    expect(plan.blockSizes).toEqual(run.blockSizes)
    const parameters = { seed: bitsOf(seed), budget: 1000 }
    const corrector = new CascadeCorrector(bitsOf(bob), {
      variant,
      expectedErrorRate: run.expectedErrorRate,
      ...parameters
    })
    const responder = new CascadeResponder(bitsOf(alice), { passes: plan.blockSizes.length, ...parameters })
    let leaked = 0
    for (const message of run.messages) {
      const queries = corrector.nextQueries()
      if (queries === undefined) throw new Error('nothing is asked')
      expect(queries.pass).toBe(message.pass)
      expect([...queries.starts].map((start, k) => [start, queries.ends[k]])).toEqual(message.ranges)
      expect(Buffer.from(encodeQueries(queries)).toString('hex')).toBe(message.queries)
      expect(decodeQueries(bytesOf(message.queries), length, plan.blockSizes.length)).toEqual(queries)
      const answer = responder.answer(queries) as BitString
      expect(hexOf(answer)).toBe(message.parities)
      corrector.answer(answer)
      leaked += message.ranges.length
    }
    expect(corrector.nextQueries()).toBeUndefined()
    expect(corrector.outcome).toBe('reconciled')
    expect(hexOf(corrector.correctedKey())).toBe(run.corrected)
    expect([corrector.leakedBits, responder.leakedBits]).toEqual([leaked, leaked])
  })

  it.each(vectors.codes)('the code and the syndrome of $length bits (KEY-220, KEY-221, KEY-222, KEY-223)', (vector) => {
    const { length, syndromeLength, seed } = vector
    const code = ldpcCode(length, syndromeLength, seed)
    const rows = Array.from({ length: code.rows }, (_, r) => [
      ...code.columnOf.subarray(code.rowStart[r] as number, code.rowStart[r + 1] as number)
    ])
    expect(rows).toEqual(vector.rows)
    const reconciliation = new LdpcReconciliation({ length, syndromeLength, seed })
    expect(hexOf(reconciliation.syndrome(bitsOf(vector.key, length)))).toBe(vector.syndrome)
  })
})
