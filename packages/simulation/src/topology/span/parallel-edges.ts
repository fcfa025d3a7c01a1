import type { MeasuredEdge } from '../topology.js'

/** Edges by the two nodes that they connect, in the order of the first of each. */
export function byEnds<Edge extends { readonly a: string; readonly b: string }>(edges: readonly Edge[]): Edge[][] {
  const groups = new Map<string, Edge[]>()
  for (const edge of edges) {
    const ends = JSON.stringify([edge.a, edge.b].sort())
    const group = groups.get(ends)
    if (group === undefined) groups.set(ends, [edge])
    else group.push(edge)
  }
  return [...groups.values()]
}

/** The shortest of the edges between two nodes, of equally long ones the first. */
export function mergeParallel(edges: readonly MeasuredEdge[], notes: string[]): MeasuredEdge[] {
  return byEnds(edges).map((group) => {
    const shortest = group.reduce((best, edge) => (edge.length < best.length ? edge : best))
    if (group.length > 1) {
      notes.push(`The shortest of ${group.length} edges between ${shortest.a} and ${shortest.b} is kept`)
    }
    return shortest
  })
}

/** Every edge, each of several between two nodes with a number behind its name. */
export function numberParallel(edges: readonly MeasuredEdge[], notes: string[]): MeasuredEdge[] {
  const numbers = new Map<MeasuredEdge, number>()
  for (const group of byEnds(edges)) {
    const [edge] = group
    if (group.length === 1 || edge === undefined) continue
    notes.push(`There are ${group.length} edges between ${edge.a} and ${edge.b}`)
    for (const [index, one] of group.entries()) numbers.set(one, index + 1)
  }
  return edges.map((edge) => {
    const number = numbers.get(edge)
    return number === undefined ? edge : { ...edge, name: `${edge.name ?? `${edge.a}-${edge.b}`} #${number}` }
  })
}
