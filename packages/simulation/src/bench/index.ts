export { BareLoop } from './bare-loop.js'
export { type Benchmark, benchmarks } from './benchmarks.js'
export { LinkWorkload, linkNetwork, type WorkloadFact, type WorkloadRun } from './link-workload.js'
