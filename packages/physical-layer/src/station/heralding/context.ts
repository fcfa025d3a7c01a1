import type { Gen } from '@bellwire/wire'
import { typedActions } from '@bellwire/statechart'
import type { StationSide } from '../station-link.js'

/**
 * The station side of heralding on one link: matches the batches of the two nodes, opens the detector gates for the
 * slots that they share, and tells both what was seen. A batch [first, end) is absent where its end is 0; a node may
 * replace its batch from a later slot on, and then has a next one until that slot.
 */
export interface HeraldingContext {
  /** Sequence number of the next success. */
  sequence: number
  now: number
  queueA: number
  firstA: number
  endA: number
  nextQueueA: number
  nextFirstA: number
  nextEndA: number
  queueB: number
  firstB: number
  endB: number
  nextQueueB: number
  nextFirstB: number
  nextEndB: number
  /** The shared slots [windowFirst, windowEnd). */
  windowFirst: number
  windowEnd: number
  interval: number
  readonly firstInterval: number
  readonly slotOrigin: number
  readonly slotPeriod: number
  readonly guard: number
}

export interface HeraldingInput {
  readonly sequence: number
  readonly reminder: number
  readonly slotOrigin: number
  readonly slotPeriod: number
  readonly guard: number
}

export interface GenEvent {
  readonly type: 'GEN'
  readonly side: StationSide
  readonly frame: Gen
  readonly now: number
  /** The first slot that is not over. */
  readonly earliestSlot: number
}

export interface DetectedEvent {
  readonly type: 'DETECTED'
  readonly slot: number
  readonly offset: number
  readonly bellIndex: number
  readonly now: number
}

export interface SilentEvent {
  readonly type: 'SILENT'
  readonly lastSlot: number
  readonly now: number
}

export interface PromoteEvent {
  readonly type: 'PROMOTE'
  readonly slot: number
}

export type HeraldingEvent = GenEvent | DetectedEvent | SilentEvent | PromoteEvent | { readonly type: 'DECIDE' }

export type HeraldingEmitted =
  | {
      readonly type: 'reply'
      readonly side: StationSide
      readonly outcome: number
      readonly bellIndex: number
      readonly sequence: number
      readonly slot: number
      readonly offset: number
      readonly queueId: number
      readonly peerQueueId: number
      readonly error: number
    }
  | { readonly type: 'observe'; readonly firstSlot: number; readonly slots: number }
  | { readonly type: 'closeGates' }
  | { readonly type: 'ignored'; readonly reason: string }

export const actions = typedActions<HeraldingContext, HeraldingEvent, HeraldingEmitted>()

export type Arguments<E extends HeraldingEvent = HeraldingEvent> = { context: HeraldingContext; event: E }
