import type { SwapNode } from '../planning/chain-estimate.js'
import type { NodeFacts } from '../routing/node-facts.js'

/**
 * A node as an inner node of a circuit: by what it says of itself, or as is assumed of nodes that say nothing. Both
 * halves go on decaying while they are swapped. Undefined where it cannot swap.
 */
export function innerNodeOf(facts: NodeFacts | undefined, assumed: SwapNode): SwapNode | undefined {
  if (facts === undefined) return assumed
  const swapWerner = facts.swapWerner * Math.exp((-2 * facts.swapDuration) / facts.coherenceTime)
  return facts.swapping && swapWerner > 0 ? { coherenceTime: facts.coherenceTime / 1e9, swapWerner } : undefined
}
