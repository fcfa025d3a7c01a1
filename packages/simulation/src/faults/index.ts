export { networkSoakRun, type NetworkFaultPlan, type NetworkSoakResult } from './network/index.js'
export { drawPlan, type FaultAction, type FaultPlan, type PlannedRequest, type ReleaseHabit } from './plan.js'
export { type SoakResult, soakRun } from './soak-run.js'
