export { keyStackRun, type KeyStackResult } from './key-stack-run.js'
export type { KeyStackPlan } from './plan.js'
