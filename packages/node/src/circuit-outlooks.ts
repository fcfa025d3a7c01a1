import type { CircuitFacts, CircuitOutlook } from '@bellwire/network-layer'

/** What the circuits that a connection lives on can still give: each, and together. */
export class CircuitOutlooks {
  /** By the circuits' numbers. */
  readonly #outlooks = new Map<number, CircuitOutlook>()
  #together: CircuitOutlook | undefined

  /** All their rates, and no less than the least of their fidelities; undefined where nothing is known. */
  get together(): CircuitOutlook | undefined {
    return this.#together
  }

  /** Takes what one of the circuits can give. Returns whether that is new. */
  heard(outlook: CircuitOutlook, circuits: readonly CircuitFacts[]): boolean {
    const { circuit, initiator } = outlook
    if (!circuits.some((one) => one.circuit === circuit && one.initiator === initiator)) return false
    if (this.#outlooks.get(circuit) === outlook) return false
    this.#outlooks.set(circuit, outlook)
    this.#together = together([...this.#outlooks.values()])
    return true
  }

  /** Forgets those of other circuits. Returns whether there were any. */
  keep(circuits: readonly CircuitFacts[]): boolean {
    const before = this.#outlooks.size
    for (const circuit of this.#outlooks.keys())
      if (!circuits.some((one) => one.circuit === circuit)) this.#outlooks.delete(circuit)
    this.#together = together([...this.#outlooks.values()])
    return this.#outlooks.size < before
  }
}

function together(outlooks: readonly CircuitOutlook[]): CircuitOutlook | undefined {
  const [first, ...others] = outlooks
  return others.reduce(
    (sum, outlook) =>
      sum && {
        ...((outlook.fidelity ?? Infinity) < (sum.fidelity ?? Infinity) ? outlook : sum),
        initiator: sum.initiator,
        circuit: sum.circuit,
        rate: sum.rate + outlook.rate
      },
    first
  )
}
