export {
  type AbsorptiveLink,
  type AbsorptiveLinkParameters,
  absorptiveLink,
  absorptiveLinkParameters,
  parseAbsorptiveLink
} from './absorptive-link.js'
export {
  type AtomicFrequencyComb,
  BEST_MEAN_DEPTH,
  combContrast,
  combEfficiency,
  meanCombDepth,
  onDemandSeconds,
  peakDepthFor,
  type ToothShape
} from './atomic-frequency-comb.js'
export { type AttemptRates, type AttemptSchedule, attemptRates, attemptScheduleParameters } from './attempt-schedule.js'
export {
  chshNeededFor,
  chshSignificance,
  chshStandardError,
  chshStandardErrorOf,
  detectedChsh
} from './bell-test.js'
export {
  parseReceiver,
  receiverEfficiency,
  type ReceiverParameters,
  receiverParameters,
  receiverSlot
} from './receiver-slot.js'
export { type CombStorage, combStorage, storageEfficiency, storageNanoseconds } from './storage.js'
export {
  correlatorsOfFidelity,
  type DetectedCorrelators,
  type DetectedPairErrors,
  detectedCorrelators,
  detectedFidelity,
  fidelityCapOfNoise,
  fidelityWithoutNoise,
  noiseFractionOf,
  wernerCorrelators
} from './detected-pair.js'
