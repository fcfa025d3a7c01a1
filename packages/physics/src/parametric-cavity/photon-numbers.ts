import { memoryDecay, type ParametricCavity, type RadiansPerMicrosecond } from './parameters.js'
import { drivenDeterminant } from './scattering.js'

/**
 * Mean numbers of excitations that leave in the mode at detuning ω when vacuum and the ground state came in. Every
 * idler photon has its partner in one of the two other outputs.
 */
export interface OutputPhotons {
  /** n_I = n_S + n_M = sinh²r of the two-mode squeezing in the equivalent circuit. */
  readonly idler: number
  /** n_S = |T_SI|². */
  readonly signal: number
  /** n_M = |T_MI|²: collective excitations in the strip of atoms at ω. */
  readonly memory: number
}

/**
 * n_S = κ²λ²/|𝒟|², n_M = κκ_Mλ²/|𝒟|² at one detuning, rad/µs; without unit. Even in ω. Meaningful below threshold only,
 * which is not checked here.
 */
export function outputPhotons(source: ParametricCavity, detuning: RadiansPerMicrosecond): OutputPhotons {
  const { re, im } = drivenDeterminant(source, detuning)
  const { cavityDecay, parametricDrive } = source
  const common = (cavityDecay * parametricDrive * parametricDrive) / (re * re + im * im)
  const signal = common * cavityDecay
  const memory = common * memoryDecay(source, detuning)
  return { idler: signal + memory, signal, memory }
}

/**
 * tan²θ₂ = κ_M/κ = C/(1 + 4ω²/Γ²) of the beam splitter that shares the signal between memory and waveguide: eq. 3,
 * with the comb's G²/𝓕 in C.
 */
export function memoryShareRatio(source: ParametricCavity, detuning: RadiansPerMicrosecond): number {
  return memoryDecay(source, detuning) / source.cavityDecay
}
