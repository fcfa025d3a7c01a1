import type { MeasuredEdge, MeasuredTopology } from './topology.js'
import { requireCount, requireOption } from './topology-error.js'

const DEFAULT_LENGTH = 10_000
const MOST_NODES = 65_536

/**
 * Nodes 'n1', 'n2', … in a row.
 *
 * @param count of nodes, at least 1
 * @param length of every edge, metres
 * @throws TopologyError for an argument out of range
 */
export function chain(count: number, length = DEFAULT_LENGTH): MeasuredTopology {
  requireCount('count', count, 1, MOST_NODES)
  const names = numbered(count)
  return made(`chain of ${count}`, names, neighbours(names), length)
}

/**
 * Nodes 'n1', 'n2', … in a circle.
 *
 * @param count of nodes, at least 3
 * @param length of every edge, metres
 * @throws TopologyError for an argument out of range
 */
export function ring(count: number, length = DEFAULT_LENGTH): MeasuredTopology {
  requireCount('count', count, 3, MOST_NODES)
  const names = numbered(count)
  const closing = [names[count - 1] as string, names[0] as string] as const
  return made(`ring of ${count}`, names, [...neighbours(names), closing], length)
}

/**
 * Nodes 'n1', 'n2', … around a 'centre'.
 *
 * @param leaves how many nodes there are around the centre, at least 1
 * @param length of every edge, metres
 * @throws TopologyError for an argument out of range
 */
export function star(leaves: number, length = DEFAULT_LENGTH): MeasuredTopology {
  requireCount('leaves', leaves, 1, MOST_NODES - 1)
  const names = numbered(leaves)
  const pairs = names.map((name) => ['centre', name] as const)
  return made(`star of ${leaves}`, ['centre', ...names], pairs, length)
}

/**
 * Nodes 'n1-1', 'n1-2', …, 'n2-1', … by row and column, each connected to those beside, above and below it.
 *
 * @param length of every edge, metres
 * @throws TopologyError for an argument out of range
 */
export function grid(rows: number, columns: number, length = DEFAULT_LENGTH): MeasuredTopology {
  requireCount('rows', rows, 1, MOST_NODES)
  requireCount('columns', columns, 1, Math.floor(MOST_NODES / rows))
  const lines = Array.from({ length: rows }, (_, row) =>
    numbered(columns).map((name) => `n${row + 1}-${name.slice(1)}`)
  )
  const pairs = lines.flatMap((line, row) => {
    const below = line.flatMap((name, column) => {
      const other = lines[row + 1]?.[column]
      return other === undefined ? [] : [[name, other] as const]
    })
    return [...neighbours(line), ...below]
  })
  return made(`grid of ${rows} by ${columns}`, lines.flat(), pairs, length)
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `n${index + 1}`)
}

function neighbours(names: readonly string[]): (readonly [string, string])[] {
  return names.slice(1).map((name, index) => [names[index] as string, name] as const)
}

function made(
  name: string,
  names: readonly string[],
  pairs: readonly (readonly [string, string])[],
  length: number
): MeasuredTopology {
  requireOption('length', length, 0, Number.MAX_VALUE, 'metres')
  const nodes = names.map((node) => ({ name: node, kind: 'node' as const }))
  return { name, nodes, edges: pairs.map(([a, b]): MeasuredEdge => ({ a, b, length })), notes: [] }
}
