import {
  couplingLinewidthMap,
  driveCurves,
  entanglementRateMap,
  evenAxis,
  heraldingEfficiencyMap,
  type ScanCurves,
  type ScanMap
} from '../parametric-cavity/maps.js'
import { erYsoParameters as erYso } from './er-yso-parameters.js'
import { erYsoSource } from './er-yso-source.js'

/** The four maps of "In situ multimode photon-memory entanglement" as this model draws them. */
export interface ErYsoMaps {
  /** Fig. 2(a): E_R/κ over Γ/κ and G/κ. */
  readonly couplingLinewidth: ScanMap
  /** Fig. 2(b): E_R/κ over λ/κ, with and without the signal. */
  readonly drive: ScanCurves
  /** Fig. 4: E_R over κ and λ. */
  readonly entanglementRate: ScanMap
  /** Fig. 4: η over κ and λ. */
  readonly heraldingEfficiency: ScanMap
}

/**
 * The maps on `points` values along each axis, ≥ 2. Where the axes end is assumed, as the text of the paper does not
 * say: Γ ≤ 4κ, G ≤ 2κ; λ ≤ 0.8κ, past the threshold; κ from 5 to 200 and λ up to the assumed end in the units of the
 * table, so that a corner of fig. 4 is unstable. The caption of fig. 4 calls the rate (a) and the efficiency (b), the
 * paper's text the other way round.
 */
export function erYsoMaps(points = 41): ErYsoMaps {
  const upTo = (highest: number) => evenAxis(highest / points, highest, points)
  const radians = erYso.radiansPerCycle.value
  const drives = upTo(erYso.driveAxisEnd.value * radians)
  const decays = evenAxis(5 * radians, 200 * radians, points)
  return {
    couplingLinewidth: couplingLinewidthMap(upTo(4), evenAxis(0, 2, points), erYso.weakDrive.value),
    drive: driveCurves(upTo(0.8)),
    entanglementRate: entanglementRateMap(erYsoSource, drives, decays),
    heraldingEfficiency: heraldingEfficiencyMap(erYsoSource, drives, decays)
  }
}
