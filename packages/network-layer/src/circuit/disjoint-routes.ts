import type { Hop } from '@bellwire/wire'
import type { Way } from '../routing/disjoint-paths.js'
import { edgeOf, edgesOf } from './edges.js'

/** Paths that are looked at, one after the other, for more routes that share no link. */
const MOST_PATHS = 64
/** Choices that are looked at among the routes found. */
const MOST_CHOICES = 100_000

/** A route as far as it is chosen by it. */
interface Rated {
  readonly hops: readonly Hop[]
  /** Pairs per second. */
  readonly rate: number
}

/** Where routes that share no link come from. */
export interface DisjointSearch<Route extends Rated> {
  readonly to: number
  /** How many routes that share no link are wanted. */
  readonly paths: number
  /** Paths that are looked at at first. */
  readonly alternatives: number
  /** So many of the shortest paths; fewer where there are no more. */
  readonly shortest: (number: number) => readonly Way[]
  /** Paths that share no link, of one, of two and so on; each list ends with as many as there are. */
  readonly flows: readonly (readonly (readonly Way[])[])[]
  /** A path with what it is expected to give; undefined where that is not what is wished. */
  readonly along: (way: Way) => Route | undefined
}

/**
 * Routes of which the first share no link, as many as were found up to the number wanted, the fastest first; the others
 * follow, by rate too.
 *
 * How many there can be under a bound on the fidelity is a hard problem (two disjoint paths that each keep a bound on a
 * sum: Itai, Perl and Shiloach, "The complexity of finding maximum disjoint paths with length constraints"). Looked at
 * are the disjoint paths of the least total weights, and the shortest paths, up to 64 of them where the number that the
 * links allow has not been reached. So there are as many as possible where those of the least total weight meet the
 * bound, and where the two nodes have no more than 64 paths under the bound; elsewhere there may be fewer. Of all sets
 * of as many routes among those looked at it is the one with the greatest sum of rates, where a hundred thousand choices
 * tell.
 */
export function disjointFirst<Route extends Rated>({
  to,
  paths,
  alternatives,
  shortest,
  flows,
  along
}: DisjointSearch<Route>): Route[] {
  const looked = new Map<string, Route | undefined>()
  const look = (ways: readonly Way[]): void => {
    for (const way of ways) {
      const name = way.links.map(edgeOf).join(' ')
      if (!looked.has(name)) looked.set(name, along(way))
    }
  }
  for (const flow of flows) for (const ways of flow) look(ways)
  const most = Math.min(paths, ...flows.map((flow) => flow.length))
  for (let number = alternatives; ; number = Math.min(4 * number, MOST_PATHS)) {
    const ways = shortest(number)
    look(ways)
    const routes = [...looked.values()].filter((route) => route !== undefined).sort((a, b) => b.rate - a.rate)
    const chosen = bestDisjoint(routes, paths, to)
    if (chosen.length < most && ways.length === number && number < MOST_PATHS) continue
    return [...chosen, ...routes.filter((route) => !chosen.includes(route))]
  }
}

/** The most routes that share no link, up to a number; of as many those of the greatest sum of rates. */
function bestDisjoint<Route extends Rated>(routes: readonly Route[], number: number, to: number): readonly Route[] {
  const edges = routes.map(({ hops }) => edgesOf(hops, to))
  let best: readonly Route[] = []
  let bestRate = 0
  let choices = 0
  const extend = (chosen: readonly Route[], rate: number, used: ReadonlySet<string>, from: number): void => {
    if (chosen.length > best.length || (chosen.length === best.length && rate > bestRate)) {
      best = chosen
      bestRate = rate
    }
    const missing = number - chosen.length
    if (missing === 0) return
    for (let index = from; index < routes.length; index++) {
      const route = routes[index] as Route
      // They come by falling rate: none that follows can be better.
      if (best.length === number && rate + missing * route.rate <= bestRate) return
      if (chosen.length + routes.length - index < best.length || ++choices > MOST_CHOICES) return
      const own = edges[index] as readonly string[]
      if (own.some((edge) => used.has(edge))) continue
      extend([...chosen, route], rate + route.rate, new Set([...used, ...own]), index + 1)
    }
  }
  extend([], 0, new Set(), 0)
  return best
}
