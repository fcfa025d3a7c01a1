import type { FeedCommand } from '../../src/feed/commands.js'
import type { FeedMessage } from '../../src/feed/messages.js'
import type { FeedSource } from '../../src/feed/source.js'
import { readTrace, TraceFeed } from '../../src/trace/trace-feed.js'

/** Milliseconds from turn to turn. */
const TURN = 33

/** A recorded trace, from a file. */
export class TraceSource implements FeedSource {
  #feed: TraceFeed | undefined
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(
    private readonly name: string,
    private readonly bytes: Uint8Array
  ) {}

  open(told: (message: FeedMessage) => void): void {
    try {
      const feed = new TraceFeed(this.name, readTrace(this.bytes), told)
      this.#feed = feed
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      told({ type: 'notice', level: 'error', text: `${this.name} cannot be shown: ${reason}` })
      return
    }
    let last = performance.now()
    this.#timer = setInterval(() => {
      const now = performance.now()
      this.#feed?.turn(Math.min(100, now - last))
      last = now
    }, TURN)
  }

  send(command: FeedCommand): void {
    this.#feed?.command(command)
  }

  close(): void {
    clearInterval(this.#timer)
    this.#feed = undefined
  }
}
