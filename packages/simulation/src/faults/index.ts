export { networkSoakRun, type NetworkFaultPlan, type NetworkSoakResult } from './network/index.js'
export { drawPlan } from './draw/plan.js'
export { type FaultAction, type FaultPlan, type PlannedRequest, type ReleaseHabit } from './plan.js'
export { hardwareSoakRun, killSoakRun, type SoakResult, soakRun } from './soak-run.js'
export {
  type KeyFaultPlan,
  keySoakRun,
  type KeySoakResult,
  type KeyStackPlan,
  keyStackRun,
  type KeyStackResult
} from './key-distribution/index.js'
