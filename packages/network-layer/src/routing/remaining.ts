import { BinaryHeap } from './binary-heap.js'
import type { Graph } from './graph.js'

/**
 * The least sum of `weights` (by arc, infinite where the arc is closed, the same in both directions) from every node to
 * `target`, by Dijkstra's algorithm with a binary heap; infinite where there is no way.
 */
export function remainingTo(graph: Graph, target: number, weights: Float64Array): Float64Array {
  const { offsets, targets, nodes } = graph
  const best = new Float64Array(nodes.length).fill(Infinity)
  // An entry of the heap is a position in these; a node may be in it more than once, later entries being better.
  const nodeAt: number[] = [target]
  const keyAt: number[] = [0]
  const heap = new BinaryHeap((a, b) => (keyAt[a] as number) < (keyAt[b] as number))
  best[target] = 0
  heap.push(0)
  for (let entry = heap.pop(); entry >= 0; entry = heap.pop()) {
    const node = nodeAt[entry] as number
    const key = keyAt[entry] as number
    if (key > (best[node] as number)) continue
    for (let arc = offsets[node] as number; arc < (offsets[node + 1] as number); arc++) {
      const next = targets[arc] as number
      const sum = key + (weights[arc] as number)
      if (sum >= (best[next] as number)) continue
      best[next] = sum
      best[next] = sum
      keyAt.push(sum)
      heap.push(nodeAt.push(next) - 1)
    }
  }
  return best
}
