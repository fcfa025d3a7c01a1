import { type Channel, combineMatrices, kroneckerProduct, krausChannel, pauliMatrices } from '@bellwire/quantum'
import type { HeldQubit } from './held-qubit.js'
import type { QubitGroup } from './qubit-group.js'

/** The noise of a node's two-qubit gate: with some probability it leaves its two qubits in the maximally mixed state. */
export class GateNoise {
  /** Made when it is first needed: pairs go without. */
  #channel: Channel | null = null

  /** @param probability 0..1 */
  constructor(readonly probability: number) {}

  /** Acts on two members of a group. */
  act(group: QubitGroup, a: HeldQubit, b: HeldQubit): void {
    if (this.probability === 0) return
    this.#channel ??= twoQubitDepolarising(this.probability)
    group.apply(this.#channel, a, b)
  }
}

/** One of the 16 products of Pauli operators, all alike with probability p. */
function twoQubitDepolarising(p: number): Channel {
  const operators = pauliMatrices.flatMap((first, i) =>
    pauliMatrices.map((second, j) => {
      const weight = i + j === 0 ? 1 - (15 * p) / 16 : p / 16
      return combineMatrices([[Math.sqrt(weight), kroneckerProduct(first, second)]])
    })
  )
  return krausChannel(operators)
}
