// How late the event loop of this process is.
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Milliseconds. */
const RESOLUTION = 5

/**
 * @typedef {object} Delays since they were asked for last, milliseconds
 * @property {number} p999 that one in a thousand is longer than
 * @property {number} longest
 */

/** Begins to measure. @returns {() => Delays} */
export function eventLoopDelays() {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION })
  delays.enable()
  const late = (/** @type {number} */ delay) => Math.max(0, Math.round(delay / 1e6 - RESOLUTION))
  return () => {
    const seen = { p999: late(delays.percentile(99.9)), longest: late(delays.max) }
    delays.reset()
    return seen
  }
}
