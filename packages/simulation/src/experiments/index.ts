export type { Experiment } from './experiment.js'
export { ExperimentError } from './errors.js'
export { ALLOWED_STANDARD_ERRORS, type ExperimentRow, LARGEST_RELATIVE_ERROR, paperSigmas } from './row.js'
export {
  type ExperimentOptions,
  type ExperimentResult,
  experimentNamed,
  experiments,
  runExperiment
} from './run-experiment.js'
export type { RunTotals } from './statistics.js'
