import type { LinkDescription, NetworkDescription, NodeDescription, StationDescription } from './description.js'

/**
 * The parts of a network that share no node and no station, each as a network of its own, in the order of their first
 * parties. Parties and links keep the numbers that they have in the whole, and so all that is drawn for them.
 */
export function partsOf(description: NetworkDescription): NetworkDescription[] {
  const { nodes, stations, links } = numbered(description)
  const leader = leaders(links)
  const parts = new Map<string, NetworkDescription>()
  const partOf = (party: string): Lists => {
    const name = leader(party)
    const part = parts.get(name) ?? { ...description, nodes: [], stations: [], links: [] }
    parts.set(name, part)
    return part as Lists
  }
  for (const node of nodes) partOf(node.name).nodes.push(node)
  for (const station of stations) partOf(station.name).stations.push(station)
  for (const link of links) partOf(link.a).links.push(link)
  return [...parts.values()]
}

interface Lists {
  readonly nodes: NodeDescription[]
  readonly stations: StationDescription[]
  readonly links: LinkDescription[]
}

export type Numbered<T> = T & { readonly number: number }

/** The same network, every default number written out. */
export function numbered({ nodes, stations, links }: NetworkDescription): {
  readonly nodes: readonly Numbered<NodeDescription>[]
  readonly stations: readonly Numbered<StationDescription>[]
  readonly links: readonly Numbered<LinkDescription>[]
} {
  let last = 0
  const next = <Party extends { readonly number?: number }>(party: Party): Numbered<Party> => {
    last = party.number ?? last + 1
    return { ...party, number: last }
  }
  return {
    nodes: nodes.map(next),
    stations: stations.map(next),
    links: links.map((link, index) => ({ ...link, number: link.number ?? index + 1 }))
  }
}

/** Whoever is linked, directly or by way of others, has the same leader. */
function leaders(links: readonly LinkDescription[]): (party: string) => string {
  const followed = new Map<string, string>()
  const leader = (party: string): string => {
    let name = party
    for (let next = followed.get(name); next !== undefined; next = followed.get(name)) name = next
    if (name !== party) followed.set(party, name)
    return name
  }
  const join = (one: string, other: string): void => {
    const [from, to] = [leader(one), leader(other)]
    if (from !== to) followed.set(from, to)
  }
  for (const { a, b, station } of links) {
    join(b, a)
    join(station, a)
  }
  return leader
}
