import { NetworkInputError, requireInteger, requirePositive, requireRange } from '../errors.js'
import { type Graph, graphOf } from '../routing/graph.js'
import { checkFacts, type NodeFacts } from '../routing/node-facts.js'
import { paretoPoints } from '../routing/operating-points.js'
import type { TopologyLink } from '../routing/topology.js'
import { type PlannedRoute, planRoutes, type RouteQuery } from './route-planner.js'

/**
 * Where a node has the ways of its circuits from. By default that is what all nodes advertise (`LinkStateRoutes`); a
 * central controller is another source. Frames that are passed on go by what is advertised in either case, and a
 * connection whose way fails, whoever gave it, asks for others.
 */
export interface RouteSource {
  /** The links and nodes by which circuits can go, as they are known now. The same object until they change. */
  graph(): Graph
  /**
   * Ways that are expected to give what is asked, the best first; none where nothing known does. Each begins with a hop
   * of `query.from`. They are tried in this order.
   */
  plan(query: RouteQuery): PlannedRoute[]
  /** Calls a listener whenever there may be other ways than before. Returns what ends it. */
  subscribe(changed: () => void): () => void
}

/** Ways by what is advertised: every node plans its own. */
export class LinkStateRoutes implements RouteSource {
  readonly #graph: () => Graph
  #listeners: readonly (() => void)[] = []

  /** @param graph what is believed now */
  constructor(graph: () => Graph) {
    this.#graph = graph
  }

  graph(): Graph {
    return this.#graph()
  }

  plan(query: RouteQuery): PlannedRoute[] {
    return planRoutes(this.graph(), query)
  }

  subscribe(changed: () => void): () => void {
    this.#listeners = [...this.#listeners, changed]
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== changed)
    }
  }

  /** What is believed has changed. */
  changed(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** What a controller knows of a network. */
export interface GivenNetwork {
  /** Each link once, whichever of its ends is named first. */
  readonly links: readonly TopologyLink[]
  /** Of nodes by number; one that is absent is taken to be like the one that asks for a way. */
  readonly nodes?: ReadonlyMap<number, NodeFacts>
}

/**
 * Ways through a network that is given, whatever its nodes advertise: a fixed one, or that of a controller, which changes
 * it with `update`. One object serves all nodes of a network, or each has its own.
 */
export class GivenRoutes extends LinkStateRoutes {
  #given: Graph

  /** @throws NetworkInputError naming what makes no sense */
  constructor(network: GivenNetwork) {
    super(() => this.#given)
    this.#given = graphOfGiven(network)
  }

  /** From now on this is the network. Circuits that stand are left alone. @throws NetworkInputError */
  update(network: GivenNetwork): void {
    this.#given = graphOfGiven(network)
    this.changed()
  }
}

/**
 * A source of ways for the nodes of a network that is given.
 *
 * @example
 * ```ts
 * const routes = staticRoutes({ links: [{ first: 1, second: 2, link: 7, operatingPoints: [{ fidelity: 0.95, rate: 20 }] }] })
 * const node = createNode({ ...options, network: { routes } })
 * ```
 * @throws NetworkInputError naming what makes no sense
 */
export function staticRoutes(network: GivenNetwork): GivenRoutes {
  return new GivenRoutes(network)
}

function graphOfGiven({ links, nodes = new Map() }: GivenNetwork): Graph {
  const seen = new Set<string>()
  const ordered = links.map((given, index) => {
    const field = `links[${index}]`
    const first = Math.min(given.first, given.second)
    const second = Math.max(given.first, given.second)
    for (const [name, value] of Object.entries({ first, second, link: given.link }))
      requireInteger(`${field}.${name}`, value, 0, 0xffff_ffff)
    if (first === second) throw new NetworkInputError(`${field}.second`, second, 'another node than first')
    const key = `${first}/${second}/${given.link}`
    if (seen.has(key)) throw new NetworkInputError(`${field}.link`, given.link, 'every link once')
    seen.add(key)
    requireRange(`${field}.left`, given.left ?? 1, 0, 1)
    given.operatingPoints.forEach(({ fidelity, rate }, point) => {
      requireRange(`${field}.operatingPoints[${point}].fidelity`, fidelity, 0, 1)
      requirePositive(`${field}.operatingPoints[${point}].rate`, rate)
    })
    return { ...given, first, second, operatingPoints: paretoPoints(given.operatingPoints) }
  })
  for (const facts of nodes.values()) checkFacts(facts)
  return graphOf(
    ordered.filter(({ operatingPoints }) => operatingPoints.length > 0),
    nodes
  )
}
