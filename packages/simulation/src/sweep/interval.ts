import { studentCritical } from './student.js'

/** A mean over runs, and the interval that holds the true mean with a confidence of 95 %. */
export interface FigureInterval {
  /** Null where no run has the figure. */
  readonly mean: number | null
  /** Null where fewer than two runs have the figure: one alone does not tell how far runs differ. */
  readonly low: number | null
  readonly high: number | null
}

const CONFIDENCE = 0.95

const critical = new Map<number, number>()

/** Of independent values of one distribution, by Student's t: exact where it is normal, near it for a mean of many. */
export function intervalOf(values: readonly number[]): FigureInterval {
  const count = values.length
  if (count === 0) return { mean: null, low: null, high: null }
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  if (count === 1) return { mean, low: null, high: null }
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const half = criticalFor(count - 1) * Math.sqrt(squares / (count - 1) / count)
  return { mean, low: mean - half, high: mean + half }
}

function criticalFor(degrees: number): number {
  const known = critical.get(degrees)
  if (known !== undefined) return known
  const made = studentCritical(CONFIDENCE, degrees)
  critical.set(degrees, made)
  return made
}
