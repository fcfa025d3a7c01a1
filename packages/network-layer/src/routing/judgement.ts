import { serialAdd } from '@bellwire/wire'
import { type Advertisement, compareAdvertisements } from './advertisement.js'

/** What is to be done with an advertisement that a neighbour has sent. */
export type Judgement =
  /** Newer than what is held, or of an unknown origin: store it, and flood it to everyone but who sent it. */
  | { readonly kind: 'accept' }
  /** Nothing to be done. */
  | { readonly kind: 'ignore'; readonly reason: 'duplicate' | 'expired' }
  /** The sender is behind: send it what is held, and to nobody else. */
  | { readonly kind: 'answer' }
  /**
   * The network believes something under this node's name that is newer than all it has said: a leftover of an earlier
   * start. This node says what holds now, under `sequence`, and floods that to everyone.
   */
  | { readonly kind: 'supersede'; readonly sequence: number }

/**
 * The flooding rule, as a pure function.
 *
 * A node that starts again counts its sequence numbers from the first value anew, so its neighbours may hold newer ones
 * of its earlier start. They answer with these; the node then goes past the highest it has been shown, as OSPF does
 * (RFC 2328, section 13.4). Order among incarnations is not needed for this, and random ones have none.
 *
 * @param self identifier of this node
 * @param held what is held of the received one's origin: undefined where nothing is, or where its lifetime has ended
 */
export function judgeAdvertisement(self: number, held: Advertisement | undefined, received: Advertisement): Judgement {
  if (received.origin === self) {
    const order = held ? compareAdvertisements(received, held) : 1
    if (order > 0) return { kind: 'supersede', sequence: serialAdd(received.sequence, 1) }
    return order === 0 ? { kind: 'ignore', reason: 'duplicate' } : { kind: 'answer' }
  }
  // One whose lifetime ended on the way says nothing any more, and must not wake the memory of a dead node.
  if (received.lifetime <= 0) return { kind: 'ignore', reason: 'expired' }
  if (!held) return { kind: 'accept' }
  const order = compareAdvertisements(received, held)
  if (order > 0) return { kind: 'accept' }
  return order === 0 ? { kind: 'ignore', reason: 'duplicate' } : { kind: 'answer' }
}
