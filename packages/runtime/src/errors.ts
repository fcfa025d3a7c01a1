/** An instant or a length of time that cannot be used. */
export class TimeError extends Error {
  readonly code: 'TIME_INVALID' | 'TIME_REENTRANT'
  /** What was being set. */
  readonly field: string
  readonly value: unknown

  constructor(code: TimeError['code'], field: string, value: unknown, accepted: string) {
    super(`${field} is ${String(value)}; accepted: ${accepted}`)
    this.name = 'TimeError'
    this.code = code
    this.field = field
    this.value = value
  }
}

/** A parameter of a random draw, or a name of a stream, that cannot be used. */
export class RandomError extends Error {
  readonly code = 'RANDOM_INVALID'
  readonly field: string
  readonly value: unknown

  constructor(field: string, value: unknown, accepted: string) {
    super(`${field} is ${JSON.stringify(value) ?? String(value)}; accepted: ${accepted}`)
    this.name = 'RandomError'
    this.field = field
    this.value = value
  }
}
