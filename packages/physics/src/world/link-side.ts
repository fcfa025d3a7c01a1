import type { ArrivalBases, ArrivalCapabilities, QubitId } from '@bellwire/device'
import type { Nanoseconds } from '@bellwire/runtime'
import type { MemoryLaw } from '../memory/law.js'
import type { LinkNode, NodeLink } from './ports.js'
import type { Presence } from './presence.js'
import { type Train, TrainList } from './train.js'

/** One node's end of a link: the trains it emits, past ones until their photons have arrived, and planned ones. */
export class LinkSide {
  readonly trains = new TrainList()
  /** Which emission reaches the gate that is being looked at. */
  readonly presence: Presence = { train: null, shift: 0 }
  /** Counts halts: trains between two of them are a run. */
  #run = 0
  /** The run that a herald has stopped. */
  #heldRun = -1
  /** When the last photon that was emitted is due at the station, true time: of runs before the present one, and of trains of this one that are past. */
  #emittedBefore = -Infinity
  #emittedInRun = -Infinity

  /**
   * @param end 0 for side A of the link, 1 for side B
   * @param flightTime of a photon to the station, nanoseconds
   * @param memory decay of the qubits that this link's heralds leave here; null for the node's own
   * @param arrival what it can do as an end that measures photons as they arrive; null for one that does not
   * @param holds whether a herald stops its trains, and its qubit stays as the heralded slot left it
   */
  constructor(
    readonly end: 0 | 1,
    readonly node: LinkNode,
    readonly link: NodeLink,
    readonly flightTime: number,
    readonly generationFailure: number,
    readonly arrival: ArrivalCapabilities | null = null,
    readonly memory: MemoryLaw | null = null,
    readonly holds = false
  ) {}

  /** Starts a train and takes the slots from `firstSlot` on away from earlier ones. */
  start(
    qubit: QubitId,
    brightness: number,
    firstSlot: number,
    slots: number,
    arrival: Nanoseconds,
    period: number,
    now: Nanoseconds,
    arrivalBases: ArrivalBases | null = null
  ): Train {
    if (this.trains.count > 0) {
      this.#cutFrom(firstSlot, now)
      this.#forgetPast(now)
    }
    const { clockWatch } = this.node
    clockWatch.refresh()
    const train = this.trains.add()
    train.qubit = qubit
    train.brightness = brightness
    train.arrivalBases = arrivalBases
    train.schedule(firstSlot, slots, arrival, period, clockWatch.line)
    train.startNotBefore(now, this.flightTime)
    train.run = this.#run
    if (this.stopped || this.isLate(train, firstSlot)) train.to = train.from - 1
    clockWatch.keepUntil(train.arrivalOf(train.to))
    return train
  }

  /**
   * A herald stops the run to which the slot belongs whose gate has its centre at `time`. How the hardware hears of it in
   * time, or keeps what later slots would overwrite, as a memory of many modes does, is not modelled.
   */
  hold(time: number): void {
    const { items, count } = this.trains
    let run = -1
    for (let k = 0; k < count; k++) {
      const train = items[k] as Train
      if (train.run > run && train.lastEmittedBefore(time + train.period / 2, 0) >= train.from) run = train.run
    }
    this.#heldRun = run
    for (let k = 0; k < count; k++) {
      const train = items[k] as Train
      if (train.run === run) train.to = Math.min(train.to, train.lastEmittedBefore(time + train.period / 2, 0))
    }
  }

  /**
   * Whether a train was ordered for slots that an earlier run has emitted, since the order to halt came too late: whoever
   * ordered it takes a herald of theirs for one of the new run.
   */
  isLate(train: Train, firstSlot: number): boolean {
    return this.holds && !this.stopped && train.arrivalOf(firstSlot) < this.#emittedBefore + train.period / 2
  }

  /** Whether a herald has stopped the present run. */
  get stopped(): boolean {
    return this.#heldRun === this.#run
  }

  /** The last slot of a train that has left its mark on the qubit by `now`. */
  lastEffective(train: Train, now: Nanoseconds): number {
    // Where a herald holds, a qubit is as an earlier slot left it until it is known that this one was not heralded.
    return train.lastEmittedBefore(now, this.holds ? -this.link.reach : this.flightTime)
  }

  /** Ends every train at `now`; what has been emitted stays on its way. */
  halt(now: Nanoseconds): void {
    this.#run++
    this.#cutFrom(-Infinity, now)
    const { items, count } = this.trains
    for (let k = 0; k < count; k++) this.#note(items[k] as Train)
    this.#emittedBefore = Math.max(this.#emittedBefore, this.#emittedInRun)
    this.#forgetPast(now)
  }

  #cutFrom(firstSlot: number, now: Nanoseconds): void {
    const { items, count } = this.trains
    for (let k = 0; k < count; k++) {
      const train = items[k] as Train
      if (train.to < firstSlot) continue
      const emitted = train.lastEmittedBefore(now, this.flightTime)
      train.to = Math.max(emitted, Math.min(train.to, firstSlot - 1))
    }
  }

  /** Lets go of trains whose last photon has passed the station; what they did to their qubit is done first. */
  #forgetPast(now: Nanoseconds): void {
    const { trains } = this
    for (let k = trains.count - 1; k >= 0; k--) {
      const train = trains.items[k] as Train
      if (train.to >= train.from && train.arrivalOf(train.to) + this.link.reach >= now) continue
      this.node.settle(train.qubit, now)
      this.#note(train)
      trains.remove(k)
    }
  }

  /** Of a train that emits no more. */
  #note(train: Train): void {
    if (train.to >= train.from) this.#emittedInRun = Math.max(this.#emittedInRun, train.arrivalOf(train.to))
  }

  /** The node's clock has changed: photons on their way keep their time, later emissions move. */
  relate(now: Nanoseconds): void {
    this.#forgetPast(now)
    const { trains } = this
    const { clockWatch } = this.node
    const planned = trains.count
    for (let k = 0; k < planned; k++) {
      const train = trains.items[k] as Train
      const emitted = train.lastEmittedBefore(now, this.flightTime)
      if (emitted >= train.to) continue
      const rest = trains.add()
      rest.continueFrom(train, emitted + 1, clockWatch.line)
      train.to = emitted
      rest.startNotBefore(now, this.flightTime)
      clockWatch.keepUntil(rest.arrivalOf(rest.to))
    }
  }
}
