import { jainIndex } from '@bellwire/physical-layer'
import type { Nanoseconds } from '@bellwire/runtime'
import type { SwitchWatch } from '../../network/switch-configuration.js'
import type { Scenario } from '../schema/scenario.js'
import { LinkWaits, type WaitingReport } from './link-waits.js'

/** What the switch of a station has done in a run. */
export interface SwitchReport {
  readonly station: string
  readonly turns: number
  /** Jain's index of the links' time served over time wanted; null where no link wanted anything. */
  readonly jainIndex: number | null
  readonly links: readonly SwitchedLinkReport[]
}

export interface SwitchedLinkReport {
  readonly from: string
  readonly to: string
  /** Turns in which the link was served. */
  readonly turns: number
  /** Of all turns. */
  readonly share: number
  /** Time served over time wanted; null where the link never wanted anything. */
  readonly shareOfDemand: number | null
  /** From when it wanted to be served, and again from the end of each turn of its own, to its next turn; null without any. */
  readonly slotWaiting: WaitingReport | null
  /** The same to the next herald. */
  readonly pairWaiting: WaitingReport | null
}

interface Watched {
  readonly station: string
  turns: number
  readonly links: ReadonlyMap<number, Watch>
}

interface Watch {
  readonly from: string
  readonly to: string
  readonly waits: LinkWaits
}

/** Sees what the switches of a scenario's stations do, and how long its links wait. */
export class SwitchObserver implements SwitchWatch {
  /** Of the run: there is none before its network is made, and nothing happens before. */
  clock: { now(): Nanoseconds } | undefined
  readonly #stations: readonly Watched[]

  constructor({ stations, links }: Scenario) {
    this.#stations = stations
      .filter(({ switch: board }) => board !== undefined)
      .map(({ name }) => {
        const watched = links.flatMap(({ a, b, station }, index): (readonly [number, Watch])[] =>
          station === name ? [[index + 1, { from: a, to: b, waits: new LinkWaits() }]] : []
        )
        return { station: name, turns: 0, links: new Map(watched) }
      })
  }

  /** Whether there is a station with a switch. */
  get any(): boolean {
    return this.#stations.length > 0
  }

  began(station: string, _turn: number, links: readonly number[]): void {
    const watched = this.#stations.find((one) => one.station === station)
    if (watched === undefined) return
    watched.turns += 1
    for (const [link, { waits }] of watched.links) waits.turn(links.includes(link), this.#now)
  }

  wanted(_station: string, link: number, demand: number): void {
    this.#of(link)?.waits.wanted(demand, this.#now)
  }

  herald(link: number): void {
    this.#of(link)?.waits.herald(this.#now)
  }

  reports(): readonly SwitchReport[] {
    const now = this.#now
    return this.#stations.map(({ station, turns, links }) => {
      const shares = [...links.values()].flatMap(({ waits }) => waits.shareOfDemand(now) ?? [])
      return {
        station,
        turns,
        jainIndex: shares.length === 0 ? null : jainIndex(shares),
        links: [...links.values()].map(({ from, to, waits }) => ({
          from,
          to,
          turns: waits.turns,
          share: turns === 0 ? 0 : waits.turns / turns,
          shareOfDemand: waits.shareOfDemand(now) ?? null,
          slotWaiting: waits.forSlot(now),
          pairWaiting: waits.forPair(now)
        }))
      }
    })
  }

  get #now(): Nanoseconds {
    return this.clock?.now() ?? 0
  }

  #of(link: number): Watch | undefined {
    for (const { links } of this.#stations) {
      const watch = links.get(link)
      if (watch !== undefined) return watch
    }
    return undefined
  }
}
