export { characteristicCubic, characteristicRoots } from './characteristic.js'
export type { Complex } from './complex.js'
export { leastSqueezedPhotons, memoryEntanglement, type PhotonOutputs, thermalEntropy } from './entanglement.js'
export {
  couplingLinewidthMap,
  driveCurves,
  entanglementRateMap,
  evenAxis,
  heraldingEfficiencyMap,
  type ScanAxis,
  type ScanCurves,
  type ScanMap,
  type ScanOverlay
} from './maps.js'
export {
  type ParametricCavityBounds,
  type ParametricCavityGoal,
  type ParametricCavityOptimum,
  parametricCavityOptimum
} from './optimum.js'
export {
  combCouplingSquared,
  cooperativity,
  memoryDecay,
  type ParametricCavity,
  parametricCavityParameters,
  parseParametricCavity,
  type RadiansPerMicrosecond
} from './parameters.js'
export { memoryShareRatio, type OutputPhotons, outputPhotons } from './photon-numbers.js'
export type { Integral } from './quadrature.js'
export { entanglementRate, type HeraldingEfficiency, heraldingEfficiency, outputFlux } from './rates.js'
export { SCATTERING_MODES, scatteringMatrix } from './scattering.js'
export {
  type InstabilityThreshold,
  instabilityThreshold,
  isBelowThreshold,
  oscillatoryThreshold,
  requireBelowThreshold,
  staticThreshold
} from './threshold.js'
