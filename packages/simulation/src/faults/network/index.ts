export { type NetworkFaultPlan } from './plan.js'
export { networkSoakRun, type NetworkSoakResult } from './network-soak-run.js'
