import type { ErrorCode } from '@bellwire/wire'
import { ERROR_CODE_NAMES } from '@bellwire/wire'

/** Wrong use of a node. */
export class NodeError extends Error {
  override readonly name = 'NodeError'

  constructor(
    readonly code:
      | 'UNKNOWN_PEER'
      | 'CLOSED'
      | 'LINK_TWICE'
      | 'TEST_ROUNDS'
      | 'NOT_HELD'
      | 'RESET'
      | 'NO_NETWORK'
      | 'NO_CIRCUIT'
      | 'SOCKET'
      | 'TOO_MANY',
    message: string
  ) {
    super(message)
  }
}

/** A request for pairs ended with an ERR. `code` is the code on the wire. */
export class RequestFailedError extends Error {
  override readonly name = 'RequestFailedError'

  constructor(
    readonly code: ErrorCode,
    /** Pairs that were delivered before. */
    readonly delivered: number,
    detail = ''
  ) {
    super(
      `the request ended with ${ERROR_CODE_NAMES[code]} after ${delivered} pairs${detail === '' ? '' : `: ${detail}`}`
    )
  }
}

/** A characterisation, or bounces, gave no result. `code` is the code on the wire: TIMEOUT at the deadline, OTHER after a crash of this node. */
export class CharacterisationFailedError extends Error {
  override readonly name = 'CharacterisationFailedError'

  constructor(readonly code: ErrorCode) {
    super(`nothing was found out: ${ERROR_CODE_NAMES[code]}`)
  }
}
