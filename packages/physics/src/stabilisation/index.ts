export {
  type CalibratedFrequency,
  calibratedFrequency,
  type FrequencyCalibration,
  frequencyMeasurementVariance,
  probeVisibility
} from './frequency-calibration.js'
export { parseFrequencyCalibration, parsePhaseLoop } from './parameters.js'
export {
  afterFeedback,
  leftAlone,
  type LockedPhase,
  lockedPhase,
  type PhaseLoop,
  type PhaseMoments,
  shotNoiseVariance
} from './phase-loop.js'
export {
  type FrequencyCorrection,
  type Stabilisation,
  type StabilisedPhase,
  stabilisedPhase
} from './stabilised-phase.js'
