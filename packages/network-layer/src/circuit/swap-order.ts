import { NetworkInputError, requireInteger } from '../errors.js'

/** Orders that fit a way of any length. */
export const SWAP_ORDERS = ['asap', 'nested', 'balanced'] as const

/**
 * In which order the inner nodes of a circuit swap. `asap`: each as soon as it has a pair on both sides. `nested`: by
 * doubling, every second node first, then every second one of those that are left, and so on. `balanced`: the halves
 * of the way first, each by its own halves, and the node in the middle last. A list gives every inner node its rank, 0
 * to 255, from the initiator on: a node waits until what it joins reaches nodes of no lower rank on both sides.
 */
export type SwapOrder = (typeof SWAP_ORDERS)[number] | readonly number[]

/** Ranks of the inner nodes of a way of so many links; undefined where the order is a list for another length. */
export function ranksOf(order: SwapOrder, links: number): readonly number[] | undefined {
  const inner = links - 1
  if (order === 'nested') return Array.from({ length: inner }, (_, index) => twosIn(index + 1))
  if (order === 'balanced') return balanced(links)
  if (order === 'asap') return new Array<number>(inner).fill(0)
  return order.length === inner ? order : undefined
}

/** @throws NetworkInputError for what is no order, naming the entry of a list */
export function checkSwapOrder(order: SwapOrder): void {
  if (typeof order === 'string' || !Array.isArray(order)) {
    if (SWAP_ORDERS.some((known) => known === order)) return
    throw new NetworkInputError('order', order, `${SWAP_ORDERS.join(', ')}, or a list of ranks`)
  }
  if (order.length > 254) throw new NetworkInputError('order.length', order.length, '254 ranks at most')
  order.forEach((rank, index) => requireRank(`order[${index}]`, rank))
}

/** @throws NetworkInputError */
export function requireRank(field: string, rank: number): void {
  requireInteger(field, rank, 0, 255)
}

/** How often a position can be halved. */
function twosIn(position: number): number {
  return 31 - Math.clz32(position & -position)
}

/** Ranks by which the node in the middle of each stretch swaps after all others in it. */
function balanced(links: number): number[] {
  const ranks = new Array<number>(links - 1).fill(0)
  const rank = (from: number, to: number): number => {
    if (to - from < 2) return 0
    const middle = (from + to) >> 1
    const highest = Math.max(rank(from, middle), rank(middle, to))
    ranks[middle - 1] = highest
    return highest + 1
  }
  rank(0, links)
  return ranks
}
