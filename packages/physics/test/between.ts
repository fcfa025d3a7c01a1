import fc from 'fast-check'

/**
 * Numbers spread evenly over a range, ends included. Plain doubles are spread evenly over their exponents, so that
 * nearly all of them are too small for a term to show.
 */
export function between(minimum: number, maximum: number): fc.Arbitrary<number> {
  const steps = 2 ** 20
  return fc
    .integer({ min: 0, max: steps })
    .map((step) => (step === steps ? maximum : minimum + ((maximum - minimum) * step) / steps))
}
