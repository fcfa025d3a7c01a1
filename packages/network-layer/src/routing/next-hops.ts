import type { Advertisement } from './advertisement.js'

/**
 * The neighbour through which each node is reached over the fewest links; of several such neighbours the lowest number.
 * A link counts where both its ends advertise it, whether it can make pairs or not: frames need only that its ends speak
 * to each other. The first step goes to a neighbour in `up` only. Neighbours that are up are reached even where they have
 * not advertised it yet.
 */
export function nextHops(
  self: number,
  up: Iterable<number>,
  advertisements: Iterable<Advertisement>
): Map<number, number> {
  const byOrigin = new Map<number, Advertisement>()
  for (const advertisement of advertisements) byOrigin.set(advertisement.origin, advertisement)
  const joined = (a: number, b: number): boolean => {
    const there = byOrigin.get(b)?.links
    const here = byOrigin.get(a)?.links
    if (there === undefined || here === undefined) return false
    return here.some(({ neighbour, link }) => {
      return neighbour === b && there.some((other) => other.neighbour === a && other.link === link)
    })
  }
  const hops = new Map<number, number>()
  const queue: number[] = []
  for (const neighbour of [...up].sort((a, b) => a - b)) {
    hops.set(neighbour, neighbour)
    if (joined(self, neighbour)) queue.push(neighbour)
  }
  // In order of distance, then of the first step: who is met first is met by the lowest first step.
  for (let index = 0; index < queue.length; index++) {
    const node = queue[index] as number
    for (const { neighbour } of byOrigin.get(node)?.links ?? []) {
      if (neighbour === self || hops.has(neighbour) || !joined(node, neighbour)) continue
      hops.set(neighbour, hops.get(node) as number)
      queue.push(neighbour)
    }
  }
  return hops
}
