import { QkdReconciliation } from '@bellwire/wire'
import type { SessionPlan } from '../../../subject/key.js'
import { judgeCascade } from '../corrected.js'
import { withErrors } from '../devices.js'
import type { KeyCase } from '../key-test.js'
import { BBM92, BBM92_SIZES } from '../plans.js'
import { Truth } from '../truth.js'

const MILLION = 1e6

/** Of the rounds that both measure in Z, each so manieth is an error; what is declared is another rate. */
const EVERY = 40
/** So many that leaves of several passes are as short. */
const OFTEN = 16

const BUDGET = 900

/** What is asked where a key is corrected by Cascade, and when (section 9.3). */
export const cascadeCases: readonly KeyCase[] = [
  corrects('option-3', QkdReconciliation.CASCADE_OPTION3, 20_000),
  corrects('option-3-of-small-blocks', QkdReconciliation.CASCADE_OPTION3, 45_000),
  corrects('option-7', QkdReconciliation.CASCADE_OPTION7, 20_000),
  corrects('option-7-of-small-blocks', QkdReconciliation.CASCADE_OPTION7, 45_000),
  corrects('many-errors', QkdReconciliation.CASCADE_OPTION3, 70_000, OFTEN)
]

function corrects(name: string, reconciliation: number, expectedQber: number, every = EVERY): KeyCase {
  const plan: SessionPlan = { ...BBM92, reconciliation, expectedQber, leakBudget: BUDGET, minimumLength: 0 }
  return {
    name: `key/cascade/${name}`,
    requirements: ['KEY-211', 'KEY-212', 'KEY-213', 'KEY-214', 'KEY-215', 'KEY-296', 'APP-041'],
    capabilities: ['KEY.BBM92'],
    async play(test) {
      await test.start()
      test.scene.pairs.devices = withErrors(test.scene.random, { z: every, x: 0 })
      const session = await test.honest(plan)
      const truth = new Truth(test.scene.pairs, session, session.views.corrector)
      judgeCascade(test, session, {
        raw: truth.keyRounds(BBM92_SIZES.keyRounds).map((index) => truth.outcome('corrector', index)),
        variant: reconciliation,
        rate: expectedQber / MILLION,
        rateClauses: ['KEY-211', 'KEY-296']
      })
    }
  }
}
