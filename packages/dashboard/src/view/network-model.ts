import type { Nanoseconds, TraceRecord } from '@bellwire/runtime'
import type { FeedMessage, Sample, WorldPair } from '../feed/messages.js'
import type { FeedNetwork } from '../feed/network.js'
import { CurveSet } from './curves.js'
import { KnownPairs } from './known-pairs.js'
import { Links } from './links.js'
import { Log } from './log.js'
import { MachineStates } from './machine-states.js'
import { Parties } from './parties.js'
import { RecentRecords } from './recent-records.js'
import { rateOf, Services } from './service.js'

export interface PaceView {
  readonly time: Nanoseconds
  readonly speed: number
  readonly reached: number
  readonly paused: boolean
  /** Records that the source has left out. */
  readonly dropped?: number
}

export interface FaultsView {
  readonly cut: readonly number[]
  readonly down: readonly string[]
  readonly lying: readonly string[]
}

/** All that a page shows of one network, folded from the messages of its feed. The folds change in place. */
export class NetworkModel {
  readonly parties: Parties
  readonly links: Links
  readonly known = new KnownPairs()
  readonly services: Services
  readonly machines: MachineStates
  readonly recent = new RecentRecords()
  readonly log = new Log()
  /** Curves by quantity: 'rate', 'queue', 'estimate', and those of samples. */
  readonly curves = new Map<string, CurveSet>()
  /** The latest samples, by quantity and what they are of. */
  readonly samples = new Map<string, Sample>()
  /** The world's view of pairs; undefined where there is none. */
  world: readonly WorldPair[] | undefined
  pace: PaceView = { time: 0, speed: 1, reached: 0, paused: false }
  faults: FaultsView = { cut: [], down: [], lying: [] }
  /** Records so far. */
  records = 0

  constructor(readonly network: FeedNetwork) {
    this.parties = new Parties(network)
    this.links = new Links(network)
    this.services = new Services(this.parties, new Map(network.links.map(({ number, a, b }) => [number, `${a}-${b}`])))
    this.machines = new MachineStates(network)
  }

  apply(message: Exclude<FeedMessage, { type: 'network' | 'notice' }>): void {
    switch (message.type) {
      case 'records':
        for (const record of message.records) this.#record(record)
        break
      case 'pairs':
        this.world = message.pairs
        break
      case 'samples':
        for (const sample of message.samples) {
          this.samples.set(`${sample.quantity} ${sample.of}`, sample)
          this.curve(sample.quantity).add(sample.of, message.time, sample.value)
        }
        break
      case 'pace':
        this.pace = message
        this.#draw(message.time)
        break
      case 'faults':
        this.faults = message
        break
    }
  }

  curve(quantity: string): CurveSet {
    const known = this.curves.get(quantity)
    if (known !== undefined) return known
    const made = new CurveSet()
    this.curves.set(quantity, made)
    return made
  }

  #record(record: TraceRecord): void {
    this.records += 1
    this.parties.apply(record)
    this.links.apply(record)
    this.known.apply(record)
    this.services.apply(record)
    this.machines.apply(record)
    this.recent.apply(record)
    this.log.apply(record)
  }

  /** Goes on with the curves that follow from the records. */
  #draw(time: Nanoseconds): void {
    for (const service of this.services.all.values()) {
      const rate = rateOf(service, time)
      if (rate !== undefined) this.curve('rate').add(service.name, time, rate)
      if (service.estimate !== undefined) this.curve('estimate').add(service.name, time, service.estimate)
      if (service.kind === 'link') this.curve('queue').add(service.name, time, service.waiting)
    }
  }
}
