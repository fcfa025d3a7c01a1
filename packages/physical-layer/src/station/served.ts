import type { Nanoseconds } from '@bellwire/runtime'
import { HeraldingPlace } from '@bellwire/wire'
import type { SlotGrid } from '../slots.js'
import type { StationLink } from './station-link.js'

/** A link that is served. A class, so that all links have one hidden class; copies of what a station is told need not. */
export class Served {
  readonly link: number
  readonly nodes: readonly [number, number]
  readonly guard: Nanoseconds
  readonly heraldingPlace: HeraldingPlace
  grid: SlotGrid = { origin: 0, period: 1, offset: 0, drift: 0, reference: 0 }

  constructor({ link, nodes, guard, heraldingPlace = HeraldingPlace.MID_POINT }: StationLink) {
    this.link = link
    this.nodes = nodes
    this.guard = guard
    this.heraldingPlace = heraldingPlace
  }
}
