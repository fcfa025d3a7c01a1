/** What the simulated world refuses: an option or a command that means nothing to it, and what would be accepted. */
export class WorldError extends Error {
  override readonly name = 'WorldError'
  readonly code = 'physics.world'

  /**
   * @param field the option or the command's field
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

/** @throws WorldError unless the value is a number between two bounds, both included */
export function requireNumber(field: string, value: number, minimum: number, maximum: number): void {
  if (!(value >= minimum && value <= maximum)) throw new WorldError(field, value, `a number ${minimum}..${maximum}`)
}

/** @throws WorldError unless the value is an integer between two bounds, both included */
export function requireInteger(field: string, value: number, minimum: number, maximum: number): void {
  if (!(Number.isSafeInteger(value) && value >= minimum && value <= maximum)) {
    throw new WorldError(field, value, `an integer ${minimum}..${maximum}`)
  }
}

/** @throws WorldError unless the slot length is a positive number of nanoseconds */
export function requirePeriod(period: number): void {
  if (!(period > 0 && period < Infinity)) throw new WorldError('period', period, 'a number of nanoseconds > 0')
}
