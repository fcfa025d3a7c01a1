import type { ExperimentFigure } from '@bellwire/physics'
import type { ExperimentRun } from '../experiment.js'
import type { SimulatedFigure } from '../row.js'

/** Rows of the chain experiment that belong together, and how they come about. */
export interface ChainSection {
  readonly figures: readonly ExperimentFigure[]
  /** Plays what the section needs; the results by the figures' ids. */
  play(run: ExperimentRun): ReadonlyMap<string, SimulatedFigure>
}

/** A row that no paper has. */
export function figure(
  id: string,
  quantity: string,
  unit: string,
  closedForm: number,
  note?: string
): ExperimentFigure {
  return { id, quantity, unit, paper: null, closedForm, kind: 'inferred', ...(note === undefined ? {} : { note }) }
}
