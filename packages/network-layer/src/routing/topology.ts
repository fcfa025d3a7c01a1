import type { AdvertisedLink, Advertisement } from './advertisement.js'
import { commonPoints, type OperatingPoint } from './operating-points.js'

/** A link that counts. It has no direction; `first` is the lower node identifier. */
export interface TopologyLink {
  readonly first: number
  readonly second: number
  /** Identifier of the link, the same at both ends. */
  readonly link: number
  /** What both ends say it can do, by rising fidelity and falling rate; not empty. */
  readonly operatingPoints: readonly OperatingPoint[]
  /** Share of its time, 0 to 1, that is promised to no circuit. Absent: all of it. */
  readonly left?: number
}

/** Share of a link's time that is promised to no circuit: each end promises to the circuits that go on from there by it. */
function leftOf({ promised: one = 0 }: AdvertisedLink, { promised: other = 0 }: AdvertisedLink): { left?: number } {
  return one + other > 0 ? { left: Math.max(0, 1 - one - other) } : {}
}

interface Joined {
  readonly other: AdvertisedLink
  readonly result: TopologyLink | undefined
}

/** What came of a link last: nodes of one process that believe the same share it. */
const joinedLast = new WeakMap<AdvertisedLink, Joined>()

/** What both ends say of a link that both say is fit; undefined where nothing is common to them. */
function joinedWith(first: number, own: AdvertisedLink, other: AdvertisedLink): TopologyLink | undefined {
  const last = joinedLast.get(own)
  if (last?.other === other) return last.result
  const operatingPoints = commonPoints(own.operatingPoints, other.operatingPoints)
  const { neighbour, link } = own
  const result =
    operatingPoints.length === 0
      ? undefined
      : { first, second: neighbour, link, operatingPoints, ...leftOf(own, other) }
  joinedLast.set(own, { other, result })
  return result
}

/**
 * The links that count: those which both ends advertise, both say are fit, and which some operating point is common to.
 * In order of both node identifiers, then of the link's, whatever the order of the advertisements; so equal beliefs make
 * equal topologies. Of several advertisements of one origin the last counts.
 */
export function topologyOf(advertisements: Iterable<Advertisement>): TopologyLink[] {
  const byOrigin = new Map<number, Map<string, AdvertisedLink>>()
  for (const { origin, links } of advertisements) {
    byOrigin.set(origin, new Map(links.map((link) => [`${link.neighbour}/${link.link}`, link])))
  }
  const topology: TopologyLink[] = []
  for (const [origin, links] of byOrigin) {
    for (const own of links.values()) {
      const { neighbour, link, fit } = own
      if (!fit || neighbour <= origin) continue
      const other = byOrigin.get(neighbour)?.get(`${origin}/${link}`)
      if (!other?.fit) continue
      const joined = joinedWith(origin, own, other)
      if (joined !== undefined) topology.push(joined)
    }
  }
  return topology.sort((a, b) => a.first - b.first || a.second - b.second || a.link - b.link)
}
