import { FRACTION_DENOMINATOR, State } from '@bellwire/wire'
import type { AttemptEmitted } from './attempt/events.js'
import { type Emitted, type LinkEnd, ONLY, type Outputs } from './link-end.js'

/** Does what the machines of one end of a link say. */
export class MachineOutputs implements Outputs {
  readonly #end: LinkEnd
  /** The slots have moved since the train under way was ordered: nobody knows when it emits. */
  #misplaced = false
  /** What was emitted for slots before this one was stopped when that was noticed. */
  #placedFrom = 0

  constructor(end: LinkEnd) {
    this.#end = end
  }

  // ---- HostOwner ----

  undelivered(table: string): void {
    this.#end.ignored(`no-${table}`)
  }

  /** Does what the machines want done. */
  output(event: Emitted, table: string): void {
    const end = this.#end
    switch (event.type) {
      case 'attempt':
        this.#transmitAttempt(event)
        break
      case 'halt':
        this.#halt()
        break
      case 'withdraw':
        this.#halt()
        end.send(true, end.frames.gen(end.epoch, event.queueId, event.firstSlot, 0, 0))
        break
      case 'herald':
        if (event.former === undefined) this.#halt()
        end.listener?.herald(this.#hasItsQubit(event.slot) ? event : { ...event, intact: false })
        break
      case 'undone':
        end.listener?.undone(event.sequence)
        break
      case 'ended':
        end.listener?.ended(event)
        break
      case 'awaited':
        end.listener?.awaited(event.queueId)
        break
      case 'gap':
        end.listener?.gap(event.sequence, event.goesOn)
        break
      case 'ignored':
        end.ignored(`${table}-${event.reason}`)
        break
      default:
        this.#controlOutput(event)
    }
  }

  #controlOutput(event: Exclude<Emitted, AttemptEmitted>): void {
    const end = this.#end
    switch (event.type) {
      case 'hello':
        end.send(event.toStation, end.frames.hello(event.epoch, event.answer))
        break
      case 'sendOpen':
        this.#open(event.toStation)
        break
      case 'openAck':
        end.send(false, end.frames.openAck(event.epoch))
        break
      case 'up':
        this.#up()
        break
      case 'down':
        this.#down(event.epoch)
        break
      case 'versionRefused':
        end.ignored(`version-refused: ${event.minimum} to ${event.maximum}`)
        break
      case 'sync':
        end.send(true, end.frames.sync(end.epoch, end.slots.localNow(), event))
        break
      case 'discipline':
        if (end.slots.discipline(event)) this.#misplaced = true
        break
      case 'stationLost':
        end.tables.session.tell(ONLY, { type: 'LOST' })
        break
      case 'state':
        end.life.enter(event.state, event.validUntil, end.epoch !== 0)
        break
      case 'calibrate':
        end.device.execute({ type: 'calibrate', link: end.configuration.link, tag: end.life.windowSerial })
        break
      default:
        end.life.output(event, end.epoch !== 0)
    }
  }

  #open(toStation: boolean): void {
    const { frames, tables, testSeeds } = this.#end
    const session = tables.session.context(ONLY)
    this.#end.send(toStation, frames.open(session, toStation, testSeeds.of(session.epoch)))
  }

  /**
   * Whether what this node believes of the slots lets it know which attempt a herald is about. A REPLY that comes before
   * its slot shows that the slots are wrong, by whole slots: the pair's attempt was an earlier one.
   */
  #hasItsQubit(slot: number): boolean {
    const { slots, fitness } = this.#end
    if (this.#misplaced || slot < this.#placedFrom) return false
    return fitness.wasFit(slot) && !slots.mayBeAnother && !slots.foresees(slot)
  }

  #transmitAttempt(event: Extract<AttemptEmitted, { type: 'attempt' }>): void {
    const { frames, epoch, device, configuration, slots } = this.#end
    this.#end.send(true, frames.gen(epoch, event.queueId, event.firstSlot, event.slots, event.brightness))
    if (this.#misplaced) {
      // Its slots before the new ones may come after them, and overwrite the qubit.
      this.#halt()
      this.#misplaced = false
      this.#placedFrom = event.firstSlot
    } else this.#placedFrom = Math.min(this.#placedFrom, event.firstSlot)
    const train = {
      type: 'generate',
      link: configuration.link,
      qubit: event.qubit,
      firstSlot: event.firstSlot,
      slots: event.slots,
      brightness: event.brightness / FRACTION_DENOMINATOR,
      arrival: slots.localArrival(event.firstSlot),
      period: slots.localPeriod
    } as const
    device.execute(event.arrivalBases === null ? train : { ...train, arrivalBases: event.arrivalBases })
  }

  #halt(): void {
    this.#end.device.execute({ type: 'halt', link: this.#end.configuration.link })
  }

  #up(): void {
    const end = this.#end
    const { tables, configuration } = end
    const { batchSlots, slotOrigin, slotPeriod } = configuration
    const session = tables.session.context(ONLY)
    end.epoch = session.epoch
    end.lastEpoch = session.epoch
    end.peerIncarnation = session.peer
    end.stationIncarnation = session.station
    end.life.open(State.READY)
    tables.attempt.open(ONLY, {
      expected: session.firstSequence,
      batchSlots,
      slotOrigin,
      slotPeriod,
      replyDelay: end.replyDelay,
      holds: end.holds
    })
    tables.synchronisation.tell(ONLY, { type: 'UP' })
    end.listener?.up({
      epoch: session.epoch,
      master: end.master,
      firstSequence: session.firstSequence,
      testSeed: end.master ? end.testSeeds.of(session.epoch) : session.testSeed,
      testFraction: session.testFraction
    })
    tables.life.tell(ONLY, { type: 'UP' })
  }

  #down(epoch: number): void {
    const { tables } = this.#end
    this.#end.epoch = 0
    this.#end.forgetGrants()
    this.#halt()
    tables.attempt.close(ONLY)
    tables.synchronisation.tell(ONLY, { type: 'DOWN' })
    tables.maintenance.tell(ONLY, { type: 'LOST' })
    tables.life.tell(ONLY, { type: 'LOST' })
    this.#end.listener?.down(epoch)
  }
}
