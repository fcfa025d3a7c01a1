import { characteristicRoots } from './characteristic.js'
import type { Complex } from './complex.js'
import { memoryEntanglement, type PhotonOutputs } from './entanglement.js'
import type { ParametricCavity } from './parameters.js'
import { type OutputPhotons, outputPhotons } from './photon-numbers.js'
import { type Integral, integrateHalfLine } from './quadrature.js'
import { requireBelowThreshold } from './threshold.js'

/** Relative error to which integrals over the frequency are done if nothing else is asked for. */
const DEFAULT_RELATIVE_ERROR = 1e-9

/**
 * Entanglement rate E_R = (1/2π)∫E_F(ω) dω of the memory with the given outputs, ebit/µs: eq. 4. The rates of the
 * source are used as angular frequencies just as they are given; for a source in ordinary frequencies multiply all
 * four by 2π first.
 *
 * @throws ParameterError at or above the threshold
 */
export function entanglementRate(
  source: ParametricCavity,
  outputs: PhotonOutputs = 'idler',
  relativeError = DEFAULT_RELATIVE_ERROR
): Integral {
  return overFrequencies(source, (photons) => memoryEntanglement(photons, outputs), relativeError)
}

/**
 * Mean excitations per µs that leave by one output, (1/2π)∫n(ω) dω.
 *
 * @throws ParameterError at or above the threshold
 */
export function outputFlux(
  source: ParametricCavity,
  output: keyof OutputPhotons,
  relativeError = DEFAULT_RELATIVE_ERROR
): Integral {
  return overFrequencies(source, (photons) => photons[output], relativeError)
}

/** A heralding efficiency and a bound of its numerical error. */
export interface HeraldingEfficiency {
  /** Between 0 and 1. */
  readonly value: number
  readonly error: number
}

/**
 * Heralding efficiency η = ∫n_M/(1+n_M) dω / ∫n_I/(1+n_I) dω: modes whose memory is not empty over modes whose idler is
 * not, eq. 5. Does not change when all rates are scaled alike, so nothing depends on the factor 2π.
 *
 * It counts how often each is excited, not how often both are: above weak drive it is a ratio, not a conditional
 * probability.
 *
 * @throws ParameterError at or above the threshold
 */
export function heraldingEfficiency(
  source: ParametricCavity,
  relativeError = DEFAULT_RELATIVE_ERROR
): HeraldingEfficiency {
  const stored = overFrequencies(source, ({ memory }) => memory / (1 + memory), relativeError)
  const heralded = overFrequencies(source, ({ idler }) => idler / (1 + idler), relativeError)
  const value = stored.value / heralded.value
  return { value, error: (stored.error + value * heralded.error) / heralded.value }
}

/** (1/2π)∫ over all ω of a function of the photon numbers, which are even in ω. */
function overFrequencies(
  source: ParametricCavity,
  f: (photons: OutputPhotons) => number,
  relativeError: number
): Integral {
  requireBelowThreshold(source)
  const roots = characteristicRoots(source)
  const scale = Math.max(...roots.map(({ re, im }) => Math.hypot(re, im)))
  const places = roots.flatMap((root) => resonancePlaces(root, scale))
  // Both halves of the axis, over 2π.
  const integrand = (omega: number) => f(outputPhotons(source, omega)) / Math.PI
  return integrateHalfLine(integrand, scale, places, relativeError)
}

/** How much further from the resonance each place is than the one before. */
const WIDENING = 6

/**
 * A root s is a resonance at |Im s|, |Re s| wide, with tails by a power law on both sides: its centre and places that
 * move away from it geometrically up to about `scale`, so that no panel holds several decades of a tail, where both
 * rules would miss the same.
 */
function resonancePlaces({ re, im }: Complex, scale: number): readonly number[] {
  const centre = Math.abs(im)
  const places = [centre]
  // A root at the edge of stability would be narrower than numbers can tell.
  const width = Math.max(Math.abs(re), 1e-12 * scale)
  for (let distance = width; distance < 2 * scale; distance *= WIDENING) {
    places.push(centre - distance, centre + distance)
  }
  return places
}
