import type { Nanoseconds } from '@bellwire/runtime'

/** What a viewer asks of the source of a feed; the answer is what the feed tells then. */
export type FeedCommand =
  | { readonly type: 'pace'; readonly speed?: number; readonly paused?: boolean }
  /** Goes on by so much, and pauses. */
  | { readonly type: 'step'; readonly by: Nanoseconds }
  /** Goes to a moment of a recording, back or forth. */
  | { readonly type: 'seek'; readonly to: Nanoseconds }
  /** Cuts the fibres of a link, or mends them. */
  | { readonly type: 'cut'; readonly link: number; readonly on: boolean }
  /** Has a node's process die, or start again. */
  | { readonly type: 'crash'; readonly node: string; readonly on: boolean }
  /** Has a station announce another Bell state than it has found, or be honest again. */
  | { readonly type: 'lie'; readonly station: string; readonly on: boolean }
  | { readonly type: 'restart-station'; readonly station: string }
