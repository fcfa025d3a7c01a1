import * as v from 'valibot'
import { fraction, parseParameters, quantity } from '../components/parameter.js'

/** So many pairs of a pulse are counted that what is left out of them is less likely than 10⁻¹⁵. */
const MOST_PAIRS = 1

export const heraldedSourceParameters = v.strictObject({
  /** Probability that the photon of a's emitter, once an attempt is made, would make one of the station's detectors click. */
  emitterEfficiency: fraction,
  /** Mean number of pairs that the source makes in one attempt. */
  meanPairs: quantity(0, MOST_PAIRS),
  /** Probability that the source's photon that stays at the station would make a detector click. */
  idlerEfficiency: fraction,
  /** Probability that the other photon of its pair is in b's memory afterwards, and is read out of it. */
  storageEfficiency: fraction,
  /** M: Hong–Ou–Mandel overlap of the wave packets that meet at the station, |⟨φ_A|φ_B⟩|². */
  photonOverlap: fraction,
  /** Z error probabilities of the pairs, see DetectedPairErrors. */
  flipProbability: quantity(0, 0.5),
  dephasingProbability: fraction
})

/**
 * A link heralded at a source of photon pairs beside the station: one photon of a pair meets there the photon of a's
 * emitter, the other goes unseen into b's absorptive memory.
 */
export type HeraldedSourceParameters = v.InferOutput<typeof heraldedSourceParameters>

/**
 * Parameters of unknown origin, checked.
 *
 * @throws ParameterError that names the first bad field, its value and what is accepted
 */
export function parseHeraldedSource(value: unknown): HeraldedSourceParameters {
  return parseParameters(heraldedSourceParameters, value, 'heraldedSource')
}
