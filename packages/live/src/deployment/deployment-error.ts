/** A process cannot be started as it is told. The message says what was given, and what is accepted. */
export class DeploymentError extends Error {
  override readonly name = 'DeploymentError'
  readonly code = 'live.deployment'
}
