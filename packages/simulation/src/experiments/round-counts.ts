import { type BasisCode, Basis } from '@bellwire/device'
import { bellSign, chshFlips, createTomographyCounts, type Estimate, tomography } from '@bellwire/quantum'

const BELL = 4
const BASES = 6

/** Axis of a Pauli basis: 1, 2, 3 for X, Y, Z. */
const AXIS: { readonly [basis: number]: 1 | 2 | 3 } = { [Basis.X]: 1, [Basis.Y]: 2, [Basis.Z]: 3 }

/** Bases of the axes X, Y, Z. */
const PAULI_BASES = [Basis.X, Basis.Y, Basis.Z] as const

/** Rounds by announced Bell state, both bases and both outcomes. */
export class RoundCounts {
  readonly #counts = new Float64Array(BELL * BASES * BASES * 4)

  add(bellIndex: number, basisA: number, basisB: number, outcomeA: number, outcomeB: number): void {
    this.addMany(bellIndex, basisA, basisB, outcomeA, outcomeB, 1)
  }

  addMany(bellIndex: number, basisA: number, basisB: number, outcomeA: number, outcomeB: number, rounds: number): void {
    const at = 4 * (BASES * (BASES * bellIndex + basisA) + basisB) + 2 * outcomeA + outcomeB
    this.#counts[at] = (this.#counts[at] as number) + rounds
  }

  /** Rounds with one announced Bell state and one pair of bases in which the outcomes were the same, or were not. */
  #rounds(bellIndex: number, basisA: BasisCode, basisB: BasisCode, same: boolean): number {
    const at = 4 * (BASES * (BASES * bellIndex + basisA) + basisB)
    const [one, other] = same ? [0, 3] : [1, 2]
    return (this.#counts[at + one] as number) + (this.#counts[at + other] as number)
  }

  /** Mean of the product of both outcomes (±1), alice's flipped where the announced state asks for it. */
  correlator(basisA: BasisCode, basisB: BasisCode, flips: (bellIndex: number) => boolean): Estimate {
    let rounds = 0
    let sum = 0
    for (let bellIndex = 0; bellIndex < BELL; bellIndex++) {
      const same = this.#rounds(bellIndex, basisA, basisB, true)
      const different = this.#rounds(bellIndex, basisA, basisB, false)
      rounds += same + different
      sum += flips(bellIndex) ? different - same : same - different
    }
    const value = sum / rounds
    return { value, standardError: Math.sqrt((1 - value * value) / rounds) }
  }

  /** ⟨XX⟩, ⟨YY⟩ or ⟨ZZ⟩, signed so that the announced Bell state has +1. */
  pauliCorrelator(basis: BasisCode): Estimate {
    const axis = AXIS[basis] as number
    return this.correlator(basis, basis, (bellIndex) => bellSign(bellIndex, axis) < 0)
  }

  /** Q: share of the rounds measured in Z at both ends whose outcomes contradict the announced state. */
  errorRate(): Estimate {
    const { value, standardError } = this.pauliCorrelator(Basis.Z)
    return { value: (1 - value) / 2, standardError: standardError / 2 }
  }

  /** S = ⟨A0B0⟩ + ⟨A0B1⟩ + ⟨A1B0⟩ − ⟨A1B1⟩ with A0 = Z, A1 = X, B0,1 = (Z±X)/√2; alice flips by the announced state. */
  chsh(): Estimate {
    const flips = (setting: 0 | 1) => (bellIndex: number) => chshFlips(bellIndex)[setting]
    let value = 0
    let variance = 0
    for (const setting of [0, 1] as const) {
      for (const basisB of [Basis.ZPlus, Basis.ZMinus]) {
        const correlator = this.correlator(setting === 0 ? Basis.Z : Basis.X, basisB, flips(setting))
        value += setting === 1 && basisB === Basis.ZMinus ? -correlator.value : correlator.value
        variance += correlator.standardError ** 2
      }
    }
    return { value, standardError: Math.sqrt(variance) }
  }

  /**
   * Fidelity to the announced Bell state by full tomography in the nine pairs of Pauli bases, linear inversion.
   *
   * @param only of the rounds with this announced state; of all of them if absent, each turned to Φ+ by alice's flips
   */
  fidelity(only?: number): Estimate {
    const counts = createTomographyCounts()
    for (let bellIndex = 0; bellIndex < BELL; bellIndex++) {
      if (only !== undefined && only !== bellIndex) continue
      for (let axisA = 0; axisA < 3; axisA++) {
        const flip = only === undefined && bellSign(bellIndex, axisA + 1) !== bellSign(0, axisA + 1) ? 1 : 0
        for (let axisB = 0; axisB < 3; axisB++) {
          const at = 4 * (BASES * (BASES * bellIndex + (PAULI_BASES[axisA] as number)) + (PAULI_BASES[axisB] as number))
          for (let outcomes = 0; outcomes < 4; outcomes++) {
            const to = 4 * (3 * axisA + axisB) + (outcomes ^ (2 * flip))
            counts[to] = (counts[to] as number) + (this.#counts[at + outcomes] as number)
          }
        }
      }
    }
    return tomography(counts, only ?? 0).linearFidelity
  }
}
