/** What can be wrong with what a key store or a key-management entity is given. Stable. */
export type KeyErrorCode =
  | 'IDENTIFIER_INVALID'
  /** A block of the session is there already, or was. */
  | 'BLOCK_KNOWN'
  /** The block is shorter than one unit, or not of whole octets. */
  | 'BLOCK_INVALID'
  | 'STORE_FULL'
  | 'UNIT_SIZE_INVALID'
  /** The files are those of a store with another unit size or direction, or of another version. */
  | 'STORE_MISMATCH'
  /** The folder cannot be made, or written. */
  | 'STORE_UNWRITABLE'
  /** What is in the folder is not whole. */
  | 'STORE_DAMAGED'
  /** Another process has the folder, or this one has it already. */
  | 'STORE_IN_USE'
  /** What is asked does not fit what is stored: a fault of the caller. */
  | 'RESERVATION_UNKNOWN'
  /** A pool of authentication key that has no key yet, and was given none. */
  | 'POOL_EMPTY'
  | 'CONFIGURATION_INVALID'
  | 'CERTIFICATE_INVALID'

/** Nothing was applied. Never holds or names a bit of a key. */
export class KeyError extends Error {
  override readonly name = 'KeyError'

  constructor(
    readonly code: KeyErrorCode,
    readonly field: string,
    readonly value: string | number,
    readonly accepted: string
  ) {
    super(`${field} is ${String(value)}; accepted: ${accepted} (${code})`)
  }
}
