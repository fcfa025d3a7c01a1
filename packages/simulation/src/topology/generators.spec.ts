import { describe, expect, it } from 'vitest'
import { chain, grid, ring, star } from './generators.js'
import { connectedParts } from './span/parts.js'
import type { MeasuredTopology } from './topology.js'

const degrees = ({ nodes, edges }: MeasuredTopology): number[] =>
  nodes.map(({ name }) => edges.filter(({ a, b }) => a === name || b === name).length)

describe.each([1, 2, 3, 7])('regular networks of %i', (count) => {
  it('are connected, with the degrees that their names promise', () => {
    const inner = new Array<number>(Math.max(0, count - 2)).fill(2)
    expect(degrees(chain(count))).toEqual(count === 1 ? [0] : [1, ...inner, 1])
    expect(degrees(star(count))).toEqual([count, ...new Array<number>(count).fill(1)])
    if (count >= 3) expect(degrees(ring(count))).toEqual(new Array<number>(count).fill(2))
    const lattice = grid(count, 4, 5)
    expect(lattice.nodes).toHaveLength(4 * count)
    expect(lattice.edges).toHaveLength(3 * count + 4 * (count - 1))
    for (const topology of [chain(count), star(count), ring(count + 2), lattice]) {
      expect(connectedParts(topology)).toHaveLength(1)
    }
    expect(new Set(lattice.edges.map(({ length }) => length))).toEqual(new Set([5]))
  })
})

describe('regular networks', () => {
  it('have names and lengths', () => {
    expect(grid(2, 2).edges.map(({ a, b, length }) => [a, b, length])).toEqual([
      ['n1-1', 'n1-2', 10_000],
      ['n1-1', 'n2-1', 10_000],
      ['n1-2', 'n2-2', 10_000],
      ['n2-1', 'n2-2', 10_000]
    ])
    expect(ring(3, 7).edges.at(-1)).toEqual({ a: 'n3', b: 'n1', length: 7 })
  })

  it.each([
    [() => chain(0), 'count is 0; accepted: an integer 1..65536'],
    [() => ring(2), 'count is 2; accepted: an integer 3..65536'],
    [() => star(1.5), 'leaves is 1.5; accepted: an integer 1..65535'],
    [() => grid(256, 257), 'columns is 257; accepted: an integer 1..256'],
    [() => chain(2, -1), 'length is -1; accepted: a number 0..']
  ])('refuse what they cannot make: %s', (make, message) => {
    expect(make).toThrow(message)
  })
})
