/** A sweep that cannot be made: which field, what was given and what is accepted. */
export class SweepError extends Error {
  override readonly name = 'SweepError'
  readonly code = 'simulation.sweep'

  /**
   * @param field what is wrong, such as a path into the scenario
   * @param value what was given, as text
   * @param accepted what would be accepted, in words
   */
  constructor(
    readonly field: string,
    readonly value: string,
    readonly accepted: string
  ) {
    super(`${field} is ${value}; accepted: ${accepted}`)
  }
}
