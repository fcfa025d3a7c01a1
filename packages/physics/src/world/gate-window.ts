import { type ClockLine, trueTimeOf } from './node-clock.js'

/** The slots for which a station opens its detectors on a link, in true time. */
export class GateWindow {
  open = false
  first = 0
  last = -1
  /** True time of the centre of the first slot's gate, nanoseconds, not rounded. */
  private anchor = 0
  /** True nanoseconds from gate to gate. */
  period = 1
  private localArrival = 0
  private localPeriod = 1

  schedule(firstSlot: number, slots: number, arrival: number, period: number, line: ClockLine): void {
    this.open = true
    this.first = firstSlot
    this.last = firstSlot + slots - 1
    this.localArrival = arrival
    this.localPeriod = period
    this.relate(line)
  }

  /** Reads the relation of the station's clock to true time again. */
  relate(line: ClockLine): void {
    this.anchor = trueTimeOf(line, this.localArrival)
    this.period = this.localPeriod / (1 + line.rate)
  }

  /** True time of the centre of a slot's gate. */
  centreOf(slot: number): number {
    return this.anchor + (slot - this.first) * this.period
  }

  /** The first slot of the window whose gate's centre lies after `time`. */
  firstAfter(time: number): number {
    if (this.anchor > time) return this.first
    let slot = this.first + Math.floor((time - this.anchor) / this.period)
    while (this.centreOf(slot) > time) slot--
    while (this.centreOf(slot) <= time) slot++
    return slot
  }
}
