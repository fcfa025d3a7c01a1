import type { EndCase, PlayedEndCase } from '../end-test.js'
import { END_WITNESSES } from '../random/end-property.js'
import { acceptingCases } from './accepting.js'
import { endingCases } from './ending.js'
import { handingOverCases } from './handing-over.js'
import { outageCases } from './outages.js'
import { rateCases } from './rates.js'
import { killedCases } from './killed.js'
import { reachCases } from './reach.js'
import { requestCases } from './requests.js'
import { roomCases } from './room.js'
import { settingUpCases } from './setting-up.js'
import { settlementCases } from './settlement.js'
import { stageCases } from './stages.js'
import { testRoundCases } from './test-rounds.js'
import { trackingCases } from './tracking.js'
import { voidPairCases } from './void-pairs.js'

const PLAYED: readonly PlayedEndCase[] = [
  ...settingUpCases,
  ...acceptingCases,
  ...outageCases,
  ...endingCases,
  ...requestCases,
  ...rateCases,
  ...roomCases,
  ...reachCases,
  ...trackingCases,
  ...handingOverCases,
  ...voidPairCases,
  ...settlementCases,
  ...testRoundCases,
  ...stageCases,
  ...killedCases
]

/**
 * Every case of an end of circuits, in the order of the specification. What either end has to get right is played at both:
 * 'end/closed-here' is 'end/head/closed-here' and 'end/tail/closed-here'.
 */
export const END_CASES: readonly EndCase[] = [
  ...PLAYED.flatMap((one) =>
    one.scene?.isHead === undefined ? [at(true, one), at(false, one)] : [at(one.scene.isHead, one)]
  ),
  { name: 'end/anything', requirements: Object.keys(END_WITNESSES), property: END_WITNESSES }
]

function at(isHead: boolean, one: PlayedEndCase): PlayedEndCase {
  const name = one.name.replace('end/', isHead ? 'end/head/' : 'end/tail/')
  return { ...one, name, scene: { ...one.scene, isHead } }
}
