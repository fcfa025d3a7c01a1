import type { Estimate } from '@bellwire/quantum'
import type { CorrelatorCounts } from './correlator-counts.js'
import { fitLine, type LineFit } from './line-fit.js'

/**
 * What correlators measured after several storage times tell of the memory: ln XX and ZZ are lines of the time, fitted
 * by weighted least squares.
 */
export class StorageDecay {
  readonly #transverse: LineFit
  readonly #longitudinal: LineFit

  /** @param seconds storage times, all before ZZ is gone */
  constructor(seconds: readonly number[], counts: readonly CorrelatorCounts[]) {
    this.#transverse = fitLine(
      seconds.map((x, index) => {
        const { value, standardError } = (counts[index] as CorrelatorCounts).transverse()
        return { x, y: Math.log(value), standardError: standardError / value }
      })
    )
    this.#longitudinal = fitLine(
      seconds.map((x, index) => {
        const { value, standardError } = (counts[index] as CorrelatorCounts).correlator(2)
        return { x, y: value, standardError }
      })
    )
  }

  /** τ_c, seconds. */
  get coherenceTime(): Estimate {
    const { slope, slopeVariance } = this.#transverse
    return { value: -1 / slope, standardError: Math.sqrt(slopeVariance) / (slope * slope) }
  }

  /** Time at which (1 + ZZ + 2XX)/4 of the fitted lines falls to a fidelity, seconds; Newton's method. */
  timeOfFidelity(fidelity: number): Estimate {
    let time = this.coherenceTime.value
    for (let step = 0; step < 50; step++) time -= (this.#fidelity(time) - fidelity) / this.#slope(time)
    // To first order the time moves by the error of F there, over F's slope.
    const xx = this.#xx(time)
    const transverse = lineVariance(this.#transverse, time) * (xx / 2) ** 2
    const variance = transverse + lineVariance(this.#longitudinal, time) / 16
    return { value: time, standardError: Math.sqrt(variance) / Math.abs(this.#slope(time)) }
  }

  #xx(time: number): number {
    return Math.exp(this.#transverse.intercept + this.#transverse.slope * time)
  }

  #fidelity(time: number): number {
    return (1 + this.#longitudinal.intercept + this.#longitudinal.slope * time + 2 * this.#xx(time)) / 4
  }

  #slope(time: number): number {
    return (this.#longitudinal.slope + 2 * this.#transverse.slope * this.#xx(time)) / 4
  }
}

/** Variance of a fitted line's height at x. */
function lineVariance(fit: LineFit, x: number): number {
  return fit.interceptVariance + 2 * x * fit.covariance + x * x * fit.slopeVariance
}
