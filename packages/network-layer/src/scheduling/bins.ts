import type { BinSchedule } from '@bellwire/link-layer'
import type { Nanoseconds } from '@bellwire/runtime'
import { NetworkInputError, requireInteger } from '../errors.js'
import type { LinkSteps } from './network-schedule.js'

/** When the slots of a link are, by its station's clock. */
export interface SlotTimes {
  readonly slotPeriod: Nanoseconds
  /** When slot 0 begins. */
  readonly slotOrigin: Nanoseconds
}

/** How a schedule's steps lie in time; the same at all links of a network. */
export interface StepTimes {
  /** Length of a step: a whole number of slots of every link, or links would drift against each other. */
  readonly step: Nanoseconds
  /** The first step begins then, or with the next slot. */
  readonly from: Nanoseconds
  /** Left free at the end of every bin, for clocks that differ. Default 0. */
  readonly guard?: Nanoseconds
}

/**
 * The bins of a link for its part of a network's schedule: steps side by side that serve one purpose are one bin.
 *
 * @param purposeOf the link label of a circuit on this link, by its index; undefined where it has none: nobody is served
 * @throws NetworkInputError where a step is no whole number of slots, or nothing is left of one
 */
export function binsOf(
  { steps }: LinkSteps,
  purposeOf: (demand: number) => number | undefined,
  { slotPeriod, slotOrigin }: SlotTimes,
  { step, from, guard = 0 }: StepTimes
): BinSchedule {
  const slots = step / slotPeriod
  requireInteger('step in slots', slots, 1, Number.MAX_SAFE_INTEGER)
  const free = Math.ceil(guard / slotPeriod)
  if (!(free < slots)) throw new NetworkInputError('guard', guard, `less than a step of ${step} ns`)
  const bins: { start: number; end: number; purpose: number }[] = []
  steps.forEach((demand, index) => {
    const purpose = demand < 0 ? undefined : purposeOf(demand)
    if (purpose === undefined) return
    const last = bins.at(-1)
    if (last?.purpose === purpose && last.end === index * slots) last.end += slots
    else bins.push({ start: index * slots, end: (index + 1) * slots, purpose })
  })
  return {
    firstSlot: Math.max(0, Math.ceil((from - slotOrigin) / slotPeriod)),
    period: steps.length * slots,
    bins: bins.map(({ start, end, purpose }) => ({ start, end: end - free, purpose }))
  }
}
