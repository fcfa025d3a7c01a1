export type PhysicalLayerErrorCode =
  | 'SLOT_TOO_SHORT'
  | 'BATCH_TOO_SHORT'
  | 'BAD_TIME'
  | 'UNKNOWN_LINK'
  | 'LINK_TWICE'
  | 'TURN_TOO_SHORT'
  | 'BAD_SCHEDULE'
  | 'NO_SWITCH'

/** Wrong use of the physical layer. What goes wrong between nodes is never thrown: it is an answer or a link state. */
export class PhysicalLayerError extends Error {
  override readonly name = 'PhysicalLayerError'

  constructor(
    readonly code: PhysicalLayerErrorCode,
    message: string
  ) {
    super(message)
  }
}
