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

interface Run {
  readonly incarnation: number
  /** When it was last heard, milliseconds of `performance.now`. */
  heard: number
  /** It has said that it is there. */
  present: boolean
}

/** Which runs of which parties are there, by what is heard of them. */
export class Presence {
  readonly #runs = new Map<NodeId, Run>()
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
   * Takes note of a run that has sent something.
   *
   * @returns whether it counts: not so if a greater one of the same party has been heard and is not gone
   */
  hear(node: NodeId, incarnation: number, now: number): boolean {
    return this.#runOf(node, incarnation, now) !== undefined
  }

  /** @returns whether this is news */
  here(node: NodeId, incarnation: number, now: number): boolean {
    const run = this.#runOf(node, incarnation, now)
    if (run === undefined || run.present) return false
    run.present = true
    if (this.#watched.has(node)) this.events.present(node, incarnation)
    return true
  }

  gone(node: NodeId, incarnation: number): void {
    if (this.#runs.get(node)?.incarnation === incarnation) this.#forget(node)
  }

  /** Those that have been silent for too long are gone. */
  expire(now: number): void {
    for (const [node, { heard }] of this.#runs) if (now - heard > SILENCE) this.#forget(node)
  }

  /** Nobody can be heard any more. */
  lost(): void {
    for (const node of this.#runs.keys()) this.#forget(node)
  }

  #runOf(node: NodeId, incarnation: number, now: number): Run | undefined {
    const known = this.#runs.get(node)
    if (known?.incarnation === incarnation) {
      known.heard = now
      return known
    }
    if (known !== undefined && incarnation < known.incarnation) return undefined
    this.#forget(node)
    const run = { incarnation, heard: now, present: false }
    this.#runs.set(node, run)
    return run
  }

  #forget(node: NodeId): void {
    const run = this.#runs.get(node)
    this.#runs.delete(node)
    if (run?.present === true && this.#watched.has(node)) this.events.absent(node)
  }
}
