/** What can be wrong with what a connection is asked for. */
export type ConnectionErrorCode =
  | 'ADDRESS_INVALID'
  | 'LIMIT_INVALID'
  | 'PARTY_INVALID'
  | 'PATH_INVALID'
  /** Something is served under the path already. */
  | 'PATH_TAKEN'
  /** Nothing would protect the connection, and that was not asked for. */
  | 'UNPROTECTED'

/** A wish that is refused as a whole: nothing of it was done. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'

  constructor(
    readonly code: ConnectionErrorCode,
    readonly field: string,
    readonly value: unknown,
    readonly accepted: string
  ) {
    super(`${field} is ${String(value)}; accepted: ${accepted} (${code})`)
  }
}
