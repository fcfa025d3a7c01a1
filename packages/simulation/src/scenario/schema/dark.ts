import type * as v from 'valibot'
import type { FieldPath, Problem } from '../read/scenario-error.js'
import { described, duration, fields, optional, time } from './values.js'

/** Times without light that come again and again. */
export const recurringDark = fields({
  every: described(duration(), 'From the begin of one to the begin of the next'),
  for: described(duration(), 'How long each lasts, less than every'),
  first: optional(time(), 'When the first begins. Default 0')
})

export type RecurringDarkInput = v.InferOutput<typeof recurringDark>

interface DarkPeriod {
  readonly from: number
  readonly until: number
}

/** What the schema cannot say of times without light. */
export function* darkProblems(
  dark: readonly DarkPeriod[] | RecurringDarkInput | undefined,
  path: FieldPath
): Generator<Problem> {
  if (dark === undefined || 'for' in dark) {
    yield* recurringDarkProblems(dark, path)
    return
  }
  for (const [index, { from, until }] of dark.entries()) {
    if (until <= from || from < (dark[index - 1]?.until ?? 0))
      yield {
        path: [...path, index],
        value: `${from} ns to ${until} ns`,
        accepted: 'times in order: from not before the last until, until after from'
      }
  }
}

/** The same of times that come again and again. */
export function* recurringDarkProblems(dark: RecurringDarkInput | undefined, path: FieldPath): Generator<Problem> {
  if (dark !== undefined && dark.for >= dark.every)
    yield { path: [...path, 'for'], value: `${dark.for} ns`, accepted: `less than every, ${dark.every} ns` }
}
