import type { LiableStation, NetworkDescription, WorldParties } from '@bellwire/simulation'
import type { Clock, ScaledClock } from '@bellwire/runtime'
import type { Sample } from '@bellwire/dashboard'
import type { WorldView } from '../telemetry/telemetry.js'
import { ApiError } from '../management/api.js'

/** What the world alone knows of a link. */
export interface LinkTruth {
  readonly name: string
  readonly link: number
  readonly a: string
  readonly b: string
  readonly station: string
  heralds: number
  /** Of the pairs that have one. */
  fidelitySum: number
  fidelities: number
  cut: boolean
}

/** The simulated hardware as whoever runs it sees and disturbs it. */
export class WorldState {
  readonly links: readonly LinkTruth[]
  readonly stations: ReadonlyMap<string, LiableStation>
  readonly #clock: ScaledClock
  readonly #parties: WorldParties<Clock>
  readonly #scaleChanged: (rate: number) => void
  /** What the clock goes on with after a pause. */
  #scale: number

  constructor(
    network: NetworkDescription,
    parties: WorldParties<Clock>,
    stations: ReadonlyMap<string, LiableStation>,
    clock: ScaledClock,
    scaleChanged: (rate: number) => void
  ) {
    this.#clock = clock
    this.#scale = clock.factor
    this.#parties = parties
    this.#scaleChanged = scaleChanged
    this.stations = stations
    this.links = network.links.map(({ name, number, a, b, station }, index) => ({
      name: name ?? `${a}-${b}`,
      link: number ?? index + 1,
      a,
      b,
      station,
      heralds: 0,
      fidelitySum: 0,
      fidelities: 0,
      cut: false
    }))
    const byNumber = new Map(this.links.map((link) => [link.link, link]))
    parties.world.onHerald = ({ link, fidelity }) => {
      const truth = byNumber.get(link)
      if (truth === undefined) return
      truth.heralds += 1
      if (fidelity === null) return
      truth.fidelitySum += fidelity
      truth.fidelities += 1
    }
  }

  get livePairs(): number {
    return this.#parties.world.oracle.livePairs
  }

  get seconds(): number {
    return this.#clock.now() / 1e9
  }

  get scale(): number {
    return this.#scale
  }

  get paused(): boolean {
    return this.#clock.factor === 0
  }

  /** What those who watch are told of it, beside the pairs. */
  get view(): Omit<WorldView, 'pairs'> {
    const cut = this.links.flatMap((link) => (link.cut ? [link.link] : []))
    const lying = [...this.stations].flatMap(([name, station]) => (station.lying ? [name] : []))
    return { scale: this.scale, paused: this.paused, cut, lying }
  }

  /** Mean fidelity of the pairs of each link when they were heralded. */
  get samples(): readonly Sample[] {
    return this.links.flatMap(({ a, b, fidelities, fidelitySum }): Sample[] =>
      fidelities === 0 ? [] : [{ quantity: 'fidelity', of: `${a}-${b}`, value: fidelitySum / fidelities }]
    )
  }

  /** How fast time passes, and whether it does. */
  setTime({ scale = this.#scale, paused = this.paused }: { readonly scale?: number; readonly paused?: boolean }): void {
    this.#scale = scale
    this.#clock.factor = paused ? 0 : scale
    this.#scaleChanged(this.#clock.factor)
  }

  /** Cuts the fibres of a link, or mends them. @throws ApiError 404 */
  cut(name: string, on: boolean): void {
    const link = this.links.find((one) => one.name === name)
    if (link === undefined) throw ApiError.notFound(`there is no link ${name}; there are ${listed(this.links)}`)
    this.#parties.world.fibres(name, !on)
    link.cut = on
  }

  /** Has a station announce false Bell states, or true ones. @throws ApiError 404 */
  lie(name: string, on: boolean): void {
    const station = this.stations.get(name)
    if (station === undefined)
      throw ApiError.notFound(`there is no station ${name}; there are ${[...this.stations.keys()].join(', ')}`)
    station.lying = on
  }
}

function listed(links: readonly LinkTruth[]): string {
  return links.map(({ name }) => name).join(', ')
}
