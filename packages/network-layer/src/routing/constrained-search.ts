import { BinaryHeap } from './binary-heap.js'
import type { Graph } from './graph.js'
import { remainingTo } from './remaining.js'

/** A path meets the bound on its losses within this: sums of logarithms round. */
const LOSS_TOLERANCE = 1e-10

/** Losses are counted in this unit, 2^−40: up to a thousand of them then add up without rounding. */
export const LOSS_UNIT = 2 ** -40

/** Where a search begins: behind a path from the source that is already decided, and not by some arcs. */
export interface Start {
  /** Arcs from the source to the node where the search begins, in order; none where it begins at the source. */
  readonly prefix: readonly number[]
  /** Arcs that may not come next. */
  readonly closed: readonly number[]
}

/** A path from source to target. */
export interface Found {
  /** All its arcs, those of the prefix too. */
  readonly arcs: readonly number[]
  readonly cost: number
  readonly loss: number
}

/**
 * The least path from a source to a target in the order (cost, number of links, loss, nodes and links from the source
 * on), among those with a bounded sum of losses: a label-setting search with two weights for each arc, guided by what remains
 * to the target at least (as A*). A label is a way to a node; one that comes later in the order and has no smaller loss
 * than another at the same node is dropped. Exact; with a loss bound that binds, the number of labels can grow.
 *
 * One object serves many searches for one target: what remains from every node is computed once.
 */
export class ConstrainedSearch {
  readonly #graph: Graph
  readonly #source: number
  readonly #target: number
  readonly #costs: Float64Array
  readonly #losses: Float64Array
  readonly #maximumLoss: number
  readonly #remainingCost: Float64Array
  readonly #remainingLoss: Float64Array
  /** Least loss of the labels that have left the heap at a node, valid where #round says so. */
  readonly #leastLoss: Float64Array
  readonly #round: Int32Array
  readonly #onPrefix: Int32Array
  #rounds = 0
  readonly #heap: BinaryHeap

  // Labels, by number.
  readonly #node: number[] = []
  readonly #cost: number[] = []
  readonly #loss: number[] = []
  readonly #hops: number[] = []
  readonly #bound: number[] = []
  readonly #parent: number[] = []
  readonly #arc: number[] = []

  /**
   * @param costs by arc, 0 or above, infinite where closed; the same in both directions of a link
   * @param losses by arc, likewise; multiples of {@link LOSS_UNIT}, so that their sums are exact and ties are ties
   */
  constructor(
    graph: Graph,
    source: number,
    target: number,
    costs: Float64Array,
    losses: Float64Array,
    maximumLoss: number
  ) {
    this.#graph = graph
    this.#source = source
    this.#target = target
    this.#costs = costs
    this.#losses = losses
    this.#maximumLoss = maximumLoss + LOSS_TOLERANCE
    this.#remainingCost = remainingTo(graph, target, costs)
    this.#remainingLoss = remainingTo(graph, target, losses)
    this.#leastLoss = new Float64Array(graph.nodes.length)
    this.#round = new Int32Array(graph.nodes.length)
    this.#onPrefix = new Int32Array(graph.nodes.length)
    this.#heap = new BinaryHeap((a, b) => this.#before(a, b))
  }

