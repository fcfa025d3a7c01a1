import * as v from 'valibot'
import { parseParameters, quantity, quantityAbove } from '../components/parameter.js'

/**
 * An angular frequency, 10⁶ rad/s. Every formula here is homogeneous: any other unit may be used if it is used for
 * all four rates, and rates of entanglement then come in that unit too (ebit/µs, "MHz", for rad/µs).
 */
export type RadiansPerMicrosecond = number

/** What the parameters of a parametric cavity with a memory inside may be. */
export const parametricCavityParameters = v.strictObject({
  /** κ: rate at which the energy of the signal mode, and that of the idler mode, leaves into the waveguide, rad/µs. */
  cavityDecay: quantityAbove(0),
  /** λ: strength of the parametric drive, rad/µs. */
  parametricDrive: quantityAbove(0),
  /** G: collective coupling of the signal mode to the whole ensemble before a comb is burnt into it, rad/µs. */
  collectiveCoupling: quantity(0, Infinity),
  /** Γ: full width at half maximum of the ensemble's Lorentzian line, rad/µs. */
  inhomogeneousLinewidth: quantityAbove(0),
  /** 𝓕: distance of the teeth of an atomic frequency comb over their width; 1 for no comb. */
  combFinesse: quantity(1, Infinity)
})

/**
 * A cavity with a signal and an idler mode, driven parametrically with H = λ(B_S†B_I† + B_S B_I), whose signal mode
 * couples to an inhomogeneously broadened ensemble: the source of "In situ multimode photon-memory entanglement",
 * eq. 1. Both modes leave into the waveguide at the same rate κ and nothing else loses light.
 */
export type ParametricCavity = Readonly<v.InferOutput<typeof parametricCavityParameters>>

/**
 * Parameters of unknown origin, checked. Says nothing of the threshold.
 *
 * @throws ParameterError that names the first bad field, its value and what is accepted
 */
export function parseParametricCavity(value: unknown): ParametricCavity {
  return parseParameters(parametricCavityParameters, value, 'parametricCavity')
}

/**
 * G² as the teeth of the comb leave it, G²/𝓕, (rad/µs)². The paper says only that the cooperativity should take the
 * finesse into account; that it does so by the fraction 1/𝓕 of the atoms that remain is this model's convention, and
 * the entanglement rate of the paper's table supports it.
 */
export function combCouplingSquared({ collectiveCoupling, combFinesse }: ParametricCavity): number {
  return (collectiveCoupling * collectiveCoupling) / combFinesse
}

/** Cooperativity C = 4G²/(κΓ) with the comb's G²/𝓕; C = 1 is impedance matching. Paper, below eq. 3. */
export function cooperativity(source: ParametricCavity): number {
  return (4 * combCouplingSquared(source)) / (source.cavityDecay * source.inhomogeneousLinewidth)
}

/**
 * κ_M(ω) = 2πG²ρ(ω) = G²Γ/(ω² + Γ²/4) of the Lorentzian ρ, with the comb's G²/𝓕: rate at which the signal mode loses
 * energy to the strip of atoms at detuning ω, rad/µs.
 */
export function memoryDecay(source: ParametricCavity, detuning: RadiansPerMicrosecond): RadiansPerMicrosecond {
  const half = source.inhomogeneousLinewidth / 2
  return (combCouplingSquared(source) * source.inhomogeneousLinewidth) / (detuning * detuning + half * half)
}
