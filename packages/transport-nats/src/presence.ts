import type { NodeId } from '@bellwire/transport'

/** How often a process says that it is there, milliseconds. */
export const HEARTBEAT = 1000

/** A process of which nothing was heard for so long is gone, milliseconds. */
const SILENCE = 3500

export interface PresenceEvents {
  /** A process of a party is there: the first, or a later one in place of the one before. */
  present(node: NodeId, incarnation: number): void
  absent(node: NodeId): void
}

interface Known {
  incarnation: number
  /** When it was last heard, milliseconds of {@link performance.now}. */
  heard: number
  present: boolean
}

/** Which parties are there, by what their processes say of themselves. */
export class Presence {
  readonly #known = new Map<NodeId, Known>()
  readonly #watched: ReadonlySet<NodeId>

  /** @param watched parties that the owner is told of */
  constructor(
    watched: Iterable<NodeId>,
    private readonly events: PresenceEvents
  ) {
    this.#watched = new Set(watched)
  }

  get watched(): Iterable<NodeId> {
    return this.#watched
  }

  /**
   * Takes note of a process that has sent something.
   *
   * @returns whether it is the party's latest, as far as is known; of an earlier one nothing counts any more
   */
  isLatest(node: NodeId, incarnation: number): boolean {
    const known = this.#known.get(node)
    if (known === undefined) {
      this.#known.set(node, { incarnation, heard: 0, present: false })
      return true
    }
    if (incarnation > known.incarnation) {
      known.incarnation = incarnation
      // The one before is gone; this one has yet to say that it is there.
      this.#leave(node, known)
    }
    return incarnation >= known.incarnation
  }

  /** @returns whether this process was not known to be there */
  here(node: NodeId, incarnation: number, now: number): boolean {
    if (!this.isLatest(node, incarnation)) return false
    const known = this.#known.get(node)
    if (known === undefined) return false
    known.heard = now
    if (known.present) return false
    known.present = true
    if (this.#watched.has(node)) this.events.present(node, incarnation)
    return true
  }

  gone(node: NodeId, incarnation: number): void {
    const known = this.#known.get(node)
    if (known?.incarnation === incarnation) this.#leave(node, known)
  }

  /** Those that have been silent for too long are gone. */
  expire(now: number): void {
    for (const [node, known] of this.#known) if (now - known.heard > SILENCE) this.#leave(node, known)
  }

  /** Nobody can be heard any more. */
  lost(): void {
    for (const [node, known] of this.#known) this.#leave(node, known)
  }

  #leave(node: NodeId, known: Known): void {
    if (!known.present) return
    known.present = false
    if (this.#watched.has(node)) this.events.absent(node)
  }
}
