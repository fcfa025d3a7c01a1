export type NatsErrorCode =
  /** An option that cannot be used, whatever the server. */
  | 'NATS_OPTION_INVALID'
  /** No server answers. */
  | 'NATS_UNREACHABLE'
  /** The server does not believe who this is, or TLS failed between them. */
  | 'NATS_UNAUTHORIZED'
  /** The server does not let this user do what it needs. */
  | 'NATS_NOT_PERMITTED'
  /** The server is not as it has to be for this use. */
  | 'NATS_SERVER_UNFIT'
  /** Another process of the same party has begun after this one. */
  | 'NATS_SUPERSEDED'

/** What went wrong with a server of NATS, or with how it was to be reached. */
export class NatsError extends Error {
  override readonly name = 'NatsError'

  constructor(
    readonly code: NatsErrorCode,
    readonly field: string,
    readonly value: unknown,
    readonly accepted: string,
    options?: ErrorOptions
  ) {
    super(`${field} is ${String(value)}; accepted: ${accepted} (${code})`, options)
  }
}
