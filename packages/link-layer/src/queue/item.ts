import type { BasisCode } from '@bellwire/device'
import type { Add, Measurement } from '@bellwire/wire'

/** What the ADD says of a request, and both ends keep. */
type Agreed = Pick<
  Add,
  | 'queueId'
  | 'createId'
  | 'kind'
  | 'number'
  | 'minimumFidelity'
  | 'purpose'
  | 'priority'
  | 'atomic'
  | 'consecutive'
  | 'scheduleSlot'
  | 'deadlineSlot'
  | 'brightness'
  | 'virtualFinish'
>

/** One request in the distributed queue, as both ends hold it. */
export interface QueueItem extends Agreed {
  /** Whether this end's application asked for it. */
  readonly originator: boolean
  /** How this end measures. */
  readonly measurement: Measurement
  /** The basis that follows from it; undefined where one is drawn for each pair. */
  readonly basis: BasisCode | undefined
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
