import { type Waiting, waitingOf } from '@bellwire/physical-layer'
import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'

/** How long a link had to wait, seconds. */
export interface WaitingReport {
  readonly meanSeconds: number
  readonly p95Seconds: number
  readonly worstSeconds: number
  readonly count: number
}

/**
 * When one link of a switched station wanted pairs, when it was served, and how long it waited: for its first slot and
 * for its first pair, each from when it began to want, and again from the end of every turn in which it was served and
 * wanted more. All times are true ones.
 */
export class LinkWaits {
  /** Turns in which it was served. */
  turns = 0
  #served = false
  #wants = false
  /** Until when its times are added up. */
  #counted: Nanoseconds = 0
  #wantedTime: Nanoseconds = 0
  #servedTime: Nanoseconds = 0
  /** Since when it waits for a slot, and for a pair; undefined while it does not. */
  #forSlot: Nanoseconds | undefined
  #forPair: Nanoseconds | undefined
  /** Those that have ended, nanoseconds. */
  readonly slotWaits: number[] = []
  readonly pairWaits: number[] = []

  /** What both its ends want. */
  wanted(demand: number, now: Nanoseconds): void {
    this.#count(now)
    const wants = demand > 0
    if (wants === this.#wants) return
    this.#wants = wants
    this.#forSlot = wants ? now : undefined
    this.#forPair = wants ? now : undefined
    if (this.#served) this.#slotCame(now)
  }

  /** A turn begins, in which it is served or not. */
  turn(served: boolean, now: Nanoseconds): void {
    this.#count(now)
    if (this.#served && this.#wants) {
      this.#forSlot ??= now
      this.#forPair ??= now
    }
    this.#served = served
    if (!served) return
    this.turns += 1
    this.#slotCame(now)
  }

  herald(now: Nanoseconds): void {
    if (this.#forPair === undefined) return
    this.pairWaits.push(now - this.#forPair)
    this.#forPair = undefined
  }

  #slotCame(now: Nanoseconds): void {
    if (this.#forSlot === undefined) return
    this.slotWaits.push(now - this.#forSlot)
    this.#forSlot = undefined
  }

  #count(now: Nanoseconds): void {
    if (this.#wants) {
      this.#wantedTime += now - this.#counted
      if (this.#served) this.#servedTime += now - this.#counted
    }
    this.#counted = now
  }

  /** Time in which it was served over time in which it wanted to be; undefined where it never did. */
  shareOfDemand(now: Nanoseconds): number | undefined {
    this.#count(now)
    return this.#wantedTime === 0 ? undefined : this.#servedTime / this.#wantedTime
  }

  /** How long it waits for a slot by now; 0 where it does not. */
  openSlotWait(now: Nanoseconds): Nanoseconds {
    return since(this.#forSlot, now)
  }

  openPairWait(now: Nanoseconds): Nanoseconds {
    return since(this.#forPair, now)
  }

  forSlot(now: Nanoseconds): WaitingReport | null {
    return inSeconds(waitingOf(this.slotWaits, this.openSlotWait(now)))
  }

  forPair(now: Nanoseconds): WaitingReport | null {
    return inSeconds(waitingOf(this.pairWaits, this.openPairWait(now)))
  }
}

function since(begin: Nanoseconds | undefined, now: Nanoseconds): Nanoseconds {
  return begin === undefined ? 0 : now - begin
}

function inSeconds(waiting: Waiting | null): WaitingReport | null {
  if (waiting === null) return null
  return {
    meanSeconds: waiting.mean / NANOSECONDS_PER_SECOND,
    p95Seconds: waiting.percentile95 / NANOSECONDS_PER_SECOND,
    worstSeconds: waiting.worst / NANOSECONDS_PER_SECOND,
    count: waiting.count
  }
}
