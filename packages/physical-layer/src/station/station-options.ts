import type { HeraldingDevice } from '@bellwire/device'
import type { Clock, Nanoseconds } from '@bellwire/runtime'
import type { Observer, RunnerKind } from '@bellwire/statechart'
import type { Transport } from '@bellwire/transport'
import type { StationLink } from './station-link.js'
import type { SwitchConfiguration } from './switching/station-switch.js'

export interface StationOptions {
  readonly node: number
  readonly clock: Clock
  readonly transport: Transport
  readonly device: HeraldingDevice
  readonly links: readonly StationLink[]
  /** Draws an incarnation: for every start, those included that hardware makes necessary. */
  readonly incarnation: () => number
  readonly runner: RunnerKind
  /** One-sigma uncertainty of the station's own clock. */
  readonly clockQuality: Nanoseconds
  /** For a station whose hardware has a switch, and no other. */
  readonly switch?: SwitchConfiguration
  readonly ignored?: (reason: string) => void
  /** A success was announced: for the trace. */
  readonly heralded?: (link: number, epoch: number, sequence: number, slot: number, bellIndex: number) => void
  readonly observer?: Observer
}
