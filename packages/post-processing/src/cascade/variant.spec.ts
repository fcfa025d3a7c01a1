import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PostProcessingInputError } from '../errors.js'
import { type CascadeVariant, cascadePlan } from './variant.js'

const sizes = (variant: CascadeVariant, length = 105_976, errorRate = 0.036): readonly number[] =>
  cascadePlan(variant, length, errorRate).blockSizes

describe('the plan of a variant', () => {
  it('is the published one', () => {
    expect(sizes('original')).toEqual([21, 42, 84, 168])
    expect(sizes('option3')).toEqual([28, 56, ...new Array<number>(14).fill(52_988)])
    expect(sizes('option7')).toEqual([32, 128, ...new Array<number>(12).fill(52_988)])
    expect(sizes('option7', 1001, 0.25)).toEqual([4, 16, ...new Array<number>(12).fill(501)])
  })

  it('has no block longer than the key', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<CascadeVariant>('original', 'option3', 'option7'),
        fc.nat(5000),
        fc.double({ min: 1e-12, max: 0.5, noNaN: true }),
        (variant, length, errorRate) =>
          sizes(variant, length, errorRate).every((size) => size <= length && size >= Math.min(1, length))
      )
    )
  })

  it('refuses an error rate that is none', () => {
    for (const errorRate of [0, -0.1, 0.51, Number.NaN]) {
      expect(() => sizes('option7', 10, errorRate)).toThrow(PostProcessingInputError)
    }
  })
})
