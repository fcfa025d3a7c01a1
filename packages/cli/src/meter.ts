import type { Meter } from '@bellwire/simulation'

/** The computer's own clock and memory. */
export const meter: Meter = {
  now: () => performance.now(),
  peakMemoryBytes: () => process.resourceUsage().maxRSS * 1024
}
