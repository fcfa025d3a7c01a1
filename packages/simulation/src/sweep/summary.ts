import type { RunFigures } from './figures-of.js'
import { type FigureInterval, intervalOf } from './interval.js'
import type { Sweep, Varied } from './sweep.js'
import type { SweepValue } from './values-of.js'

/** What `bellwire sweep --json` prints. */
export interface SweepSummary {
  readonly vary: readonly Varied[]
  readonly points: readonly PointSummary[]
}

export interface PointSummary {
  readonly at: { readonly [path: string]: SweepValue }
  /** Runs that are behind the figures. */
  readonly runs: number
  readonly figures: { readonly [name: string]: FigureInterval }
}

/** Figures of finished runs, in whatever order they come. */
export class SweepResults {
  readonly #points: Map<number, RunFigures>[]

  constructor(private readonly sweep: Sweep) {
    this.#points = Array.from({ length: sweep.size }, () => new Map())
  }

  has(point: number, run: number): boolean {
    return this.#points[point]?.has(run) === true
  }

  /** The first word on a run stands. */
  add(point: number, run: number, figures: RunFigures): void {
    if (!this.has(point, run)) this.#points[point]?.set(run, figures)
  }

  /** How many of the first runs of all points are there. */
  count(runs: number): number {
    return this.#points.reduce((sum, point) => sum + firstOf(point, runs).length, 0)
  }

  /** @param runs how many of each point count, from the first */
  summary(runs: number): SweepSummary {
    return {
      vary: this.sweep.vary,
      points: this.#points.map((all, point) => {
        const counted = firstOf(all, runs)
        return { at: this.sweep.at(point), runs: counted.length, figures: intervalsOf(counted) }
      })
    }
  }
}

/** In the order of the runs, on which sums of floating-point numbers depend. */
function firstOf(all: ReadonlyMap<number, RunFigures>, runs: number): readonly RunFigures[] {
  return [...all]
    .filter(([run]) => run < runs)
    .sort(([one], [other]) => one - other)
    .map(([, figures]) => figures)
}

/** A figure that a run does not have, or has as null, is a mean over the other runs. */
function intervalsOf(runs: readonly RunFigures[]): { readonly [name: string]: FigureInterval } {
  const names = new Set(runs.flatMap((figures) => Object.keys(figures)))
  return Object.fromEntries(
    [...names].map((name) => {
      const values = runs.map((figures) => figures[name] ?? null).filter((value) => value !== null)
      return [name, intervalOf(values)]
    })
  )
}
