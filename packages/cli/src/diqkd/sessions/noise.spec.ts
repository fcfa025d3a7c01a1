import { randomBytes } from 'node:crypto'
import { BitString } from '@bellwire/post-processing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publicBits } from '../public-bits.js'
import { addNoise } from './noise.js'

describe('noise', () => {
  it('flips as many bits as it should, of no test', () => {
    const length = 150_000
    const tests = BitString.fromBytes(randomBytes(length), length)
    const share = tests.distance(new BitString(length)) / length
    for (const flips of [1e-4, 0.02, 0.3, 0.5]) {
      const key = new BitString(length)
      addNoise(key, tests, flips, publicBits(7))
      let [flipped, ofTests] = [0, 0]
      for (let k = 0; k < length; k++) {
        flipped += key.get(k)
        ofTests += key.get(k) & tests.get(k)
      }
      expect(ofTests).toBe(0)
      const mean = (1 - share) * length * flips
      expect(Math.abs(flipped - mean)).toBeLessThan(5 * Math.sqrt(mean))
    }
  })

  it('flips a bit where its own word says so', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2 ** 31), fc.boolean()), { minLength: 1, maxLength: 80 }), (words) => {
        const drawn = Buffer.alloc(4 * words.length)
        words.forEach(([word], k) => drawn.writeUInt32BE(word, 4 * k))
        const tests = BitString.fromText(words.map(([, test]) => (test ? '1' : '0')).join(''))
        const key = new BitString(words.length)
        addNoise(key, tests, 0.125, () => BitString.fromBytes(drawn))
        words.forEach(([word, test], k) => expect(key.get(k)).toBe(!test && word < 2 ** 29 ? 1 : 0))
      })
    )
  })

  it('draws nothing where there is none', () => {
    addNoise(new BitString(9), new BitString(9), 0, () => {
      throw new Error('drawn')
    })
  })
})
