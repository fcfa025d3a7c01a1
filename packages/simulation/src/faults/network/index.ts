export { drawNetworkPlan, type NetworkFault, type NetworkFaultPlan, type PlannedCircuit } from './plan.js'
export { networkSoakRun, type NetworkSoakResult } from './network-soak-run.js'
