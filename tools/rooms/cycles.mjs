/**
 * The circles of a directed graph: every set of two or more nodes that reach each other, and every node with an edge
 * to itself (Tarjan's strongly connected components).
 *
 * @param {ReadonlyMap<string, readonly string[]>} edges
 * @returns {string[][]} each circle sorted, in the order found
 */
export function findCycles(edges) {
  /** @type {Map<string, { index: number, low: number, onStack: boolean }>} */
  const marks = new Map()
  /** @type {string[]} */
  const stack = []
  /** @type {string[][]} */
  const cycles = []

  /** @param {string} node */
  function connect(node) {
    const mark = { index: marks.size, low: marks.size, onStack: true }
    marks.set(node, mark)
    stack.push(node)
    for (const next of edges.get(node) ?? []) {
      const seen = marks.get(next)
      if (seen === undefined) mark.low = Math.min(mark.low, connect(next).low)
      else if (seen.onStack) mark.low = Math.min(mark.low, seen.index)
    }
    if (mark.low === mark.index) {
      const component = stack.splice(stack.indexOf(node))
      for (const member of component) {
        const memberMark = marks.get(member)
        if (memberMark !== undefined) memberMark.onStack = false
      }
      if (component.length > 1 || edges.get(node)?.includes(node) === true) cycles.push(component.toSorted())
    }
    return mark
  }

  for (const node of edges.keys()) if (!marks.has(node)) connect(node)
  return cycles
}
