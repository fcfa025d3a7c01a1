export { networkOf } from './network/network-of.js'
export { nearest } from './read/nearest.js'
export { type Problem, ScenarioError } from './read/scenario-error.js'
export { type Override, readYaml } from './read/read-yaml.js'
export * as fileSchema from './schema/values.js'
export { readScenario, type ScenarioChange, ScenarioTemplate } from './read/read-scenario.js'
export { parseQuantity, type QuantityKind, unitsOf } from './schema/quantity.js'
export { type Scenario, scenarioSchema } from './schema/scenario.js'
export { type ApplicationFact, factsOf } from './applications/facts.js'
export type {
  ApplicationReport,
  BouncesReport,
  KeyDistributionReport,
  SocketReport,
  TeleportReport,
  TomographyReport
} from './applications/report.js'
export type { CountedEstimate, Mean } from './run/estimates.js'
export type { ScenarioFaults } from './run/scenario-faults.js'
export type { PairReport, RequestReport, RunReport } from './run/report.js'
export type { WaitingReport } from './run/link-waits.js'
export type { SwitchedLinkReport, SwitchReport } from './run/switch-observer.js'
export { PlayedScenario, type PlayOptions, type PlayReport } from './run/played-scenario.js'
export { type Meter, runScenario, type RunScenarioOptions, type ScenarioRun } from './run/run-scenario.js'
export { linkTags, LinkTagsError, tagFile } from './run/link-tags.js'
export type { FileReader } from './read/tag-files.js'
export { type KnownPlatform, knownPlatforms, platformsOfScenario } from './platforms/catalogue.js'
