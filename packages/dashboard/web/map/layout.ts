import { forceCollide, forceLink, forceManyBody, forceSimulation, type SimulationNodeDatum } from 'd3-force'
import type { FeedNetwork } from '../../src/feed/network.js'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Layout {
  readonly points: ReadonlyMap<string, Point>
  readonly width: number
  readonly height: number
}

interface Body extends SimulationNodeDatum {
  readonly name: string
}

/** Half of a link, in units of the map. */
const ARM = 110
const MARGIN = 84
const NARROWEST = 520
const STEPS = 400

/** Where everybody is: by their positions, if all have one, otherwise so that links are about equally long. Always the same. */
export function layoutOf({ parties, links }: FeedNetwork): Layout {
  const given = parties.flatMap(({ name, position }) => (position === undefined ? [] : [{ name, ...position }]))
  const bodies: Body[] =
    given.length === parties.length
      ? given
      : unfolded(
          parties.map(({ name }) => name),
          waysOf(links)
        )
  if (given.length < parties.length) {
    const arms = waysOf(links).map(([source, target]) => ({ source, target }))
    forceSimulation(bodies)
      .force(
        'link',
        forceLink<Body, { source: string | Body; target: string | Body }>(arms)
          .id(({ name }) => name)
          .distance(ARM)
          .strength(1)
          .iterations(4)
      )
      .force('charge', forceManyBody().strength(-900))
      .force('collide', forceCollide(46))
      .stop()
      .tick(STEPS)
  }
  return fitted(turned(bodies, parties[0]?.name))
}

/** What is drawn between two parties each. */
function waysOf(links: FeedNetwork['links']): (readonly [string, string])[] {
  return links.flatMap(({ a, b, station }): (readonly [string, string])[] =>
    station === undefined
      ? [[a, b]]
      : [
          [a, station],
          [station, b]
        ]
  )
}

/** A start from which nothing is tangled: from left to right by the distance to one of the farthest, fanned out. */
function unfolded(names: readonly string[], ways: readonly (readonly [string, string])[]): Body[] {
  const [first = ''] = names
  const [farthest = first] = [...distances(first, ways)].at(-1) ?? []
  const left = distances(farthest, ways)
  const ranks = new Map<number, number>()
  return names.map((name) => {
    const distance = left.get(name) ?? 0
    const rank = ranks.get(distance) ?? 0
    ranks.set(distance, rank + 1)
    const fan = rank % 2 === 0 ? rank / 2 : -(rank + 1) / 2
    return { name, x: distance * ARM, y: 0.8 * ARM * fan + 2 * distance }
  })
}

/** How many steps everybody is away, the nearest first. */
function distances(from: string, ways: readonly (readonly [string, string])[]): Map<string, number> {
  const found = new Map([[from, 0]])
  for (const [name, distance] of found)
    for (const [one, other] of ways) {
      const next = one === name ? other : other === name ? one : undefined
      if (next !== undefined && !found.has(next)) found.set(next, distance + 1)
    }
  return found
}

/** Turned so that it is widest from left to right, the first party on the left. */
function turned(bodies: readonly Body[], first: string | undefined): (Point & { readonly name: string })[] {
  const points = bodies.map(({ name, x = 0, y = 0 }) => ({ name, x, y }))
  const centre = { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) }
  let [xx, xy, yy] = [0, 0, 0]
  for (const { x, y } of points) {
    xx += (x - centre.x) ** 2
    xy += (x - centre.x) * (y - centre.y)
    yy += (y - centre.y) ** 2
  }
  const angle = -0.5 * Math.atan2(2 * xy, xx - yy)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const result = points.map(({ name, x, y }) => ({
    name,
    x: cos * (x - centre.x) - sin * (y - centre.y),
    y: sin * (x - centre.x) + cos * (y - centre.y)
  }))
  const isMirrored = (result.find(({ name }) => name === first)?.x ?? 0) > 0
  return isMirrored ? result.map(({ name, x, y }) => ({ name, x: -x, y: -y })) : result
}

/** In a frame with room for names and for curves above; a small network does not fill it. */
function fitted(points: readonly (Point & { readonly name: string })[]): Layout {
  const [left, right] = range(points.map(({ x }) => x))
  const [top, bottom] = range(points.map(({ y }) => y))
  const width = Math.max(right - left + 2 * MARGIN, NARROWEST)
  // Curves bow upwards, the higher the wider they are.
  const bow = 0.08 * width
  const height = Math.max(bottom - top + 2 * MARGIN + bow, 0.2 * width + 130)
  const shift = { x: (width - left - right) / 2, y: (height - top - bottom + bow) / 2 }
  return { points: new Map(points.map(({ name, x, y }) => [name, { x: x + shift.x, y: y + shift.y }])), width, height }
}

function range(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
