// Loaded into a process before its program (`node --import`): answers over IPC how its event loop and its memory fare.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/** Milliseconds. */
const RESOLUTION = 5

/**
 * @typedef {object} Fares
 * @property {number} memory resident bytes
 * @property {number} p999 of delays of the event loop since the last answer, milliseconds
 * @property {number} longest of them
 */

if (isMainThread && process.send !== undefined) {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION })
  delays.enable()
  process.on('message', () => {
    const late = (/** @type {number} */ delay) => Math.max(0, Math.round(delay / 1e6 - RESOLUTION))
    const fares = { memory: process.memoryUsage.rss(), p999: late(delays.percentile(99.9)), longest: late(delays.max) }
    process.send?.(fares)
    delays.reset()
  })
  // It ends when its program does.
  process.channel?.unref()
}
