import type { Channel } from '@bellwire/transport'
import type { SimulatedNetwork } from '../../network/simulated-network.js'
import type { RunCollector } from '../../report/index.js'
import { wireNumbers } from '../network/wire-numbers.js'
import type { LinkInput } from '../schema/link.js'
import type { Scenario } from '../schema/scenario.js'

/** Told of nodes whose process dies, once it has, and of those whose process is back. */
export interface NodeFaultListener {
  crashed(node: string): void
  recovered(node: string): void
}

/** What can go wrong in the network of a scenario, at once; all of it is noted. Parties go by their names. */
export class ScenarioFaults {
  readonly #numbers: ReadonlyMap<string, number>
  readonly #cut = new Set<LinkInput>()

  constructor(
    private readonly scenario: Scenario,
    private readonly network: SimulatedNetwork,
    private readonly collector: RunCollector,
    private readonly programs: NodeFaultListener
  ) {
    this.#numbers = wireNumbers(scenario)
  }

  /** Cuts the classical channel between two parties, or heals it. @throws NetworkError CHANNEL_UNKNOWN */
  partition(one: string, other: string, on: boolean): void {
    this.#note(`${one}-${other}`, on ? 'partition' : 'heal')
    this.network.network.partition(this.#numberOf(one), this.#numberOf(other), on)
  }

  /**
   * Cuts the fibres of a link, or mends them: neither light nor frames come through, of this link and of others that go
   * by the same fibre to the station as far as frames are concerned.
   */
  fibres(a: string, b: string, intact: boolean): void {
    const link = this.scenario.links.find((one) => one.a === a && one.b === b)
    if (link === undefined) return
    this.#note(`${a}-${b}`, intact ? 'mended' : 'cut')
    if (intact) this.#cut.delete(link)
    else this.#cut.add(link)
    this.network.world.fibres(`${a}-${b}`, intact)
    for (const [one, other] of channelsOf(link)) {
      const isCut = [...this.#cut].some((cut) =>
        channelsOf(cut).some((ends) => ends.includes(one) && ends.includes(other))
      )
      this.network.network.partition(this.#numberOf(one), this.#numberOf(other), isCut)
    }
  }

  /** Changes the channel between two parties, both directions. @throws NetworkError CHANNEL_UNKNOWN, CHANNEL_INVALID */
  channel(one: string, other: string, changes: Partial<Channel>): void {
    this.#note(`${one}-${other}`, 'channel')
    const [from, to] = [this.#numberOf(one), this.#numberOf(other)]
    this.network.network.configure(from, to, changes)
    this.network.network.configure(to, from, changes)
  }

  restart(node: string): void {
    this.#note(node, 'restart')
    this.network.node(node).restart()
    this.programs.crashed(node)
    this.programs.recovered(node)
  }

  /** The node's process dies, until `recover`. */
  crash(node: string): void {
    this.#note(node, 'crash')
    this.network.node(node).crash()
    this.programs.crashed(node)
  }

  recover(node: string): void {
    this.#note(node, 'recover')
    this.network.node(node).recover()
    this.programs.recovered(node)
  }

  restartStation(station: string): void {
    this.#note(station, 'restart')
    this.network.startStation(station)
  }

  #note(place: string, what: string): void {
    this.collector.fault(this.network.clock.now(), place, what)
    this.network.recorder?.record({ kind: 'fault', at: place, fault: what })
  }

  #numberOf(name: string): number {
    return this.#numbers.get(name) as number
  }
}

function channelsOf({ a, b, station }: LinkInput): readonly (readonly [string, string])[] {
  return [
    [a, station],
    [b, station],
    [a, b]
  ]
}
