import { HeraldError, Outcome, type Reply } from '@bellwire/wire'
import type { Light } from './detectors.js'
import type { Side } from './station-scene.js'

/** A batch that a node has offered, [first, end). */
export interface Batch {
  readonly queueId: number
  readonly first: number
  readonly end: number
}

/** A batch that a station has. */
interface Kept extends Batch {
  /** The first slot that its GEN names: it may have been over. */
  readonly named: number
  /** It took another's place, of which nothing is kept (PHY-183). */
  readonly isAlone: boolean
}

/** A REPLY that is due, and the first and the last slot of which it may be. */
export interface Due {
  readonly side: Side
  readonly fields: Partial<Reply>
  readonly slots: readonly [number, number]
}

/** What comes of something that happens: REPLYs, and slots that are observed; and which clauses say so. */
export interface Effect {
  readonly due: readonly Due[]
  readonly told: string
  readonly observed: string
}

const SIDES = [0, 1] as const
const otherThan = (side: Side): Side => (side === 0 ? 1 : 0)

/**
 * What a station without a switch has to make of the batches of two nodes (section 2.7), reminders aside. It knows no time: it
 * is told when slots are over.
 */
export class Matching {
  /** The slots that are observed, [first, end). */
  window: { readonly first: number; readonly end: number } | undefined
  #present: readonly [Kept | undefined, Kept | undefined] = [undefined, undefined]
  /** What is to replace the present ones from a slot on. */
  #next: readonly [Kept | undefined, Kept | undefined] = [undefined, undefined]

