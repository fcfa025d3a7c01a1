/** What can be wrong with a frame. Stable: other implementations and the conformance suite compare these. */
export type WireErrorCode =
  /** The frame is longer than a frame may be. */
  | 'FRAME_TOO_LARGE'
  /** The bytes end inside a field, or a length runs past its message. */
  | 'TRUNCATED'
  /** A varint longer than ten bytes or than 64 bits. */
  | 'BAD_VARINT'
  /** Field number 0, or one beyond 2^29 - 1. */
  | 'BAD_FIELD_NUMBER'
  /** Wire types 3, 4 (groups), 6 or 7, or a known field with another wire type than its own. */
  | 'BAD_WIRE_TYPE'
  | 'UNKNOWN_CRITICAL_FIELD'
  /** A singular field given twice. */
  | 'DUPLICATE_FIELD'
  /** A frame without a message. */
  | 'NO_MESSAGE'
  | 'UNKNOWN_MESSAGE'
  /** Two messages in one frame. */
  | 'TWO_MESSAGES'
  /** An embedded message that must be there is not. */
  | 'MISSING_FIELD'
  | 'OUT_OF_RANGE'
  /** More elements in a repeated field, or more bytes in a field of bytes, than it may have. */
  | 'TOO_MANY'
  /** Fields that are in range each, but not together. */
  | 'INCONSISTENT'
  /** Encoding only: a value that is no integer, boolean or message where one is needed. */
  | 'BAD_TYPE'

/**
 * A frame that cannot be encoded or decoded. Nothing of it was applied.
 *
 * `path` names the field, such as `ADD.originator.probability1` or `TEST_RESULTS.rounds[3].basis`; `value` is what
 * stood there (undefined where nothing did); `accepted` says what would have been valid.
 */
export class WireError extends Error {
  override readonly name = 'WireError'

  constructor(
    readonly code: WireErrorCode,
    readonly path: string,
    readonly value: unknown,
    readonly accepted: string
  ) {
    super(`${path} is ${describe(value)}; accepted: ${accepted} (${code})`)
  }

  /** The same error as seen from the message that holds the one where it was found. */
  within(outer: string): WireError {
    return new WireError(this.code, this.path === '' ? outer : `${outer}.${this.path}`, this.value, this.accepted)
  }
}

function describe(value: unknown): string {
  if (value === undefined) return 'absent'
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`
  return `of type ${typeof value}`
}
