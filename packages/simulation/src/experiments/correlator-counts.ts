import type { BasisCode } from '@bellwire/device'
import { Basis } from '@bellwire/device'
import { bellSign, type Estimate } from '@bellwire/quantum'

/** The bases in turn: a third of the pairs each. */
const TURNS = [Basis.X, Basis.Y, Basis.Z] as const

/** The basis in which both ends measure a pair, by its sequence number. */
export function basisOfTurn(sequence: number): BasisCode {
  return TURNS[sequence % 3] as BasisCode
}

/** ⟨XX⟩, ⟨YY⟩ and ⟨ZZ⟩ of pairs measured in the same Pauli basis at both ends, signed by the announced Bell state. */
export class CorrelatorCounts {
  readonly #rounds = new Float64Array(3)
  readonly #sums = new Float64Array(3)

  /** @param turn 0..2: X, Y, Z */
  add(turn: number, bellIndex: number, same: boolean): void {
    const sign = bellSign(bellIndex, turn + 1)
    this.#rounds[turn] = (this.#rounds[turn] as number) + 1
    this.#sums[turn] = (this.#sums[turn] as number) + (same ? sign : -sign)
  }

  /** @param turn 0..2: X, Y, Z */
  correlator(turn: number): Estimate {
    const rounds = this.#rounds[turn] as number
    const value = (this.#sums[turn] as number) / rounds
    return { value, standardError: Math.sqrt((1 - value * value) / rounds) }
  }

  /** Mean of ⟨XX⟩ and ⟨YY⟩, which the law of the memory makes equal. */
  transverse(): Estimate {
    const x = this.correlator(0)
    const y = this.correlator(1)
    return { value: (x.value + y.value) / 2, standardError: Math.hypot(x.standardError, y.standardError) / 2 }
  }

  /** (1 + ⟨XX⟩ + ⟨YY⟩ + ⟨ZZ⟩)/4. */
  fidelity(): Estimate {
    const [x, y, z] = [this.correlator(0), this.correlator(1), this.correlator(2)] as const
    return {
      value: (1 + x.value + y.value + z.value) / 4,
      standardError: Math.hypot(x.standardError, y.standardError, z.standardError) / 4
    }
  }
}
