import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EdgeColouring } from './edge-colouring.js'

type Edge = readonly [number, number]

/** Edges whose ends are different vertices of an arbitrary's choice. */
const edgesOf = (ends: fc.Arbitrary<Edge>, maxLength: number) =>
  fc.array(
    ends.filter(([a, b]) => a !== b),
    { maxLength, size: 'max' }
  )

function colours(edges: readonly Edge[], vertices: number, number: number) {
  const colouring = new EdgeColouring(vertices, number)
  const names = edges.map(([a, b]) => colouring.add(a, b))
  return names.map((name) => (name === undefined ? undefined : colouring.colourOf(name)))
}

const degreeOf = (edges: readonly Edge[], vertex: number) => edges.filter((edge) => edge.includes(vertex)).length

/** No two edges of one colour meet. */
function expectProper(edges: readonly Edge[], found: readonly (number | undefined)[], number: number): void {
  const seen = new Set<string>()
  edges.forEach((edge, index) => {
    const colour = found[index]
    if (colour === undefined) return
    expect(colour).toBeGreaterThanOrEqual(0)
    expect(colour).toBeLessThan(number)
    for (const vertex of edge) {
      expect(seen).not.toContain(`${vertex}/${colour}`)
      seen.add(`${vertex}/${colour}`)
    }
  })
}

describe('a colouring of edges', () => {
  it('is proper whatever the graph, also for those edges that were coloured when others could not be', () => {
    const ends = fc.tuple(fc.nat(6), fc.nat(6))
    fc.assert(
      fc.property(edgesOf(ends, 40), fc.integer({ min: 1, max: 12 }), (edges, number) => {
        expectProper(edges, colours(edges, 7, number), number)
      }),
      { seed: 91, numRuns: 500 }
    )
  })

  it('needs no more colours than a vertex has edges where the graph is bipartite (König)', () => {
    const ends = fc.tuple(fc.nat(5), fc.integer({ min: 6, max: 11 }))
    fc.assert(
      fc.property(edgesOf(ends, 60), (edges) => {
        const degree = Math.max(1, ...Array.from({ length: 12 }, (_, vertex) => degreeOf(edges, vertex)))
        const found = colours(edges, 12, degree)
        expectProper(edges, found, degree)
        expect(found).not.toContain(undefined)
      }),
      { seed: 92, numRuns: 200 }
    )
  })

  it('succeeds in any graph where two neighbours have no more edges than colours and one', () => {
    const ends = fc.tuple(fc.nat(6), fc.nat(6))
    fc.assert(
      fc.property(edgesOf(ends, 40), (edges) => {
        const number = Math.max(1, ...edges.map(([a, b]) => degreeOf(edges, a) + degreeOf(edges, b) - 1))
        expect(colours(edges, 7, number)).not.toContain(undefined)
      }),
      { seed: 93 }
    )
  })

  it('fails where there is none: a triangle with two colours', () => {
    const triangle = [
      [0, 1],
      [1, 2],
      [2, 0]
    ] as const
    expect(colours(triangle, 3, 2)).toEqual([0, 1, undefined])
    expect(colours(triangle, 3, 3)).toEqual([0, 1, 2])
  })
})
