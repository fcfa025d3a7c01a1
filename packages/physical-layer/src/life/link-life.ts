import type { Frame, LinkHeader, LinkState, Maintenance, MaintenanceAck, State } from '@bellwire/wire'
import type { LinkConfiguration } from '../configuration.js'
import type { MaintenanceEmitted, MaintenanceEvent, WindowTimes } from '../maintenance/machine.js'
import type { SlotClock } from '../slot-clock.js'
import { LinkFitness } from './link-fitness.js'

/** What link life needs of the layer around it. */
export interface LinkLifeHost {
  header(): LinkHeader
  toPeer(frame: Frame): void
  tellMaintenance(event: MaintenanceEvent): void
  /** This end has become unfit: attempts stop. */
  unfit(): void
  /** A window is agreed, and orders may reach into it. */
  windowAhead(): void
  /** Either end is in another state, or the window is another. */
  changed(own: State, peer: State, fit: boolean): void
}

/** The states of a link at one end, told to the peer, and the maintenance windows that both ends keep free. */
export class LinkLife {
  readonly fitness = new LinkFitness()
  readonly #configuration: LinkConfiguration
  readonly #slots: SlotClock
  readonly #host: LinkLifeHost
  #stateSerial = 0
  #peerStateSerial = -1
  /** Names the windows that this end has proposed. */
  windowSerial = 0

  constructor(configuration: LinkConfiguration, slots: SlotClock, host: LinkLifeHost) {
    this.#configuration = configuration
    this.#slots = slots
    this.#host = host
  }

  /** A new epoch: what the peer has said before is void. */
  open(ready: State): void {
    this.fitness.peer = ready
    this.#peerStateSerial = -1
  }

  /** This end is in another state. @param up whether there is an epoch, and so a peer to tell */
  enter(state: State, validUntil: number, up: boolean): void {
    const now = this.#slots.stationNow()
    const unfit = this.fitness.enter(state, this.#slots.present(now), this.#slots.earliest(now))
    if (up) {
      if (unfit) this.#host.unfit()
      this.sendState(validUntil)
    }
    this.#tell()
  }

  sendState(validUntil: number): void {
    this.#stateSerial += 1
    const { own } = this.fitness
    this.#host.toPeer({ type: 'LINK_STATE', ...this.#host.header(), serial: this.#stateSerial, state: own, validUntil })
  }

  /** The peer's state; false where a later notice of it has come already. */
  peerState(frame: LinkState): boolean {
    if (frame.serial <= this.#peerStateSerial) return false
    this.#peerStateSerial = frame.serial
    if (this.fitness.peer !== frame.state) {
      this.fitness.peer = frame.state as State
      this.#tell()
    }
    return true
  }

  maintenance(frame: Maintenance): void {
    if (frame.request) this.#host.tellMaintenance({ type: 'WANTED' })
    else this.#host.tellMaintenance({ type: 'PROPOSED', ...this.#times(frame.serial, frame.firstSlot, frame.endSlot) })
  }

  maintenanceAgreed({ serial }: MaintenanceAck): void {
    const { untilStart, untilEnd } = this.#times(serial, this.fitness.windowFirst, this.fitness.windowEnd)
    this.#host.tellMaintenance({ type: 'ACKNOWLEDGED', serial, untilStart, untilEnd })
  }

  /** What the maintenance machine wants done. */
  output(event: Exclude<MaintenanceEmitted, { type: 'tell' | 'ignored' }>, up: boolean): void {
    switch (event.type) {
      case 'choose':
        this.#choose()
        break
      case 'ask':
        this.#send(0, true, 0, this.#slotsOfWindow())
        break
      case 'propose':
        this.#send(event.serial, false, event.firstSlot, event.endSlot)
        break
      case 'agree':
        this.#host.toPeer({ type: 'MAINTENANCE_ACK', ...this.#host.header(), serial: event.serial })
        break
      case 'window':
        if (!this.fitness.setWindow(event.firstSlot, event.endSlot)) return
        if (event.endSlot > 0 && up) this.#host.windowAhead()
        this.#tell()
        break
    }
  }

  #send(serial: number, request: boolean, firstSlot: number, endSlot: number): void {
    this.#host.toPeer({ type: 'MAINTENANCE', ...this.#host.header(), serial, request, firstSlot, endSlot })
  }

  /** Master: the next free slots, far enough ahead that the peer can agree in time. */
  #choose(): void {
    const { peerDelay, timers } = this.#configuration
    const firstSlot = this.#slots.earliestNow() + this.#slots.slotsIn(4 * peerDelay + 2 * timers.repeat) + 1
    this.windowSerial += 1
    const times = this.#times(this.windowSerial, firstSlot, firstSlot + this.#slotsOfWindow())
    this.#host.tellMaintenance({ type: 'PROPOSE', ...times })
  }

  /** One more than the calibration takes: when the window ends, the hardware has said how the link is now. */
  #slotsOfWindow(): number {
    return this.#slots.slotsIn(this.#configuration.calibrationTime) + 1
  }

  #times(serial: number, firstSlot: number, endSlot: number): WindowTimes {
    const now = this.#slots.stationNow()
    return {
      serial,
      firstSlot,
      endSlot,
      untilStart: Math.max(0, this.#slots.timeOf(firstSlot) - now),
      untilEnd: Math.max(0, this.#slots.timeOf(endSlot) - now)
    }
  }

  #tell(): void {
    const { own, peer, fit } = this.fitness
    this.#host.changed(own, peer, fit)
  }
}
