import type { ExperimentFigure } from '@bellwire/physics'
import type { Estimate } from '@bellwire/quantum'

/** Simulated values may be this many standard errors off the closed form. */
export const ALLOWED_STANDARD_ERRORS = 4

/** Largest standard error of a simulated value, relative to it, where no number of events is stated instead. */
export const LARGEST_RELATIVE_ERROR = 0.01

/** A bound that the stack must keep. */
interface Requirement {
  readonly bound: 'at least' | 'at most'
  readonly value: number
}

/** A figure of an experiment; of some there is no closed form, and of others a requirement in its place. */
export interface RowFigure extends Omit<ExperimentFigure, 'closedForm'> {
  readonly closedForm: number | null
  /** On what is simulated, where there is no closed form. */
  readonly required?: Requirement
  /** Known value of a closed form that is not simulated, and the digits after the point that count. */
  readonly golden?: readonly [value: number, digits: number]
  /** There is no row where a run has nothing to say of it. */
  readonly optional?: true
}

/** One figure of an experiment: the paper's value, the model in closed form, and what came out of the stack. */
export interface ExperimentRow extends RowFigure {
  readonly simulated: Estimate | null
  /**
   * Simulated: close enough to the closed form, where there is one, and well enough known; or as required. Otherwise:
   * the closed form has its known value.
   */
  readonly agrees: boolean
  /** Events that the simulated value rests on, where their number sets the error. */
  readonly events?: number
}

/** What a run has to say of a figure. A standard error of 0 stands for none: a count, a flag, an extreme. */
export interface SimulatedFigure extends Estimate {
  readonly events?: number
}

/** Known values of the closed forms of figures that are not simulated, and the digits that count. */
const GOLDEN: { readonly [id: string]: readonly [value: number, digits: number] } = {
  'diqkd-rounds-per-second': [0.29148, 5],
  'key-finite-10km': [4.73e-3, 5],
  'key-101km': [0.0989, 4]
}

export function experimentRow(figure: RowFigure, simulated: SimulatedFigure | undefined): ExperimentRow {
  if (simulated === undefined) return { ...figure, simulated: null, agrees: isGolden(figure) }
  const { value, standardError, events } = simulated
  const row = { ...figure, simulated: { value, standardError }, agrees: agrees(figure, simulated) }
  return events === undefined ? row : { ...row, events }
}

function agrees({ closedForm, required }: RowFigure, { value, standardError, events }: SimulatedFigure): boolean {
  if (required !== undefined) return required.bound === 'at least' ? value >= required.value : value <= required.value
  // A count, a flag or an extreme of the run is what it is: it has no standard error, and no closed form to be near.
  if (standardError === 0) return closedForm === null && events !== undefined
  const close = closedForm === null || Math.abs(value - closedForm) <= ALLOWED_STANDARD_ERRORS * standardError
  const known = standardError > 0 && (events !== undefined || standardError <= LARGEST_RELATIVE_ERROR * Math.abs(value))
  return close && known
}

function isGolden({ id, closedForm, golden = GOLDEN[id] }: RowFigure): boolean {
  if (golden === undefined || closedForm === null) return false
  const [value, digits] = golden
  return Math.abs(closedForm - value) <= 0.5 * 10 ** -digits * (1 + 1e-9)
}

/**
 * How far the model lies from the paper, in the paper's standard deviations: by what was simulated, or by the closed
 * form. Null where it says nothing: fits, bounds, and values without an error.
 */
export function paperSigmas({ kind, paper, simulated, closedForm }: ExperimentRow): number | null {
  const value = simulated?.value ?? closedForm
  if (value === null || (kind !== 'prediction' && kind !== 'conditional')) return null
  if (paper?.error === undefined || paper.bound !== undefined) return null
  return (value - paper.value) / paper.error
}
