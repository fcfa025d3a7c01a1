export { keySoakRun, type KeySoakResult } from './key-soak-run.js'
export type { KeyFaultPlan } from './plan.js'
export { KEY_STACK_CASES, type KeyStackPlan, keyStackRun, type KeyStackResult } from './stack/index.js'
