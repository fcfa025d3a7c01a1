import { QkdReconciliation } from '@bellwire/wire'
import type { SessionPlan } from '../../../subject/key.js'
import { withErrors } from '../devices.js'
import { type Bit, bitOf, packed, sameOctets } from '../distillation/bits.js'
import { Corrector } from '../distillation/cascade.js'
import { verificationTag } from '../distillation/field.js'
import { queriesIn } from '../distillation/queries.js'
import type { KeyCase, KeyTest } from '../key-test.js'
import { BBM92, BBM92_SIZES } from '../plans.js'
import type { Session } from '../sessions.js'
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
      judge(test, session, reconciliation, expectedQber / MILLION)
    }
  }
}

/** Compares each message with what the same key would have asked, given the same answers. */
function judge(test: KeyTest, session: Session, variant: number, rate: number): void {
  const view = session.views.corrector
  const truth = new Truth(test.scene.pairs, session, view)
  const rounds = truth.keyRounds(BBM92_SIZES.keyRounds)
  const raw: Bit[] = rounds.map((index) => truth.outcome('corrector', index))
  const asked = view.all('corrector', 'QUERIES')
  const answered = view.all('reference', 'PARITIES')
  test.need(asked.length > 1, 'the corrector asks for parities')
  const seed = asked[0]?.seed ?? new Uint8Array(0)
  const isSeedFirst = seed.length === 16 && asked.slice(1).every((one) => one.seed.length === 0)
  test.must('APP-041', isSeedFirst, 'the seed of the orders is in the first QUERIES, whole, and there alone')
  const corrector = new Corrector(raw, variant, rate, seed)
  const run = corrector.run()
  let pass = 0
  let expected = run.next()
  for (const [at, { queries }] of asked.entries()) {
    const told = queriesIn(queries)
    test.must('KEY-215', told !== undefined, 'queries are written as such')
    if (told === undefined) return
    test.must('KEY-212', !expected.done, `nothing is asked when nothing is odd after the last pass, in message ${at}`)
    if (expected.done) return
    const { value } = expected
    const isBegin = value.pass > pass
    pass = Math.max(pass, value.pass)
    const isOther = (one: { from: number; size: number } | undefined, place: number): boolean =>
      one?.from !== told.stretches[place]?.from || one?.size !== told.stretches[place]?.size
    const isSame = told.stretches.length === value.stretches.length && !value.stretches.some(isOther)
    const which = `message ${at} asks for ${told.stretches.length} parities in pass ${told.pass}`
    if (isBegin) {
      test.must('KEY-212', told.pass === value.pass, `${which}, where pass ${value.pass} is to begin`)
      const size = told.stretches[0]?.size
      for (const clause of ['KEY-211', 'KEY-296'])
        test.check(
          clause,
          size === value.stretches[0]?.size,
          `${which} of ${size} places, declared were ${rate} errors`
        )
      test.must('KEY-212', isSame, `${which}: all of its blocks, or all but the last`)
    } else {
      test.must('KEY-212', told.pass <= pass, `${which}, while there is something odd in the passes before`)
      test.must('KEY-213', told.pass === value.pass && isSame, `${which}: the odd leaves of pass ${value.pass}`)
    }
    const parities = answered[at]?.parities
    if (parities === undefined) return
    expected = run.next(value.stretches.map((_, index) => bitOf(parities, index)))
  }
  const verification = view.of('corrector', 'VERIFICATION')
  test.need(verification !== undefined, 'the corrector comes to an end')
  test.check('KEY-212', expected.done === true, 'every pass is gone through')
  const tag = verification && verificationTag(packed(corrector.key), corrector.key.length, verification.point)
  const isRight = tag !== undefined && sameOctets(tag, verification?.tag ?? new Uint8Array(0))
  test.check('KEY-214', isRight, 'what it verifies is its key, with each place that was odd turned')
}
