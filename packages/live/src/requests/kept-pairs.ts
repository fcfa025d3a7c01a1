import { isLinkLabel } from '@bellwire/network-layer'
import type { Node } from '@bellwire/node'

/** What kept pairs that a peer asks for are known by: over a link or circuits with that peer, and their purpose. */
interface Origin {
  readonly overLink: boolean
  readonly peer: number
  readonly purpose: number
}

/**
 * Pairs that peers ask for and that are kept at this node: each belongs to the request that takes those of its origin.
 * When that is over, as when it was cancelled while pairs were on their way, the qubits of those that still come are given
 * back at once: nobody else ever would.
 */
export class KeptPairs {
  readonly #node: Node
  readonly #taken = new Set<string>()
  #watchesCircuits = false

  constructor(node: Node) {
    this.#node = node
    for (const link of node.links)
      link.subscribe({
        delivered: (pair) => {
          const { originator, kind, purpose } = pair
          if (originator || kind !== 'keep' || isLinkLabel(purpose)) return
          if (!this.#isTaken({ overLink: true, peer: link.peerNode, purpose })) link.release(pair)
        }
      })
  }

  /** From now on pairs of an origin are somebody's; returns what ends that. @throws NodeError NO_NETWORK */
  take(origin: Origin): () => void {
    if (!origin.overLink) this.#watchCircuits()
    const key = keyOf(origin)
    this.#taken.add(key)
    return () => this.#taken.delete(key)
  }

  /** A node need have no network layer. */
  #watchCircuits(): void {
    if (this.#watchesCircuits) return
    const { network } = this.#node
    network.subscribe({
      delivered: (pair) => {
        if (pair.head || pair.kind !== 'keep') return
        const purpose = network.purposeOf(pair) ?? -1
        if (!this.#isTaken({ overLink: false, peer: pair.peer, purpose })) network.release(pair)
      }
    })
    this.#watchesCircuits = true
  }

  #isTaken(origin: Origin): boolean {
    return this.#taken.has(keyOf(origin))
  }
}

function keyOf({ overLink, peer, purpose }: Origin): string {
  return `${overLink ? 'link' : 'circuits'} ${peer} ${purpose}`
}
