import {
  type AdvertisedPoint,
  type Advertisement as AdvertisementFrame,
  fidelityFromWire,
  fidelityToWire,
  LIMITS
} from '@bellwire/wire'
import type { AdvertisedLink, Advertisement } from './advertisement.js'
import { factsFromWire, factsToWire } from './node-facts.js'
import { type OperatingPoint, paretoPoints } from './operating-points.js'

const NANOSECONDS_PER_MILLISECOND = 1_000_000
/** Rates on the wire are pairs in so many seconds. */
const RATE_UNIT = 1_000_000

/**
 * What of a node's links a frame can say: the first 64 of them; of each at most four operating points, none that another
 * beats, the fastest and the most faithful among them; fidelities and rates rounded down to units of the wire, points
 * without a whole unit of rate left out. A node believes of itself what the others can hear of it, so that all believe
 * the same. Idempotent.
 */
export function sayable(links: readonly AdvertisedLink[]): AdvertisedLink[] {
  return links.slice(0, LIMITS.advertisedLinks).map(({ neighbour, link, fit, operatingPoints, promised = 0 }) => {
    const points = operatingPoints.map(pointToWire).filter(({ rate }) => rate > 0)
    return {
      neighbour,
      link,
      fit,
      operatingPoints: spread(paretoPoints(points.map(pointFromWire))),
      ...promisedIn(fidelityToWire(promised, 'up'))
    }
  })
}

/** An advertisement as a frame with a zero header; undefined where less than a millisecond of its lifetime is left. */
export function advertisementToFrame(advertisement: Advertisement): AdvertisementFrame | undefined {
  const { origin, incarnation, sequence, links } = advertisement
  const lifetime = Math.min(Math.floor(advertisement.lifetime / NANOSECONDS_PER_MILLISECOND), LIMITS.uint32)
  if (lifetime === 0) return undefined
  return {
    type: 'ADVERTISEMENT',
    session: 0,
    peerSession: 0,
    serial: 0,
    expected: 0,
    origin,
    incarnation,
    sequence,
    lifetime,
    links: linksToFrame(links),
    ...factsToWire(advertisement.facts)
  }
}

/** What a frame says. A point without a rate says nothing, and is left out. */
export function advertisementFromFrame(frame: AdvertisementFrame): Advertisement {
  const { origin, incarnation, sequence, links } = frame
  const facts = factsFromWire(frame)
  return {
    origin,
    incarnation,
    sequence,
    lifetime: frame.lifetime * NANOSECONDS_PER_MILLISECOND,
    links: linksFromFrame(links),
    ...(facts && { facts })
  }
}

type FrameLinks = AdvertisementFrame['links']

/**
 * What has been translated, each way. A frame that is handed over undecoded is the same object at every node that it
 * comes to, and what it says of links is the bulk of what nodes believe: so it lies in memory once, not at every node.
 */
const said = new WeakMap<readonly AdvertisedLink[], FrameLinks>()
const heard = new WeakMap<FrameLinks, readonly AdvertisedLink[]>()

function linksToFrame(links: readonly AdvertisedLink[]): FrameLinks {
  const known = said.get(links)
  if (known !== undefined) return known
  const frameLinks = links.map(({ neighbour, link, fit, operatingPoints, promised = 0 }) => ({
    neighbour,
    link,
    fit,
    points: operatingPoints.map(pointToWire),
    promised: fidelityToWire(promised, 'up')
  }))
  said.set(links, frameLinks)
  return frameLinks
}

function linksFromFrame(frameLinks: FrameLinks): readonly AdvertisedLink[] {
  const known = heard.get(frameLinks)
  if (known !== undefined) return known
  const links = frameLinks.map(({ neighbour, link, fit, points, promised }) => ({
    neighbour,
    link,
    fit,
    operatingPoints: points.filter(({ rate }) => rate > 0).map(pointFromWire),
    ...promisedIn(promised)
  }))
  heard.set(frameLinks, links)
  // What is passed on is what came, unless some of it said nothing.
  if (frameLinks.every(({ points }) => points.every(({ rate }) => rate > 0))) said.set(links, frameLinks)
  return links
}

/** Absent where it is nothing. */
function promisedIn(numerator: number): { readonly promised?: number } {
  return numerator > 0 ? { promised: fidelityFromWire(numerator) } : {}
}

function pointToWire({ fidelity, rate }: OperatingPoint): AdvertisedPoint {
  return { fidelity: fidelityToWire(fidelity, 'down'), rate: rateToWire(rate) }
}

function pointFromWire({ fidelity, rate }: AdvertisedPoint): OperatingPoint {
  return { fidelity: fidelityFromWire(fidelity), rate: rate / RATE_UNIT }
}

/** Down, but a rate that came off the wire goes back unchanged. */
function rateToWire(rate: number): number {
  const nearest = Math.min(Math.round(rate * RATE_UNIT), LIMITS.integer)
  return nearest / RATE_UNIT <= rate ? nearest : nearest - 1
}

/** At most as many as a frame takes: the first, the last, and others between them, evenly. */
function spread(points: readonly OperatingPoint[]): OperatingPoint[] {
  const most = LIMITS.advertisedPoints
  if (points.length <= most) return [...points]
  const step = (points.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => points[Math.round(index * step)] as OperatingPoint)
}
