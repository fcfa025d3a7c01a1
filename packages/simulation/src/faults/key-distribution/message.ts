import { decodeQkdMessage, type QkdMessage, WireError } from '@bellwire/wire'

/** The message that a body carries whole; undefined where it does not. */
export function messageIn(body: Uint8Array): QkdMessage | undefined {
  if (body[0] !== 0) return undefined
  try {
    return decodeQkdMessage(body.subarray(1))
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return undefined
  }
}
