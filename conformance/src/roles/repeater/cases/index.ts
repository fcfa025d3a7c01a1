import { repeaterMachineCases } from '../../../machines/repeater-cases.js'
import type { RepeaterCase } from '../repeater-test.js'
import { busyCases } from './busy.js'
import { callCases } from './calls.js'
import { circuitCases } from './circuits.js'
import { creditCases } from './credit.js'
import { distillingCases } from './distilling.js'
import { killedCases, killedTwiceCases } from './killed/phases.js'
import { killedRouteCases } from './killed/routes.js'
import { killedWithinCases } from './killed/within.js'
import { lifeCases } from './lives.js'
import { neighbourCases } from './neighbours/index.js'
import { outageCases } from './outages.js'
import { pairCases } from './pairs.js'
import { reachCases } from './reach.js'
import { stageEndCases } from './stage-ends.js'
import { stageCases } from './stages.js'
import { trackCases } from './tracks.js'

/** Every case of an inner node of circuits, in the order of the specification. */
export const REPEATER_CASES: readonly RepeaterCase[] = [
  ...neighbourCases,
  ...circuitCases,
  ...outageCases,
  ...callCases,
  ...creditCases,
  ...pairCases,
  ...busyCases,
  ...reachCases,
  ...trackCases,
  ...lifeCases,
  ...stageCases,
  ...distillingCases,
  ...stageEndCases,
  ...killedCases,
  ...killedTwiceCases,
  ...killedWithinCases,
  ...killedRouteCases,
  ...repeaterMachineCases
]
