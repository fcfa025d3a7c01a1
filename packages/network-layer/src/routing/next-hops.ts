import type { Advertisement } from './advertisement.js'

/**
 * The neighbour through which each node is reached over the fewest links; of several such neighbours the lowest number.
 * The first step goes to a neighbour in `up`, whatever has been said of it. Further on a link counts where both its ends
 * advertise it, whether it can make pairs or not: frames need only that its ends speak to each other.
 */
export function nextHops(
  self: number,
  up: Iterable<number>,
  advertisements: Iterable<Advertisement>
): Map<number, number> {
  const byOrigin = new Map<number, Advertisement>()
  for (const advertisement of advertisements) byOrigin.set(advertisement.origin, advertisement)
  const queue = [...up].sort((a, b) => a - b)
  const hops = new Map(queue.map((neighbour) => [neighbour, neighbour]))
  // In order of distance, then of the first step: who is met first is met by the lowest first step.
  for (let index = 0; index < queue.length; index++) {
    const node = queue[index] as number
    for (const { neighbour, link } of byOrigin.get(node)?.links ?? []) {
      if (neighbour === self || hops.has(neighbour)) continue
      const back = byOrigin.get(neighbour)?.links
      if (back?.some((other) => other.neighbour === node && other.link === link) !== true) continue
      hops.set(neighbour, hops.get(node) as number)
      queue.push(neighbour)
    }
  }
  return hops
}
