import { BitString } from '../bit-string.js'
import { FourierTransform } from './fourier-transform.js'

/** A convolution came out so far from whole numbers that its parities cannot be trusted. */
export class AmplificationPrecisionError extends Error {
  override readonly name = 'AmplificationPrecisionError'
  readonly code = 'AMPLIFICATION_PRECISION'

  /** @param error - how far from a whole number the sum is, 0.5 at most, or not a number */
  constructor(readonly error: number) {
    super(`a sum is ${error} away from a whole number; accepted: less than ${ACCEPTED_ERROR}`)
  }
}

const ACCEPTED_ERROR = 0.25

export interface FourierPlan {
  /** Values of each transform, a power of two. */
  readonly size: number
  /** Bits of the key that one transform takes. */
  readonly chunk: number
  /** Butterflies of radix 2 that all transforms have, in all. */
  readonly cost: number
}

/** The size of transform that costs least: the whole key at once, or in chunks where the output is much shorter than it. */
export function fourierPlan(keyLength: number, length: number): FourierPlan {
  let best: FourierPlan | undefined
  for (let size = 2; ; size *= 2) {
    const chunk = Math.min(keyLength, size - length + 1)
    if (chunk < 1) continue
    const cost = ((Math.ceil(keyLength / chunk) + 1) * size * Math.log2(size)) / 2
    if (best === undefined || cost < best.cost) best = { size, chunk, cost }
    if (chunk === keyLength) return best
  }
}

/**
 * The Toeplitz hash of `toeplitzHash` as a sum of cyclic convolutions over the integers, taken modulo 2.
 *
 * For every chunk x of the key, the stretch u of the seed that its columns meet is convolved with it: with z = u + i·x, the
 * square of the transform of z is that of u*u - x*x + 2i·(u*x). The squares of all chunks are added before the one
 * transform back, of which half the imaginary part is counted.
 *
 * @throws AmplificationPrecisionError if a sum is 0.25 or more away from a whole number
 */
export function toeplitzFourier(
  key: BitString,
  seed: BitString,
  length: number,
  { size, chunk }: FourierPlan = fourierPlan(key.length, length)
): BitString {
  const transform = new FourierTransform(size)
  const [real, imaginary] = [new Float64Array(size), new Float64Array(size)]
  const [sumReal, sumImaginary] = [new Float64Array(size), new Float64Array(size)]
  const stretch = chunk + length - 1
  for (let start = 0; start < key.length; start += chunk) {
    const first = key.length - start - chunk
    for (let k = 0; k < stretch; k++) real[k] = first + k < 0 ? 0 : seed.get(first + k)
    real.fill(0, stretch)
    const count = Math.min(chunk, key.length - start)
    for (let k = 0; k < count; k++) imaginary[k] = key.get(start + k)
    imaginary.fill(0, count)
    transform.forward(real, imaginary)
    for (let k = 0; k < size; k++) {
      const [re, im] = [real[k] as number, imaginary[k] as number]
      sumReal[k] = (sumReal[k] as number) + re * re - im * im
      sumImaginary[k] = (sumImaginary[k] as number) + 2 * re * im
    }
  }
  transform.inverse(sumReal, sumImaginary)
  const hash = paritiesOf(sumImaginary.subarray(chunk - 1, chunk - 1 + length), 2 * size)
  for (const values of [real, imaginary, sumReal, sumImaginary]) values.fill(0)
  return hash
}

/** The parity of every value, divided by `scale` and rounded. @throws AmplificationPrecisionError as told above */
export function paritiesOf(values: Float64Array, scale: number): BitString {
  const parities = new BitString(values.length)
  for (let k = 0; k < values.length; k++) {
    const value = (values[k] as number) / scale
    const whole = Math.round(value)
    const error = Math.abs(value - whole)
    if (!(error < ACCEPTED_ERROR)) throw new AmplificationPrecisionError(error)
    if (whole % 2 !== 0) parities.set(k, 1)
  }
  return parities
}
