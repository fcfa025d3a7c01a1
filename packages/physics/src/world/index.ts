export { WorldError } from './errors.js'
export {
  hasBrightness,
  type HeraldingModel,
  heraldingPlace,
  heraldPatterns,
  operatingPointsOf
} from './heralding/heralding-model.js'
export type { HeraldingPlace } from './heralding/heralding-place.js'
export type { NodeClock } from './node-clock.js'
export type { PhotonShape } from './photon-timing.js'
export type { StationDetectors } from './detector-memory.js'
export {
  type ContrastLaw,
  contrastAfter,
  type DarkPeriod,
  type DriftOptions,
  onlyDark,
  type RecurringDark
} from './drift.js'
export type { LinkEnd, LinkOptions, NodeOptions, StationOptions, TwoQubitGateOptions } from './options.js'
export type { QubitAddress } from './held-qubit.js'
export type { HeraldView, Oracle, PairView } from './oracle.js'
export type { SamplingMode } from './simulated-link.js'
export {
  checkPairSource,
  expectedCoincidences,
  type PairSourceLinkParameters,
  pairSourcePoint,
  type RecordedTags
} from './pair-source-model.js'
export { type HardwareNotice, World, type WorldOptions } from './world.js'
