import { pairFidelity } from '@bellwire/quantum'
import type { SimulatedNetwork } from '@bellwire/simulation'
import type { WorldPair } from '../feed/messages.js'

type Oracle = SimulatedNetwork['world']['oracle']

/** A node and how many qubits it has. */
export interface Memory {
  readonly name: string
  readonly qubits: number
}

const BELL_STATES = [0, 1, 2, 3] as const

/** Every pair that there is now, as the world knows it. Looking changes nothing. */
export function worldPairs(oracle: Oracle, nodes: readonly Memory[]): WorldPair[] {
  const pairs: WorldPair[] = []
  const seen = new Set<string>()
  for (const { name: node, qubits } of nodes) {
    for (let qubit = 0; qubit < qubits; qubit++) {
      if (seen.has(`${node} ${qubit}`)) continue
      const a = { node, qubit }
      const view = oracle.pair(a)
      if (view === null) continue
      const { id, link, partner: b, age } = view
      seen.add(`${b.node} ${b.qubit}`)
      const state = oracle.state(a, b)
      const fidelities = BELL_STATES.map((index) => pairFidelity(state, index))
      const fidelity = Math.max(...fidelities)
      pairs.push({ id, link, a, b: { ...b }, age, fidelity, bellIndex: fidelities.indexOf(fidelity) })
    }
  }
  return pairs
}
