import type { SweepSummary, SweepValue } from '@bellwire/simulation'

/**
 * A sweep as comma-separated values (RFC 4180): a line for each point, with a column for each field that varies, the
 * number of runs, and three for each figure. What is not known is empty.
 */
export function sweepCsv({ vary, points }: SweepSummary): string {
  const names = [...new Set(points.flatMap(({ figures }) => Object.keys(figures)))]
  const titles = [
    ...vary.map(({ path }) => path),
    'runs',
    ...names.flatMap((name) => [`${name} mean`, `${name} low`, `${name} high`])
  ]
  const lines = points.map(({ at, runs, figures }) => [
    ...vary.map(({ path }) => at[path]),
    runs,
    ...names.flatMap((name) => [figures[name]?.mean, figures[name]?.low, figures[name]?.high])
  ])
  return [titles, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('')
}

function cell(value: SweepValue | null | undefined): string {
  const text = String(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
