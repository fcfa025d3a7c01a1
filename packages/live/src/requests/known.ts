import { ApplicationError } from '@bellwire/application-layer'
import { LinkLayerError } from '@bellwire/link-layer'
import { NetworkInputError } from '@bellwire/network-layer'
import { NodeError } from '@bellwire/node'
import { ApiError } from '../management/api.js'

/** @throws ApiError for what a node does not have, or takes for a mistake */
export async function known<T>(use: () => T): Promise<Awaited<T>> {
  try {
    return await use()
  } catch (error) {
    throw refusalOf(error)
  }
}

/** The same for what is known at once. */
export function knownNow<T>(use: () => T): T {
  try {
    return use()
  } catch (error) {
    throw refusalOf(error)
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof ApplicationError) return new ApiError(409, error.code, error.message)
  if (error instanceof NetworkInputError || error instanceof LinkLayerError)
    return new ApiError(400, 'INVALID', error.message)
  if (!(error instanceof NodeError)) return error
  return new ApiError(error.code === 'UNKNOWN_PEER' ? 404 : 409, error.code, error.message)
}
