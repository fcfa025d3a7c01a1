export { keySoakRun, type KeySoakResult } from './key-soak-run.js'
export type { KeyFaultPlan } from './plan.js'
export { type KeyStackPlan, keyStackRun, type KeyStackResult } from './stack/index.js'
