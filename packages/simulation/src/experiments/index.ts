/**
 * Experiments, published ones and others, played through the whole stack: nodes ask for pairs, heralds make them, both
 * ends measure, and the two ends' own records are compared. Beside each figure stand the paper's value and the model's
 * in closed form, where there are such. An experiment is a list of figures and a function that plays networks and fills
 * them in.
 */
export type { Experiment } from './experiment.js'
export { ExperimentError } from './errors.js'
export type { KeyAccount, KeyBalance, KeyEnd, KeyEndFactory, KeyNode, StoredKeys } from './key-ends.js'
export { ALLOWED_STANDARD_ERRORS, type ExperimentRow, LARGEST_RELATIVE_ERROR, paperSigmas } from './row.js'
export {
  type ExperimentOptions,
  type ExperimentResult,
  experimentNamed,
  experiments,
  runExperiment
} from './run-experiment.js'
export type { ScanPicture } from './scan-picture.js'
export type { RunTotals } from './statistics.js'
export {
  leastMemories,
  type LeastMemory,
  type MapCell,
  type MapPanel,
  type Region,
  type RepeaterMap,
  repeaterMap
} from './repeater-chain/repeater-map.js'
export type { ChainOutput } from './repeater-chain/outlook.js'
