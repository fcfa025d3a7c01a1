// Loaded into a process before its program (`node --import`): answers over IPC how its event loop and its memory fare.
import { isMainThread } from 'node:worker_threads'
import { eventLoopDelays } from './event-loop-delays.mjs'

/**
 * @typedef {import('./event-loop-delays.mjs').Delays & { memory: number }} Fares memory: resident bytes
 */

if (isMainThread && process.send !== undefined) {
  const delays = eventLoopDelays()
  process.on('message', () => {
    process.send?.({ memory: process.memoryUsage.rss(), ...delays() })
  })
  // It ends when its program does.
  process.channel?.unref()
}
