import type { Schedule } from '@bellwire/wire'
import type { LinkCore } from '../core.js'
import { LinkLayerError } from '../errors.js'
import { exchange, sendReliably } from '../reliable/reliable-messages.js'
import { checkSchedule } from '../request-check.js'
import type { BinSchedule } from './scheduler.js'

/** How both ends of a link come to follow the same time-division schedule: the master proposes, from a slot on. */
export class ScheduleAgreement {
  readonly #core: LinkCore
  /** Called when another schedule is to be followed. */
  readonly #changed: () => void
  #serial = 0

  constructor(core: LinkCore, changed: () => void) {
    this.#core = core
    this.#changed = changed
  }

  /** A new epoch counts its schedules anew. */
  open(): void {
    this.#serial = 0
  }

  /** @throws LinkLayerError NO_SCHEDULE where this end cannot propose one, INVALID_REQUEST for one that makes no sense */
  propose(schedule: BinSchedule): void {
    checkSchedule(schedule)
    const { physical, scheduler } = this.#core
    if (scheduler.adopt === undefined)
      throw new LinkLayerError('NO_SCHEDULE', 'the link does not use the time-division profile')
    if (!physical.master)
      throw new LinkLayerError('NO_SCHEDULE', 'the other node is the master of this link, and proposes its schedules')
    if (physical.epoch === 0) throw new LinkLayerError('NO_SCHEDULE', 'the link is down')
    this.#serial += 1
    const serial = this.#serial
    sendReliably(this.#core, exchange.schedule(serial), { type: 'SCHEDULE', ...physical.header, serial, ...schedule })
    this.#adopt(schedule)
  }

  /** The master's schedule; a repeated or overtaken one is acknowledged and changes nothing. */
  proposed(frame: Schedule): void {
    const { physical } = this.#core
    if (physical.master) return this.#core.ignored('schedule-from-other-node')
    if (frame.serial > this.#serial) {
      this.#serial = frame.serial
      this.#adopt({ firstSlot: frame.firstSlot, period: frame.period, bins: frame.bins })
    }
    this.#core.send({ type: 'SCHEDULE_ACK', ...physical.header, serial: frame.serial })
  }

  #adopt(schedule: BinSchedule): void {
    const { scheduler } = this.#core
    if (scheduler.adopt === undefined) return this.#core.ignored('schedule-without-time-division')
    this.#core.scheduler = scheduler.adopt(schedule)
    this.#changed()
  }
}
