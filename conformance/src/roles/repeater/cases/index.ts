import type { RepeaterCase } from '../repeater-test.js'
import { circuitCases } from './circuits.js'
import { lifeCases } from './lives.js'
import { pairCases } from './pairs.js'

/** Every case of an inner node of circuits, in the order of the specification. */
export const REPEATER_CASES: readonly RepeaterCase[] = [...circuitCases, ...pairCases, ...lifeCases]
