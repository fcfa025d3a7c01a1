import type { Picoseconds } from '@bellwire/runtime'
import type { Residuals } from './residuals.js'

/** Residuals counted and summed, those of a band and those beside it. */
export interface BandSums {
  /** Residuals in the band, |r| ≤ half. */
  readonly inside: number
  /** All others, of a band as wide, half of it on either side. */
  readonly beside: number
  /** Sums over those inside of time, its square, residual, their product, residual squared. */
  readonly s: number
  readonly ss: number
  readonly r: number
  readonly sr: number
  readonly rr: number
}

/** @param residuals all with |r| ≤ 2·half */
export function bandSums({ since, residual }: Residuals, half: Picoseconds): BandSums {
  let [inside, s, ss, r, sr, rr] = [0, 0, 0, 0, 0, 0]
  for (let k = 0; k < residual.length; k++) {
    const x = since[k] as number
    const y = residual[k] as number
    if (Math.abs(y) > half) continue
    inside++
    s += x
    ss += x * x
    r += y
    sr += x * y
    rr += y * y
  }
  return { inside, beside: residual.length - inside, s, ss, r, sr, rr }
}

const CELLS = 128

/** Median of |x| of a standard normal. */
const NORMAL_MEDIAN = 0.674_489_75

/**
 * Standard deviation of the pairs' residuals, from where half of them lie: accidentals, even over the band, are taken
 * off cell by cell. Unlike the variance it does not take its errors from the accidentals at the band's ends. Too small
 * where the band cuts pairs off.
 */
export function spreadOfPairs({ residual }: Residuals, { inside, beside }: BandSums, half: Picoseconds): Picoseconds {
  const cells = new Float64Array(CELLS)
  for (let k = 0; k < residual.length; k++) {
    const at = Math.floor((Math.abs(residual[k] as number) / half) * CELLS)
    if (at < CELLS) cells[at] = (cells[at] as number) + 1
  }
  const accidentals = beside / CELLS
  const wanted = (inside - beside) / 2
  let sum = 0
  for (let k = 0; k < CELLS; k++) {
    const pairs = (cells[k] as number) - accidentals
    if (sum + pairs >= wanted) return ((k + (wanted - sum) / pairs) * half) / CELLS / NORMAL_MEDIAN
    sum += pairs
  }
  return half
}
