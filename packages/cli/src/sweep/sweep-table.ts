import type { FigureInterval, PointSummary, SweepSummary } from '@bellwire/simulation'
import { withError } from '../experiment-table.js'
import { table } from '../table.js'

const FIGURES = { delivered: 'pairs', expired: 'expired', meanFidelity: 'fidelity*', perSimulatedSecond: 'pairs/s' }

/** A sweep for people: for each point and link what the runs gave. */
export function sweepTable({ vary, points }: SweepSummary): string {
  const titles = [...vary.map(({ path }) => path), 'link', 'runs', ...Object.values(FIGURES)]
  const rows = points.flatMap((point) => {
    const place = vary.map(({ path }) => String(point.at[path]))
    const links = linksOf(point)
    return (links.length === 0 ? [''] : links).map((link) => [
      ...place,
      link,
      String(point.runs),
      ...Object.keys(FIGURES).map((figure) => shown(point.figures[`${link}.${figure}`]))
    ])
  })
  return `${table(titles, rows)}\n± of the mean, at 95 % confidence; --json and --csv have all figures\n* as only the simulator knows\n`
}

function linksOf({ figures }: PointSummary): readonly string[] {
  const ending = '.perSimulatedSecond'
  return Object.keys(figures).flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : []))
}

function shown(figure: FigureInterval | undefined): string {
  if (figure === undefined || figure.mean === null) return ''
  const { mean, low, high } = figure
  // Where all runs give the same, the interval is as wide as rounding has made it.
  if (low === null || high === null || high - low <= 1e-12 * Math.abs(mean)) return String(Number(mean.toPrecision(5)))
  return withError(mean, (high - low) / 2)
}
