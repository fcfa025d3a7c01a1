import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { topologies, zoo } from '../../../test/topologies.js'
import type { MeasuredTopology, Topology } from '../topology.js'
import { greatCircleDistance } from './great-circle.js'
import { connectedParts } from './parts.js'
import { spanned, type SpanOptions } from './spanned.js'

const pairs = ({ edges }: Topology): string[] => edges.map(({ a, b }) => [a, b].sort().join(' '))
const total = ({ edges }: MeasuredTopology): number => edges.reduce((sum, { length }) => sum + length, 0)
const node = (name: string, latitude?: number, longitude = 0): Topology['nodes'][number] => {
  return { name, kind: 'node', ...(latitude !== undefined && { position: { latitude, longitude } }) }
}
const topology = (nodes: Topology['nodes'], edges: Topology['edges']): Topology => {
  return { name: 'small', nodes, edges, notes: ['as read'] }
}

const options: fc.Arbitrary<SpanOptions> = fc.record({
  detour: fc.constantFrom(1, 1.4, (metres: number) => metres + 5),
  unplaced: fc.constantFrom('drop' as const, 0, 25_000),
  parallel: fc.constantFrom('merge' as const, 'keep' as const),
  repeaterSpacing: fc.constantFrom(Infinity, 1e6, 70_001.5)
})

describe('any network, spanned,', () => {
  it('has unique names, edges between its nodes, no loops, and no segment longer than the spacing', () => {
    fc.assert(
      fc.property(topologies, options, (given, chosen) => {
        const result = spanned(given, chosen)
        const names = new Set(result.nodes.map(({ name }) => name))
        expect(names.size).toBe(result.nodes.length)
        const { repeaterSpacing = Infinity } = chosen
        for (const { a, b, length } of result.edges) {
          expect(names.has(a) && names.has(b) && a !== b).toBe(true)
          expect(length >= 0 && length <= repeaterSpacing * (1 + 1e-12)).toBe(true)
        }
        if (chosen.parallel === 'merge') expect(new Set(pairs(result)).size).toBe(result.edges.length)
        expect(result.notes.some((note) => note.includes('parts'))).toBe(connectedParts(result).length > 1)
      }),
      { numRuns: 300, seed: 1 }
    )
  })

  it('is as long with repeaters as without, each repeater between two segments of equal length', () => {
    fc.assert(
      fc.property(topologies, options, (given, chosen) => {
        const plain = spanned(given, { ...chosen, repeaterSpacing: Infinity })
        const split = spanned(given, { ...chosen, repeaterSpacing: 70_000 })
        expect(Math.abs(total(split) - total(plain))).toBeLessThanOrEqual(1e-9 * total(plain))
        const repeaters = split.nodes.filter(({ kind }) => kind === 'repeater')
        const needed = plain.edges.map(({ length }) => Math.max(0, Math.ceil(length / 70_000) - 1))
        expect(repeaters).toHaveLength(needed.reduce((sum, count) => sum + count, 0))
        for (const { name } of repeaters) {
          const lengths = split.edges.filter(({ a, b }) => a === name || b === name).map(({ length }) => length)
          expect(lengths).toHaveLength(2)
          expect(lengths[0]).toBe(lengths[1])
        }
        expect(connectedParts(split)).toHaveLength(connectedParts(plain).length)
      }),
      { numRuns: 200, seed: 2 }
    )
  })

  it('keeps every edge but loops, where parallel ones are kept and unknown lengths are given', () => {
    fc.assert(
      fc.property(topologies, (given) => {
        const result = spanned(given, { parallel: 'keep', unplaced: 10 })
        expect(pairs(result)).toEqual(pairs({ ...given, edges: given.edges.filter(({ a, b }) => a !== b) }))
        expect(result.nodes).toEqual(given.nodes)
      }),
      { numRuns: 200, seed: 3 }
    )
  })
})

