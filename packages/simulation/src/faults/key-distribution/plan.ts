import type { Habit, QkdWish } from '@bellwire/application-layer'
import type { Nanoseconds } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import type { Channel } from '@bellwire/transport'

/** What the devices of a session are, and what is done to their pairs. */
export type Devices =
  | { readonly kind: 'werner'; readonly visibility: number }
  | { readonly kind: 'local table'; readonly table: number }
  /** A table for each round, of those given. */
  | { readonly kind: 'mixture'; readonly tables: readonly number[] }
  | { readonly kind: 'memory'; readonly habit: Habit }
  /** Angles from Z, one of them for each round. */
  | {
      readonly kind: 'intercepted'
      readonly fraction: number
      readonly angles: readonly number[]
      readonly visibility: number
    }
  | { readonly kind: 'silent' }
  | {
      readonly kind: 'mislabelled'
      readonly fraction: number
      readonly bellIndex: 1 | 2 | 3
      readonly visibility: number
    }

/** What somebody in the middle does to one body, each time that it is sent. */
export type Change = 'flip' | 'replay' | 'swap' | 'forge' | 'cut' | 'random'

/** Which body that is: the step's, or the first with a message of a type. */
export interface Middle {
  readonly from: number
  readonly target: number | string
  readonly change: Change
}

/** So long after the end has taken its key. */
interface AfterRelease {
  readonly afterRelease: Nanoseconds
}

export interface Crash {
  readonly end: 0 | 1
  readonly at: Nanoseconds | AfterRelease
  readonly down: Nanoseconds
}

export interface Cut {
  readonly at: Nanoseconds
  /** Infinity: for ever. */
  readonly until: Nanoseconds
}

/** What one seed plays. */
export interface KeyFaultPlan {
  readonly seed: number
  readonly runner: RunnerKind
  /** Honest sessions have good pairs and nobody in the middle, crash at no end, and may lose frames. */
  readonly honest: boolean
  readonly wish: QkdWish
  readonly devices: Devices
  /** Whether what is played has a local model, whatever happens to the session: then there is no key. */
  readonly local: boolean
  /** Whether the pairs are about as good as those with which keys begin. */
  readonly boundary: boolean
  readonly middle: Middle | undefined
  readonly channel: Channel
  readonly crashes: readonly Crash[]
  readonly cuts: readonly Cut[]
  /** Whether another session follows, with what is left of the authentication key. */
  readonly another: boolean
}
