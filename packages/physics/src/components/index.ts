export { attemptsPerSecond } from './attempt-rate.js'
export { type ConversionParameters, conversionParameters, detectorNoiseRate } from './conversion.js'
export {
  afterpulsesInWindow,
  type DetectorParameters,
  detectorParameters,
  idealDetector,
  noiseClickProbability,
  noiseClickProbabilityAfter
} from './detector.js'
export {
  decibelsToEfficiency,
  efficiencyToDecibels,
  type FibreParameters,
  fibreDelay,
  fibreParameters,
  fibreTransmission
} from './fibre.js'
export { type IdealParameters, idealSlot } from './ideal-slot.js'
export {
  type BudgetRow,
  chainEfficiency,
  formatOpticsBudget,
  type OpticsElement,
  opticsBudget
} from './optics-chain.js'
export { fraction, ParameterError, parseParameters, quantity, quantityAbove } from './parameter.js'
export type { ClickPattern, DetectorNoise, Side, SlotModel } from './slot-model.js'
export { type StationOptics, type StationResponse, stationResponse } from './two-detector-station.js'
