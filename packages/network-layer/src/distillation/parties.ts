import type { Circuit, Side } from '../circuit/circuit.js'
import { Party } from './party.js'

/** This node's parts in the stages of its circuits. */
export class Parties {
  /** In the order in which they were first needed. */
  readonly #byCircuit = new Map<Circuit, Party[]>()

  /** This node's part in a stage in which it has one. */
  of(circuit: Circuit, index: number): Party {
    let parties = this.#byCircuit.get(circuit)
    if (parties === undefined) this.#byCircuit.set(circuit, (parties = []))
    let party = parties.find((one) => one.index === index)
    if (party !== undefined) return party
    const { upstream, downstream, position } = circuit
    party = new Party(circuit, index, (circuit.stages[index]?.first === position ? downstream : upstream) as Side)
    parties.push(party)
    return party
  }

  all(circuit: Circuit): readonly Party[] {
    return this.#byCircuit.get(circuit) ?? []
  }

  remove(circuit: Circuit): void {
    this.#byCircuit.delete(circuit)
  }
}
