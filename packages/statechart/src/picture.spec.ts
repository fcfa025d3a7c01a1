import fc from 'fast-check'
import { expect, it } from 'vitest'
import { picture } from './picture.js'

const anything = fc.anything({
  withBigInt: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withObjectString: true
})

it('is the same for a copy', () => {
  fc.assert(
    fc.property(fc.clone(anything, 2), ([one, other]) => {
      expect(picture(one)).toBe(picture(other))
    }),
    { seed: 3, numRuns: 300 }
  )
})

it('differs where scalars or plain objects of them differ', () => {
  const scalar = fc.oneof(
    fc.integer({ min: -1, max: 1 }),
    fc.constantFrom(-0, Number.NaN, '', '0', '0n', null, undefined, 0n, true)
  )
  const flat = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b'), scalar, { noNullPrototype: true })
  )
  fc.assert(
    fc.property(flat, flat, (one, other) => {
      let equal = true
      try {
        expect(one).toStrictEqual(other)
      } catch {
        equal = false
      }
      expect(picture(one) === picture(other)).toBe(equal)
    }),
    { seed: 4, numRuns: 1000 }
  )
})

it('does not depend on the order of properties', () => {
  expect(picture({ a: 1, b: [new Uint8Array([2])] })).toBe('{a: 1, b: [Uint8Array[2]]}')
  expect(picture({ b: 1, a: 2 })).toBe(picture({ a: 2, b: 1 }))
})
