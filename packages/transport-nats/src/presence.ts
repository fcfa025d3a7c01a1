import type { NodeId } from '@bellwire/transport'

/** How often a process says that it is there, milliseconds. */
export const HEARTBEAT = 1000

/** A process of which nothing was heard for so long is gone, milliseconds. */
const SILENCE = 3500

export interface PresenceEvents {
  /** A process of a party is there: the first, or a later one in place of the one before. */
  present(node: NodeId, incarnation: number): void
  absent(node: NodeId, reason: string): void
}

interface Run {
  readonly incarnation: number
  /** When it was last heard, milliseconds of `performance.now`. */
  heard: number
}

/** Which runs of which parties are there, by what is heard of them. */
export class Presence {
  readonly #runs = new Map<NodeId, Run>()
  readonly #heard = new Set<NodeId>()

  constructor(private readonly events: PresenceEvents) {}

  /** The run of a party that is there. */
  runOf(node: NodeId): number | undefined {
    return this.#runs.get(node)?.incarnation
  }

  /** Whether the party has been there at any time. */
  wasHeard(node: NodeId): boolean {
    return this.#heard.has(node)
  }

  /**
   * Takes note of a run that has sent something.
   *
   * @returns whether it counts: not so if a greater one of the same party is there
   */
  hear(node: NodeId, incarnation: number, now: number): boolean {
    const known = this.#runs.get(node)
    if (known?.incarnation === incarnation) {
      known.heard = now
      return true
    }
    if (known !== undefined && incarnation < known.incarnation) return false
    this.#forget(node, 'a later process of the party is there')
    this.#runs.set(node, { incarnation, heard: now })
    this.#heard.add(node)
    this.events.present(node, incarnation)
    return true
  }

  /** A run has said that it leaves. */
  gone(node: NodeId, incarnation: number): void {
    if (this.runOf(node) === incarnation) this.#forget(node, 'the party leaves')
  }

  /** Those that have been silent for too long are gone. */
  expire(now: number): void {
    for (const [node, { heard }] of this.#runs) {
      if (now - heard > SILENCE) this.#forget(node, 'nothing is heard of the party')
    }
  }

  /** Nobody can be heard any more. */
  lost(): void {
    for (const node of this.#runs.keys()) this.#forget(node, 'there is no connection to a server')
  }

  #forget(node: NodeId, reason: string): void {
    if (this.#runs.delete(node)) this.events.absent(node, reason)
  }
}
