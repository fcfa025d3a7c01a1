import { type Complex, minus, product, times, turned } from './complex.js'
import { memoryDecay, type ParametricCavity, type RadiansPerMicrosecond } from './parameters.js'
import { staticThreshold } from './threshold.js'

/** Order of rows and columns of a scattering matrix. The idler takes part with its creation operator. */
export const SCATTERING_MODES = ['idler†', 'signal', 'memory'] as const

/**
 * The steady-state scattering matrix T(ω) of eq. 2, by which (B_I†, B_S, C_M) leave as they came in at detuning ω.
 *
 * From the Langevin equations with amplitude decay κ/2 and inputs √κ,
 * ```
 * Ḃ_S  = −(κ/2)B_S − iλB_I† − iG∫√ρ c_ω dω − √κ B_S^in      D_S = κ/2 − iω + G²/(Γ/2 − iω)
 * Ḃ_I† = −(κ/2)B_I† + iλB_S − √κ B_I^in†                    D_I = κ/2 − iω
 * ċ_ω  = −iωc_ω − iG√ρ B_S                                  𝒟 = D_S D_I − λ²
 * ```
 * with B^out = B^in + √κ B and C^out = C^in − i√κ_M B_S. T conserves commutators: T†JT = J, J = diag(−1, 1, 1).
 *
 * Meaningful below threshold only, which is not checked here.
 *
 * @param detuning ω from the cavity modes and the centre of the ensemble, rad/µs
 * @returns 3 × 3 complex numbers row by row in the order of {@link SCATTERING_MODES}, real and imaginary part in
 *   turn, so 18 numbers, without unit
 */
export function scatteringMatrix(source: ParametricCavity, detuning: RadiansPerMicrosecond): Float64Array {
  const { cavityDecay, parametricDrive } = source
  const memory = memoryDecay(source, detuning)
  const both = Math.sqrt(cavityDecay * memory)
  const idler = { re: cavityDecay / 2, im: -detuning }
  const signal = signalResponse(source, detuning)
  const determinant = drivenDeterminant(source, detuning)
  const size = determinant.re * determinant.re + determinant.im * determinant.im
  const inverse = { re: determinant.re / size, im: -determinant.im / size }
  const signalOver = product(signal, inverse)
  const idlerOver = product(idler, inverse)
  const pairs = parametricDrive * cavityDecay
  const stored = parametricDrive * both
  const unit = { re: 1, im: 0 }
  const rows = [
    [minus(unit, times(cavityDecay, signalOver)), times(-pairs, turned(inverse)), times(stored, inverse)],
    [times(pairs, turned(inverse)), minus(unit, times(cavityDecay, idlerOver)), times(-both, turned(idlerOver))],
    [times(stored, inverse), times(both, turned(idlerOver)), minus(unit, times(memory, idlerOver))]
  ]
  return Float64Array.from(rows.flat().flatMap(({ re, im }) => [re, im]))
}

/**
 * 𝒟(ω) = D_S D_I − λ², (rad/µs)²; its zeros ω = is are the characteristic roots s. Written as
 * λ_s² − λ² + ω²[ℓ(1 − κ/Γ) − 1] + iω[ℓ(κ − Γ)/2 − κ] with ℓ = G²/(ω² + Γ²/4) and the static threshold λ_s, which
 * keeps its digits close to that threshold.
 */
export function drivenDeterminant(source: ParametricCavity, detuning: RadiansPerMicrosecond): Complex {
  const { cavityDecay, inhomogeneousLinewidth, parametricDrive } = source
  const limit = staticThreshold(source)
  const line = memoryDecay(source, detuning) / inhomogeneousLinewidth
  const even = line * (1 - cavityDecay / inhomogeneousLinewidth) - 1
  const odd = (line * (cavityDecay - inhomogeneousLinewidth)) / 2 - cavityDecay
  return {
    re: (limit - parametricDrive) * (limit + parametricDrive) + detuning * detuning * even,
    im: detuning * odd
  }
}

/** D_S. */
function signalResponse(source: ParametricCavity, detuning: RadiansPerMicrosecond): Complex {
  const { cavityDecay, inhomogeneousLinewidth } = source
  const line = memoryDecay(source, detuning) / inhomogeneousLinewidth
  return { re: (cavityDecay + line * inhomogeneousLinewidth) / 2, im: (line - 1) * detuning }
}
