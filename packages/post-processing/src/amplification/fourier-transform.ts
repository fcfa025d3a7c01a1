import { PostProcessingInputError } from '../errors.js'

/** Blocks of up to this many values are transformed level by level; longer ones quarter by quarter, to stay in cache. */
const CACHED = 4096

/** cos and sin of 2πk/size for k = 0 .. size/4 - 1. */
interface Twiddles {
  readonly cos: Float64Array
  readonly sin: Float64Array
}

/**
 * The discrete Fourier transform of complex sequences whose length is a power of two, in place, radix 4 (Cooley and Tukey
 * 1965; Gentleman and Sande 1966). The values of the transform stand in an order of their own, the same in both directions:
 * what treats all of them alike, such as a convolution, needs no other.
 */
export class FourierTransform {
  readonly size: number
  /** By the logarithm to base 2 of the length of a block; only every second is there. */
  readonly #twiddles: (Twiddles | undefined)[] = []

  /** @throws PostProcessingInputError for a size that is no power of two up to 2^30 */
  constructor(size: number) {
    if (!Number.isInteger(size) || size < 1 || size > 2 ** 30 || (size & (size - 1)) !== 0) {
      throw new PostProcessingInputError('size', size, 'a power of two from 1 to 2^30')
    }
    this.size = size
    let finer: Twiddles | undefined
    for (let block = size; block >= 8; block /= 4) {
      finer = finer === undefined ? twiddlesOf(block) : everyFourth(finer)
      this.#twiddles[Math.log2(block)] = finer
    }
  }

  /** X_k = Σ x_j·exp(-2πi·jk/size), in the transform's own order of k. */
  forward(real: Float64Array, imaginary: Float64Array): void {
    this.#forward(real, imaginary, 0, this.size)
  }

  /** The inverse of {@link forward}, times the size. */
  inverse(real: Float64Array, imaginary: Float64Array): void {
    this.#inverse(real, imaginary, 0, this.size)
  }

  #forward(real: Float64Array, imaginary: Float64Array, start: number, size: number): void {
    if (size > CACHED) {
      this.#divide(real, imaginary, start, size)
      for (let k = 0; k < 4; k++) this.#forward(real, imaginary, start + (k * size) / 4, size / 4)
      return
    }
    let block = size
    for (; block >= 8; block /= 4) {
      for (let at = start; at < start + size; at += block) this.#divide(real, imaginary, at, block)
    }
    smallest(real, imaginary, start, size, block, 1)
  }

  #inverse(real: Float64Array, imaginary: Float64Array, start: number, size: number): void {
    if (size > CACHED) {
      for (let k = 0; k < 4; k++) this.#inverse(real, imaginary, start + (k * size) / 4, size / 4)
      this.#unite(real, imaginary, start, size)
      return
    }
    let block = size
    while (block >= 8) block /= 4
    smallest(real, imaginary, start, size, block, -1)
    for (block *= 4; block <= size; block *= 4) {
      for (let at = start; at < start + size; at += block) this.#unite(real, imaginary, at, block)
    }
  }

  /** One transform of `size` values becomes four of a quarter: sums first, then twiddles. */
  #divide(real: Float64Array, imaginary: Float64Array, start: number, size: number): void {
    const { cos, sin } = this.#twiddles[31 - Math.clz32(size)] as Twiddles
    const quarter = size >>> 2
    for (let k = 0; k < quarter; k++) {
      const a = start + k
      const b = a + quarter
      const c = b + quarter
      const d = c + quarter
      const evenRe = (real[a] as number) + (real[c] as number)
      const evenIm = (imaginary[a] as number) + (imaginary[c] as number)
      const oddRe = (real[a] as number) - (real[c] as number)
      const oddIm = (imaginary[a] as number) - (imaginary[c] as number)
      const sumRe = (real[b] as number) + (real[d] as number)
      const sumIm = (imaginary[b] as number) + (imaginary[d] as number)
      const turnedRe = (imaginary[b] as number) - (imaginary[d] as number)
      const turnedIm = (real[d] as number) - (real[b] as number)
      const w1 = cos[k] as number
      const v1 = -(sin[k] as number)
      const w2 = w1 * w1 - v1 * v1
      const v2 = 2 * w1 * v1
      const w3 = w1 * w2 - v1 * v2
      const v3 = w1 * v2 + v1 * w2
      real[a] = evenRe + sumRe
      imaginary[a] = evenIm + sumIm
      const secondRe = evenRe - sumRe
      const secondIm = evenIm - sumIm
      real[b] = secondRe * w2 - secondIm * v2
      imaginary[b] = secondRe * v2 + secondIm * w2
      const thirdRe = oddRe + turnedRe
      const thirdIm = oddIm + turnedIm
      real[c] = thirdRe * w1 - thirdIm * v1
      imaginary[c] = thirdRe * v1 + thirdIm * w1
      const fourthRe = oddRe - turnedRe
      const fourthIm = oddIm - turnedIm
      real[d] = fourthRe * w3 - fourthIm * v3
      imaginary[d] = fourthRe * v3 + fourthIm * w3
    }
  }

  /** Undoes {@link #divide}, times 4. */
  #unite(real: Float64Array, imaginary: Float64Array, start: number, size: number): void {
    const { cos, sin } = this.#twiddles[31 - Math.clz32(size)] as Twiddles
    const quarter = size >>> 2
    for (let k = 0; k < quarter; k++) {
      const a = start + k
      const b = a + quarter
      const c = b + quarter
      const d = c + quarter
      const w1 = cos[k] as number
      const v1 = sin[k] as number
      const w2 = w1 * w1 - v1 * v1
      const v2 = 2 * w1 * v1
      const w3 = w1 * w2 - v1 * v2
      const v3 = w1 * v2 + v1 * w2
      const secondRe = (real[b] as number) * w2 - (imaginary[b] as number) * v2
      const secondIm = (real[b] as number) * v2 + (imaginary[b] as number) * w2
      const thirdRe = (real[c] as number) * w1 - (imaginary[c] as number) * v1
      const thirdIm = (real[c] as number) * v1 + (imaginary[c] as number) * w1
      const fourthRe = (real[d] as number) * w3 - (imaginary[d] as number) * v3
      const fourthIm = (real[d] as number) * v3 + (imaginary[d] as number) * w3
      const evenRe = (real[a] as number) + secondRe
      const evenIm = (imaginary[a] as number) + secondIm
      const sumRe = (real[a] as number) - secondRe
      const sumIm = (imaginary[a] as number) - secondIm
      const oddRe = thirdRe + fourthRe
      const oddIm = thirdIm + fourthIm
      const turnedRe = fourthIm - thirdIm
      const turnedIm = thirdRe - fourthRe
      real[a] = evenRe + oddRe
      imaginary[a] = evenIm + oddIm
      real[b] = sumRe + turnedRe
      imaginary[b] = sumIm + turnedIm
      real[c] = evenRe - oddRe
      imaginary[c] = evenIm - oddIm
      real[d] = sumRe - turnedRe
      imaginary[d] = sumIm - turnedIm
    }
  }
}

