import type { Topology } from '../topology.js'

/** The names of nodes that are connected with each other, directly or by way of others; the largest part first. */
export function connectedParts({ nodes, edges }: Topology): string[][] {
  const neighbours = new Map<string, string[]>(nodes.map(({ name }) => [name, []]))
  for (const { a, b } of edges) {
    neighbours.get(a)?.push(b)
    neighbours.get(b)?.push(a)
  }
  const reached = new Set<string>()
  const parts: string[][] = []
  for (const { name } of nodes) {
    if (reached.has(name)) continue
    reached.add(name)
    const part = [name]
    for (const next of part) {
      for (const neighbour of neighbours.get(next) ?? []) {
        if (reached.has(neighbour)) continue
        reached.add(neighbour)
        part.push(neighbour)
      }
    }
    parts.push(part)
  }
  return parts.sort((one, other) => other.length - one.length)
}
