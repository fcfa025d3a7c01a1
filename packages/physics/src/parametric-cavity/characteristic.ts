import type { Complex } from './complex.js'
import { combCouplingSquared, type ParametricCavity } from './parameters.js'

/**
 * Coefficients [p₂, p₁, p₀] of s³ + p₂s² + p₁s + p₀, whose roots are the rates e^{st} at which disturbances of the
 * signal, the idler and a Lorentzian ensemble grow: the Langevin equations with the ensemble eliminated,
 * (s + κ/2)[(s + κ/2)(s + Γ/2) + G²] − λ²(s + Γ/2) = 0.
 */
export function characteristicCubic(source: ParametricCavity): readonly [number, number, number] {
  const { cavityDecay, inhomogeneousLinewidth, parametricDrive } = source
  const coupling = combCouplingSquared(source)
  const driven = (cavityDecay * cavityDecay) / 4 - parametricDrive * parametricDrive
  return [
    cavityDecay + inhomogeneousLinewidth / 2,
    driven + (cavityDecay * inhomogeneousLinewidth) / 2 + coupling,
    (driven * inhomogeneousLinewidth) / 2 + (cavityDecay * coupling) / 2
  ]
}

/**
 * The three characteristic roots, rad/µs, a real one first; the absolute error of one that stands apart is about 1e-15
 * of the largest, of roots that nearly coincide about 1e-8.
 */
export function characteristicRoots(source: ParametricCavity): readonly [Complex, Complex, Complex] {
  const [p2, p1, p0] = characteristicCubic(source)
  const root = realRoot(p2, p1, p0)
  const [one, other] = quadraticRoots(p2 + root, p1 + root * (p2 + root))
  return [{ re: root, im: 0 }, one, other]
}

/** One real root of s³ + p₂s² + p₁s + p₀, by halving Fujiwara's bound until nothing lies between. */
function realRoot(p2: number, p1: number, p0: number): number {
  const bound = 2 * Math.max(Math.abs(p2), Math.sqrt(Math.abs(p1)), Math.cbrt(Math.abs(p0)))
  let low = -bound
  let high = bound
  for (;;) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) return middle
    const value = ((middle + p2) * middle + p1) * middle + p0
    if (value === 0) return middle
    if (value < 0) low = middle
    else high = middle
  }
}

/** The roots of s² + bs + c, without cancellation. */
function quadraticRoots(b: number, c: number): readonly [Complex, Complex] {
  const discriminant = (b * b) / 4 - c
  if (discriminant < 0) {
    const imaginary = Math.sqrt(-discriminant)
    return [
      { re: -b / 2, im: imaginary },
      { re: -b / 2, im: -imaginary }
    ]
  }
  const larger = b > 0 ? -b / 2 - Math.sqrt(discriminant) : -b / 2 + Math.sqrt(discriminant)
  return [
    { re: larger, im: 0 },
    { re: larger === 0 ? 0 : c / larger, im: 0 }
  ]
}
