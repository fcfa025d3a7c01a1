import type { FeedCommand } from '../src/feed/commands.js'
import type { FeedMessage } from '../src/feed/messages.js'
import { ScenarioFeed } from '../src/simulation/scenario-feed.js'

import type { PlayedText } from './sources/played-text.js'

/** What the page says to the worker: the scenario first, then commands. */
export type ToWorker =
  | { readonly type: 'start'; readonly played: PlayedText }
  | { readonly type: 'command'; readonly command: FeedCommand }

/** Milliseconds from turn to turn, and how much of them the simulation may have. */
const TURN = 33
const BUDGET = 24

const told = (message: FeedMessage): void => self.postMessage(message)
const now = (): number => performance.now()
let feed: ScenarioFeed | undefined
/** One thing at a time: turns and commands wait for each other. */
let queue: Promise<void> = Promise.resolve()

function enqueue(act: () => void | Promise<void>): void {
  queue = queue.then(act).catch((error: unknown) => {
    feed = undefined
    told({ type: 'notice', level: 'error', text: error instanceof Error ? error.message : String(error) })
  })
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  enqueue(async () => {
    if (data.type === 'command') {
      await feed?.command(data.command)
      return
    }
    const { text, ...pace } = data.played
    feed = new ScenarioFeed(text, { ...pace, now, told })
  })
})

let last = now()
function turn(): void {
  const time = now()
  const passed = Math.min(100, time - last)
  last = time
  enqueue(() => feed?.turn(passed, BUDGET))
  void queue.then(() => setTimeout(turn, Math.max(4, TURN - (now() - time))))
}
turn()
