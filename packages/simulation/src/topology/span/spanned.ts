import type { MeasuredEdge, MeasuredTopology, Topology, TopologyEdge, TopologyNode } from '../topology.js'
import { requireOption, TopologyError } from '../topology-error.js'
import { greatCircleDistance } from './great-circle.js'
import { mergeParallel, numberParallel } from './parallel-edges.js'
import { connectedParts } from './parts.js'
import { withRepeaters } from './repeaters.js'
import { routeLength } from './route-length.js'

export interface SpanOptions {
  /**
   * Length of fibre for a distance along the great circle, both in metres; or how many times the distance it is, >= 1.
   * Default `routeLength`: 1.5 times the distance, less above 1000 km. Lengths that the file states stay as they are.
   */
  readonly detour?: number | ((metres: number) => number)
  /** The least length, metres, that is computed from positions: places in one city may have the same. Default 1000. */
  readonly leastLength?: number
  /**
   * Edges whose length can neither be read nor computed: 'drop', the default, removes them, with the nodes without
   * position that have no edge then; a number is their length, metres.
   */
  readonly unplaced?: 'drop' | number
  /** Of several edges between two nodes keep the shortest ('merge', the default), or keep and number them all. */
  readonly parallel?: 'merge' | 'keep'
  /** Longer edges are split by repeaters into equal segments, metres, at least 1. Default: no repeaters. */
  readonly repeaterSpacing?: number
}

/**
 * Gives every edge a length and, on long ones, repeaters. Edges from a node to itself are removed. What was removed or
 * merged, and whether the network has several parts, is in the notes.
 *
 * @throws TopologyError for an option out of range
 */
export function spanned(topology: Topology, options: SpanOptions = {}): MeasuredTopology {
  checkOptions(options)
  const notes = [...topology.notes]
  const edges = withoutLoops(topology.edges, notes)
  const measured = measure(topology.nodes, edges, options, notes)
  const nodes = withoutStranded(topology.nodes, edges, measured, notes)
  const merged = (options.parallel === 'keep' ? numberParallel : mergeParallel)(measured, notes)
  const whole = withRepeaters(nodes, merged, options.repeaterSpacing ?? Infinity)
  const added = whole.nodes.length - nodes.length
  if (added > 0) notes.push(`${added} repeaters are added, at most ${options.repeaterSpacing} m apart`)
  const result = { name: topology.name, ...whole, notes }
  noteParts(result, notes)
  return result
}

function checkOptions({
  detour = 1,
  leastLength = 0,
  unplaced = 'drop',
  parallel,
  repeaterSpacing
}: SpanOptions): void {
  if (typeof detour === 'number') requireOption('detour', detour, 1, Number.MAX_VALUE)
  requireOption('leastLength', leastLength, 0, Number.MAX_VALUE, 'metres')
  if (unplaced !== 'drop') requireOption('unplaced', unplaced, 0, Number.MAX_VALUE, "metres or 'drop'")
  if (parallel !== undefined && parallel !== 'merge' && parallel !== 'keep') {
    throw new TopologyError('parallel', String(parallel), "'merge' or 'keep'")
  }
  requireOption('repeaterSpacing', repeaterSpacing ?? Infinity, 1, Infinity, 'metres')
}

function withoutLoops(edges: readonly TopologyEdge[], notes: string[]): TopologyEdge[] {
  return edges.filter(({ a, b }) => {
    if (a === b) notes.push(`An edge from ${a} to itself is removed`)
    return a !== b
  })
}

function measure(
  nodes: readonly TopologyNode[],
  edges: readonly TopologyEdge[],
  { detour = routeLength, leastLength = 1000, unplaced = 'drop' }: SpanOptions,
  notes: string[]
): MeasuredEdge[] {
  const positions = new Map(nodes.map(({ name, position }) => [name, position]))
  const route = typeof detour === 'number' ? (metres: number) => detour * metres : detour
  let unknown = 0
  let raised = 0
  const measured = edges.flatMap((edge): MeasuredEdge[] => {
    if (edge.length !== null) return [{ ...edge, length: edge.length }]
    const [from, to] = [positions.get(edge.a), positions.get(edge.b)]
    if (from !== undefined && to !== undefined) {
      const length = route(greatCircleDistance(from, to))
      if (!(length >= 0 && length < Infinity)) {
        throw new TopologyError('detour', `a function that gives ${length}`, 'a function that gives metres >= 0')
      }
      if (length < leastLength) raised += 1
      return [{ ...edge, length: Math.max(leastLength, length) }]
    }
    unknown += 1
    if (unplaced !== 'drop') return [{ ...edge, length: unplaced }]
    notes.push(`The edge between ${edge.a} and ${edge.b} is removed, for its length is not known`)
    return []
  })
  if (raised > 0) notes.push(`${raised} edges are given the least length, ${leastLength} m`)
  if (unknown > 0 && unplaced !== 'drop') notes.push(`${unknown} edges of unknown length are given ${unplaced} m`)
  return measured
}

/** Without the nodes of no position that have lost their last edge. */
function withoutStranded(
  nodes: readonly TopologyNode[],
  before: readonly TopologyEdge[],
  after: readonly MeasuredEdge[],
  notes: string[]
): TopologyNode[] {
  const had = new Set(before.flatMap(({ a, b }) => [a, b]))
  const has = new Set(after.flatMap(({ a, b }) => [a, b]))
  return nodes.filter(({ name, position }) => {
    const stranded = position === undefined && had.has(name) && !has.has(name)
    if (stranded) notes.push(`${name} is removed: it has no position, and no edge is left to it`)
    return !stranded
  })
}

function noteParts(topology: Topology, notes: string[]): void {
  const [, ...others] = connectedParts(topology)
  if (others.length === 0) return
  const shown = others
    .slice(0, 5)
    .map((part) => (part.length <= 3 ? part.join(', ') : `${part[0]} and ${part.length - 1} more`))
  const rest = others.length > 5 ? `; and ${others.length - 5} more parts` : ''
  notes.push(`The network has ${others.length + 1} parts; apart from the largest are: ${shown.join('; ')}${rest}`)
}
