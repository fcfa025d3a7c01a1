import type { Nanoseconds } from '@bellwire/runtime'

/**
 * A node's picture of the slot grid: slot s is the window around `origin + s·period` by the station's clock, and the
 * node's own clock reads `offset` more than the station's at station time `reference`, gaining `drift` (1e-12) on it.
 */
export interface SlotGrid {
  readonly origin: Nanoseconds
  readonly period: Nanoseconds
  offset: Nanoseconds
  drift: number
  reference: Nanoseconds
}

const PER_TRILLION = 1e-12

/** Station time when this node's clock reads `local`. */
export function stationTime(grid: SlotGrid, local: Nanoseconds): Nanoseconds {
  const since = local - grid.offset - grid.reference
  return (
    local -
    grid.offset -
    (grid.drift === 0 ? 0 : Math.round((since * grid.drift * PER_TRILLION) / (1 + grid.drift * PER_TRILLION)))
  )
}

/** Reading of this node's clock at a station time. */
export function localTime(grid: SlotGrid, station: Nanoseconds): Nanoseconds {
  return (
    station + grid.offset + (grid.drift === 0 ? 0 : Math.round((station - grid.reference) * grid.drift * PER_TRILLION))
  )
}

/** Station time of the centre of a slot. */
export function slotTime(grid: SlotGrid, slot: number): Nanoseconds {
  return grid.origin + slot * grid.period
}

/** Length of a slot by this node's clock. */
export function localPeriod(grid: SlotGrid): number {
  return grid.period * (1 + grid.drift * PER_TRILLION)
}

/** The first slot whose photon and GEN can still reach the station in time, when it is `now` by the station's clock and they need `delay`. */
export function earliestSlot(grid: SlotGrid, now: Nanoseconds, delay: Nanoseconds): number {
  return Math.max(0, Math.ceil((now + delay - grid.origin) / grid.period))
}

/** The last slot whose photon has left the node by now; -1 before the first. */
export function emittedSlot(grid: SlotGrid, now: Nanoseconds, delay: Nanoseconds): number {
  return Math.max(-1, Math.floor((now + delay - grid.origin) / grid.period))
}
