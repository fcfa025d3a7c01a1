export { type TwoEndsOptions as BenchOptions, type Ending, NODES, TwoEnds } from '../src/played/two-ends.js'
