export { keySoakRun, type KeySoakResult } from './key-soak-run.js'
export type { KeyFaultPlan } from './plan.js'
