import type { DetectorParameters } from '../components/detector.js'

/** What the detectors of a station add to the optics. Both are alike. */
export type StationDetectors = Pick<
  DetectorParameters,
  'jitterPicoseconds' | 'deadTimeNanoseconds' | 'afterpulseProbability' | 'afterpulseTimeConstantNanoseconds'
>

/** Afterpulses expected in a window below which the past of a detector is forgotten. */
const FORGOTTEN = 1e-15

/**
 * What two detectors remember of their clicks. Each click brings on average `afterpulseProbability` later ones, at a
 * rate that dies away exponentially from the end of the dead time on. The sum over past clicks is again one decaying
 * exponential, so the detectors are a Markov chain with one number each. Only clicks inside open gates count.
 *
 * While either detector is dead the station keeps the gate shut: "exactly one clicked" is not for half a station to
 * say.
 */
export class DetectorMemory {
  /** False for detectors that forget at once: every slot is then independent of every other. */
  readonly remembers: boolean
  /** Afterpulses still to come from time #since on, by detector. */
  readonly #weight: [number, number] = [0, 0]
  /** End of the last dead time, by detector. */
  readonly #since: [number, number] = [-Infinity, -Infinity]

  constructor(private readonly detectors: StationDetectors) {
    this.remembers = detectors.deadTimeNanoseconds > 0 || detectors.afterpulseProbability > 0
  }

  /** Notes the clicks of a slot: bit 0 detector 0, bit 1 detector 1. */
  click(pattern: number, time: number): void {
    if (!this.remembers) return
    if ((pattern & 1) !== 0) this.#clickOf(0, time)
    if ((pattern & 2) !== 0) this.#clickOf(1, time)
  }

  #clickOf(detector: 0 | 1, time: number): void {
    const { deadTimeNanoseconds, afterpulseProbability, afterpulseTimeConstantNanoseconds } = this.detectors
    const live = time + deadTimeNanoseconds
    const decayed =
      this.#weight[detector] * Math.exp((this.#since[detector] - live) / afterpulseTimeConstantNanoseconds)
    this.#weight[detector] = (decayed > 0 ? decayed : 0) + afterpulseProbability
    this.#since[detector] = live
  }

  /** Mean number of afterpulses of a detector in a gate that opens at `time`, after its dead time. */
  afterpulses(detector: 0 | 1, time: number, window: number): number {
    const weight = this.#weight[detector]
    if (weight === 0) return 0
    const tau = this.detectors.afterpulseTimeConstantNanoseconds
    return weight * Math.exp((this.#since[detector] - time) / tau) * -Math.expm1(-window / tau)
  }

  /** True when both detectors are live for a gate that opens at `time`. */
  live(time: number): boolean {
    return time >= this.#since[0] && time >= this.#since[1]
  }

  /** True when a gate that opens at `time`, and every later one, is as if nothing had ever clicked. */
  quiet(time: number, window: number): boolean {
    return (
      this.live(time) && this.afterpulses(0, time, window) < FORGOTTEN && this.afterpulses(1, time, window) < FORGOTTEN
    )
  }

  /** Probability of a noise click of a detector in a gate, on top of a steady one. */
  noise(detector: 0 | 1, steady: number, time: number, window: number): number {
    const afterpulses = this.afterpulses(detector, time, window)
    return afterpulses === 0 ? steady : 1 - (1 - steady) * Math.exp(-afterpulses)
  }
}
