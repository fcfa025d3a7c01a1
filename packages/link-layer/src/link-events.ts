import type { Epoch, Herald, OrderEnded, PhysicalLayerListener } from '@bellwire/physical-layer'
import { serialAdd, State } from '@bellwire/wire'
import { type LinkCore, ONLY } from './core.js'
import type { Generation } from './generation.js'
import type { PairLedger } from './pair/pair-ledger.js'
import type { DistributedQueue } from './queue/distributed-queue.js'
import type { ScheduleAgreement } from './queue/schedule-agreement.js'
import { stopSending } from './reliable/reliable-messages.js'

/** What the physical layer says, and what it means to the parts of the link layer. */
export class LinkEvents implements PhysicalLayerListener {
  readonly #core: LinkCore
  readonly #queue: DistributedQueue
  readonly #pairs: PairLedger
  readonly #generation: Generation
  readonly #schedule: ScheduleAgreement
  #own: State = State.DOWN
  #peer: State = State.READY

  constructor(
    core: LinkCore,
    queue: DistributedQueue,
    pairs: PairLedger,
    generation: Generation,
    schedule: ScheduleAgreement
  ) {
    this.#core = core
    this.#queue = queue
    this.#pairs = pairs
    this.#generation = generation
    this.#schedule = schedule
  }

  up(epoch: Epoch): void {
    const { configuration, tables } = this.#core
    this.#queue.open()
    this.#schedule.open()
    this.#generation.reset()
    this.#pairs.open(epoch.epoch, epoch.firstSequence, epoch.testSeed, epoch.testFraction)
    tables.liveness.open(ONLY, {
      interval: configuration.keepAliveInterval,
      timeout: configuration.keepAliveTimeout,
      maximumMisses: configuration.keepAliveMisses
    })
  }

  down(): void {
    const { tables } = this.#core
    this.#generation.reset()
    for (const createId of tables.creation.keys()) tables.creation.tell(createId, { type: 'LOST' })
    for (const key of this.#core.exchanges) stopSending(this.#core, key)
    for (const key of tables.alarm.keys()) tables.alarm.close(key)
    tables.liveness.close(ONLY)
    this.#queue.close()
    this.#pairs.close()
    this.#core.listener.linkChanged(false, this.#own, this.#peer, false)
  }

  life(own: State, peer: State, fit: boolean): void {
    this.#own = own
    this.#peer = peer
    if (fit) this.#generation.pump()
    else this.#generation.pause()
    this.#core.listener.linkChanged(this.#core.physical.epoch !== 0, own, peer, fit)
  }

  windowAhead(): void {
    this.#generation.stop()
  }

  granted(): void {
    this.#generation.pump()
  }

  herald(herald: Herald): void {
    this.#core.tables.sequence.tell(ONLY, { type: 'HERALD', herald })
  }

  undone(sequence: number): void {
    this.#pairs.expire(sequence, serialAdd(sequence, 1))
  }

  ended(ended: OrderEnded): void {
    this.#generation.ended(ended)
  }

  awaited(queueId: number): void {
    if (this.#queue.calls.mayBeUnheard(queueId)) this.#core.tables.liveness.tell(ONLY, { type: 'ASK' })
  }

  gap(sequence: number, goesOn: boolean): void {
    this.#core.tables.sequence.tell(ONLY, { type: 'AHEAD', sequence })
    if (!goesOn) this.#generation.stop()
  }
}
