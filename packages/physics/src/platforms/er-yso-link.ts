import { attemptsPerSecond } from '../components/attempt-rate.js'
import { noiseClickProbability } from '../components/detector.js'
import { type FibreParameters, fibreTransmission } from '../components/fibre.js'
import type { CavityLinkParameters } from '../parametric-cavity-link/link.js'
import { modeDuration, modesDuring } from '../parametric-cavity-link/temporal-mode.js'
import { erYsoLinkParameters as link } from './er-yso-link-parameters.js'
import { undrivenErYso } from './er-yso-source.js'

/** Temporal modes of the assumed band that fit into the assumed pump pulse: 23. */
export const erYsoModes = modesDuring(link.pump.value, link.modeBandwidth.value)

/** The fibre from one node to the station midway. */
export function erYsoArm(linkKilometres: number): FibreParameters {
  return {
    lengthKilometres: linkKilometres / 2,
    attenuationDecibelsPerKilometre: link.fibreAttenuation.value,
    groupVelocityMetresPerSecond: link.fibreVelocity.value
  }
}

/**
 * Two of the paper's devices linked by swapping their idlers midway: an extrapolation with assumed losses. One attempt
 * is a pump pulse and the light's way to the station and back.
 *
 * @param modes temporal modes of an attempt; 1 for a link without multiplexing
 */
export function erYsoLink(linkKilometres: number, modes = erYsoModes): CavityLinkParameters {
  const efficiency = link.collection.value * fibreTransmission(erYsoArm(linkKilometres)) * link.detectorEfficiency.value
  const noise = noiseClickProbability(link.darkCounts.value, modes * modeDuration(link.modeBandwidth.value) * 1e3)
  return {
    efficiencyA: efficiency,
    efficiencyB: efficiency,
    photonOverlap: link.photonOverlap.value,
    cavity: undrivenErYso,
    modeBandwidth: link.modeBandwidth.value,
    modes,
    phaseContrast: link.phaseContrast.value,
    noiseClickProbability: [noise, noise],
    attemptsPerSecond: attemptsPerSecond(link.pump.value, linkKilometres, link.fibreVelocity.value)
  }
}
