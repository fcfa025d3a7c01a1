import { requireEntries, requireInteger, requireRange } from '../errors.js'
import { EdgeColouring } from './edge-colouring.js'

/** A link as topologies name it; `first` is the lower of the two nodes. */
export interface LinkName {
  readonly first: number
  readonly second: number
  readonly link: number
}

/** What a circuit needs of the links on its way. */
export interface CircuitDemand {
  readonly initiator: number
  readonly circuit: number
  readonly links: readonly LinkName[]
  /** Of each link's time, 0 to 1: what is to be the circuit's at least. */
  readonly shares: readonly number[]
}

export interface ScheduleOptions {
  /** Steps of a period, at most 64: so no link has more bins than a SCHEDULE can say. Default 64. */
  readonly steps?: number
  /** Links that a node can serve at once: its communication qubits. Default: 1 at every node. */
  readonly qubits?: (node: number) => number
  /** Whether steps that nobody needs are given away, in turn. Default true. */
  readonly fill?: boolean
}

/** Whom a link serves, step by step: an index in the demands, or -1 for nobody. */
export interface LinkSteps extends LinkName {
  readonly steps: readonly number[]
}

/** A period of a network: what every link does in each of its steps. */
export interface NetworkSchedule {
  readonly steps: number
  readonly demands: readonly CircuitDemand[]
  readonly links: readonly LinkSteps[]
}

interface Scheduled extends LinkName {
  /** Which of its qubits each of its nodes uses for it, as vertices. */
  vertices: [number, number]
  /** Steps that are needed. */
  load: number
  steps: number[]
}

/**
 * Divides the time of all links among circuits, so that each circuit has its share of every link on its way, no link
 * serves two at once, and no node more links at once than it has qubits to make pairs with. Every link gets one of the
 * qubits of each of its nodes; which link is served in which step is then a colouring of edges between qubits.
 *
 * @returns undefined where no such period was found: surely where a qubit would need more than all steps; and in networks
 * with loops of odd length perhaps where one would need more than half of them
 */
export function scheduleNetwork(
  demands: readonly CircuitDemand[],
  { steps = 64, qubits = () => 1, fill = true }: ScheduleOptions = {}
): NetworkSchedule | undefined {
  requireInteger('steps', steps, 1, 64)
  const links = linksOf(demands, steps)
  const vertices = assignQubits(links, qubits)
  const colouring = new EdgeColouring(vertices, steps)
  const edges: { readonly link: Scheduled; readonly demand: number; readonly edge: number }[] = []
  const place = (name: LinkName, demand: number, exchange: boolean): boolean => {
    const link = links.get(keyOf(name)) as Scheduled
    const edge = colouring.add(...link.vertices, exchange)
    if (edge !== undefined) edges.push({ link, demand, edge })
    return edge !== undefined
  }
  for (const [index, { links: way, shares }] of demands.entries()) {
    for (const [k, name] of way.entries()) {
      for (let unit = 0; unit < unitsOf(shares[k] as number, steps); unit++)
        if (!place(name, index, true)) return undefined
    }
  }
  if (fill) giveAway(demands, place)
  for (const { link, demand, edge } of edges) link.steps[colouring.colourOf(edge)] = demand
  return {
    steps,
    demands,
    links: [...links.values()].map(({ first, second, link, steps: served }) => ({ first, second, link, steps: served }))
  }
}

/** Steps that make up a share. */
function unitsOf(share: number, steps: number): number {
  return Math.max(0, Math.ceil(share * steps - 1e-9))
}

function linksOf(demands: readonly CircuitDemand[], steps: number): Map<string, Scheduled> {
  const links = new Map<string, Scheduled>()
  demands.forEach(({ links: way, shares }, index) => {
    requireEntries(`demands[${index}].links`, way, 1)
    requireInteger(`demands[${index}].shares.length`, shares.length, way.length, way.length)
    way.forEach((name, k) => {
      const share = shares[k] as number
      requireRange(`demands[${index}].shares[${k}]`, share, 0, 1)
      requireInteger(`demands[${index}].links[${k}].first`, name.first, 0, name.second - 1)
      const { first, second, link } = name
      let found = links.get(keyOf(name))
      if (found === undefined) {
        found = { first, second, link, vertices: [0, 0], load: 0, steps: new Array<number>(steps).fill(-1) }
        links.set(keyOf(name), found)
      }
      found.load += unitsOf(share, steps)
    })
  })
  return links
}

/** Gives every link a qubit at each of its nodes: the busiest links first, each the qubit that has least to do. */
function assignQubits(links: ReadonlyMap<string, Scheduled>, qubits: (node: number) => number): number {
  const loads: number[] = []
  const ofNode = new Map<number, number[]>()
  const verticesOf = (node: number): number[] => {
    let found = ofNode.get(node)
    if (found === undefined) {
      const number = qubits(node)
      requireInteger(`qubits of node ${node}`, number, 1, 2 ** 16)
      found = Array.from({ length: number }, () => loads.push(0) - 1)
      ofNode.set(node, found)
    }
    return found
  }
  for (const link of [...links.values()].sort((a, b) => b.load - a.load)) {
    const least = (node: number): number => {
      const all = verticesOf(node)
      let best = all[0] as number
      for (const vertex of all) if ((loads[vertex] as number) < (loads[best] as number)) best = vertex
      // Where nothing is needed of a link, something may be given it.
      loads[best] = (loads[best] as number) + Math.max(link.load, 1e-3)
      return best
    }
    link.vertices = [least(link.first), least(link.second)]
  }
  return loads.length
}

/** Every circuit in turn gets a step more of each link on its way, until there is none to give. */
function giveAway(
  demands: readonly CircuitDemand[],
  place: (name: LinkName, demand: number, exchange: boolean) => boolean
): void {
  for (let given = true, round = 0; given; round++) {
    given = false
    for (let k = 0; k < demands.length; k++) {
      const index = (k + round) % demands.length
      for (const name of (demands[index] as CircuitDemand).links) given = place(name, index, false) || given
    }
  }
}

function keyOf({ first, second, link }: LinkName): string {
  return `${first}/${second}/${link}`
}
