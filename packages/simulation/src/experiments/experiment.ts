import type { KeyAccount, KeyEndFactory } from './key-ends.js'
import type { RepeaterMap } from './repeater-chain/repeater-map.js'
import type { ScanPicture } from './scan-picture.js'
import type { RowFigure, SimulatedFigure } from './row.js'
import type { RunStatistics } from './statistics.js'

/** What an experiment gets for a run. */
export interface ExperimentRun {
  readonly statistics: RunStatistics
  /** Seed of one of the experiment's networks. */
  seed(stream: string): string
  /** A number of events at the run's scale. */
  scaled(number: number): number
  /** Says what begins now. */
  progress(what: string): void
  /** Makes the ends of sessions of key distribution; absent: ends in memory. */
  readonly keyEnds?: KeyEndFactory
  /** Takes the account of a session of key distribution. */
  account(keys: KeyAccount): void
}

/** What can be played through the stack and held against a paper, closed forms or a requirement. */
export interface Experiment {
  readonly name: string
  readonly title: string
  /** Whether it distributes a key. */
  readonly distributesKey?: true
  /** Every figure that the experiment's report has, in order. */
  readonly figures: readonly RowFigure[]
  /** Plays it; the results by the figures' ids. */
  run(run: ExperimentRun): ReadonlyMap<string, SimulatedFigure>
  /** What follows for chains of many repeaters, computed. */
  map?(): RepeaterMap
  /** What is drawn of it over one parameter or two, computed. */
  pictures?(): readonly ScanPicture[]
}
