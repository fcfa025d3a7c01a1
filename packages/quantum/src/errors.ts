/**
 * Bad input to a function of this room: names the field, the value that was given and what would be accepted.
 * `code` is stable; `message` is for people.
 */
export class QuantumInputError extends Error {
  override readonly name = 'QuantumInputError'
  readonly code = 'QUANTUM_INPUT'

  constructor(
    readonly field: string,
    readonly value: unknown,
    readonly accepted: string
  ) {
    super(`${field} is ${String(value)}; accepted: ${accepted}`)
  }
}

/** Throws {@link QuantumInputError} unless `minimum <= value <= maximum`. NaN is refused. */
export function requireRange(field: string, value: number, minimum: number, maximum: number): void {
  if (!(value >= minimum && value <= maximum)) {
    throw new QuantumInputError(field, value, `a number from ${minimum} to ${maximum}`)
  }
}

/** Throws {@link QuantumInputError} unless `value` is an integer in [minimum, maximum]. */
export function requireInteger(field: string, value: number, minimum: number, maximum: number): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new QuantumInputError(field, value, `an integer from ${minimum} to ${maximum}`)
  }
}

/** Throws {@link QuantumInputError} unless the array has exactly `length` elements. */
export function requireLength(field: string, array: ArrayLike<unknown>, length: number): void {
  if (array.length !== length) {
    throw new QuantumInputError(`${field}.length`, array.length, `${length}`)
  }
}
