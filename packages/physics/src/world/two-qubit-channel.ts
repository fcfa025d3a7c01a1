import { type Channel, combineMatrices, kroneckerProduct, krausChannel, pauliMatrices } from '@bellwire/quantum'
import type { HeldQubit } from './held-qubit.js'
import type { QubitGroup } from './qubit-group.js'

/** The channel that was needed last: a node's gates are all alike. */
let cached: Channel | null = null
let cachedProbability = 0

/** With probability p two qubits are replaced by the maximally mixed state: one of 16 Pauli products, all alike. */
function twoQubitDepolarising(p: number): Channel {
  if (cached !== null && cachedProbability === p) return cached
  const operators = pauliMatrices.flatMap((first, i) =>
    pauliMatrices.map((second, j) => {
      const weight = i + j === 0 ? 1 - (15 * p) / 16 : p / 16
      return combineMatrices([[Math.sqrt(weight), kroneckerProduct(first, second)]])
    })
  )
  cachedProbability = p
  cached = krausChannel(operators)
  return cached
}

/** Noise of a gate between two members of a group. */
export function depolariseTwo(group: QubitGroup, a: HeldQubit, b: HeldQubit, p: number): void {
  if (p > 0) group.apply(twoQubitDepolarising(p), a, b)
}
