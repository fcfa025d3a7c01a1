import type { QkdWish } from '@bellwire/application-layer'
import { Basis } from '@bellwire/device'
import type { Violation } from '@bellwire/invariants'
import { BitString, verifyKey } from '@bellwire/post-processing'
import type { Played } from './published-check.js'
import { bitsOf } from './secrets.js'
import type { Transcript } from './transcript.js'
import { violation } from './violation.js'

/** Messages that somebody may have changed without changing what the reference's raw key is. */
const AFTER_SIFTING = ['QUERIES', 'PARITIES', 'VERIFICATION', 'AMPLIFICATION', 'FINISH']

/**
 * Whether the reference calls a key equal to its own only where it is, by the tag of the key that was said. Of sessions that no round
 * was lost of; `changed` is the message that somebody in the middle has changed.
 */
export function verifiedViolations(
  transcript: Transcript,
  wish: QkdWish,
  played: Played,
  changed: string | undefined
): Violation[] {
  const [asking, answering] = transcript.nodes
  const [asked] = transcript.of(asking, 'VERIFICATION')
  const [answered] = transcript.of(answering, 'VERIFIED')
  const sampled = wish.protocol === 'bbm92'
  if (sampled || asked === undefined || answered === undefined) return []
  if (changed !== undefined && !AFTER_SIFTING.includes(changed)) return []
  const all = wish.protocol === 'shared-tests'
  const bits = played[1].flatMap((one, round) => {
    const isKey = one?.basis === Basis.Z && played[0][round]?.basis === Basis.Z
    return all || isKey ? [one?.outcome ?? 0] : []
  })
  const isOwn =
    isFull(asked) && verifyKey(bitsOf(bits), BitString.fromBytes(asked.point), BitString.fromBytes(asked.tag))
  if (isOwn || !answered.equal) return []
  return [violation('verified', 'the reference calls a key equal to its own that is not')]
}

function isFull({ point, tag }: { readonly point: Uint8Array; readonly tag: Uint8Array }): boolean {
  return point.length === 8 && tag.length === 8
}
