/** An experiment could not be run. */
export class ExperimentError extends Error {
  override readonly name = 'ExperimentError'

  constructor(
    readonly code: 'LINK_DOWN' | 'REQUEST_FAILED' | 'UNKNOWN_EXPERIMENT',
    message: string
  ) {
    super(message)
  }
}
