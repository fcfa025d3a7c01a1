/**
 * Bad input to a function of this room: names the field, the value that was given and what would be accepted.
 * `code` is stable; `message` is for people.
 */
export class NetworkInputError extends Error {
  override readonly name = 'NetworkInputError'
  readonly code = 'NETWORK_INPUT'

  constructor(
    readonly field: string,
    readonly value: unknown,
    readonly accepted: string
  ) {
    super(`${field} is ${String(value)}; accepted: ${accepted}`)
  }
}

/** Throws {@link NetworkInputError} unless `minimum <= value <= maximum`. NaN is refused. */
export function requireRange(field: string, value: number, minimum: number, maximum: number): void {
  if (!(value >= minimum && value <= maximum)) {
    throw new NetworkInputError(field, value, `a number from ${minimum} to ${maximum}`)
  }
}

/** Throws {@link NetworkInputError} unless `value` is a finite number above 0. */
export function requirePositive(field: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new NetworkInputError(field, value, 'a finite number above 0')
}

/** Throws {@link NetworkInputError} unless `value` is 0 or above; infinity is accepted. */
export function requireNonNegative(field: string, value: number): void {
  if (!(value >= 0)) throw new NetworkInputError(field, value, 'a number of 0 or above')
}

/** Throws {@link NetworkInputError} unless `value` is an integer in [minimum, maximum]. */
export function requireInteger(field: string, value: number, minimum: number, maximum: number): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new NetworkInputError(field, value, `an integer from ${minimum} to ${maximum}`)
  }
}

/** Throws {@link NetworkInputError} unless `value` is a probability above 0. */
export function requireProbability(field: string, value: number): void {
  if (!(value > 0 && value <= 1)) throw new NetworkInputError(field, value, 'a probability above 0, at most 1')
}

/** Throws {@link NetworkInputError} unless the array has at least `minimum` entries. */
export function requireEntries(field: string, array: ArrayLike<unknown>, minimum: number): void {
  if (array.length < minimum) throw new NetworkInputError(`${field}.length`, array.length, `${minimum} or more`)
}
