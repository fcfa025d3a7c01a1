import { ErrorCode, fidelityFromWire, type Hop } from '@bellwire/wire'
import type { LinkPort } from '../link-port.js'
import { pointAtFidelity } from '../routing/operating-points.js'

/** A circuit is refused: with which code. */
export class Refused {
  constructor(readonly code: ErrorCode) {}
}

/** Shares may add up to a little more than one: sums of fractions round. */
const WHOLE = 1 + 1e-9

/**
 * What the circuits of one node have been promised: qubits of its memory, and shares of the time of its links. Only what
 * is left can be promised to another.
 */
export class Admission {
  readonly #qubits: number
  readonly #window: number
  #reserved = 0
  readonly #shares = new Map<number, number>()

  /** @param window qubits that a circuit gets on each of its links at this node, where there are so many */
  constructor(qubits: number, window: number) {
    this.#qubits = qubits
    this.#window = window
  }

  /**
   * Qubits for each of a circuit's sides at this node, as many as it needs at least. {@link Refused} where the node does
   * not have them at all, or has none left.
   *
   * @param needs of each side, 1 or more
   */
  reserveMemory(needs: readonly number[]): readonly number[] | Refused {
    const needed = needs.reduce((sum, need) => sum + need, 0)
    if (needed > Math.max(this.#qubits, needs.length)) return new Refused(ErrorCode.UNSUPP)
    const left = this.#qubits - this.#reserved - needed
    if (left < 0) return new Refused(ErrorCode.NORES)
    const more = Math.min(this.#window - 1, Math.floor(left / needs.length))
    this.#reserved += needed + more * needs.length
    return needs.map((need) => need + more)
  }

  freeMemory(qubits: number): void {
    this.#reserved -= qubits
  }

  /**
   * The share of the link's time that a hop takes, reserved; 0 for one that asks for no rate. Refused where the link is
   * not up, cannot give the fidelity, or has promised the rate to others.
   */
  reserveLink(port: LinkPort, hop: Hop): number | Refused {
    if (!port.up) return new Refused(ErrorCode.OTHER)
    const point = pointAtFidelity(port.operatingPoints, fidelityFromWire(hop.minimumFidelity))
    if (point === undefined) return new Refused(ErrorCode.UNSUPP)
    const share = hop.rate / 1e6 / point.rate
    if (share > 1) return new Refused(ErrorCode.UNSUPP)
    const promised = this.#shares.get(port.link) ?? 0
    if (promised + share > WHOLE) return new Refused(ErrorCode.NORES)
    this.#shares.set(port.link, promised + share)
    return share
  }

  freeLink(link: number, share: number): void {
    const left = (this.#shares.get(link) ?? 0) - share
    if (left > 1e-12) this.#shares.set(link, left)
    else this.#shares.delete(link)
  }

  /** Share of a link's time that is not promised, 0..1. */
  left(link: number): number {
    return Math.max(0, 1 - (this.#shares.get(link) ?? 0))
  }

  get reservedQubits(): number {
    return this.#reserved
  }
}