  /** The batch that waits for that of the other node. */
  get waiting(): Batch | undefined {
    return this.window === undefined ? (this.#present[0] ?? this.#present[1]) : undefined
  }

  /** Whether another batch of a node is to follow the one that is observed. */
  isFollowed(side: Side): boolean {
    return this.#next[side] !== undefined
  }

  /** A GEN comes. @param earliest the first slot that is not over */
  gen(side: Side, batch: Batch, earliest: number): Effect {
    if (batch.end === batch.first) return this.#withdraw(side)
    if (batch.end <= earliest) {
      const peerQueueId = this.#present[otherThan(side)]?.queueId ?? 0
      const fields = { ...failure(HeraldError.TIME_MISMATCH), queueId: batch.queueId, peerQueueId }
      return { due: [{ side, fields, slots: exactly(batch.end - 1) }], told: 'PHY-072', observed: 'PHY-184' }
    }
    const present = this.#present[side]
    const { window } = this
    const kept = { ...batch, named: batch.first, isAlone: false }
    if (window === undefined) {
      this.#put(side, { ...kept, first: Math.max(batch.first, earliest), isAlone: present !== undefined })
      return this.#match('PHY-070', 'PHY-073')
    }
    if (!this.isFollowed(side) && isCopy(batch, present, earliest)) return nothing('PHY-179')
    if (batch.first <= Math.max(window.first, earliest)) {
      this.#follow(side, kept)
      this.#promote(earliest)
      return this.#match('PHY-070', 'PHY-082')
    }
    this.#follow(side, { ...kept, isAlone: this.isFollowed(side) })
    this.window = { first: window.first, end: Math.min(window.end, batch.first) }
    return { due: [], told: 'PHY-070', observed: 'PHY-082' }
  }

  /** Nothing was seen to the last slot that is observed. */
  silent(): Effect {
    const { window } = this
    if (window === undefined) return nothing('PHY-077')
    if (SIDES.some((side) => this.isFollowed(side))) {
      this.#promote(window.end)
      return this.#match('PHY-077', 'PHY-082')
    }
    const due = SIDES.map((side) => this.#tell(side, failure(HeraldError.NONE), exactly(window.end - 1)))
    this.#drop()
    return { due, told: 'PHY-077', observed: 'PHY-077' }
  }

  /** Light is seen. */
  detected({ slot, bellIndex, offset }: Light): Effect {
    const { window } = this
    if (window !== undefined && window.first <= slot && slot < window.end) {
      const success = { outcome: Outcome.SUCCESS, error: HeraldError.NONE, bellIndex, offsetPicoseconds: offset }
      const due = SIDES.map((side) => this.#tell(side, success, exactly(slot)))
      this.#drop()
      return { due, told: 'PHY-079', observed: 'PHY-079' }
    }
    const due = SIDES.flatMap((side) => {
      const latest = this.#next[side] ?? this.#present[side]
      if (latest === undefined) return []
      const { queueId, named, first } = latest
      const fields = { ...failure(HeraldError.NONE), queueId }
      return [{ side, fields, slots: [Math.max(slot, named), Math.max(slot, first)] as const }]
    })
    this.#drop()
    return { due, told: 'PHY-180', observed: 'PHY-180' }
  }

  /** The last slot of the batch that waits is over. */
  over(): Effect {
    const due = SIDES.flatMap((side) => {
      const { end } = this.#present[side] ?? { end: 0 }
      return end === 0 ? [] : [this.#tell(side, failure(HeraldError.NO_MESSAGE_OTHER), exactly(end - 1))]
    })
    this.#drop()
    return { due, told: 'PHY-076', observed: 'PHY-076' }
  }

  #withdraw(side: Side): Effect {
    this.#put(side, undefined)
    this.#follow(side, undefined)
    if (this.window === undefined) return nothing('PHY-071')
    const other = otherThan(side)
    const next = this.#next[other]
    // Of the other node what came last is left.
    if (next !== undefined) this.#put(other, { ...next, isAlone: true })
    this.#follow(other, undefined)
    this.window = undefined
    return { due: [], told: 'PHY-071', observed: 'PHY-082' }
  }

  /** From a slot on the next batches count, and what is left of those that none is to replace. */
  #promote(slot: number): void {
    const promoted = (side: Side): Kept | undefined => {
      const present = this.#present[side]
      const isLeft = present !== undefined && present.end > slot
      return this.#next[side] ?? (isLeft ? { ...present, first: Math.max(present.first, slot) } : undefined)
    }
    this.#present = [promoted(0), promoted(1)]
    this.#next = [undefined, undefined]
    this.window = undefined
  }

  /** What the present batches mean, of which no slots are observed. */
  #match(told: string, observed: string): Effect {
    const [a, b] = this.#present
    if (a === undefined || b === undefined) return { due: [], told, observed }
    const isAlone = a.isAlone || b.isAlone
    const by = (clause: string): string => (isAlone ? 'PHY-183' : clause)
    const first = Math.max(a.first, b.first)
    const named = Math.max(a.named, b.named)
    for (const side of SIDES) {
      const [mine, theirs] = side === 0 ? [a, b] : [b, a]
      if (mine.end > theirs.first) continue
      const due = [this.#tell(side, failure(HeraldError.TIME_MISMATCH), [named - 1, first - 1])]
      this.#put(side, undefined)
      return { due, told: by('PHY-075'), observed: by('PHY-075') }
    }
    if (a.queueId !== b.queueId) {
      const mismatch = failure(HeraldError.QUEUE_MISMATCH)
      const due = SIDES.map((side) => this.#tell(side, mismatch, [named, first]))
      this.#drop()
      return { due, told: by('PHY-074'), observed: by('PHY-074') }
    }
    this.window = { first, end: Math.min(a.end, b.end) }
    return { due: [], told: by(told), observed: by(observed) }
  }

  #tell(side: Side, fields: Partial<Reply>, slots: Due['slots']): Due {
    const queueOf = (one: Side): number => this.#present[one]?.queueId ?? 0
    return { side, fields: { ...fields, queueId: queueOf(side), peerQueueId: queueOf(otherThan(side)) }, slots }
  }

  #put(side: Side, batch: Kept | undefined): void {
    this.#present = side === 0 ? [batch, this.#present[1]] : [this.#present[0], batch]
  }

  #follow(side: Side, batch: Kept | undefined): void {
    this.#next = side === 0 ? [batch, this.#next[1]] : [this.#next[0], batch]
  }

  #drop(): void {
    this.#present = [undefined, undefined]
    this.#next = [undefined, undefined]
    this.window = undefined
  }
}

function nothing(clause: string): Effect {
  return { due: [], told: clause, observed: clause }
}

function failure(error: number): Partial<Reply> {
  return { outcome: Outcome.FAIL, error }
}

function exactly(slot: number): Due['slots'] {
  return [slot, slot]
}

/** What is not over of a batch is what there is already. */
function isCopy({ queueId, first, end }: Batch, kept: Kept | undefined, earliest: number): boolean {
  if (kept?.queueId !== queueId || kept.end !== end) return false
  return Math.max(first, earliest) === Math.max(kept.first, earliest)
}
