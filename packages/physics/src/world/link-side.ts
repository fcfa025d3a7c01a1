import type { QubitId } from '@bellwire/device'
import type { Nanoseconds } from '@bellwire/runtime'
import type { Presence } from './presence.js'
import type { SimulatedLink } from './simulated-link.js'
import type { SimulatedNode } from './simulated-node.js'
import { Train } from './train.js'

/** One node's end of a link: the trains it emits, past ones until their photons have arrived, and planned ones. */
export class LinkSide {
  readonly trains: Train[] = []
  readonly #spare: Train[] = []
  /** Which emission reaches the gate that is being looked at. */
  readonly presence: Presence = { train: null, shift: 0 }

  /** @param flightTime of a photon to the station, nanoseconds */
  constructor(
    readonly node: SimulatedNode,
    readonly link: SimulatedLink,
    readonly flightTime: number,
    readonly generationFailure: number
  ) {}

  /** Starts a train and takes the slots from `firstSlot` on away from earlier ones. */
  start(
    qubit: QubitId,
    brightness: number,
    firstSlot: number,
    slots: number,
    arrival: Nanoseconds,
    period: number,
    now: Nanoseconds
  ): Train {
    this.cutFrom(firstSlot, now)
    this.#forgetPast(now)
    const train = this.#spare.pop() ?? new Train()
    train.qubit = qubit
    train.brightness = brightness
    this.node.clockWatch.refresh()
    train.schedule(firstSlot, slots, arrival, period, this.node.clockWatch.line)
    train.startNotBefore(now, this.flightTime)
    this.trains.push(train)
    this.node.clockWatch.keepUntil(train.arrivalOf(train.to))
    return train
  }

  /** Ends every train at `now`; what has been emitted stays on its way. */
  halt(now: Nanoseconds): void {
    this.cutFrom(-Infinity, now)
    this.#forgetPast(now)
  }

  private cutFrom(firstSlot: number, now: Nanoseconds): void {
    for (let k = 0; k < this.trains.length; k++) {
      const train = this.trains[k] as Train
      if (train.to < firstSlot) continue
      train.to = Math.max(train.lastEmittedBefore(now, this.flightTime), Math.min(train.to, firstSlot - 1))
    }
  }

  /** Lets go of trains whose last photon has passed the station; what they did to their qubit is done first. */
  #forgetPast(now: Nanoseconds): void {
    let kept = 0
    for (let k = 0; k < this.trains.length; k++) {
      const train = this.trains[k] as Train
      if (train.to >= train.from && train.arrivalOf(train.to) + this.link.reach >= now) {
        this.trains[kept++] = train
      } else {
        this.node.settle(train.qubit, now)
        this.#spare.push(train)
      }
    }
    this.trains.length = kept
  }

  /** The node's clock has changed: photons on their way keep their time, later emissions move. */
  relate(now: Nanoseconds): void {
    this.#forgetPast(now)
    const { line } = this.node.clockWatch
    const planned = this.trains.length
    for (let k = 0; k < planned; k++) {
      const train = this.trains[k] as Train
      const emitted = train.lastEmittedBefore(now, this.flightTime)
      if (emitted >= train.to) continue
      const rest = train.continuation(emitted + 1, line)
      train.to = emitted
      rest.startNotBefore(now, this.flightTime)
      this.trains.push(rest)
      this.node.clockWatch.keepUntil(rest.arrivalOf(rest.to))
    }
  }
}
