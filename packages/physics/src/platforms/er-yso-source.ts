import type { ParametricCavity } from '../parametric-cavity/parameters.js'
import type { UndrivenCavity } from '../parametric-cavity-link/parameters.js'
import { erYsoParameters as erYso } from './er-yso-parameters.js'

const { value: radians } = erYso.radiansPerCycle

/** The cavity and its comb of the paper's table I, whatever the drive. Rates in rad/µs as in erYsoSource. */
export const undrivenErYso: UndrivenCavity = {
  cavityDecay: erYso.cavityDecay.value * radians,
  collectiveCoupling: erYso.collectiveCoupling.value * radians,
  inhomogeneousLinewidth: erYso.inhomogeneousLinewidth.value * radians,
  combFinesse: erYso.combFinesse.value
}

/** The paper's table I as the model's source: rates in rad/µs, the table's MHz taken for them as they stand. */
export const erYsoSource: ParametricCavity = {
  ...undrivenErYso,
  parametricDrive: erYso.parametricDrive.value * radians
}

/** The same without the comb, 𝓕 = 1: the other reading of the heralding efficiency. */
export const erYsoWithoutComb: ParametricCavity = { ...erYsoSource, combFinesse: 1 }

/** The cavity of fig. 2(b), matched to its ensemble, 2G = Γ = κ = 1 and no comb, at a drive λ/κ. */
export function matchedSource(parametricDrive: number): ParametricCavity {
  return { cavityDecay: 1, parametricDrive, collectiveCoupling: 0.5, inhomogeneousLinewidth: 1, combFinesse: 1 }
}
