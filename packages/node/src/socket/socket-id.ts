import { NodeError } from '../errors.js'

/** Purposes of sockets are those from here up to, not including, 2^15; the top bit is that of link labels. */
const FIRST_PURPOSE = 0x4000

/** Socket ids are below this. */
export const SOCKET_IDS = 128

/**
 * The purpose of what one socket asks of another: both ids are in it, so that only a socket that names the other in turn
 * answers.
 *
 * @param creator id of the socket that asks
 * @param receiver id of the socket that is asked
 * @throws NodeError SOCKET for an id out of range
 */
export function socketPurpose(creator: number, receiver: number): number {
  requireId('creator', creator)
  requireId('receiver', receiver)
  return FIRST_PURPOSE + SOCKET_IDS * creator + receiver
}

function requireId(field: string, id: number): void {
  if (Number.isSafeInteger(id) && id >= 0 && id < SOCKET_IDS) return
  throw new NodeError('SOCKET', `${field} is ${id}; accepted: an integer from 0 to ${SOCKET_IDS - 1}`)
}
