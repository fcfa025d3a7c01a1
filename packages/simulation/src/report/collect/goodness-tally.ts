import { FidelityEstimation } from '@bellwire/link-layer'
import type { Estimate } from '@bellwire/quantum'
import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'
import type { BrightnessPoint, BrightnessSamples } from '../samples.js'

/** Announced fidelities that differ by less may share a tally: test rounds correct them a little all the time. */
const RESOLUTION = 1 / 128

interface Tally {
  /** Sum of the announced fidelities. */
  goodness: number
  count: number
  waiting: number
  known: number
  fidelity: number
  squares: number
}

/** Mean fidelity and rate of pairs by the fidelity that the nodes announced, which stands for a brightness. */
export class GoodnessTally {
  readonly #tallies = new Map<number, Tally>()
  #goodness = NaN
  #current: Tally | undefined

  add(goodness: number, waiting: Nanoseconds, fidelity: number): void {
    // Pairs of one brightness come in long runs.
    if (goodness !== this.#goodness) {
      this.#goodness = goodness
      this.#current = this.#of(goodness)
    }
    const tally = this.#current
    if (tally === undefined) return
    tally.count += 1
    tally.goodness += goodness
    tally.waiting += waiting
    if (Number.isNaN(fidelity)) return
    tally.known += 1
    tally.fidelity += fidelity
    tally.squares += fidelity * fidelity
  }

  /** By brightness, in its order; empty without a curve to tell it by. */
  points(curve: BrightnessSamples['curve']): readonly BrightnessPoint[] {
    const brightnessOf = brightnessByGoodness(curve)
    const points = [...this.#tallies.values()].map((tally): BrightnessPoint => {
      const rate = tally.count / (tally.waiting / NANOSECONDS_PER_SECOND)
      return {
        brightness: brightnessOf(tally.goodness / tally.count),
        count: tally.count,
        fidelity: tally.known === 0 ? null : meanOf(tally.known, tally.fidelity, tally.squares),
        ratePerSecond: { value: rate, standardError: rate / Math.sqrt(tally.count) }
      }
    })
    return points
      .filter(({ brightness }) => !Number.isNaN(brightness))
      .sort((one, other) => one.brightness - other.brightness)
  }

  #of(goodness: number): Tally | undefined {
    if (Number.isNaN(goodness)) return undefined
    const cell = Math.round(goodness / RESOLUTION)
    const known = this.#tallies.get(cell)
    if (known !== undefined) return known
    const tally = { goodness: 0, count: 0, waiting: 0, known: 0, fidelity: 0, squares: 0 }
    this.#tallies.set(cell, tally)
    return tally
  }
}

/**
 * The brightness at which a link's nodes announce a fidelity: the brightest that gives it, to four digits, since it is
 * rounded on the wire. NaN without a curve.
 */
export function brightnessByGoodness(curve: BrightnessSamples['curve']): (goodness: number) => number {
  const estimation = new FidelityEstimation(
    curve.map(({ brightness, fidelity }) => ({ brightness, fidelity, successProbability: 0 }))
  )
  const { maximum } = estimation
  return (goodness) => {
    // Test rounds may have shown the link to be better than its table.
    const point = Number.isNaN(goodness) ? undefined : estimation.choose(Math.min(goodness, maximum))
    return point === undefined ? NaN : Number(point.brightness.toPrecision(4))
  }
}

/** A mean and its standard error from sums; of one value alone the error is 0. */
export function meanOf(count: number, sum: number, squares: number): Estimate {
  const value = sum / count
  if (count < 2) return { value, standardError: 0 }
  const variance = Math.max(0, squares - sum * value) / (count - 1)
  return { value, standardError: Math.sqrt(variance / count) }
}
