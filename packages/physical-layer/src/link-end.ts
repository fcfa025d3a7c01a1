import type { Clock, Nanoseconds } from '@bellwire/runtime'
import { Host, type Table } from '@bellwire/statechart'
import { type Frame, HeraldingPlace, type LinkHeader } from '@bellwire/wire'
import type { AttemptEmitted } from './attempt/events.js'
import { attemptMachine } from './attempt/machine.js'
import { frameDelayOf, type LinkConfiguration, readingErrorOf } from './configuration.js'
import { NodeFrames } from './frames.js'
import { SlotDemand } from './grants/slot-demand.js'
import { SlotGrants } from './grants/slot-grants.js'
import type { LinkFitness } from './life/link-fitness.js'
import { LinkLife } from './life/link-life.js'
import { type LifeEmitted, lifeMachine } from './life/machine.js'
import { type MaintenanceEmitted, maintenanceMachine } from './maintenance/machine.js'
import { EVERYTHING, StatedMeans } from './means.js'
import type { PhysicalLayerListener, PhysicalLayerOptions } from './service.js'
import type { SessionEmitted } from './session/events.js'
import { sessionMachine } from './session/machine.js'
import { TestSeeds } from './session/test-seeds.js'
import { SlotClock } from './slot-clock.js'
import { type SynchronisationEmitted, synchronisationMachine } from './synchronisation/machine.js'

const MACHINES = {
  session: sessionMachine,
  attempt: attemptMachine,
  life: lifeMachine,
  maintenance: maintenanceMachine,
  synchronisation: synchronisationMachine
}

/** One end of a link: each of its machines has one instance. */
export const ONLY = 0

interface Tables {
  readonly session: Table<typeof sessionMachine>
  readonly attempt: Table<typeof attemptMachine>
  readonly life: Table<typeof lifeMachine>
  readonly maintenance: Table<typeof maintenanceMachine>
  readonly synchronisation: Table<typeof synchronisationMachine>
}

/** What the host does not handle itself of what the machines say. */
export type Emitted = Exclude<
  AttemptEmitted | SessionEmitted | LifeEmitted | MaintenanceEmitted | SynchronisationEmitted,
  { type: 'tell' }
>

/** Does what the machines of one end say. */
export interface Outputs {
  undelivered(table: string): void
  output(event: Emitted, table: string): void
}

/** What the parts of one end of a link share: its machines, its slots, the life of the link, and the epoch. */
export class LinkEnd {
  readonly configuration: LinkConfiguration
  readonly clock: Clock
  readonly device: PhysicalLayerOptions['device']
  readonly incarnation: number
  readonly ignored: (reason: string) => void
  readonly master: boolean
  /** The hardware of this end stops at a herald by itself. */
  readonly holds: boolean
  readonly frames: NodeFrames
  readonly testSeeds: TestSeeds
  /** The slots of the link, as this node sees them. */
  readonly slots: SlotClock
  readonly life: LinkLife
  readonly fitness: LinkFitness
  /** In which slots the station serves the link. */
  readonly grants = new SlotGrants()
  readonly tables: Tables
  readonly #runner: PhysicalLayerOptions['runner']
  readonly #observer: PhysicalLayerOptions['observer']
  #demand: SlotDemand | undefined
  readonly #transport: PhysicalLayerOptions['transport']
  /** What the peer's processes have stated of their end. */
  readonly peerMeans = new StatedMeans()
  /** Where the station heralds, as it states. */
  heraldingPlace: HeraldingPlace = HeraldingPlace.MID_POINT
  listener: PhysicalLayerListener | undefined
  /** 0 while there is none. */
  epoch = 0
  /** The present epoch, or else the last one. */
  lastEpoch: number
  peerIncarnation = 0
  stationIncarnation = 0

  constructor(options: PhysicalLayerOptions, outputs: (end: LinkEnd) => Outputs) {
    const { configuration } = options
    this.lastEpoch = options.lastEpoch ?? 0
    // Not the options themselves: the engine may give an object that is put together of others a hidden class of its
    // own, and a field that a thousand hidden classes have is looked up by name at every read.
    this.configuration = configuration
    this.clock = options.clock
    this.#transport = options.transport
    this.#runner = options.runner
    this.#observer = options.observer
    this.device = options.device
    this.incarnation = options.incarnation
    this.ignored = options.ignored
    this.master = configuration.node < configuration.peer
    this.holds = options.holds ?? false
    this.frames = new NodeFrames(configuration, options.incarnation, options.means ?? EVERYTHING)
    this.testSeeds = new TestSeeds(options.random)
    this.slots = new SlotClock(options.clock, configuration)
    this.life = new LinkLife(configuration, this.slots, {
      header: () => this.header,
      toPeer: (frame) => this.send(false, frame),
      tellMaintenance: (event) => this.tables.maintenance.tell(ONLY, event),
      unfit: () => this.tables.attempt.tell(ONLY, { type: 'WITHDRAW' }),
      windowAhead: () => this.listener?.windowAhead(),
      changed: (own, peer, fit) => this.listener?.life(own, peer, fit)
    })
    this.fitness = this.life.fitness
    const host = new Host({
      machines: MACHINES,
      clock: options.clock,
      runner: options.runner,
      owner: outputs(this),
      ...(options.observer === undefined ? {} : { observer: options.observer })
    })
    this.tables = {
      session: host.table('session'),
      attempt: host.table('attempt'),
      life: host.table('life'),
      maintenance: host.table('maintenance'),
      synchronisation: host.table('synchronisation')
    }
  }

  /** The header of a frame of this end, in this epoch. */
  get header(): LinkHeader {
    return this.frames.header(this.epoch)
  }

  /** How long after a slot its REPLY may come. */
  get replyDelay(): Nanoseconds {
    const { guard, timers } = this.configuration
    return frameDelayOf(this.configuration) + guard + readingErrorOf(this.configuration) + timers.replyMargin
  }

  /** What the station is told of this end's wants; made when it is first asked for, which is where there is a switch. */
  get demand(): SlotDemand {
    this.#demand ??= new SlotDemand(
      this.configuration,
      this.clock,
      this.#runner,
      this.#observer,
      (serial, demand) => this.send(true, { type: 'SLOT_REQUEST', ...this.header, serial, demand }),
      this.ignored
    )
    return this.#demand
  }

  /** The epoch is over, and with it all that the station has granted. */
  forgetGrants(): void {
    this.grants.forget()
    this.#demand?.close()
    this.#demand = undefined
  }

  /** Whether a frame from the peer belongs to the present epoch and process there. */
  fromPresentPeer(frame: LinkHeader): boolean {
    return this.epoch !== 0 && frame.epoch === this.epoch && frame.incarnation === this.peerIncarnation
  }

  send(toStation: boolean, frame: Frame): void {
    const { station, peer } = this.configuration
    this.#transport.send(toStation ? station : peer, frame)
  }
}
