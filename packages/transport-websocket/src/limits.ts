import { ConnectionError } from './errors.js'

/** What one connection may cost. Times in milliseconds. */
export interface ChannelLimits {
  /** Bytes of a message that comes. */
  readonly messageBytes: number
  /** Pieces in which one message may come. */
  readonly fragments: number
  /** Pieces of the system's that may wait until a message is whole. */
  readonly bufferedChunks: number
  /** A ping is sent this often; the connection ends when as many in a row as `missedPings` were not answered. */
  readonly pingInterval: number
  readonly missedPings: number
  /** Bytes that may wait to be sent for longer than `backlogTimeout`; of eight times as many none may. */
  readonly backlogBytes: number
  readonly backlogTimeout: number
  /** The other end has this long to answer a close. */
  readonly closeTimeout: number
}

/** What the callers of a server may cost. Times in milliseconds. */
export interface ServerLimits extends ChannelLimits {
  /** From the beginning of a connection to the end of its first request's head. */
  readonly headersTimeout: number
  /** Until a request has come in whole. */
  readonly requestTimeout: number
  /** From the beginning of a connection to the first message of its channel. */
  readonly helloTimeout: number
  /** Connections that have asked for nothing yet, or have not sent the first message of their channel. */
  readonly halfOpen: number
  /** Connections from one address. */
  readonly perAddress: number
  readonly connections: number
}

export const DEFAULT_LIMITS: ServerLimits = Object.freeze({
  messageBytes: 65_536,
  fragments: 64,
  bufferedChunks: 1024,
  pingInterval: 15_000,
  missedPings: 2,
  backlogBytes: 1_048_576,
  backlogTimeout: 5000,
  closeTimeout: 1000,
  headersTimeout: 5000,
  requestTimeout: 10_000,
  helloTimeout: 5000,
  halfOpen: 64,
  perAddress: 16,
  connections: 256
})

/** @throws ConnectionError LIMIT_INVALID */
export function limitsOf(wish: Partial<ServerLimits> | undefined): ServerLimits {
  const limits = { ...DEFAULT_LIMITS, ...wish }
  for (const [name, value] of Object.entries(limits)) {
    if (!Number.isInteger(value) || value < 1 || value > 0x7fff_ffff) {
      throw new ConnectionError('LIMIT_INVALID', `limits.${name}`, value, 'an integer from 1 to 2147483647')
    }
  }
  return limits
}

/** What ws calls the limits of one connection. Compression is off: a small message must not become a large one. */
export function socketOptions({ messageBytes, fragments, bufferedChunks }: ChannelLimits) {
  return {
    maxPayload: messageBytes,
    maxFragments: fragments,
    maxBufferedChunks: bufferedChunks,
    perMessageDeflate: false
  }
}
