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
