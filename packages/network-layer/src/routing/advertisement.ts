import type { Nanoseconds } from '@bellwire/runtime'
import { serialCompare } from '@bellwire/wire'
import { checkFacts, type NodeFacts } from './node-facts.js'
import { NetworkInputError, requireInteger, requirePositive, requireRange } from '../errors.js'
import type { OperatingPoint } from './operating-points.js'

/** What a node says about one of its links. */
export interface AdvertisedLink {
  /** Identifier of the node at the other end. */
  readonly neighbour: number
  /** Identifier of the link, the same at both ends; tells parallel links between two nodes apart. */
  readonly link: number
  /** What the link was measured to give. */
  readonly operatingPoints: readonly OperatingPoint[]
  /** Whether the link may be used: true in READY and DRIFTING. */
  readonly fit: boolean
  /** Share of the link's time, 0 to 1, that this node has promised to circuits that go on by it. Absent: 0. */
  readonly promised?: number
}

/** A link-state advertisement: everything that one node says about its own links. */
export interface Advertisement {
  /** Identifier of the node that speaks. */
  readonly origin: number
  /** Number that the origin drew when it started: tells two starts apart, but has no order. */
  readonly incarnation: number
  /** Serial number (RFC 1982) that the origin counts up with every advertisement. */
  readonly sequence: number
  /** How much longer it is to be believed; shrinks where it is held and with every hop. */
  readonly lifetime: Nanoseconds
  readonly links: readonly AdvertisedLink[]
  /** What the origin says of itself; absent where it says nothing. */
  readonly facts?: NodeFacts
}

const UINT32 = 0xffff_ffff

/**
 * Which of two advertisements of one origin is the newer: 1 where `a` is, -1 where `b` is, 0 where they are the same.
 *
 * Sequence numbers alone tell newer from older, also across a restart of the origin: incarnations are random. Two of one
 * sequence can only come from two starts; then the larger incarnation counts as newer, which means nothing but is the
 * same choice at every node. Where it picks the older, the origin hears of it and goes past it.
 */
export function compareAdvertisements(a: Advertisement, b: Advertisement): -1 | 0 | 1 {
  const order = serialCompare(a.sequence, b.sequence)
  if (order !== 0) return order
  return a.incarnation === b.incarnation ? 0 : a.incarnation > b.incarnation ? 1 : -1
}

/** Whether two lists of links say the same, in the same order. */
export function sameLinks(a: readonly AdvertisedLink[], b: readonly AdvertisedLink[]): boolean {
  return !worthAdvertising(a, b, 0)
}

/**
 * Whether what a node now knows of its links differs from what it said last by enough to be said again: a link came,
 * went or changed its fitness or its fidelities, or a rate moved by more than `tolerance` of the rate said last, or what
 * is promised of it by more than `tolerance` of its time. Measured rates always move a little, and circuits come and go;
 * without a tolerance every node would flood the network with noise.
 */
export function worthAdvertising(
  said: readonly AdvertisedLink[],
  now: readonly AdvertisedLink[],
  tolerance: number
): boolean {
  if (said === now) return false
  if (said.length !== now.length) return true
  return said.some((before, index) => {
    const after = now[index] as AdvertisedLink
    return (
      before.neighbour !== after.neighbour ||
      before.link !== after.link ||
      before.fit !== after.fit ||
      Math.abs((before.promised ?? 0) - (after.promised ?? 0)) > tolerance ||
      before.operatingPoints.length !== after.operatingPoints.length ||
      before.operatingPoints.some((point, k) => {
        const { fidelity, rate } = after.operatingPoints[k] as OperatingPoint
        return point.fidelity !== fidelity || Math.abs(rate - point.rate) > tolerance * point.rate
      })
    )
  })
}

/** Links that have been found right, and whose: several nodes of a process check the same ones. */
const checkedFor = new WeakMap<readonly AdvertisedLink[], number>()

/**
 * Checks an advertisement that came from outside.
 *
 * @throws NetworkInputError naming the first field that is wrong
 */
export function checkAdvertisement(advertisement: Advertisement): void {
  const { origin, incarnation, sequence, lifetime, links, facts } = advertisement
  if (facts !== undefined) checkFacts(facts)
  requireInteger('origin', origin, 0, UINT32)
  requireInteger('incarnation', incarnation, 0, UINT32)
  requireInteger('sequence', sequence, 0, UINT32)
  requireInteger('lifetime', lifetime, 0, Number.MAX_SAFE_INTEGER)
  if (checkedFor.get(links) === origin) return
  const seen = new Set<string>()
  links.forEach(({ neighbour, link, operatingPoints, promised = 0 }, index) => {
    const field = `links[${index}]`
    requireInteger(`${field}.neighbour`, neighbour, 0, UINT32)
    requireInteger(`${field}.link`, link, 0, UINT32)
    if (neighbour === origin)
      throw new NetworkInputError(`${field}.neighbour`, neighbour, 'another node than the origin')
    const key = `${neighbour}/${link}`
    if (seen.has(key)) throw new NetworkInputError(`${field}.link`, link, 'every link to a neighbour once')
    seen.add(key)
    requireRange(`${field}.promised`, promised, 0, 1)
    operatingPoints.forEach((point, k) => {
      requireRange(`${field}.operatingPoints[${k}].fidelity`, point.fidelity, 0, 1)
      requirePositive(`${field}.operatingPoints[${k}].rate`, point.rate)
    })
  })
  checkedFor.set(links, origin)
}
