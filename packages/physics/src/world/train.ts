import type { ArrivalBases, QubitId } from '@bellwire/device'
import { type ClockLine, trueTimeOf } from './node-clock.js'

/**
 * One train of emissions as it happens in true time. The node asked for arrivals at `arrival + i·period` by its own
 * clock; true times follow from the clock's present line, and anew for what is left when the line changes.
 */
export class Train {
  qubit: QubitId = 0
  /** Population of the bright state, as the hardware really sets it. */
  brightness = 0
  /** How photons are measured that arrive in its slots; null for a train of emissions. */
  arrivalBases: ArrivalBases | null = null
  /** The run that it belongs to: what is ordered from one halt of the link to the next. */
  run = 0
  /** Slots that are really emitted: from..to, both included; none when to < from. */
  from = 0
  to = -1
  /** The slot that `anchor` belongs to. */
  private origin = 0
  /** True time at which the photon of slot `origin` is due at the station, nanoseconds, not rounded. */
  private anchor = 0
  /** True nanoseconds from slot to slot. */
  period = 1
  private localArrival = 0
  private localPeriod = 1

  schedule(firstSlot: number, slots: number, arrival: number, period: number, line: ClockLine): void {
    this.origin = firstSlot
    this.from = firstSlot
    this.to = firstSlot + slots - 1
    this.localArrival = arrival
    this.localPeriod = period
    this.anchor = trueTimeOf(line, arrival)
    this.period = period / (1 + line.rate)
  }

  /** True time at which the photon of a slot is due at the station. */
  arrivalOf(slot: number): number {
    return this.anchor + (slot - this.origin) * this.period
  }

  /** The slot number, as a fraction, whose photon would be due at a true time. */
  position(time: number): number {
    return this.origin + (time - this.anchor) / this.period
  }

  /**
   * The last slot emitted before `time`; from - 1 if none was. What is due to be emitted exactly at `time` does not
   * count: a command of the same instant comes first.
   *
   * @param delay how long the photon travels to the station, nanoseconds
   */
  lastEmittedBefore(time: number, delay: number): number {
    const due = time + delay
    if (this.to < this.from || this.arrivalOf(this.from) >= due) return this.from - 1
    if (this.arrivalOf(this.to) < due) return this.to
    let slot = Math.ceil(this.position(due)) - 1
    while (this.arrivalOf(slot) >= due) slot--
    while (this.arrivalOf(slot + 1) < due) slot++
    return slot
  }

  /** Drops the slots that would have been emitted before `time`: it is too late for them. */
  startNotBefore(time: number, delay: number): void {
    this.from = Math.max(this.from, this.lastEmittedBefore(time, delay) + 1)
  }

  /** Becomes another train from one of its slots on, by what the node's clock says now. */
  continueFrom(train: Train, slot: number, line: ClockLine): void {
    this.qubit = train.qubit
    this.brightness = train.brightness
    this.arrivalBases = train.arrivalBases
    this.run = train.run
    const arrival = train.localArrival + (slot - train.origin) * train.localPeriod
    this.schedule(slot, train.to - slot + 1, arrival, train.localPeriod, line)
  }
}

/** Trains in the order of their commands. The records are used again: items from `count` on are spare. */
export class TrainList {
  readonly items: Train[] = []
  count = 0

  /** A train at the end of the list, still to be scheduled. */
  add(): Train {
    if (this.count === this.items.length) this.items.push(new Train())
    return this.items[this.count++] as Train
  }

  /** Takes a train out; those after it move up. */
  remove(index: number): void {
    const train = this.items[index] as Train
    this.count--
    for (let k = index; k < this.count; k++) this.items[k] = this.items[k + 1] as Train
    this.items[this.count] = train
  }
}
