import type { OperatingPoint } from '@bellwire/device'

/** Fewer test rounds than this in a basis say too little to correct the hardware's calibration by. */
const MINIMUM_ROUNDS = 100

/** Errors and rounds by basis, in the order Z, X, Y. */
export interface TestCounts {
  readonly rounds: readonly [number, number, number]
  readonly errors: readonly [number, number, number]
  /** Mean fidelity that the hardware's table gives for these rounds. */
  readonly calibrated: number
}

/**
 * The fidelity estimation unit: turns a wanted fidelity into the brightest emission that meets it, by the hardware's
 * calibration table, corrected by what test rounds have measured.
 *
 * From the error rates in three bases, F = 1 − (Qx+Qy+Qz)/2; the correction is what was measured minus what the table
 * says at the brightness in use.
 */
export class FidelityEstimation {
  readonly #points: readonly OperatingPoint[]
  #correction = 0
  #recent = Number.NaN
  #recentFidelity = 0
  #tabled = Number.NaN
  #tabledProbability = 0

  constructor(points: readonly OperatingPoint[]) {
    this.#points = [...points].sort((a, b) => a.brightness - b.brightness)
  }

  /** Best fidelity that the link can give. */
  get maximum(): number {
    return Math.max(0, ...this.#points.map((point) => this.#clamp(point.fidelity + this.#correction)))
  }

  /** Measured minus calibrated fidelity. */
  get correction(): number {
    return this.#correction
  }

  /** The brightest setting with at least this fidelity, or undefined when none has it. */
  choose(minimumFidelity: number): OperatingPoint | undefined {
    const wanted = minimumFidelity - this.#correction
    for (let index = this.#points.length - 1; index >= 0; index--) {
      const point = this.#points[index] as OperatingPoint
      if (point.fidelity < wanted) continue
      const brighter = this.#points[index + 1]
      return brighter === undefined
        ? point
        : between(point, brighter, (point.fidelity - wanted) / (point.fidelity - brighter.fidelity))
    }
    return undefined
  }

  /** Estimated fidelity and success probability at a brightness. */
  at(brightness: number): OperatingPoint {
    const point = this.#calibrated(brightness)
    return { ...point, fidelity: this.#points.length === 0 ? 0 : this.#clamp(point.fidelity + this.#correction) }
  }

  /** Estimated fidelity at a brightness. Computed once for each: pairs come many to a brightness. */
  fidelityAt(brightness: number): number {
    if (brightness !== this.#recent) {
      this.#recent = brightness
      this.#recentFidelity = this.at(brightness).fidelity
    }
    return this.#recentFidelity
  }

  /** Success probability at a brightness, by the hardware's table. Computed once for each. */
  successProbabilityAt(brightness: number): number {
    if (brightness !== this.#tabled) {
      this.#tabled = brightness
      this.#tabledProbability = this.#calibrated(brightness).successProbability
    }
    return this.#tabledProbability
  }

  /** Fidelity at a brightness by the hardware's table alone. */
  calibrated(brightness: number): number {
    return this.#calibrated(brightness).fidelity
  }

  /** Takes the counts of all test rounds so far. */
  measured(counts: TestCounts): void {
    let errorRates = 0
    for (let basis = 0; basis < 3; basis++) {
      const rounds = counts.rounds[basis] as number
      if (rounds < MINIMUM_ROUNDS) return
      errorRates += (counts.errors[basis] as number) / rounds
    }
    this.#correction = 1 - errorRates / 2 - counts.calibrated
    this.#recent = Number.NaN
  }

  /** The hardware's table at a brightness. */
  #calibrated(brightness: number): OperatingPoint {
    let below: OperatingPoint | undefined
    for (const point of this.#points) {
      if (point.brightness >= brightness) {
        if (below === undefined) return point
        return between(below, point, (brightness - below.brightness) / (point.brightness - below.brightness))
      }
      below = point
    }
    return below ?? { brightness, fidelity: 0, successProbability: 0 }
  }

  #clamp(fidelity: number): number {
    return Math.min(1, Math.max(0, fidelity))
  }
}

function between(a: OperatingPoint, b: OperatingPoint, share: number): OperatingPoint {
  return {
    brightness: a.brightness + share * (b.brightness - a.brightness),
    fidelity: a.fidelity + share * (b.fidelity - a.fidelity),
    successProbability: a.successProbability + share * (b.successProbability - a.successProbability)
  }
}
