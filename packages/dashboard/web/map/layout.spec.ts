import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FeedNetwork } from '../../src/feed/network.js'
import { layoutOf } from './layout.js'
import { NODE_RADIUS } from './qubits.js'

/** A chain, with further links between some of its nodes. */
const shape = fc.record({
  length: fc.integer({ min: 2, max: 7 }),
  chords: fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 3 })
})

function networkOf({ length, chords }: { readonly length: number; readonly chords: [number, number][] }): FeedNetwork {
  const pairs = [
    ...Array.from({ length: length - 1 }, (_, index): [number, number] => [index, index + 1]),
    ...chords.map(([a, b]): [number, number] => [a % length, b % length]).filter(([a, b]) => a !== b)
  ]
  return {
    title: '',
    source: 'simulation',
    parties: [
      ...Array.from({ length }, (_, index) => ({
        name: `n${index}`,
        number: index + 1,
        role: 'node' as const,
        qubits: 2
      })),
      ...pairs.map((_, index) => ({ name: `s${index}`, number: length + index + 1, role: 'station' as const }))
    ],
    links: pairs.map(([a, b], index) => ({ number: index + 1, a: `n${a}`, b: `n${b}`, station: `s${index}` })),
    machines: {},
    controls: []
  }
}

describe('the map', () => {
  it('has everybody inside, nodes apart from each other, the same every time', () => {
    fc.assert(
      fc.property(shape, (drawn) => {
        const one = networkOf(drawn)
        const { points, width, height } = layoutOf(one)
        expect(layoutOf(one)).toEqual({ points, width, height })
        expect(points.size).toBe(one.parties.length)
        for (const { x, y } of points.values()) {
          expect(x >= NODE_RADIUS && x <= width - NODE_RADIUS).toBe(true)
          expect(y >= NODE_RADIUS && y <= height - NODE_RADIUS).toBe(true)
        }
        const nodes = one.parties.filter(({ role }) => role === 'node').map(({ name }) => points.get(name)!)
        nodes.forEach((a, index) =>
          nodes
            .slice(index + 1)
            .forEach((b) => expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(NODE_RADIUS * 2))
        )
      }),
      // Wide, and bent: its lowest were below the frame.
      { numRuns: 40, examples: [[{ length: 7, chords: [[3, 6]] }]] }
    )
  })

  it('has a chain on a line, from its first node on the left to its last', () => {
    const [one] = fc.sample(
      shape.map(networkOf).filter(({ links, parties }) => parties.length === 9 && links.length === 4),
      1
    )
    const { points } = layoutOf(one!)
    const xs = [0, 1, 2, 3, 4].map((index) => points.get(`n${index}`)!.x)
    expect(xs).toEqual([...xs].sort((a, b) => a - b))
  })

  it('keeps positions that are given, up to their scale and place', () => {
    const parties = [
      { name: 'a', number: 1, role: 'node' as const, qubits: 1, position: { x: 0, y: 0 } },
      { name: 'b', number: 2, role: 'node' as const, qubits: 1, position: { x: 300, y: 0 } }
    ]
    const { points } = layoutOf({ title: '', source: 'live', parties, links: [], machines: {}, controls: [] })
    expect(points.get('b')!.x - points.get('a')!.x).toBeCloseTo(300, 9)
  })
})
