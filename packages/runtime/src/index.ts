export * from './time.js'
export type { Clock, Task, Timer } from './clock.js'
export type { RandomSource, RandomStream } from './random.js'
