import {
  detectedConcurrence,
  type DetectedPair,
  memoryConcurrence,
  memoryFidelity,
  type MemoryPair,
  polarisationEntanglement
} from '@bellwire/physics'
import { Basis } from '@bellwire/device'
import type { Estimate } from '@bellwire/quantum'

/** Bell indices of the heralds of the two detectors. */
export const PSI_PLUS = 1
export const PSI_MINUS = 3

/** What rounds with both memories measured in the same basis say of the heralded state, by announced Bell state. */
export class MeasuredMemories {
  /** Of Ψ+ and of Ψ−. */
  readonly plus = new MemoryCounts()
  readonly minus = new MemoryCounts()

  /** Outcomes 0 and 1; 1 is an excited memory in Z. */
  add(bellIndex: number, basis: number, a: number, b: number): void {
    const counts = bellIndex === PSI_MINUS ? this.minus : this.plus
    counts.add(basis, a, b, bellIndex === PSI_MINUS)
  }

  /** Of both heralds, the sign of each taken out. */
  get both(): MemoryCounts {
    return MemoryCounts.of(this.plus, this.minus)
  }
}

/** Populations from rounds in Z, the coherence from those in X and Y: d = (⟨XX⟩ + ⟨YY⟩)/4. */
export class MemoryCounts {
  /** By 2·a + b. */
  readonly #populations = [0, 0, 0, 0]
  readonly #rounds = { x: 0, y: 0 }
  /** Sums of the products of outcomes, turned so that the announced state has +1. */
  readonly #sums = { x: 0, y: 0 }

  static of(one: MemoryCounts, other: MemoryCounts): MemoryCounts {
    const all = new MemoryCounts()
    for (const counts of [one, other]) {
      counts.#populations.forEach((count, at) => {
        all.#populations[at] = (all.#populations[at] as number) + count
      })
      for (const axis of ['x', 'y'] as const) {
        all.#rounds[axis] += counts.#rounds[axis]
        all.#sums[axis] += counts.#sums[axis]
      }
    }
    return all
  }

  add(basis: number, a: number, b: number, negative: boolean): void {
    if (basis === Basis.Z) {
      this.#populations[2 * a + b] = (this.#populations[2 * a + b] as number) + 1
      return
    }
    const axis = basis === Basis.X ? 'x' : 'y'
    this.#rounds[axis] += 1
    this.#sums[axis] += (a === b) !== negative ? 1 : -1
  }

  get rounds(): number {
    return this.#populations.reduce((sum, count) => sum + count, this.#rounds.x + this.#rounds.y)
  }

  /** C̃ of the memories. */
  memoryConcurrence(): Estimate {
    return this.#estimate(memoryConcurrence)
  }

  /** Fidelity to the announced Ψ±, vacuum included. */
  fidelity(): Estimate {
    return this.#estimate(memoryFidelity)
  }

  /** C of what detectors of efficiency η_r see when they retrieve these memories. */
  concurrence(retrieval: number): Estimate {
    return this.#estimate((memories) => detectedConcurrence(retrieved(memories, retrieval)))
  }

  /** Fidelity of the polarisation entanglement that probe fields of μ detected photons make of it. */
  polarisationFidelity(retrieval: number, probePhotons: number): Estimate {
    return this.#estimate(
      (memories) => polarisationEntanglement(retrieved(memories, retrieval), [probePhotons, probePhotons]).fidelity
    )
  }

  /**
   * A function of the state, and its standard error to first order in those of the counts: populations of one sample,
   * correlators of two others.
   */
  #estimate(of: (memories: MemoryPair) => number): Estimate {
    const inZ = this.#populations.reduce((sum, count) => sum + count, 0)
    // Half a count where there was none: a root has no derivative at zero.
    const shares = this.#populations.map((count) => Math.max(count, 0.5) / inZ)
    const means = (['x', 'y'] as const).map((axis) => this.#sums[axis] / this.#rounds[axis])
    const value = (populations: readonly number[], correlators: readonly number[]): number => {
      const [m00, m01, m10, m11] = populations as [number, number, number, number]
      const [xx, yy] = correlators as [number, number]
      return of({ m00, m01, m10, m11, coherence: (xx + yy) / 4 })
    }
    const slope = (at: number, values: readonly number[], changing: (changed: readonly number[]) => number): number => {
      const step = 1e-3 * Math.max(1e-3, Math.abs(values[at] as number))
      const moved = (by: number) => changing(values.map((one, index) => (index === at ? one + by : one)))
      return (moved(step) - moved(-step)) / (2 * step)
    }
    const slopes = shares.map((_, at) => slope(at, shares, (changed) => value(changed, means)))
    const mean = slopes.reduce((sum, one, at) => sum + one * (shares[at] as number), 0)
    const squares = slopes.reduce((sum, one, at) => sum + one * one * (shares[at] as number), 0)
    let variance = (squares - mean * mean) / inZ
    for (const [at, axis] of (['x', 'y'] as const).entries()) {
      const correlator = means[at] as number
      const along = slope(at, means, (changed) => value(shares, changed))
      variance += (along * along * (1 - correlator * correlator)) / this.#rounds[axis]
    }
    const populations = this.#populations.map((count) => count / inZ)
    return { value: value(populations, means), standardError: Math.sqrt(variance) }
  }
}

/** What detectors of efficiency η_r see of two memories of at most one excitation each. */
export function retrieved({ m00, m01, m10, m11, coherence }: MemoryPair, retrieval: number): DetectedPair {
  const lost = 1 - retrieval
  return {
    p00: m00 + lost * (m01 + m10) + lost * lost * m11,
    p01: retrieval * (m01 + lost * m11),
    p10: retrieval * (m10 + lost * m11),
    p11: retrieval * retrieval * m11,
    coherence: retrieval * coherence
  }
}
