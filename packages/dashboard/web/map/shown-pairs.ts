import type { FeedQubit } from '../../src/feed/messages.js'
import type { NetworkModel } from '../../src/view/network-model.js'

/** Whose knowledge the map shows. */
export type View = 'world' | 'nodes'

export interface ShownPair {
  readonly key: string
  readonly a: FeedQubit
  readonly b: FeedQubit
  readonly swapped: boolean
  readonly age: number
  /** Undefined where nobody can tell. */
  readonly fidelity: number | undefined
}

/** For each pair, how many of those before it are between the same two nodes: so that their curves lie apart. */
export function ranksOf(pairs: readonly ShownPair[]): readonly number[] {
  const counts = new Map<string, number>()
  return pairs.map(({ a, b }) => {
    const ends = [a.node, b.node].sort().join(' ')
    const rank = counts.get(ends) ?? 0
    counts.set(ends, rank + 1)
    return rank
  })
}

/** The pairs on the map: all that there are, or those of which both nodes have been told. */
export function shownPairs(model: NetworkModel, view: View): readonly ShownPair[] {
  if (view === 'world' && model.world !== undefined)
    return model.world.map(({ id, link, a, b, age, fidelity }) => ({
      key: `world ${link} ${id}`,
      a,
      b,
      swapped: link < 0,
      age,
      fidelity
    }))
  return model.known.all.flatMap(({ id, ends, links, since, estimate }) => {
    const [a, b] = ends
    if (a === undefined || b === undefined) return []
    return [{ key: `known ${id}`, a, b, swapped: links.length > 1, age: model.pace.time - since, fidelity: estimate }]
  })
}
