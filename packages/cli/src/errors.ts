/** The command was given something that it does not accept: exit code 2. The message says what, and what is accepted. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse'
  readonly code = 'cli.wrong-use'
}

/** An error as one line for people; with its stack for whoever looks for the cause. */
export function describeError(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return `bellwire: ${String(error)}`
  if (debug) return error.stack ?? error.message
  return error instanceof WrongUse ? error.message : `bellwire: ${error.message}`
}
