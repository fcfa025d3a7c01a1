import { JetStreamApiCodes, JetStreamApiError, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream'
import { errors, type NatsConnection } from '@nats-io/transport-node'
import { NatsError } from '../errors.js'

/**
 * The management of JetStream on a server.
 *
 * @throws NatsError NATS_SERVER_UNFIT where JetStream is off, NATS_NOT_PERMITTED where this user may not use it
 */
export async function jetStreamOf(connection: NatsConnection): Promise<JetStreamManager> {
  try {
    return await jetstreamManager(connection)
  } catch (error) {
    throw workErrorOf(error, connection)
  }
}

/** An error of JetStream as one that says what to do. */
export function workErrorOf(error: unknown, connection: NatsConnection): Error {
  if (error instanceof NatsError) return error
  const thrown = error instanceof Error ? error : new Error(String(error))
  const cause = thrown.cause instanceof errors.PermissionViolationError ? thrown.cause : thrown
  const server = connection.isClosed() ? 'the server' : connection.getServer()
  if (isOff(cause)) {
    const accepted = 'a server with JetStream: nats-server -js'
    return new NatsError('NATS_SERVER_UNFIT', 'JetStream', `off at ${server}`, accepted, { cause })
  }
  if (cause instanceof errors.PermissionViolationError) {
    const accepted = 'a user that may use $JS.API.>, $JS.ACK.>, _INBOX.> and bellwire.work.>'
    return new NatsError('NATS_NOT_PERMITTED', cause.operation, `${cause.subject}, which is refused`, accepted, {
      cause
    })
  }
  return cause
}

/** Nothing is there that would take a message: no stream for it, or no JetStream at all. */
export function isUntaken(error: unknown): boolean {
  return isOff(error) || (error instanceof errors.RequestError && error.isNoResponders())
}

export function isStreamGone(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound
}

export function isConsumerGone(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.ConsumerNotFound
}

/** The library has a class for this, which it does not export. */
function isOff(error: unknown): boolean {
  return error instanceof Error && error.name === 'JetStreamNotEnabled'
}
