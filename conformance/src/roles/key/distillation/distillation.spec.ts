import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
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
})
