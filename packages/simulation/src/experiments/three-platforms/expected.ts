import { type ClickPattern, heraldPatterns } from '@bellwire/physics'
import { affinePairSide, bellSign } from '@bellwire/quantum'
import type { PlatformLink, PlatformLinks } from './links.js'

/** Correlators from end to end, each signed by the announced Bell state, and what follows. */
export interface ExpectedPairs {
  readonly xx: number
  readonly yy: number
  readonly zz: number
  readonly fidelity: number
  /** Mean time until the last of the three links has its pair, seconds. */
  readonly seconds: number
}

/** Equally likely parts of each waiting time's law, each stood for by its mean: correlators are then exact to 2e-4. */
const PARTS = 32

/**
 * What three links give from end to end in rounds: all begin together, each makes a pair after a time that is exponential,
 * each inner node swaps as soon as it has both, and the ends measure when the last has swapped. A swap acts on two qubits
 * and the decay of the four others passes it by, so each pair may be aged first, its two qubits for as long as each
 * waits; the correlators of aged pairs then multiply, whatever their states, if the outcomes of the swaps are counted in.
 * Nothing here knows a slot, a frame, or the state that a swap leaves.
 */
export function expectedPairs(links: PlatformLinks): ExpectedPairs {
  const rates = links.map((link) => (link.served ?? 1) * ratePerSecond(link)) as [number, number, number]
  const ages = links.map(agedCorrelators) as [AgedCorrelators, AgedCorrelators, AgedCorrelators]
  const sum = [0, 0, 0] as [number, number, number]
  for (const t1 of waitingTimes(rates[0])) {
    for (const t2 of waitingTimes(rates[1])) {
      for (const t3 of waitingTimes(rates[2])) {
        const [west, east] = [Math.max(t1, t2), Math.max(t2, t3)]
        const last = Math.max(west, east)
        const one = ages[0](last - t1, west - t1)
        const two = ages[1](west - t2, east - t2)
        const three = ages[2](east - t3, last - t3)
        for (let axis = 0; axis < 3; axis++) {
          sum[axis] = (sum[axis] as number) + (one[axis] as number) * (two[axis] as number) * (three[axis] as number)
        }
      }
    }
  }
  const [xx, yy, zz] = sum.map((total) => total / PARTS ** 3) as [number, number, number]
  return { xx, yy, zz, fidelity: (1 + xx + yy + zz) / 4, seconds: meanOfLatest(rates) }
}

/** The mean of an exponential time in each of its equally likely parts. */
function waitingTimes(rate: number): readonly number[] {
  // ∫ −ln(1−u) du = u + (1−u) ln(1−u).
  const integral = (u: number): number => (u === 1 ? 1 : u + (1 - u) * Math.log1p(-u))
  return Array.from(
    { length: PARTS },
    (_, part) => ((integral((part + 1) / PARTS) - integral(part / PARTS)) * PARTS) / rate
  )
}

/** Mean of the latest of three exponential times, by inclusion and exclusion. */
function meanOfLatest([a, b, c]: readonly [number, number, number]): number {
  return 1 / a + 1 / b + 1 / c - 1 / (a + b) - 1 / (a + c) - 1 / (b + c) + 1 / (a + b + c)
}

/** Heralds per second of a link that does nothing else, while it is served. */
export function ratePerSecond({ model, brightness, noise, slotPeriod }: PlatformLink): number {
  const probability = heraldPatterns(model, brightness, noise).reduce((sum, pattern) => sum + pattern.probability, 0)
  return (probability * 1e9) / slotPeriod
}

/** XX, YY, ZZ of a link's pair whose qubits at a and b have waited, seconds, signed; mean over the heralds. */
export type AgedCorrelators = (a: number, b: number) => readonly [xx: number, yy: number, zz: number]

export function agedCorrelators({ model, brightness, noise, memory }: PlatformLink): AgedCorrelators {
  const patterns: readonly ClickPattern[] = heraldPatterns(model, brightness, noise)
  const total = patterns.reduce((sum, { probability }) => sum + probability, 0)
  const factors = new Float64Array(4)
  const aged = new Float64Array(16)
  return (a, b) => {
    const mean: [number, number, number] = [0, 0, 0]
    for (const { state, bellIndex, probability } of patterns) {
      if (state === null) continue
      aged.set(state)
      for (const [side, seconds] of [a, b].entries()) {
        memory.factors(0, seconds * 1e9, factors)
        affinePairSide(aged, side as 0 | 1, ...(factors as unknown as [number, number, number, number]))
      }
      for (const axis of [1, 2, 3] as const) {
        mean[axis - 1] =
          (mean[axis - 1] as number) + (probability / total) * bellSign(bellIndex, axis) * (aged[5 * axis] as number)
      }
    }
    return mean
  }
}
