import type { FeedCommand } from './commands.js'
import type { FeedMessage } from './messages.js'

/** Where a page has its network from: a simulation, a file, or a live network. */
export interface FeedSource {
  /** Begins to tell. Called once. */
  open(told: (message: FeedMessage) => void): void
  send(command: FeedCommand): void
  close(): void
}
