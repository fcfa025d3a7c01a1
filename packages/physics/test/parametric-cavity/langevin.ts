import { type Complex, minus, product } from '../../src/parametric-cavity/complex.js'
import type { ParametricCavity } from '../../src/parametric-cavity/parameters.js'
import { conjugate, solveLinear } from './linear-system.js'

const ZERO = { re: 0, im: 0 }
const ONE = { re: 1, im: 0 }

/**
 * The same source as three modes: an ensemble with a Lorentzian line acts on the cavity exactly as one mode C that is
 * coupled with G and loses amplitude at Γ/2. Nothing here knows the ensemble's density or a determinant.
 *
 * A in ẋ = Ax − K x_in for x = (B_I†, B_S, C).
 */
function driftMatrix(source: ParametricCavity): Complex[][] {
  const { cavityDecay, parametricDrive, inhomogeneousLinewidth } = source
  const coupling = source.collectiveCoupling / Math.sqrt(source.combFinesse)
  return [
    [{ re: -cavityDecay / 2, im: 0 }, { re: 0, im: parametricDrive }, ZERO],
    [
      { re: 0, im: -parametricDrive },
      { re: -cavityDecay / 2, im: 0 },
      { re: 0, im: -coupling }
    ],
    [ZERO, { re: 0, im: -coupling }, { re: -inhomogeneousLinewidth / 2, im: 0 }]
  ]
}

function inputRates({ cavityDecay, inhomogeneousLinewidth }: ParametricCavity): number[] {
  return [cavityDecay, cavityDecay, inhomogeneousLinewidth]
}

/** 1 − K(−iω − A)⁻¹K, rows of complex numbers: the outputs by the inputs of the three modes. */
export function threeModeScattering(source: ParametricCavity, detuning: number): Complex[][] {
  const rates = inputRates(source).map(Math.sqrt)
  const drift = driftMatrix(source)
  const resolvent = drift.map((row, i) =>
    row.map((value, j) => minus(i === j ? { re: 0, im: -detuning } : ZERO, value))
  )
  const columns = rates.map((rate, input) => {
    const right = rates.map((_, mode) => (mode === input ? { re: rate, im: 0 } : ZERO))
    return solveLinear(resolvent, right)
  })
  return rates.map((rate, i) =>
    rates.map((_, j) => {
      const { re, im } = columns[j]![i]!
      return minus(i === j ? ONE : ZERO, { re: rate * re, im: rate * im })
    })
  )
}

/**
 * Excitations per unit of time that leave idler, signal and memory, from the steady state of N_ij = ⟨x_i x_j†⟩,
 * AN + NA† + K diag(0, 1, 1) K = 0, solved as nine linear equations: no integral over frequencies.
 */
export function steadyFluxes(source: ParametricCavity): [idler: number, signal: number, memory: number] {
  const drift = driftMatrix(source)
  const rates = inputRates(source)
  const pairs = [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => [i, j] as const))
  const equations = pairs.map(([i, j]) =>
    pairs.map(([k, l]) => {
      const left = j === l ? drift[i]![k]! : ZERO
      const right = i === k ? conjugate(drift[j]![l]!) : ZERO
      return { re: left.re + right.re, im: left.im + right.im }
    })
  )
  const noise = pairs.map(([i, j]) => ({ re: i === j && i > 0 ? -rates[i]! : 0, im: 0 }))
  const moments = solveLinear(equations, noise)
  return [rates[0]! * moments[0]!.re, rates[1]! * (moments[4]!.re - 1), rates[2]! * (moments[8]!.re - 1)]
}

/** det(s − A), which the characteristic cubic must be. */
export function driftDeterminant(source: ParametricCavity, s: Complex): Complex {
  const m = driftMatrix(source).map((row, i) => row.map((value, j) => minus(i === j ? s : ZERO, value)))
  const minor = (a: number, b: number) => minus(product(m[1]![a]!, m[2]![b]!), product(m[1]![b]!, m[2]![a]!))
  const terms = [product(m[0]![0]!, minor(1, 2)), product(m[0]![1]!, minor(0, 2)), product(m[0]![2]!, minor(0, 1))]
  return {
    re: terms[0]!.re - terms[1]!.re + terms[2]!.re,
    im: terms[0]!.im - terms[1]!.im + terms[2]!.im
  }
}
