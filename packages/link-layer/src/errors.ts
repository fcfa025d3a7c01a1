export type LinkLayerErrorCode = 'INVALID_REQUEST' | 'NO_SCHEDULE'

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
