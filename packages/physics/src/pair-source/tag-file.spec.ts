import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tagRecords, tagsOfFile, tagText } from './tag-file.js'
import type { TimeTags } from './time-tags.js'

const bytesOf = (text: string) => new TextEncoder().encode(text)

const tags: fc.Arbitrary<TimeTags> = fc
  .array(fc.tuple(fc.oneof(fc.nat(), fc.maxSafeNat()), fc.integer({ min: 0, max: 3 })), { maxLength: 40 })
  .map((list) => list.sort(([a], [b]) => a - b))
  .map((list) => ({
    picoseconds: Float64Array.from(list, ([time]) => time),
    labels: Uint8Array.from(list, ([, label]) => label)
  }))

describe('files of time tags', () => {
  it('give back what was written, as text and as records', () => {
    fc.assert(
      fc.property(tags, (list) => {
        expect(tagsOfFile(bytesOf(tagText(list)))).toEqual(list)
        const records = tagRecords(list)
        expect(records.length).toBe(8 + 8 * list.labels.length)
        expect(tagsOfFile(records)).toEqual(list)
        // Also where they stand in the middle of a buffer.
        const shifted = new Uint8Array(records.length + 3)
        shifted.set(records, 3)
        expect(tagsOfFile(shifted.subarray(3))).toEqual(list)
      }),
      { seed: 1 }
    )
  })

  it('are read as laboratories write them', () => {
    const text = '# run 7\r\n0 Z0\r\n\n12\tZ1  # bright\n12 , X0\n 9007199254740991;X1'
    expect(tagsOfFile(bytesOf(text))).toEqual({
      picoseconds: Float64Array.of(0, 12, 12, Number.MAX_SAFE_INTEGER),
      labels: Uint8Array.of(0, 1, 2, 3)
    })
    // 5·4 + 2 as a number of eight bytes, written by hand.
    expect(tagsOfFile(Uint8Array.of(...bytesOf('BWTAGS1\n'), 22, 0, 0, 0, 0, 0, 0, 0))).toEqual({
      picoseconds: Float64Array.of(5),
      labels: Uint8Array.of(2)
    })
  })

  it.each([
    ['1 Z0\n# no\nx Z1', 'line 3: got "x Z1", accepted is a time in whole picoseconds'],
    ['1.5 Z0', 'line 1: got "1.5 Z0"'],
    ['-3 Z0', 'line 1: got "-3 Z0"'],
    ['3', 'line 1: got "3"'],
    ['3 Y0', 'line 1: got "3 Y0"'],
    ['3 Z0 4', 'line 1: got "3 Z0 4"'],
    ['9007199254740992 Z0', 'line 1: got "9007199254740992 Z0"'],
    ['5 Z0\n4 Z0', 'line 2: got 4, accepted is a time not before that of the tag above, 5'],
    ['BWTAGS1\nabc', 'record 1: got 3 bytes, accepted is 8 bytes'],
    [
      'BWTAGS1\n\u0004\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0',
      'record 2: got 0, accepted is a time not before that of the record before, 1'
    ],
    ['BWTAGS1\n~~~~~~~~', 'record 1: got']
  ])('are refused with their place: %j', (text, message) => {
    expect(() => tagsOfFile(bytesOf(text))).toThrow(message)
  })
})
