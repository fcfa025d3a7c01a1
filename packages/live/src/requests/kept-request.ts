import type { Wish } from './wish.js'

export type RequestState = 'open' | 'complete' | 'incomplete'

/** What is kept of a request: all that its bearer has been told of it, and no less. */
export interface KeptRequest {
  readonly id: string
  readonly owner: string
  readonly wish: Wish
  readonly state: RequestState
  readonly reason?: string
  /** All that were made so far. */
  readonly made: readonly object[]
}
