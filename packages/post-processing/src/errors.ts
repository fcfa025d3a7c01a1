/**
 * Bad input to a function of this room: names the field, the value that was given and what would be accepted.
 * `code` is stable; `message` is for people. A value that may be part of a key is never named.
 */
export class PostProcessingInputError extends Error {
  override readonly name = 'PostProcessingInputError'
  readonly code = 'POST_PROCESSING_INPUT'

  constructor(
    readonly field: string,
    readonly value: unknown,
    readonly accepted: string
  ) {
    super(`${field} is ${String(value)}; accepted: ${accepted}`)
  }
}

/** Throws {@link PostProcessingInputError} unless `value` is an integer in [minimum, maximum]. */
export function requireInteger(field: string, value: number, minimum: number, maximum: number): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new PostProcessingInputError(field, value, `an integer from ${minimum} to ${maximum}`)
  }
}
