import type { Hop } from '@bellwire/wire'

/**
 * An inner node's place in the order in which the nodes of its circuit swap. Where all of them have one rank each swaps
 * as soon as it can, and nobody needs to be told how far a pair reaches.
 */
export class SwapRank {
  /** Whether some inner node on that side may have to wait for this one. */
  readonly tellsUpstream: boolean
  readonly tellsDownstream: boolean
  readonly #ends: number
  readonly #allowed: readonly boolean[]

  /** @returns undefined where all inner nodes have the same rank */
  static of(hops: readonly Hop[], position: number): SwapRank | undefined {
    return hops.every(({ rank }, index) => index === 0 || rank === hops[1]?.rank)
      ? undefined
      : new SwapRank(
          hops.map(({ rank }) => rank),
          position
        )
  }

  /** @param ranks of all nodes but the responder; the initiator's means nothing */
  private constructor(ranks: readonly number[], position: number) {
    const own = ranks[position] as number
    this.#ends = ranks.length
    this.#allowed = [...ranks.map((rank, index) => index === 0 || rank >= own), true]
    this.tellsUpstream = ranks.some((rank, index) => index > 0 && index < position && rank > own)
    this.tellsDownstream = ranks.some((rank, index) => index > position && rank > own)
  }

  /** Whether this node may join a pair that reaches the node at a position of the route. */
  allows(position: number): boolean {
    return this.#allowed[position] as boolean
  }

  /** Whether a pair that reached one node may reach the other by now. */
  isFarther(direction: 'upstream' | 'downstream', position: number, known: number): boolean {
    return direction === 'upstream' ? position < known : position > known && position <= this.#ends
  }
}
