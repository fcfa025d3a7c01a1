import fc from 'fast-check'
import type { TopologyLink, Way } from '../src/index.js'

const qualities = { rate: fc.integer({ min: 1, max: 20 }), fidelity: fc.double({ min: 0.8, max: 1, noNaN: true }) }

const drawnLinks = (maxLength: number) => {
  const ends = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 2 })
  return fc.array(fc.record({ ends, ...qualities }), { maxLength })
}

/** Two disjoint paths from 1 to 4, and a third by a link of each. */
const TRAP = [
  [1, 2],
  [2, 3],
  [3, 4],
  [1, 3],
  [2, 4]
]

const drawnTrap = fc
  .tuple(fc.tuple(...TRAP.map((ends) => fc.record({ ends: fc.constant(ends), ...qualities }))), drawnLinks(4))
  .map(([trap, more]) => [...trap, ...more])

/** Networks of up to six nodes, 1 and 4 among them, and of up to nine links; and a node by which nothing may go. */
export const drawnNetwork = fc
  .record({
    links: fc.oneof(drawnLinks(9), drawnTrap),
    blocked: fc.option(fc.constantFrom(2, 3, 5, 6), { nil: undefined })
  })
  .map(({ links, blocked }) => ({
    blocked,
    links: links.map(({ ends, rate, fidelity }, index): TopologyLink => {
      const [first, second] = [...ends].sort((a, b) => a - b) as [number, number]
      return { first, second, link: index, operatingPoints: [{ fidelity, rate }] }
    })
  }))

/** All loopless paths between two nodes, by trying every link. */
export function pathsOf(
  links: readonly TopologyLink[],
  from: number,
  to: number,
  inner: (node: number) => boolean = () => true
): Way[] {
  const extend = (way: Way): Way[] => {
    const last = way.nodes.at(-1) as number
    if (last === to) return [way]
    if (last !== from && !inner(last)) return []
    return links.flatMap((link) => {
      if (link.first !== last && link.second !== last) return []
      const next = link.first === last ? link.second : link.first
      if (way.nodes.includes(next)) return []
      return extend({ nodes: [...way.nodes, next], links: [...way.links, link] })
    })
  }
  return extend({ nodes: [from], links: [] })
}

/** All sets of things that share no name. */
export function setsOf<Thing>(things: readonly Thing[], names: (thing: Thing) => readonly unknown[]): Thing[][] {
  const [first, ...others] = things
  if (first === undefined) return [[]]
  const without = setsOf(others, names)
  const taken = new Set(names(first))
  const apart = others.filter((other) => !names(other).some((name) => taken.has(name)))
  return [...without, ...setsOf(apart, names).map((set) => [first, ...set])]
}
