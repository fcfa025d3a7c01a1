import type { Measurement } from '@bellwire/wire'

/** One request in the distributed queue, as both ends hold it. */
export interface QueueItem {
  readonly queueId: number
  readonly createId: number
  /** Whether this end's application asked for it. */
  readonly originator: boolean
  /** A code of RequestKind. */
  readonly kind: number
  readonly number: number
  /** n/65535. */
  readonly minimumFidelity: number
  readonly purpose: number
  readonly priority: number
  readonly atomic: boolean
  readonly consecutive: boolean
  readonly scheduleSlot: number
  /** 0: none. */
  readonly deadlineSlot: number
  /** n/65535. */
  readonly brightness: number
  readonly virtualFinish: number
  /** How this end measures. */
  readonly measurement: Measurement
  /** This end corrects its half to Φ+. */
  readonly correct: boolean
  /** All its pairs have been heralded: it is not served any more. */
  filled: boolean
  /** Pairs heralded for it and not expired. */
  counted: number
  /** Pairs delivered at this end. */
  delivered: number
  /** This end's names of its pairs that are ready, but wait for the rest of a request that is not consecutive. */
  readonly held: number[]
}
