export { BareLoop } from './bare-loop.js'
export { LinkWorkload, linkNetwork, type WorkloadRun } from './link-workload.js'
