import type { GateWindow } from './gate-window.js'
import type { Train, TrainList } from './train.js'

/** Which emission of one side reaches a gate: the train and its slot minus the station's; null where none does. */
export interface Presence {
  train: Train | null
  shift: number
}

/** Finds the emission whose photon is due within ±guard of a gate's centre. */
export function findPresence(trains: TrainList, window: GateWindow, slot: number, guard: number, into: Presence): void {
  const centre = window.centreOf(slot)
  for (let k = 0; k < trains.count; k++) {
    const train = trains.items[k] as Train
    const emitted = Math.round(train.position(centre))
    if (emitted >= train.from && emitted <= train.to && Math.abs(train.arrivalOf(emitted) - centre) <= guard) {
      into.train = train
      into.shift = emitted - slot
      return
    }
  }
  into.train = null
  into.shift = 0
}

/**
 * For how many slots from `slot` on the presence found there certainly stays as it is, at least 1 and possibly fewer
 * than the truth: the caller looks again where the answer ends.
 */
export function steadySlots(
  trains: TrainList,
  window: GateWindow,
  slot: number,
  guard: number,
  presence: Presence
): number {
  return presence.train === null
    ? absentSlots(trains, window, slot, guard)
    : presentSlots(presence.train, window, slot, guard, presence.shift)
}

function presentSlots(train: Train, window: GateWindow, slot: number, guard: number, shift: number): number {
  const left = train.to - (slot + shift) + 1
  const slip = train.period - window.period
  if (slip === 0) return left
  const late = train.arrivalOf(slot + shift) - window.centreOf(slot)
  // The photon slips through the gate at a constant pace; one slot of margin for rounding at the edge.
  const inside = Math.floor((slip > 0 ? guard - late : guard + late) / Math.abs(slip))
  return Math.max(1, Math.min(left, inside))
}

function absentSlots(trains: TrainList, window: GateWindow, slot: number, guard: number): number {
  const centre = window.centreOf(slot)
  let steady = Infinity
  for (let k = 0; k < trains.count; k++) {
    const train = trains.items[k] as Train
    const position = train.position(centre)
    if (train.to < train.from || position > train.to + 0.5) continue
    const pace = window.period / train.period
    if (position < train.from - 0.5) {
      steady = Math.min(steady, Math.floor((train.from - 0.5 - position) / pace))
      continue
    }
    const slip = train.period - window.period
    if (slip === 0) {
      // Aligned but refused means the neighbouring slot number decides: look again at the next slot.
      const late = train.arrivalOf(Math.round(position)) - centre
      if (Math.abs(late) <= guard) steady = 1
      continue
    }
    const late = train.arrivalOf(Math.round(position)) - centre
    const toward = late * slip < 0
    const distance = toward ? Math.abs(late) - guard : train.period - Math.abs(late) - guard
    steady = Math.min(steady, Math.floor(distance / Math.abs(slip)))
  }
  return Math.max(1, steady)
}
