import type { QkdWish } from '@bellwire/application-layer'
import type { RunnerKind } from '@bellwire/statechart'
import type { Devices, Middle } from '../plan.js'

/** What replaces parts of a network. */
export type Adversary =
  | { readonly kind: 'none' }
  /** Of so many pairs of the first link one photon is measured on its way, at one of these angles from Z, and another sent on. */
  | { readonly kind: 'interception'; readonly fraction: number; readonly angles: readonly number[] }
  /** A station that says success where there was none. */
  | { readonly kind: 'false herald'; readonly fraction: number }
  /** A station that names another Bell state: the true one with `error` added. */
  | { readonly kind: 'false Bell state'; readonly fraction: number; readonly error: 1 | 2 | 3 }
  /** A node between the ends that tells another outcome of its Bell measurements. */
  | { readonly kind: 'false swap'; readonly fraction: number; readonly error: 1 | 2 | 3 }
  /** Devices at both ends that answer as somebody has told them to. */
  | { readonly kind: 'replaced devices'; readonly devices: Devices }

/** When an end crashes. */
interface StackCrash {
  readonly end: 0 | 1
  /** Of the session at the end that opened it. */
  readonly phase: 'generating' | 'correcting'
}

/** A session through the whole stack, as a seed draws it. */
export interface KeyStackPlan {
  readonly seed: number
  readonly name: string
  readonly runner: RunnerKind
  /** Over one link, or over a circuit of two. */
  readonly path: 'link' | 'circuit'
  /** Of the pairs of every link. */
  readonly fidelity: number
  readonly wish: QkdWish
  readonly adversary: Adversary
  readonly middle: Middle | undefined
  /** Share of the frames between the ends that are lost. */
  readonly loss: number
  readonly crash: StackCrash | undefined
  /** What has to come of it; undefined: what the analysis allows, no more. */
  readonly key: boolean | undefined
}
