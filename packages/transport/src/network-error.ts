/** What can be wrong with the set-up of a network. */
export type NetworkErrorCode =
  | 'CHANNEL_INVALID'
  /** The two nodes have no channel. */
  | 'CHANNEL_UNKNOWN'
  | 'NODE_INVALID'
  /** The node is attached already. */
  | 'NODE_ATTACHED'

/** A set-up that is refused as a whole: nothing of it was applied. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'

  constructor(
    readonly code: NetworkErrorCode,
    readonly field: string,
    readonly value: unknown,
    readonly accepted: string
  ) {
    super(`${field} is ${String(value)}; accepted: ${accepted} (${code})`)
  }
}
