/** What cannot be asked of hardware now. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError'

  constructor(
    readonly code: 'NO_SESSION',
    message: string
  ) {
    super(`${message} (${code})`)
  }
}
