import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entropyOfWinning, maximumWinning, minimumWinning } from '../asymptotic/entropy-bound.js'
import { roundEntropy, roundEntropySlope } from './round-entropy.js'

const double = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })
/** Evenly, where those of `double` crowd at the ends. */
const even = (least: number, most: number) => fc.nat(2 ** 30).map((k) => least + (k / 2 ** 30) * (most - least))
const flips = fc.oneof(
  fc.constantFrom(0, 0.5),
  double(0, 0.5),
  double(-9, -1).map((log) => 10 ** log)
)
const kinds = fc.record({ testProbability: fc.oneof(fc.constant(1), double(1e-6, 1)), flips })
const h = (x: number): number => (x <= 0 || x >= 1 ? 0 : -x * Math.log2(x) - (1 - x) * Math.log2(1 - x))

type Matrix = readonly (readonly number[])[]

/** Eigenvalues of a symmetric matrix, by Jacobi's rotations. */
function eigenvalues(matrix: Matrix): readonly number[] {
  const a = matrix.map((row) => [...row])
  const at = (i: number, j: number): number => a[i]?.[j] as number
  for (let sweep = 0; sweep < 30; sweep++) {
    for (let p = 0; p < a.length; p++) {
      for (let q = p + 1; q < a.length; q++) {
        if (Math.abs(at(p, q)) < 1e-300) continue
        const theta = (at(q, q) - at(p, p)) / (2 * at(p, q))
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
        const c = 1 / Math.hypot(t, 1)
        const s = t * c
        for (let k = 0; k < a.length; k++) {
          const [x, y] = [at(k, p), at(k, q)]
          ;[(a[k] as number[])[p], (a[k] as number[])[q]] = [c * x - s * y, s * x + c * y]
        }
        for (let k = 0; k < a.length; k++) {
          const [x, y] = [at(p, k), at(q, k)]
          ;[(a[p] as number[])[k], (a[q] as number[])[k]] = [c * x - s * y, s * x + c * y]
        }
      }
    }
  }
  return a.map((_, i) => Math.max(0, at(i, i)))
}

const vonNeumann = (matrix: Matrix): number =>
  eigenvalues(matrix).reduce((sum, x) => sum - (x > 0 ? x * Math.log2(x) : 0), 0)

/**
 * H(A'|E) of a Bell-diagonal pair with weights λ (Φ+, Φ−, Ψ+, Ψ−) of which the eavesdropper has the purification, A
 * measuring at an angle φ from Z towards X and flipping with probability q: H(A') + S(E|A') − S(E). Her state, given A's
 * outcome ±, has the matrix √λ_i√λ_j(δ_ij ± M_ij), M being what the observable does to Bell states; flips shrink M.
 */
function entropyForEve(weights: readonly number[], angle: number, q: number): number {
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  const m = [
    [0, c, s, 0],
    [c, 0, 0, -s],
    [s, 0, 0, c],
    [0, -s, c, 0]
  ]
  const given = weights.map((x, i) =>
    weights.map((y, j) => (i === j ? x : 0) + (1 - 2 * q) * Math.sqrt(x * y) * (m[i]?.[j] as number))
  )
  return 1 + vonNeumann(given) - weights.reduce((sum, x) => sum - (x > 0 ? x * Math.log2(x) : 0), 0)
}

describe('the entropy of a round', () => {
  it('is below that of every Bell-diagonal pair, whatever is measured', () => {
    let closest = 1
    fc.assert(
      fc.property(
        fc.tuple(even(0.75, 1), even(0, 1), even(0, 1)),
        even(-Math.PI, Math.PI),
        even(0, Math.PI / 2),
        kinds,
        ([most, second, third], theta, delta, kind) => {
          const rest = 1 - most
          const weights = [most, rest * second, rest * (1 - second) * third, rest * (1 - second) * (1 - third)]
          const [a, b, c, d] = weights as [number, number, number, number]
          const [tx, tz] = [a - b + c - d, a + b - c - d]
          const length = (angle: number): number => Math.hypot(tx * Math.sin(angle), tz * Math.cos(angle))
          // The best that B can do with A's observables at θ ± δ.
          const chsh = 2 * (Math.cos(delta) * length(theta) + Math.sin(delta) * length(theta + Math.PI / 2))
          const key = entropyForEve(weights, theta + delta, kind.flips)
          const tested = (entropyForEve(weights, theta + delta, 0) + entropyForEve(weights, theta - delta, 0)) / 2
          const entropy = (1 - kind.testProbability) * key + kind.testProbability * tested
          const bound = roundEntropy((chsh + 4) / 8, kind)
          expect(bound).toBeLessThanOrEqual(entropy + 1e-9)
          if (chsh > 2.05 && kind.flips > 0.01 && kind.testProbability < 0.5)
            closest = Math.min(closest, entropy - bound)
        }
      ),
      { numRuns: 1500, seed: 265 }
    )
    expect(closest).toBeLessThan(0.02)
  })

  it('is reached by the attack of two Bell states', () => {
    // A at Z, the pair Φ+ with 1 − e and Φ− with e: S = 2√(1 + C²), C = 1 − 2e (Pironio et al., equation 15).
    for (const e of [0.01, 0.1, 0.3]) {
      const chsh = 2 * Math.hypot(1, 1 - 2 * e)
      for (const q of [0, 1e-3, 0.05, 0.3, 0.5]) {
        const bound = roundEntropy((chsh + 4) / 8, { testProbability: 1e-12, flips: q })
        expect(bound).toBeCloseTo(entropyForEve([1 - e, e, 0, 0], 0, q), 9)
      }
    }
  })

  it('is convex, as tangents need it, with the derivative that it says', () => {
    fc.assert(
      fc.property(
        kinds,
        double(minimumWinning, maximumWinning),
        double(0, 1),
        double(0, 1),
        (kind, from, to, share) => {
          const high = from + to * (maximumWinning - from)
          const between = from + share * (high - from)
          const line = (1 - share) * roundEntropy(from, kind) + share * roundEntropy(high, kind)
          expect(roundEntropy(between, kind)).toBeLessThanOrEqual(line + 1e-12)
          if (Math.abs(Math.abs(between - 0.5) - 0.25) < 1e-4 || Math.abs(between - 0.5) > 0.353) return
          const step = 1e-6
          const rise = (roundEntropy(between + step, kind) - roundEntropy(between - step, kind)) / (2 * step)
          const slope = roundEntropySlope(between, kind)
          expect(Math.abs(rise - slope)).toBeLessThan(1e-4 * (1 + Math.abs(slope)))
        }
      ),
      { numRuns: 2000, seed: 3 }
    )
  })

  it('lies between that of no round flipped and that of all, by the share of tests', () => {
    fc.assert(
      fc.property(kinds, double(minimumWinning, maximumWinning), (kind, winning) => {
        const [none, all] = [entropyOfWinning(winning), entropyOfWinning(winning, kind.flips)]
        const entropy = roundEntropy(winning, kind)
        expect(entropy).toBeGreaterThanOrEqual(none - 1e-14)
        expect(entropy).toBeLessThanOrEqual(all + 1e-14)
        expect(all - entropy).toBeCloseTo(kind.testProbability * (all - none), 12)
        if (kind.flips === 0) expect(entropy).toBe(none)
      })
    )
    expect(roundEntropy(0.75, { testProbability: 0.1, flips: 0.02 })).toBeCloseTo(0.9 * h(0.02), 14)
  })
})
