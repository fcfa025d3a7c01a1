import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SHORT_SHARED } from '../plans.js'
import { accumulatedLength } from './accumulated.js'
import { amplified } from './amplified.js'
import { bitsOf } from './bits.js'
import { transcriptTag, verificationTag } from './field.js'
import { passOrder } from './pass-order.js'

interface Vectors {
  readonly verification: readonly {
    readonly length: number
    readonly key: string
    readonly point: string
    readonly tag: string
  }[]
  readonly authentication: readonly {
    readonly messages: readonly string[]
    readonly hashKey: string
    readonly pad: string
    readonly tag: string
  }[]
  readonly amplification: readonly {
    readonly keyLength: number
    readonly key: string
    readonly seed: string
    readonly length: number
    readonly output: string
  }[]
  readonly shuffles: readonly {
    readonly seed: string
    readonly pass: number
    readonly length: number
    readonly order: readonly number[]
  }[]
}

const path = new URL('../../../../../spec/vectors/key-distillation.json', import.meta.url)
const vectors = JSON.parse(readFileSync(path, 'utf8')) as Vectors
const octets = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('what the tester works out of a session', () => {
  it.each(vectors.verification)('is the tag of $length bits (KEY-230)', ({ length, key, point, tag }) => {
    expect(hexOf(verificationTag(octets(key), length, octets(point)))).toBe(tag)
  })

  it.each(vectors.authentication)('is the tag of a transcript, $tag (KEY-240)', ({ messages, hashKey, pad, tag }) => {
    expect(hexOf(transcriptTag(messages.map(octets), octets(hashKey), octets(pad)))).toBe(tag)
  })

  it.each(vectors.amplification)(
    'is a final key of $length bits (KEY-235)',
    ({ keyLength, key, seed, length, output }) => {
      expect(hexOf(amplified(bitsOf(octets(key), keyLength), octets(seed), length))).toBe(output)
    }
  )

  it.each(vectors.shuffles)('is the order of $length bits in pass $pass (KEY-210)', ({ seed, pass, length, order }) => {
    expect(passOrder(octets(seed), pass, length)).toEqual(order)
  })

  it.each([
    {
      rounds: 1_500_000,
      probability: 218_103_808,
      flips: 0,
      leakBudget: 296_517,
      threshold: 825_530,
      length: 96_048.07
    },
    {
      rounds: 1_500_000,
      probability: 218_103_808,
      flips: 0,
      leakBudget: 296_517,
      threshold: 830_000,
      length: 159_748.17
    },
    {
      rounds: 1_500_000,
      probability: 218_103_808,
      flips: 42_949_673,
      leakBudget: 340_000,
      threshold: 825_530,
      length: 116_578.43
    },
    { rounds: 16_777_216, probability: 67_108_864, flips: 0, leakBudget: 3e6, threshold: 822_550, length: 3_935_553.86 }
  ])('is the length of $rounds rounds with flips of $flips, $length (KEY-293, KEY-270)', ({ length, ...numbers }) => {
    const [small, smaller] = [
      { mantissa: 1, exponent: 10 },
      { mantissa: 3, exponent: 11 }
    ]
    const epsilons = [small, small, small, smaller, smaller]
    expect(accumulatedLength({ ...SHORT_SHARED, ...numbers, epsilons })).toBeCloseTo(length, 1)
  })
})
