import type { Nanoseconds } from '@bellwire/runtime'
import type { HeraldingPlace } from '@bellwire/wire'

/** The two nodes of a link as its station sees them. */
export type StationSide = 0 | 1

/** One of the links that a station serves. */
export interface StationLink {
  readonly link: number
  /** The lower node number first: it is the link's master. */
  readonly nodes: readonly [number, number]
  readonly guard: Nanoseconds
  /** Told to the nodes. Default MID_POINT. */
  readonly heraldingPlace?: HeraldingPlace
  /** First intervals of reminders and of HELLOs, and the longest of HELLOs. */
  readonly reminder: Nanoseconds
  readonly greeting: Nanoseconds
  readonly greetingMaximum: Nanoseconds
}
