import { requireRange } from './errors.js'

/** h(x) = −x log2 x − (1−x) log2(1−x) in bits, x in [0, 1], h(0) = h(1) = 0. */
export function binaryEntropy(x: number): number {
  requireRange('x', x, 0, 1)
  if (x === 0 || x === 1) return 0
  // log1p keeps the digits of the second term where x is tiny.
  return (-x * Math.log(x) - (1 - x) * Math.log1p(-x)) / Math.LN2
}

/** Shannon entropy in bits of a distribution; entries of 0 count nothing. */
export function shannonEntropy(probabilities: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < probabilities.length; k++) {
    const p = probabilities[k] as number
    requireRange(`probabilities[${k}]`, p, 0, 1)
    if (p > 0) sum -= p * Math.log2(p)
  }
  return sum
}
