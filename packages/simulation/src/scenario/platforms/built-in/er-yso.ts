import { erYsoLinkParameters as link, erYsoModes, modeDuration, undrivenErYso } from '@bellwire/physics'
import type { PlatformInput } from '../../schema/platform.js'

const GUARD = 100
const NANOSECONDS_PER_MICROSECOND = 1e3

/**
 * Two of the devices of "In situ multimode photon-memory entanglement", linked as the paper names for future work. Over
 * more than 0.2 km the comb re-emits before the answer is there: pairs are kept by the spin-wave storage that the paper
 * calls feasible, for which it has no numbers.
 */
export const erbium: PlatformInput = {
  title: 'Erbium in a parametric cavity, one idler detected in many modes',
  emission: {
    kind: 'cavity',
    photonOverlap: link.photonOverlap.value,
    phaseContrast: link.phaseContrast.value,
    decay: undrivenErYso.cavityDecay,
    coupling: undrivenErYso.collectiveCoupling,
    linewidth: undrivenErYso.inhomogeneousLinewidth,
    finesse: undrivenErYso.combFinesse,
    modeBandwidth: link.modeBandwidth.value,
    pump: link.pump.value * NANOSECONDS_PER_MICROSECOND
  },
  collection: link.collection.value,
  fibre: { attenuation: link.fibreAttenuation.value, velocity: link.fibreVelocity.value },
  station: {
    window: erYsoModes * modeDuration(link.modeBandwidth.value) * NANOSECONDS_PER_MICROSECOND,
    guard: GUARD
  },
  detectors: { efficiency: link.detectorEfficiency.value, darkCounts: link.darkCounts.value },
  attempt: { overhead: link.pump.value * NANOSECONDS_PER_MICROSECOND + 2 * GUARD },
  gates: { between: false },
  tags: {
    'emission.decay': 'published',
    'emission.coupling': 'published',
    'emission.linewidth': 'published',
    'emission.finesse': 'published'
  }
}
