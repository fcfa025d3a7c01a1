import { attemptsPerSecond } from '../components/attempt-rate.js'
import { detectorNoiseRate } from '../components/conversion.js'
import { type FibreParameters, fibreTransmission } from '../components/fibre.js'
import type { OpticsElement } from '../components/optics-chain.js'
import type { LinearFlipParameters } from '../memory/linear-flip.js'
import { type StoredPair, transferredCorrelators } from '../memory/stored-pair.js'
import { type SingleClickLinkParameters, singleClickLink } from '../single-click/link.js'
import { ca40Parameters as ca40 } from './ca40-parameters.js'

const PUBLISHED_LINK_KILOMETRES = 10

/** The fibre from one node to the station, at the midpoint of a link of this length. */
export function ca40Arm(linkKilometres: number): FibreParameters {
  return {
    lengthKilometres: linkKilometres / 2,
    attenuationDecibelsPerKilometre: ca40.fibreAttenuation.value,
    groupVelocityMetresPerSecond: ca40.fibreVelocity.value
  }
}

/** An arm's transmission over that of the published 10 km link. */
function relativeTransmission(linkKilometres: number): number {
  return fibreTransmission(ca40Arm(linkKilometres)) / fibreTransmission(ca40Arm(PUBLISHED_LINK_KILOMETRES))
}

/** T_fix in microseconds: what is left of the fitted attempt time at 10 km without the light's way. Derived. */
export const ca40FixedMicroseconds =
  1e6 / ca40.attemptRate10km.value - (PUBLISHED_LINK_KILOMETRES * 1e9) / ca40.fibreVelocity.value

/** The elements of one arm, for a budget; their product is ε·L. */
export function ca40OpticsChain(side: 'A' | 'B', linkKilometres: number): readonly OpticsElement[] {
  const fibre = fibreTransmission(ca40Arm(linkKilometres))
  const collection = side === 'A' ? ca40.collectionEfficiencyA : ca40.collectionEfficiencyB
  const rest = ca40.linkEfficiency10km.value / ca40.filterTransmission.value
  return [
    { name: 'collection into single-mode fibre', efficiency: collection.value },
    {
      name: 'conversion, coupling, detector',
      efficiency: rest / fibreTransmission(ca40Arm(PUBLISHED_LINK_KILOMETRES))
    },
    { name: 'filters', efficiency: ca40.filterTransmission.value },
    { name: `fibre, ${linkKilometres / 2} km`, efficiency: fibre }
  ]
}

/**
 * The calcium link at a total fibre length. 10 km is the published one; at any other length the efficiencies follow
 * the fibre's loss, the converter's noise too (the dark counts do not), and the attempt time follows the light's way.
 */
export function ca40SingleClick(linkKilometres: number): SingleClickLinkParameters {
  const relative = relativeTransmission(linkKilometres)
  const linkEfficiency = ca40.linkEfficiency10km.value * relative
  const throughFibre = ca40.noiseCounts10km.value - ca40.darkCounts.value
  // Both converters' noise together, by the one number that is published.
  const arms = [{ noiseCountsPerSecond: throughFibre, transmission: relative }]
  const noise = detectorNoiseRate(ca40.darkCounts.value, arms)
  return {
    efficiencyA: ca40.collectionEfficiencyA.value * linkEfficiency,
    efficiencyB: ca40.collectionEfficiencyB.value * linkEfficiency,
    photonOverlap: ca40.photonOverlap.value,
    phaseContrast: ca40.phaseContrast.value,
    operationsContrast: ca40.operationsContrast.value,
    noiseCountsPerSecond: [noise, noise],
    windowNanoseconds: ca40.window.value,
    readoutFlip: [ca40.readoutFlip.value, ca40.readoutFlip.value],
    attemptsPerSecond: attemptsPerSecond(ca40FixedMicroseconds, linkKilometres, ca40.fibreVelocity.value)
  }
}

/** The published link. */
export const ca40SingleClick10km = ca40SingleClick(10)

/** The long link of the published experiment. */
export const ca40SingleClick101km = ca40SingleClick(101)

/** A pair made at `brightness` over 10 km, when its storage begins; k scales with ZZ₀, so that κ stays. */
export function ca40StoredPair(brightness: number): StoredPair {
  const { xx, zz } = singleClickLink(ca40SingleClick10km, brightness)
  const stored = transferredCorrelators(xx, zz, ca40.transferZFactor.value)
  return {
    xxInitial: stored.xx,
    zzInitial: stored.zz,
    coherenceTimeSeconds: ca40.coherenceTime.value / 1e3,
    zzSlopePerSecond: ca40Memory.flipRatePerSecond * stored.zz
  }
}

/** κ = k/ZZ₀ at the memory experiment's brightness, and τ_c: each ion's memory law. */
export const ca40Memory: LinearFlipParameters = {
  coherenceTimeMilliseconds: ca40.coherenceTime.value,
  flipRatePerSecond:
    ca40.zzSlope.value /
    (singleClickLink(ca40SingleClick10km, ca40.brightnessMemory.value).zz * ca40.transferZFactor.value)
}

/** κ that the decoupling gates' published errors give if a fraction f of them counts per interval, per second. */
export function ca40GateFlipRate(fraction: number): number {
  return (fraction * (ca40.gateErrorA.value + ca40.gateErrorB.value)) / (ca40.decouplingInterval.value * 1e-3)
}
