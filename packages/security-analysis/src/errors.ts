/**
 * Bad input to a function of this room: names the field, the value that was given and what would be accepted.
 * `code` is stable; `message` is for people.
 */
export class SecurityInputError extends Error {
  override readonly name = 'SecurityInputError'
  readonly code = 'SECURITY_INPUT'

  constructor(
    readonly field: string,
    readonly value: unknown,
    readonly accepted: string
  ) {
    super(`${field} is ${String(value)}; accepted: ${accepted}`)
  }
}

/** A finite number from `least` to `most`, both allowed. */
export function requireRange(field: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most))
    throw new SecurityInputError(field, value, `a number from ${least} to ${most}`)
}

/** A number strictly between `least` and `most`. */
export function requireBetween(field: string, value: number, least: number, most: number): void {
  if (!(value > least && value < most)) {
    throw new SecurityInputError(field, value, `a number above ${least} and below ${most}`)
  }
}

/** A whole number from `least` to `most`. */
export function requireInteger(field: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw new SecurityInputError(field, value, `an integer from ${least} to ${most}`)
  }
}
