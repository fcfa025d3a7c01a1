import { type Bit, bitOf, packed, sameOctets } from './distillation/bits.js'
import { Corrector } from './distillation/cascade.js'
import { verificationTag } from './distillation/field.js'
import { queriesIn } from './distillation/queries.js'
import type { KeyTest } from './key-test.js'
import type { Session } from './sessions.js'

export interface Correction {
  /** Of the corrector, before anything is asked. */
  readonly raw: readonly Bit[]
  readonly variant: number
  /** Of errors, as declared. */
  readonly rate: number
  /** What says which that is. */
  readonly rateClauses: readonly string[]
}

/**
 * Compares each message with what the same key would have asked, given the same answers. Returns the corrected key; undefined where
 * something else was asked.
 */
export function judgeCascade(
  test: KeyTest,
  session: Session,
  { raw, variant, rate, rateClauses }: Correction
): readonly Bit[] | undefined {
  const view = session.views.corrector
  const asked = view.all('corrector', 'QUERIES')
  const answered = view.all('reference', 'PARITIES')
  test.need(asked.length > 1, 'the corrector asks for parities')
  const seed = asked[0]?.seed ?? new Uint8Array(0)
  const isSeedFirst = seed.length === 16 && asked.slice(1).every((one) => one.seed.length === 0)
  test.must('APP-041', isSeedFirst, 'the seed of the orders is in the first QUERIES, whole, and there alone')
  const corrector = new Corrector([...raw], variant, rate, seed)
  const run = corrector.run()
  let pass = 0
  let expected = run.next()
  for (const [at, { queries }] of asked.entries()) {
    const told = queriesIn(queries)
    test.must('KEY-215', told !== undefined, 'queries are written as such')
    if (told === undefined) return undefined
    test.must('KEY-212', !expected.done, `nothing is asked when nothing is odd after the last pass, in message ${at}`)
    if (expected.done) return undefined
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
      for (const clause of rateClauses)
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
    if (parities === undefined) return undefined
    expected = run.next(value.stretches.map((_, index) => bitOf(parities, index)))
  }
  const verification = view.of('corrector', 'VERIFICATION')
  test.need(verification !== undefined, 'the corrector comes to an end')
  test.check('KEY-212', expected.done === true, 'every pass is gone through')
  const tag = verification && verificationTag(packed(corrector.key), corrector.key.length, verification.point)
  const isRight = tag !== undefined && sameOctets(tag, verification?.tag ?? new Uint8Array(0))
  test.check('KEY-214', isRight, 'what it verifies is its key, with each place that was odd turned')
  return corrector.key
}
