import type { MeasuredEdge, TopologyNode } from '../topology.js'
import { TopologyError } from '../topology-error.js'
import { UniqueNames } from '../unique-names.js'

const MOST_SEGMENTS = 65_536

/**
 * Splits every edge longer than the spacing into the fewest equal segments that are not, with repeaters between them.
 * Those of the edge from Mons to Namur are called 'Mons-Namur 1', 'Mons-Namur 2', …, from Mons on.
 *
 * @param spacing largest length of a segment, metres, > 0
 * @throws TopologyError for an edge that would need more than 65,536 segments
 */
export function withRepeaters(
  nodes: readonly TopologyNode[],
  edges: readonly MeasuredEdge[],
  spacing: number
): { readonly nodes: TopologyNode[]; readonly edges: MeasuredEdge[] } {
  const names = new UniqueNames(nodes.map(({ name }) => name))
  const repeaters: TopologyNode[] = []
  const segments = edges.flatMap((edge): MeasuredEdge[] => {
    const count = segmentCount(edge.length, spacing)
    if (count <= 1) return [edge]
    if (count > MOST_SEGMENTS) {
      const accepted = `at least ${edge.length / MOST_SEGMENTS} metres, for an edge of ${edge.length} m`
      throw new TopologyError('repeaterSpacing', String(spacing), accepted)
    }
    const between = Array.from({ length: count - 1 }, (_, index): TopologyNode => {
      return { name: names.take(`${edge.a}-${edge.b} ${index + 1}`), kind: 'repeater' }
    })
    repeaters.push(...between)
    const stops = [edge.a, ...between.map(({ name }) => name), edge.b]
    return Array.from({ length: count }, (_, index) => {
      const [a, b] = [stops[index] as string, stops[index + 1] as string]
      return { ...edge, a, b, length: edge.length / count }
    })
  })
  return { nodes: [...nodes, ...repeaters], edges: segments }
}

/** Rounding must not cost a repeater: 300 km in segments of 100 km are three of them, however the 300 was computed. */
function segmentCount(length: number, spacing: number): number {
  return Math.ceil((length / spacing) * (1 - 4 * Number.EPSILON))
}
