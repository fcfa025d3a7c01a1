import {
  AUTHENTICATION_BITS,
  AuthenticationKeyExhaustedError,
  PostProcessingInputError
} from '@bellwire/post-processing'
import { decodeQkdMessage, type QkdProposal, WireError } from '@bellwire/wire'
import { ApplicationError } from '../errors.js'
import type { AuthenticationPool } from './authentication-pool.js'
import { rulesOf } from './plan.js'

/** The proposal in the first body of a dialogue, and its bytes; undefined where there is none. */
export function proposalIn(body: Uint8Array): { proposal: QkdProposal; encoded: Uint8Array } | undefined {
  if (body[0] !== 0) return undefined
  const encoded = body.subarray(1)
  try {
    const proposal = decodeQkdMessage(encoded)
    return proposal.type === 'PROPOSAL' ? { proposal, encoded } : undefined
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return undefined
  }
}

/** Whether the parameters of a proposal make sense. */
export function makesSense(proposal: QkdProposal): boolean {
  try {
    rulesOf(proposal)
    return true
  } catch (error) {
    if (!(error instanceof ApplicationError)) throw error
    return false
  }
}

/** Authentication takes a pad for each direction: bits that a session reserves. */
export const SESSION_BITS = 2 * AUTHENTICATION_BITS

/**
 * Whether the pads of a session may begin at a bit. Were they anywhere, somebody who changes an agreement could have both
 * ends make a tag by the same bits, the one as its first pad and the other as its second.
 */
export function isPlaceOfPads(offset: number): boolean {
  return (offset - AUTHENTICATION_BITS) % SESSION_BITS === 0
}

/**
 * Reserves the pads of a session at the end that answers: from the later of the two pools' next bits on, as far as these may
 * have come apart. Returns the first bit; undefined where there is nothing to be had.
 */
export function reservePads(
  pool: AuthenticationPool,
  session: string,
  { poolOffset }: QkdProposal,
  poolGap: number
): number | undefined {
  const from = Math.max(pool.nextOffset, poolOffset)
  if (Math.abs(pool.nextOffset - poolOffset) > poolGap || !isPlaceOfPads(poolOffset)) return undefined
  try {
    pool.reserve(session, from)
  } catch (error) {
    if (!(error instanceof AuthenticationKeyExhaustedError || error instanceof PostProcessingInputError)) throw error
    return undefined
  }
  return from
}
