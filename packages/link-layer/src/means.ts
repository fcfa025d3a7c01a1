import { states } from '@bellwire/physical-layer'
import { type Measurement, RequestKind } from '@bellwire/wire'
import { namesOf, unmetOnArrival } from './arrival.js'
import type { LinkCore } from './core.js'
import { basesOf } from './measurement.js'

// What the hardware of a link can be asked for (LNK-002, LNK-150 to LNK-153).

/** Why this end's hardware cannot do a kind of request, in words; undefined where it can. */
export function unmetHere(
  { linkCapabilities }: Pick<LinkCore, 'linkCapabilities'>,
  kind: number,
  measurement: Measurement
): string | undefined {
  const { keep, arrival } = linkCapabilities
  if (kind !== RequestKind.MEASURE) {
    if (arrival !== undefined)
      return 'the hardware of this link cannot keep pairs: photons are measured here as they arrive'
    return keep ? undefined : 'the hardware of this link cannot keep pairs'
  }
  const unmet = arrival && unmetOnArrival(arrival, measurement)
  return unmet && `this end cannot measure so: ${unmet}`
}

const KINDS = ['keep', 'measure', 'prepare']

/** Why the peer's end cannot do its part in a request, as it states itself; undefined where it can, or says nothing. */
export function unmetByPeer(
  { physical }: Pick<LinkCore, 'physical'>,
  kind: number,
  responder: Measurement
): string | undefined {
  const { kinds, bases } = physical.peerMeans
  if (!states(kinds, kind)) return `the peer's end of this link does not do requests of kind ${KINDS[kind]}`
  if (kind !== RequestKind.MEASURE) return undefined
  const beyond = basesOf(responder).bases.filter((basis) => !states(bases, basis))
  return beyond.length === 0 ? undefined : `the peer's end of this link cannot measure in ${namesOf(beyond)}`
}
