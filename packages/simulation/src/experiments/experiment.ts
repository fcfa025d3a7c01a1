import type { RepeaterMap } from './repeater-chain/repeater-map.js'
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
}

/** What can be played through the stack and held against a paper, closed forms or a requirement. */
export interface Experiment {
  readonly name: string
  readonly title: string
  /** Every figure that the experiment's report has, in order. */
  readonly figures: readonly RowFigure[]
  /** Plays it; the results by the figures' ids. */
  run(run: ExperimentRun): ReadonlyMap<string, SimulatedFigure>
  /** What follows for chains of many repeaters, computed. */
  map?(): RepeaterMap
}
