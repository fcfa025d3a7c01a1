/**
 * ⌊x⌋ of a product of a few numbers: both ends of a session must come to the same whole number, and the product of some that is
 * whole comes out a rounding below it (requirement KEY-281).
 */
export function wholePart(x: number): number {
  return Math.floor(x * (1 + 4 * Number.EPSILON))
}
