/** Of which purposes programs take circuits that others set up to this node, and from whom. */
export class OptedIn {
  /** By purpose, from whom: nodes by their numbers, and undefined for all of them. */
  readonly #from = new Map<number, Set<number | undefined>>()

  /** @param from undefined: every node */
  add(purpose: number, from: number | undefined): void {
    const nodes = this.#from.get(purpose) ?? new Set()
    this.#from.set(purpose, nodes.add(from))
  }

  /** Takes back what `add` has done for the same. */
  remove(purpose: number, from: number | undefined): void {
    const nodes = this.#from.get(purpose)
    nodes?.delete(from)
    if (nodes?.size === 0) this.#from.delete(purpose)
  }

  has(purpose: number, from: number): boolean {
    const nodes = this.#from.get(purpose)
    return nodes !== undefined && (nodes.has(undefined) || nodes.has(from))
  }

  *[Symbol.iterator](): Generator<readonly [purpose: number, from: number | undefined]> {
    for (const [purpose, nodes] of this.#from) for (const from of nodes) yield [purpose, from]
  }
}
