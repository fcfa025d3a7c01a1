import type { Picoseconds } from '@bellwire/runtime'
import type { ClockRelation } from './clock-relation.js'
import type { CoarseOffset } from './coarse-offset.js'
import { type HistogramPeak, histogramPeak } from './histogram-peak.js'
import type { ClockSearch } from './clock-search.js'
import { residualsInBand } from './residuals.js'

/** By how much a step makes the bins finer. */
const FINER = 8

/** A relation and how far off it may be. */
export interface RefinedClock {
  readonly relation: ClockRelation
  /** Half the range that the offset at the reference lies in, picoseconds. */
  readonly offset: Picoseconds
}

/**
 * From a coarse offset without drift to a line that is right within the resolution over all the tags. Step by step the
 * piece is doubled, the bins made finer down to the resolution, and the drift sought on a grid fine enough that over
 * half the piece one step of it is one bin: the line along which most residuals lie in two neighbouring bins.
 */
export function refineClock(
  alice: Float64Array,
  bob: Float64Array,
  coarse: CoarseOffset,
  search: ClockSearch
): RefinedClock {
  let { relation } = coarse
  const { referencePicoseconds } = relation
  const span = Math.max(
    referencePicoseconds - (alice[0] as number),
    (alice[alice.length - 1] as number) - referencePicoseconds
  )
  let offset: Picoseconds = 2 * coarse.bin
  let drift = search.largestDrift
  let reach: Picoseconds = Math.min(span, coarse.length / 2)
  for (;;) {
    const bin = Math.max(search.resolutionPicoseconds, offset / FINER)
    const { since, residual } = residualsInBand(alice, bob, relation, { offset, drift, reach })
    const half = Math.ceil((offset + drift * reach) / bin) + 1
    const bins = new Int32Array(2 * half)
    const step = bin / reach
    const steps = Math.ceil(drift / step)
    let best: HistogramPeak | undefined
    let slope = 0
    for (let k = -steps; k <= steps; k++) {
      const peak = histogramPeak(residual, since, k * step, half * bin, bin, bins)
      if (best !== undefined && peak.count <= best.count) continue
      best = peak
      slope = k * step
    }
    relation = {
      offsetPicoseconds: relation.offsetPicoseconds + (best?.centre ?? 0),
      drift: relation.drift + slope,
      referencePicoseconds
    }
    offset = 2 * bin
    drift = 2 * step
    if (reach >= span && bin <= search.resolutionPicoseconds) return { relation, offset }
    reach = Math.min(span, 2 * reach)
  }
}
