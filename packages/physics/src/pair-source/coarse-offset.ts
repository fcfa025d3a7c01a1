import type { Picoseconds } from '@bellwire/runtime'
import type { ClockRelation } from './clock-relation.js'
import { type HistogramPeak, peakOf, standsOut } from './histogram-peak.js'
import type { ClockSearch } from './clock-search.js'

/** Tags of Alice's that the first, shortest piece holds. */
const FIRST_PIECE = 200

/** With this many differences in a histogram and no peak, the search ends: more would take many seconds. */
const MOST_DIFFERENCES = 1e8

/** The offset to within a bin, from a piece of the tags. */
export interface CoarseOffset {
  /** Drift 0. */
  readonly relation: ClockRelation
  /** Width of the bins it was found with, picoseconds: the offset is right to one and a half of them. */
  readonly bin: Picoseconds
  /** Length of the piece, picoseconds, in the middle of the tags. */
  readonly length: Picoseconds
}

/**
 * Looks for the offset at which tags of both ends coincide: a histogram of all differences up to the largest offset,
 * over a piece in the middle of the tags. Over the piece a clock may drift by a bin at most. The piece is doubled until
 * a peak stands out. Cost: the differences, (tags in the piece)·(Bob's rate)·2·(largest offset).
 *
 * @returns null where no peak stands out over all the tags or 10^8 differences. As bins grow with the piece, time does not help where pairs
 * come at less than about 10·√(R_A·R_B·(largest drift)) per second.
 */
export function findCoarseOffset(alice: Float64Array, bob: Float64Array, search: ClockSearch): CoarseOffset | null {
  if (alice.length === 0 || bob.length === 0) return null
  const start = Math.max(alice[0] as number, bob[0] as number)
  const end = Math.min(alice[alice.length - 1] as number, bob[bob.length - 1] as number)
  const middle = Math.round((start + end) / 2)
  const span = (alice[alice.length - 1] as number) - (alice[0] as number)
  if (span === 0) return null
  for (let length = (span * FIRST_PIECE) / alice.length; ; length *= 2) {
    const bin = Math.max(search.resolutionPicoseconds, search.largestDrift * length)
    const peak = differencePeak(alice, bob, middle, length, bin, search.largestOffsetPicoseconds)
    if (standsOut(peak)) {
      const relation = { offsetPicoseconds: peak.centre, drift: 0, referencePicoseconds: middle }
      return { relation, bin, length }
    }
    if (length >= 2 * span || peak.total > MOST_DIFFERENCES) return null
  }
}

function differencePeak(
  alice: Float64Array,
  bob: Float64Array,
  middle: Picoseconds,
  length: Picoseconds,
  bin: Picoseconds,
  largest: Picoseconds
): HistogramPeak {
  const half = Math.ceil(largest / bin) + 1
  const bins = new Int32Array(2 * half)
  let first = 0
  for (const time of alice) {
    if (time < middle - length / 2) continue
    if (time > middle + length / 2) break
    while (first < bob.length && (bob[first] as number) - time < -largest) first++
    for (let b = first; b < bob.length; b++) {
      const difference = (bob[b] as number) - time
      if (difference > largest) break
      const at = Math.floor(difference / bin) + half
      bins[at] = (bins[at] as number) + 1
    }
  }
  return peakOf(bins, half * bin, bin)
}
