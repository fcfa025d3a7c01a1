import fc from 'fast-check'
import {
  type DensityMatrix,
  adjointMatrix,
  combineMatrices,
  densityMatrixOf,
  multiplyMatrices,
  normaliseDensityMatrix,
  pairFromDensity,
  type PauliPair
} from '../src/index.js'

/**
 * Numbers spread evenly over [minimum, maximum), one in ten of them from fc.double, which spreads over exponents and
 * so gives zeros, ends and tiny values.
 */
export function spread(minimum: number, maximum: number): fc.Arbitrary<number> {
  const even = fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((n) => minimum + ((maximum - minimum) * n) / 2 ** 31)
  const odd = fc.double({ min: minimum, max: maximum, noNaN: true, maxExcluded: true })
  return fc.oneof({ weight: 9, arbitrary: even }, { weight: 1, arbitrary: odd })
}

const entry = spread(-1, 1)

/** A square complex matrix with entries in the unit square. */
export const anyMatrix = (dimension: number): fc.Arbitrary<Float64Array> =>
  fc
    .array(entry, { minLength: 2 * dimension ** 2, maxLength: 2 * dimension ** 2, size: 'max' })
    .map((numbers) => Float64Array.from(numbers))

/** A Hermitian matrix (G + G†)/2. */
export const anyHermitian = (dimension: number): fc.Arbitrary<Float64Array> =>
  anyMatrix(dimension).map((g) =>
    combineMatrices([
      [0.5, g],
      [0.5, adjointMatrix(g)]
    ])
  )

/** A state GG†/Tr of a random matrix G (Ginibre), of full rank or with some of its columns left out. */
export const anyState = (qubits: number): fc.Arbitrary<DensityMatrix> => {
  const d = 1 << qubits
  const rank = fc.oneof(fc.constant(d), fc.integer({ min: 1, max: d }))
  return fc
    .tuple(anyMatrix(d), rank)
    .map(([g, columns]) => g.map((x, k) => (Math.floor(k / 2) % d < columns ? x : 0)))
    .filter((g) => g.reduce((sum, x) => sum + x * x, 0) > 1e-3)
    .map((g) => {
      const state = densityMatrixOf(multiplyMatrices(g, adjointMatrix(g)))
      normaliseDensityMatrix(state)
      return state
    })
}

/** A pure state's amplitudes, interleaved. */
export const anyAmplitudes = (qubits: number): fc.Arbitrary<Float64Array> =>
  fc
    .array(entry, { minLength: 2 << qubits, maxLength: 2 << qubits, size: 'max' })
    .map((numbers) => Float64Array.from(numbers))
    .filter((a) => Math.hypot(...a) > 0.05)
    .map((a) => {
      const norm = Math.hypot(...a)
      return a.map((x) => x / norm)
    })

export const anyPair: fc.Arbitrary<PauliPair> = anyState(2).map((state) => pairFromDensity(state))

/** A unit vector. */
export const anyDirection: fc.Arbitrary<Float64Array> = fc
  .tuple(spread(-1, 1), spread(-4, 4))
  .map(([z, phi]) => Float64Array.of(Math.sqrt(1 - z * z) * Math.cos(phi), Math.sqrt(1 - z * z) * Math.sin(phi), z))

export const anyAngle: fc.Arbitrary<number> = spread(-7, 7)
export const anyUniform: fc.Arbitrary<number> = spread(0, 1)
export const anyProbability: fc.Arbitrary<number> = fc.oneof({ weight: 19, arbitrary: spread(0, 1) }, fc.constant(1))
export const anySide: fc.Arbitrary<0 | 1> = fc.constantFrom(0, 1)
export const anyBell: fc.Arbitrary<0 | 1 | 2 | 3> = fc.constantFrom(0, 1, 2, 3)

/** Four probabilities that sum to 1. */
export const anyDistribution: fc.Arbitrary<Float64Array> = fc
  .array(spread(0, 1), { minLength: 4, maxLength: 4 })
  .filter((p) => p.some((x) => x > 1e-3))
  .map((p) => {
    const sum = p.reduce((total, x) => total + x, 0)
    return Float64Array.from(p, (x) => x / sum)
  })

/** The factors (fx, fy, fz) of a random Pauli channel, with its probabilities in BellIndex order. */
export const anyPauliChannel = anyDistribution.map((p) => {
  const [i, x, z, y] = p as unknown as [number, number, number, number]
  return { probabilities: p, factors: [i + x - y - z, i - x + y - z, i - x - y + z] as const }
})

/** The largest difference of entries. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let largest = 0
  for (let k = 0; k < a.length; k++) largest = Math.max(largest, Math.abs((a[k] as number) - (b[k] as number)))
  return largest
}
