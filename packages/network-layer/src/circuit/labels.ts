import type { Side } from './circuit.js'

const FIRST = 0x8000
const NUMBER = 0x8000

/** Whether a purpose of link requests is a link label: a pair with it belongs to a circuit. */
export function isLinkLabel(purpose: number): boolean {
  return purpose >= FIRST
}

/**
 * Link labels: purposes of link requests that mean a circuit. Each end of a link gives those of the circuits that come
 * to it, so a label means something only together with who made the link's request. A label that was given back is
 * not given again soon: pairs of its old circuit may still come.
 */
export class Labels {
  readonly #given = new Map<number, Side>()
  readonly #received = new Map<number, Side>()
  #next = 0

  /** A label for a circuit that comes over this link; undefined where all are taken. */
  give(side: Side): number | undefined {
    for (let tries = 0; tries < NUMBER; tries++) {
      const label = FIRST + this.#next
      this.#next = (this.#next + 1) % NUMBER
      if (this.#given.has(label)) continue
      this.#given.set(label, side)
      return label
    }
    return undefined
  }

  /** The downstream neighbour has named a label for a circuit. False where it has given that one already. */
  receive(label: number, side: Side): boolean {
    if (this.#received.has(label)) return false
    this.#received.set(label, side)
    return true
  }

  drop(side: Side): void {
    const labels = side.direction === 'upstream' ? this.#given : this.#received
    if (labels.get(side.label) === side) labels.delete(side.label)
  }

  /** Whose pair it is. @param originator this node asked the link for it */
  find(label: number, originator: boolean): Side | undefined {
    return (originator ? this.#received : this.#given).get(label)
  }
}