describe('lengths', () => {
  const [south, north] = [node('south', 50), node('north', 51)]
  const distance = greatCircleDistance({ latitude: 50, longitude: 0 }, { latitude: 51, longitude: 0 })
  const length = (chosen: SpanOptions, to = north, stated: number | null = null): number | undefined =>
    spanned(topology([south, to], [{ a: 'south', b: to.name, length: stated }]), chosen).edges[0]?.length

  it('are those of the file, or computed from positions with a detour', () => {
    expect(distance).toBeCloseTo(111_195, 0)
    expect(length({})).toBeCloseTo(1.5 * distance, 6)
    expect(length({ detour: 1.2 })).toBeCloseTo(1.2 * distance, 6)
    expect(length({ detour: (metres) => metres + 7 })).toBeCloseTo(distance + 7, 6)
    expect(length({ detour: 3, leastLength: 1e6 }, north, 5)).toBe(5)
  })

  it('are not below the least, where positions are the same', () => {
    expect(length({}, node('beside', 50))).toBe(1000)
    expect(length({ leastLength: 0 }, node('beside', 50))).toBe(0)
  })

  it('that are unknown are given, or remove the edge and nodes that nothing else holds', () => {
    const edges = [
      { a: 'south', b: 'lost', length: null },
      { a: 'south', b: 'far', length: 9 },
      { a: 'far', b: 'lost', length: null }
    ]
    const given = topology([south, node('lost'), node('far'), node('alone')], edges)
    const dropped = spanned(given)
    expect(dropped.nodes.map(({ name }) => name)).toEqual(['south', 'far', 'alone'])
    expect(dropped.edges).toEqual([{ a: 'south', b: 'far', length: 9 }])
    expect(dropped.notes).toEqual([
      'as read',
      'The edge between south and lost is removed, for its length is not known',
      'The edge between far and lost is removed, for its length is not known',
      'lost is removed: it has no position, and no edge is left to it',
      'The network has 2 parts; apart from the largest are: alone'
    ])
    const kept = spanned(given, { unplaced: 40 })
    expect(kept.nodes).toEqual(given.nodes)
    expect(kept.edges.map((edge) => edge.length)).toEqual([40, 9, 40])
    expect(kept.notes).toContain('2 edges of unknown length are given 40 m')
  })
})

describe('repeaters and parallel edges', () => {
  const two = [node('p'), node('q')]

  it('have names that tell their place, also where the names are taken', () => {
    const given = topology([...two, node('p-q 2')], [{ a: 'p', b: 'q', length: 300_000 }])
    const { nodes, edges, notes } = spanned(given, { repeaterSpacing: 100_000 })
    expect(nodes.slice(3)).toEqual([
      { name: 'p-q 1', kind: 'repeater' },
      { name: 'p-q 2 (2)', kind: 'repeater' }
    ])
    expect(edges.map(({ a, b }) => [a, b])).toEqual([
      ['p', 'p-q 1'],
      ['p-q 1', 'p-q 2 (2)'],
      ['p-q 2 (2)', 'q']
    ])
    expect(notes).toContain('2 repeaters are added, at most 100000 m apart')
  })

  it('are the shortest, or numbered', () => {
    const edges = [
      { a: 'p', b: 'q', length: 8, name: 'Blue' },
      { a: 'q', b: 'p', length: 5 },
      { a: 'p', b: 'p', length: 1 }
    ]
    const merged = spanned(topology(two, edges))
    expect(merged.edges).toEqual([{ a: 'q', b: 'p', length: 5 }])
    expect(merged.notes.slice(1)).toEqual([
      'An edge from p to itself is removed',
      'The shortest of 2 edges between q and p is kept'
    ])
    const kept = spanned(topology(two, edges), { parallel: 'keep' })
    expect(kept.edges.map(({ name, length }) => [name, length])).toEqual([
      ['Blue #1', 8],
      ['q-p #2', 5]
    ])
  })
})

describe('the real networks', () => {
  it('GÉANT has 40 − 3 nodes and 59 − 3 pairs of neighbours, and Turkey stands alone', () => {
    const { nodes, edges, notes } = spanned(zoo('Geant2011'))
    expect([nodes.length, edges.length]).toEqual([37, 56])
    expect(notes.filter((note) => note.endsWith('no edge is left to it'))).toHaveLength(3)
    expect(notes.at(-1)).toBe('The network has 2 parts; apart from the largest are: TR')
  })

  it('Belnet has no positions: nothing is left of it, or everything at the length given', () => {
    expect(spanned(zoo('Belnet')).nodes).toEqual([])
    const merged = spanned(zoo('Belnet'), { unplaced: 30_000 })
    expect([merged.nodes.length, merged.edges.length]).toEqual([22, 26])
    expect(spanned(zoo('Belnet'), { unplaced: 30_000, parallel: 'keep' }).edges).toHaveLength(33)
  })
})

describe('options that are refused', () => {
  it.each([
    [{ detour: 0.9 }, 'detour is 0.9; accepted: a number 1..'],
    [{ detour: () => Number.NaN }, 'detour is a function that gives NaN; accepted: a function that gives metres >= 0'],
    [{ leastLength: -1 }, 'leastLength is -1; accepted: a number 0..'],
    [{ unplaced: Number.NaN }, 'unplaced is NaN; accepted: a number 0..'],
    [{ parallel: 'first' as 'keep' }, "parallel is first; accepted: 'merge' or 'keep'"],
    [{ repeaterSpacing: 0 }, 'repeaterSpacing is 0; accepted: a number 1..Infinity metres'],
    [{ repeaterSpacing: 1 }, 'repeaterSpacing is 1; accepted: at least 2.']
  ])('%j', (chosen: SpanOptions, message) => {
    const given = topology([node('p', 50), node('q', 51), node('r')], [{ a: 'p', b: 'q', length: null }])
    expect(() => spanned(given, chosen)).toThrow(message)
  })
})
