/**
 * What was given to be tested cannot be: it is not there, does not start, or does not keep chapter 12. That is no verdict
 * on a node. The message says what was given, and what is expected.
 */
export class HarnessError extends Error {
  override readonly name = 'HarnessError'
  readonly code = 'conformance.harness'
}
