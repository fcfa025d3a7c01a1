/**
 * The link layer: a robust entanglement generation service between neighbours. {@link LinkLayer} is one end of one link.
 *
 * @packageDocumentation
 */
export { ADD_WINDOW, defaultLinkLayerConfiguration, type LinkLayerConfiguration } from './configuration.js'
export type { LinkLayerOptions } from './core.js'
export { MACHINES as LINK_LAYER_MACHINES } from './core.js'
export { LinkLayerError, type LinkLayerErrorCode } from './errors.js'
export { FidelityEstimation, type TestCounts } from './estimation/fidelity-estimation.js'
export { expectsEqual, isTestRound, testBasis, TestRounds } from './estimation/test-rounds.js'
export { checkRequest } from './request-check.js'
export { LinkLayer } from './link-layer.js'
export {
  basisOf,
  flipsOutcome,
  isCorrectable,
  type MeasurementChoice,
  measurementToWire,
  rotationOf
} from './measurement.js'
export type { LinkJournal } from './pair/journal.js'
export { LinkRecords } from './records/link-records.js'
export { type LastWords, recovered, type Recovered } from './records/recovery.js'
export { QubitMemory } from './memory/qubit-memory.js'
export type { QueueItem } from './queue/item.js'
export {
  type Bin,
  type BinSchedule,
  firstComeFirstServed,
  type Plan,
  type Scheduler,
  strictPriority,
  timeDivision,
  weightedFairQueueing
} from './queue/scheduler.js'
export {
  CREATE_DEFAULTS,
  type CreateAnswer,
  type CreateFailed,
  type CreateRequest,
  type LinkLayerListener,
  type PairDelivered,
  type PairExpired
} from './service.js'
