/** What a program did wrong, as data. `code` is stable; `message` is for people. */
export class ApplicationError extends Error {
  override readonly name = 'ApplicationError'

  constructor(
    readonly code: ApplicationErrorCode,
    message: string
  ) {
    super(message)
  }
}

export type ApplicationErrorCode =
  /** A field of what was asked for is out of its range. */
  | 'INPUT'
  /** A step was asked before the last one was answered, or answered twice. */
  | 'OUT_OF_TURN'
  /** The dialogue is over. */
  | 'OVER'
  /** Something of that name is there already. */
  | 'TAKEN'

/** Names the field, the value and what would be accepted. @throws ApplicationError INPUT */
export function requireInteger(field: string, value: number, minimum: number, maximum: number): void {
  if (Number.isSafeInteger(value) && value >= minimum && value <= maximum) return
  throw new ApplicationError('INPUT', `${field} is ${value}; accepted: an integer from ${minimum} to ${maximum}`)
}

/** Names a source that cannot be asked for pairs at this end. @throws ApplicationError INPUT */
export function requireAsking(field: string, { asks = true }: { readonly asks?: boolean }): void {
  if (asks) return
  throw new ApplicationError(
    'INPUT',
    `${field} cannot ask for pairs; accepted: one of the end that sets the circuit up`
  )
}
