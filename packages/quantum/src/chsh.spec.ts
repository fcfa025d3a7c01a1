import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyAngle, anyBell, anyDirection, anyPair } from '../test/arbitraries.js'
import {
  Gate,
  binaryEntropy,
  blochRotation,
  chshFlips,
  chshSettings,
  combineMatrices,
  createPair,
  densityMatrixOf,
  hermitianEigen,
  holevoBound,
  kroneckerProduct,
  multiplyMatrices,
  pairChsh,
  pairChshFor,
  pairMaximumChsh,
  pairProbabilities,
  pairToDensity,
  rotatePairSide,
  setBellPair,
  setWernerPair,
  tsirelsonBound
} from './index.js'

const bell = (index: number) => {
  const pair = createPair()
  setBellPair(pair, index)
  return pair
}

describe('CHSH', () => {
  it('of the four Bell states with one set of settings is 2√2, 0, 0, −2√2', () => {
    const values = [0, 1, 2, 3].map((index) => pairChsh(bell(index)))
    expect(values[0]).toBeCloseTo(2 * Math.SQRT2, 14)
    expect(values[1]).toBeCloseTo(0, 14)
    expect(values[2]).toBeCloseTo(0, 14)
    expect(values[3]).toBeCloseTo(-2 * Math.SQRT2, 14)
  })

  it('is the expectation of the Bell operator', () => {
    const half = Math.SQRT1_2
    const plus = combineMatrices([
      [half, Gate.Z],
      [half, Gate.X]
    ])
    const minus = combineMatrices([
      [half, Gate.Z],
      [-half, Gate.X]
    ])
    const operator = combineMatrices([
      [1, kroneckerProduct(Gate.Z, plus)],
      [1, kroneckerProduct(Gate.Z, minus)],
      [1, kroneckerProduct(Gate.X, plus)],
      [-1, kroneckerProduct(Gate.X, minus)]
    ])
    expect(hermitianEigen(operator).values[0]).toBeCloseTo(tsirelsonBound, 13)
    fc.assert(
      fc.property(anyPair, (pair) => {
        const product = multiplyMatrices(operator, pairToDensity(pair).data)
        const trace = [0, 1, 2, 3].reduce((sum, k) => sum + product[2 * k * 5]!, 0)
        expect(pairChsh(pair)).toBeCloseTo(trace, 12)
      })
    )
  })

  it('reaches 2√2 for every BellIndex once A flips its outcomes, counted outcome by outcome', () => {
    const joint = new Float64Array(4)
    const { a0, a1, b0, b1 } = chshSettings
    fc.assert(
      fc.property(anyPair, anyBell, (pair, index) => {
        const [flip0, flip1] = chshFlips(index)
        let s = 0
        for (const [a, b, flip, sign] of [
          [a0, b0, flip0, 1],
          [a0, b1, flip0, 1],
          [a1, b0, flip1, 1],
          [a1, b1, flip1, -1]
        ] as const) {
          pairProbabilities(pair, a, b, joint)
          for (let outcome = 0; outcome < 4; outcome++) {
            const x = (outcome >> 1) ^ (flip ? 1 : 0)
            const y = outcome & 1
            s += sign * (x === y ? 1 : -1) * joint[outcome]!
          }
        }
        expect(pairChshFor(pair, index)).toBeCloseTo(s, 12)
      })
    )
    for (let index = 0; index < 4; index++) expect(pairChshFor(bell(index), index)).toBeCloseTo(2 * Math.SQRT2, 14)
  })

  it('has the Horodecki maximum over all settings, reached where the paper says', () => {
    fc.assert(
      fc.property(anyPair, anyDirection, anyDirection, anyDirection, anyDirection, (pair, a0, a1, b0, b1) => {
        const maximum = pairMaximumChsh(pair)
        expect(Math.abs(pairChsh(pair, { a0, a1, b0, b1 }))).toBeLessThanOrEqual(maximum + 1e-12)
        expect(maximum).toBeLessThanOrEqual(tsirelsonBound + 1e-9)
        // Sum over the two largest eigenvalues of TᵀT, from the definition.
        const square = new Float64Array(18)
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++) {
            for (let k = 1; k < 4; k++) square[2 * (3 * i + j)]! += pair[4 * k + i + 1]! * pair[4 * k + j + 1]!
          }
        }
        const { values, vectors } = hermitianEigen(square)
        expect(maximum).toBeCloseTo(2 * Math.sqrt(Math.max(0, values[0]!) + Math.max(0, values[1]!)), 7)
        fc.pre(values[1]! > 1e-6)
        // Optimal settings: B along cos θ c ± sin θ c', A along T c and T c', with c, c' the top eigenvectors.
        const theta = Math.atan2(Math.sqrt(values[1]!), Math.sqrt(values[0]!))
        const c = [0, 1].map((column) => [0, 1, 2].map((row) => vectors[2 * (3 * row + column)]!))
        const image = c.map((v) => {
          const w = [1, 2, 3].map((i) => v.reduce((sum, x, j) => sum + pair[4 * i + j + 1]! * x, 0))
          return w.map((x) => x / Math.hypot(...w))
        })
        const mix = (sign: number) =>
          [0, 1, 2].map((k) => Math.cos(theta) * c[0]![k]! + sign * Math.sin(theta) * c[1]![k]!)
        const reached = pairChsh(pair, { a0: image[0]!, a1: image[1]!, b0: mix(1), b1: mix(-1) })
        expect(reached).toBeCloseTo(maximum, 6)
      })
    )
  })

  it('maximum does not change under local rotations and is 2√2 w for a Werner state', () => {
    fc.assert(
      fc.property(anyPair, anyDirection, anyAngle, (pair, axis, angle) => {
        const before = pairMaximumChsh(pair)
        rotatePairSide(pair, 1, blochRotation(axis, angle))
        expect(pairMaximumChsh(pair)).toBeCloseTo(before, 11)
      })
    )
    const pair = createPair()
    setWernerPair(pair, 0.9, 1)
    expect(pairMaximumChsh(pair)).toBeCloseTo((2 * Math.SQRT2 * (4 * 0.9 - 1)) / 3, 13)
    expect(densityMatrixOf(pairToDensity(pair).data).qubits).toBe(2)
  })
})

describe('holevoBound', () => {
  it('is 1 without violation, 0 at the quantum bound, falling between', () => {
    expect(holevoBound(1.9)).toBe(1)
    expect(holevoBound(-2.8)).toBe(1)
    expect(holevoBound(2)).toBe(1)
    expect(holevoBound(tsirelsonBound)).toBeCloseTo(0, 12)
    expect(holevoBound(2.9)).toBe(0)
    for (let s = 2.01; s < 2.82; s += 0.01) expect(holevoBound(s + 0.005)).toBeLessThan(holevoBound(s))
  })

  it('gives the asymptotic key fractions of the ion link', () => {
    expect(1 - binaryEntropy(0.036) - holevoBound(2.5758)).toBeCloseTo(0.326, 4)
    expect(1 - binaryEntropy(0.069) - holevoBound(2.504)).toBeCloseTo(0.0989, 4)
  })

  it('crosses h(Q) at the threshold of 7.1 % for depolarised pairs', () => {
    const rate = (q: number) => 1 - binaryEntropy(q) - holevoBound(tsirelsonBound * (1 - 2 * q))
    expect(rate(0.071)).toBeGreaterThan(0)
    expect(rate(0.072)).toBeLessThan(0)
  })
})
