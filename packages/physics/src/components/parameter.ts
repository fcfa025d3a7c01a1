import * as v from 'valibot'

/** A parameter of a physical model that cannot be used, and what could be. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError'
  readonly code = 'physics.parameter'

  /**
   * @param field path of the parameter, units in its name
   * @param value what was given
   * @param accepted what would be accepted, in words and units
   */
  constructor(
    readonly field: string,
    readonly value: unknown,
    readonly accepted: string
  ) {
    super(`${field}: got ${JSON.stringify(value) ?? String(value)}, accepted is ${accepted}`)
  }
}

/** A finite number between two bounds, both included. An infinite upper bound means "no bound", not "infinity". */
export function quantity(minimum: number, maximum: number) {
  const accepted = maximum === Infinity ? `a finite number >= ${minimum}` : `a number ${minimum}..${maximum}`
  return v.pipe(v.number(accepted), v.finite(accepted), v.minValue(minimum, accepted), v.maxValue(maximum, accepted))
}

/** A finite number above a bound that is itself not allowed. */
export function quantityAbove(minimum: number) {
  const accepted = `a finite number > ${minimum}`
  return v.pipe(
    v.number(accepted),
    v.finite(accepted),
    v.check((value) => value > minimum, accepted)
  )
}

/** A probability, efficiency or contrast. */
export const fraction = quantity(0, 1)

/**
 * The value, checked against a schema.
 *
 * @param name put before the field's path in the error
 * @throws ParameterError for the first field that is wrong, missing or unknown
 */
export function parseParameters<const S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  name: string
): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true })
  if (result.success) return result.output
  const issue = result.issues[0]
  const path = v.getDotPath(issue)
  const accepted = issue.type === 'strict_object' ? describeField(issue) : issue.message
  throw new ParameterError(path === null ? name : `${name}.${path}`, issue.input, accepted)
}

function describeField(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === 'never') return 'no such field'
  return issue.path === undefined ? 'an object of parameters' : 'a value (the field is required)'
}
