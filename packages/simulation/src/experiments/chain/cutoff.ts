import { type CutoffOutcome, cutoffInSlots } from '@bellwire/network-layer'
import { LEAD } from './chain-rounds.js'
import { cutoffWithRestart } from './cutoff-restart.js'
import { type RoundsCase, roundsSection } from './rounds-case.js'

type Setting = readonly [first: number, second: number, cutoff: number, decay: number, rounds: number]

const SETTINGS: readonly Setting[] = [
  [0.1, 0.1, 5, 0.95, 14_000],
  [0.1, 0.1, 20, 0.95, 14_000],
  [0.02, 0.02, 10, 0.99, 14_000],
  [0.5, 0.5, 1, 0.8, 20_000],
  [0.1, 0.05, 8, 0.95, 14_000]
]

/** The first of them with slots a hundred times as short, so that those in which it begins again do not count. */
const SHORT_SLOTS: Setting = [0.001, 0.001, 500, 0.95 ** (1 / 100), 14_000]

/**
 * A cut-off: when the later pair has not come so many slots after the earlier one, that is discarded. The closed form
 * has both links begin again in the next slot. In the stack the one that has made no pair just goes on, and the other
 * one begins again when both its ends have agreed to: the chain of states that this is takes the closed form's place,
 * and the closed form its own where a slot is short.
 */
export const cutoff = roundsSection([
  ...SETTINGS.map((setting): RoundsCase => {
    const [first, second, slots, decay] = setting
    const at = { probabilities: [first, second] as const, cutoff: slots, decay }
    const { success, meanTime, decay: left } = cutoffInSlots(first, second, slots, decay)
    return {
      ...cutoffCase(setting, cutoffWithRestart({ ...at, restart: LEAD })),
      note:
        `the link whose pair is discarded begins again after ${LEAD} slots; at once, the share would be ` +
        `${success.toPrecision(4)}, the time ${meanTime.toPrecision(4)}, what is left ${left.toPrecision(4)}`
    }
  }),
  cutoffCase(SHORT_SLOTS, cutoffInSlots(...(SHORT_SLOTS.slice(0, 4) as [number, number, number, number])))
])

function cutoffCase([first, second, slots, decay, rounds]: Setting, outcome: CutoffOutcome): RoundsCase {
  const { success, meanTime, decay: left } = outcome
  return {
    id: `cutoff-${slots}-${first}-${second}`,
    probabilities: [first, second],
    decay,
    cutoff: slots,
    rounds,
    expected: { success, time: meanTime, decay: left }
  }
}