/** Transforms blocks of 4, 2 or 1, whose twiddles are 1 and `direction`·(-i). Both directions are sums of the same terms. */
function smallest(
  real: Float64Array,
  imaginary: Float64Array,
  start: number,
  size: number,
  block: number,
  direction: 1 | -1
): void {
  if (block === 2) {
    for (let a = start; a < start + size; a += 2) pair(real, imaginary, a, a + 1)
  } else if (block === 4) {
    for (let a = start; a < start + size; a += 4) {
      // The own order of the values of a block of 4 is 0, 2, 1, 3: the pairs change places with the direction.
      if (direction === 1) {
        pair(real, imaginary, a, a + 2)
        pair(real, imaginary, a + 1, a + 3)
        turn(real, imaginary, a + 3, 1)
        pair(real, imaginary, a, a + 1)
        pair(real, imaginary, a + 2, a + 3)
      } else {
        pair(real, imaginary, a, a + 1)
        pair(real, imaginary, a + 2, a + 3)
        turn(real, imaginary, a + 3, -1)
        pair(real, imaginary, a, a + 2)
        pair(real, imaginary, a + 1, a + 3)
      }
    }
  }
}

function pair(real: Float64Array, imaginary: Float64Array, a: number, b: number): void {
  const re = real[b] as number
  const im = imaginary[b] as number
  real[b] = (real[a] as number) - re
  imaginary[b] = (imaginary[a] as number) - im
  real[a] = (real[a] as number) + re
  imaginary[a] = (imaginary[a] as number) + im
}

/** Times `direction`·(-i). */
function turn(real: Float64Array, imaginary: Float64Array, at: number, direction: 1 | -1): void {
  const re = real[at] as number
  real[at] = direction * (imaginary[at] as number)
  imaginary[at] = -direction * re
}

function twiddlesOf(size: number): Twiddles {
  const quarter = size / 4
  const [cos, sin] = [new Float64Array(quarter), new Float64Array(quarter)]
  // The first eighth of the circle tells the second.
  for (let k = 0; k <= quarter / 2; k++) {
    const angle = (2 * Math.PI * k) / size
    cos[k] = Math.cos(angle)
    sin[k] = Math.sin(angle)
    if (k > 0) {
      cos[quarter - k] = sin[k] as number
      sin[quarter - k] = cos[k] as number
    }
  }
  return { cos, sin }
}

function everyFourth({ cos, sin }: Twiddles): Twiddles {
  const pick = (from: Float64Array): Float64Array =>
    Float64Array.from({ length: from.length / 4 }, (_, k) => from[4 * k] as number)
  return { cos: pick(cos), sin: pick(sin) }
}