  /** No path of this start costs less: from the next arc alone, without a search. Infinite where there is none. */
  lowerBound(start: Start): number {
    const { offsets, targets } = this.#graph
    const { node, cost, loss } = this.#enter(start)
    let least = Infinity
    for (let arc = offsets[node] as number; arc < (offsets[node + 1] as number); arc++) {
      const next = targets[arc] as number
      if (this.#onPrefix[next] === this.#rounds || start.closed.includes(arc)) continue
      if (loss + (this.#losses[arc] as number) + (this.#remainingLoss[next] as number) > this.#maximumLoss) continue
      least = Math.min(least, cost + (this.#costs[arc] as number) + (this.#remainingCost[next] as number))
    }
    return least
  }

  /** The least path of this start; undefined where there is none. */
  find(start: Start): Found | undefined {
    const first = this.#enter(start)
    for (const list of [this.#node, this.#cost, this.#loss, this.#hops, this.#bound, this.#parent, this.#arc]) {
      list.length = 0
    }
    this.#heap.clear()
    this.#add(first.node, first.cost, first.loss, start.prefix.length, -1, -1)
    for (let label = this.#heap.pop(); label >= 0; label = this.#heap.pop()) {
      const node = this.#node[label] as number
      const loss = this.#loss[label] as number
      if (node === this.#target) {
        return { arcs: [...start.prefix, ...this.#arcsTo(label)], cost: this.#cost[label] as number, loss }
      }
      if (this.#isBeaten(node, loss)) continue
      this.#round[node] = this.#rounds
      this.#leastLoss[node] = loss
      this.#expand(label, label === 0 ? start.closed : [])
    }
    return undefined
  }

  /** Marks the nodes of the prefix and says where it ends. */
  #enter({ prefix }: Start): { node: number; cost: number; loss: number } {
    const mark = ++this.#rounds
    let node = this.#source
    let cost = 0
    let loss = 0
    this.#onPrefix[node] = mark
    for (const arc of prefix) {
      node = this.#graph.targets[arc] as number
      cost += this.#costs[arc] as number
      loss += this.#losses[arc] as number
      this.#onPrefix[node] = mark
    }
    return { node, cost, loss }
  }

  #expand(label: number, closed: readonly number[]): void {
    const { offsets, targets } = this.#graph
    const node = this.#node[label] as number
    for (let arc = offsets[node] as number; arc < (offsets[node + 1] as number); arc++) {
      const next = targets[arc] as number
      if (this.#onPrefix[next] === this.#rounds || closed.includes(arc)) continue
      const loss = (this.#loss[label] as number) + (this.#losses[arc] as number)
      if (loss + (this.#remainingLoss[next] as number) > this.#maximumLoss || this.#isBeaten(next, loss)) continue
      const cost = (this.#cost[label] as number) + (this.#costs[arc] as number)
      if (cost + (this.#remainingCost[next] as number) === Infinity) continue
      this.#add(next, cost, loss, (this.#hops[label] as number) + 1, label, arc)
    }
  }

  /** Labels of a node leave the heap in order, so only the least loss among those before matters. */
  #isBeaten(node: number, loss: number): boolean {
    return this.#round[node] === this.#rounds && loss >= (this.#leastLoss[node] as number)
  }

  #add(node: number, cost: number, loss: number, hops: number, parent: number, arc: number): void {
    this.#node.push(node)
    this.#cost.push(cost)
    this.#loss.push(loss)
    this.#hops.push(hops)
    this.#bound.push(cost + (this.#remainingCost[node] as number))
    this.#parent.push(parent)
    this.#heap.push(this.#arc.push(arc) - 1)
  }

  /**
   * Whether label a leaves the heap first: by the bound, then in the order of paths. Going on never lowers cost or loss
   * and adds a link, so whatever could still end before a label at the target leaves before it.
   */
  #before(a: number, b: number): boolean {
    const bound = (this.#bound[a] as number) - (this.#bound[b] as number)
    if (bound !== 0) return bound < 0
    const cost = (this.#cost[a] as number) - (this.#cost[b] as number)
    if (cost !== 0) return cost < 0
    const hops = (this.#hops[a] as number) - (this.#hops[b] as number)
    if (hops !== 0) return hops < 0
    const loss = (this.#loss[a] as number) - (this.#loss[b] as number)
    if (loss !== 0) return loss < 0
    const nodeA = this.#node[a] as number
    const nodeB = this.#node[b] as number
    return nodeA === nodeB ? this.#leavesFirst(a, b) : nodeA < nodeB
  }

  /** Of two ways to one node with equally many links: which takes the earlier arc where they part. */
  #leavesFirst(a: number, b: number): boolean {
    let [x, y] = [a, b]
    let first = false
    while (x !== y) {
      first = (this.#arc[x] as number) < (this.#arc[y] as number)
      x = this.#parent[x] as number
      y = this.#parent[y] as number
    }
    return first
  }

  #arcsTo(label: number): number[] {
    const arcs: number[] = []
    for (let at = label; this.#parent[at] !== -1; at = this.#parent[at] as number) arcs.push(this.#arc[at] as number)
    return arcs.reverse()
  }
}
