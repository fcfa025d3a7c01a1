export type LinkLayerErrorCode = 'INVALID_REQUEST' | 'UNKNOWN_PAIR'

/** Wrong use of the link layer's service. */
export class LinkLayerError extends Error {
  override readonly name = 'LinkLayerError'

  constructor(
    readonly code: LinkLayerErrorCode,
    message: string
  ) {
    super(message)
  }
}
