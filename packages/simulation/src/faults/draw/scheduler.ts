import {
  firstComeFirstServed,
  type Scheduler,
  strictPriority,
  timeDivision,
  weightedFairQueueing
} from '@bellwire/link-layer'
import type { Dice } from '../dice.js'

/** @param schedule draws what time division needs */
export function drawScheduler(dice: Dice, schedule: Dice): Scheduler {
  const scheduler = dice.one<Scheduler>([
    firstComeFirstServed,
    strictPriority,
    weightedFairQueueing([1, 2, 4, 8, 1, 1, 1, 0])
  ])
  if (!schedule.chance(0.1)) return scheduler
  // Both purposes that are accepted have their bin, long enough for an attempt of two slots; between them nobody has.
  const start = schedule.integer(0, 4)
  const middle = start + schedule.integer(2, 20)
  const next = middle + schedule.integer(0, 4)
  const end = next + schedule.integer(2, 20)
  return timeDivision({
    firstSlot: schedule.integer(0, 50),
    period: end + schedule.integer(0, 4),
    bins: [
      { start, end: middle, purpose: 0 },
      { start: next, end, purpose: 1 }
    ]
  })
}
