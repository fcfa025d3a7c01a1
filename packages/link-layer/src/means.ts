import { type Measurement, RequestKind } from '@bellwire/wire'
import { unmetOnArrival } from './arrival.js'
import type { LinkCore } from './core.js'

// What the hardware of a link can be asked for (LNK-002, LNK-150 to LNK-152).

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
