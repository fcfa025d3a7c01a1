/** What went wrong, as a stable string. */
export type StatechartErrorCode =
  /** The machine uses something outside the supported subset; `feature` names it, `path` says where. */
  | 'UNSUPPORTED_FEATURE'
  /** An action, guard or delay is named but not implemented. */
  | 'MISSING_IMPLEMENTATION'
  /** A machine or a list of branches leaves an event without an answer. */
  | 'UNANSWERED_EVENT'
  /** A delay is not a whole number of nanoseconds, zero or more, nor Infinity. */
  | 'INVALID_DELAY'
  /** A told event has no type, or one that only the statechart itself may use. */
  | 'INVALID_EVENT'
  /** A machine emitted something that is not an event, or a routing event with wrong fields. */
  | 'INVALID_EMIT'
  /** The host has no table of that name. */
  | 'UNKNOWN_TABLE'
  /** The table already has an instance under that key. */
  | 'KEY_IN_USE'
  /** The table has no instance under that key. */
  | 'KEY_ABSENT'
  /** A program written at build time does not belong to the machine as it is now. */
  | 'STALE_PROGRAM'
  /** A function of a machine threw; the original is the `cause`. The run is over. */
  | 'MACHINE_THREW'
  /** The host was used after a throw had ended its run. */
  | 'RUN_ENDED'

/**
 * The one error of this room. `path` says where: the state of a machine ('link.ready') at compile time, the
 * instance ('requests[7]') at run time. `feature` names what: the refused feature, the event, the delay.
 */
export class StatechartError extends Error {
  override readonly name = 'StatechartError'
  readonly code: StatechartErrorCode
  readonly path: string
  readonly feature: string

  constructor(code: StatechartErrorCode, path: string, feature: string, message: string, cause?: unknown) {
    super(`${path}: ${message}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.path = path
    this.feature = feature
  }
}
