import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BitString } from './bit-string.js'
import { PostProcessingInputError } from './errors.js'

const text = fc.array(fc.constantFrom('0', '1'), { maxLength: 100, size: 'max' }).map((bits) => bits.join(''))
const textOf = (bits: BitString): string => Array.from({ length: bits.length }, (_, k) => bits.get(k)).join('')

describe('a bit string', () => {
  it('holds the bits that it was given, the first the most significant', () => {
    fc.assert(fc.property(text, (bits) => textOf(BitString.fromText(bits)) === bits))
    expect(BitString.fromText('10000001101').bytes).toEqual(Uint8Array.of(0b1000_0001, 0b1010_0000))
  })

  it('leaves nothing past its end', () => {
    expect(BitString.fromBytes(Uint8Array.of(0xff, 0xff), 11).bytes).toEqual(Uint8Array.of(0xff, 0b1110_0000))
    expect(BitString.fromBytes(Uint8Array.of(0xff, 0xff), 8).bytes).toEqual(Uint8Array.of(0xff))
  })

  it('is sliced, flipped and compared as its text is', () => {
    fc.assert(
      fc.property(text, fc.nat(100), fc.nat(100), (bits, a, b) => {
        const [start, end] = [Math.min(a, b, bits.length), Math.min(Math.max(a, b), bits.length)]
        const whole = BitString.fromText(bits)
        expect(textOf(whole.slice(start, end))).toBe(bits.slice(start, end))
        const other = whole.clone()
        for (let k = start; k < end; k++) other.flip(k)
        expect(whole.distance(other)).toBe(end - start)
        expect(whole.equals(other)).toBe(start === end)
        other.clear()
        expect(textOf(other)).toBe('0'.repeat(bits.length))
        expect(textOf(whole)).toBe(bits)
      })
    )
  })

  it('shows its length, and no bit', () => {
    const bits = BitString.fromText('101')
    expect([String(bits), JSON.stringify({ bits }), inspect(bits)]).toEqual([
      '[3 bits]',
      '{"bits":"[3 bits]"}',
      '[3 bits]'
    ])
  })

  it('refuses what makes no sense, by name', () => {
    expect(() => new BitString(-1)).toThrow(PostProcessingInputError)
    expect(() => BitString.fromText('1x')).toThrow("character 1 is x; accepted: '0' and '1'")
    expect(() => BitString.fromBytes(new Uint8Array(1), 9)).toThrow('length is 9; accepted: an integer from 0 to 8')
    expect(() => new BitString(3).slice(2, 1)).toThrow('start is 2; accepted: an integer from 0 to 1')
    expect(() => new BitString(3).distance(new BitString(2))).toThrow('length is 2; accepted: 3')
  })
})
