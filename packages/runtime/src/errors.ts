/** An instant or a length of time that cannot be used. */
export class TimeError extends Error {
  override readonly name = 'TimeError'

  /** @param field what was being set */
  constructor(
    readonly code: 'TIME_INVALID' | 'TIME_REENTRANT',
    readonly field: string,
    readonly value: unknown,
    readonly accepted: string
  ) {
    super(`${field} is ${String(value)}; accepted: ${accepted}`)
  }
}

/** A parameter of a random draw, or a name of a stream, that cannot be used. */
export class RandomError extends Error {
  override readonly name = 'RandomError'
  readonly code = 'RANDOM_INVALID'

  constructor(
    readonly field: string,
    readonly value: unknown,
    readonly accepted: string
  ) {
    super(`${field} is ${JSON.stringify(value) ?? String(value)}; accepted: ${accepted}`)
  }
}

/** A stored record is not what a process of this kind writes. Nothing was made of it. */
export class RecordError extends Error {
  override readonly name = 'RecordError'
  readonly code = 'BAD_RECORD'

  constructor(
    readonly record: string,
    readonly field: string,
    value: unknown,
    readonly accepted: string
  ) {
    super(`record ${record}: ${field} is ${JSON.stringify(value) ?? 'missing'}; accepted: ${accepted}`)
  }
}
