import type { Nanoseconds, TraceRecord } from '@bellwire/runtime'
import type { FeedNetwork } from './network.js'

export interface FeedQubit {
  readonly node: string
  readonly qubit: number
}

/**
 * A pair as the simulated world knows it. Nobody in the network does: what nodes know of their pairs is in the records.
 */
export interface WorldPair {
  /** Number of the herald or swap that made it. */
  readonly id: number
  readonly a: FeedQubit
  readonly b: FeedQubit
  /** The link that heralded it; −1 for one that a swap has made. */
  readonly link: number
  /** The Bell state that it is nearest to, 0..3, and its fidelity to that, 0..1. */
  readonly bellIndex: number
  readonly fidelity: number
  /** Since the herald or the swap. */
  readonly age: Nanoseconds
}

/** What can be drawn as a curve over time, beside what the records say themselves. */
export type Quantity = 'fidelity' | 'key' | 'rounds' | 'chsh' | 'qber' | 'correlator'

export interface Sample {
  readonly quantity: Quantity
  /** Of what: 'alice-bob', 'alice-bob ZZ'. */
  readonly of: string
  readonly value: number
  /** One standard error, where it is known. */
  readonly error?: number
}

/** What a feed tells. Times are true ones, nanoseconds since the start. */
export type FeedMessage =
  /** First, and again when another network is shown: all that was told before is void. */
  | { readonly type: 'network'; readonly network: FeedNetwork }
  | { readonly type: 'records'; readonly records: readonly TraceRecord[] }
  /** All the pairs that there are. Not in live networks of real hardware, which have no such view. */
  | { readonly type: 'pairs'; readonly time: Nanoseconds; readonly pairs: readonly WorldPair[] }
  | { readonly type: 'samples'; readonly time: Nanoseconds; readonly samples: readonly Sample[] }
  /** How time passes; `speed` in seconds of the network for each of the viewer's, `reached` what the computer manages. */
  | {
      readonly type: 'pace'
      readonly time: Nanoseconds
      readonly speed: number
      readonly reached: number
      readonly paused: boolean
      /** Records that were left out so far, because there were too many. Absent: none. */
      readonly dropped?: number
    }
  /** What is broken on purpose now: links by number, nodes and stations by name. */
  | {
      readonly type: 'faults'
      readonly cut: readonly number[]
      readonly down: readonly string[]
      readonly lying: readonly string[]
    }
  /** Something for people: the source cannot go on, a command was refused. */
  | { readonly type: 'notice'; readonly level: 'information' | 'error'; readonly text: string }
