import type { KeyRateCurve, KeyRates } from '@bellwire/simulation'
import { table } from '../table.js'
import type { Noise } from './noise.js'
import { type Analysis, MEANING, type RatePoint, type RateRow } from './rates.js'

const COLUMNS = ['analysis', 'label', 'rounds', 'S', 'Q', 'flips', 'key', 'bound', 'bits/round', '']
const WORDS = [1, 9]

function cells(row: RateRow): readonly string[] {
  return [
    row.analysis,
    row.label,
    row.rounds.toLocaleString('en-US'),
    short(row.chsh),
    short(row.qber),
    row.flips === undefined ? '' : String(Number(row.flips.toPrecision(4))),
    row.length === null ? '' : row.length.toLocaleString('en-US'),
    row.unrounded.toLocaleString('en-US', { maximumFractionDigits: 1, minimumFractionDigits: 1 }),
    row.perRound.toPrecision(5),
    row.refusal === undefined ? '' : 'no key'
  ]
}

function short(value: number): string {
  return String(Number(value.toPrecision(7)))
}

/** Rates for people; `key` is what may be released, `bound` what the analysis gives before rounding and refusals. */
export function ratesText(rows: readonly RateRow[]): string {
  const used = [...new Set(rows.map(({ analysis }) => analysis))]
  return `${table(COLUMNS, rows.map(cells))}\n${used.map((analysis) => `${MEANING[analysis]}\n`).join('')}`
}

const CSV = [
  'analysis',
  'label',
  'rounds',
  'chsh',
  'qber',
  'flips',
  'length',
  'unrounded',
  'perRound',
  'refusal'
] as const

/** As comma-separated values (RFC 4180). */
export function ratesCsv(rows: readonly RateRow[]): string {
  const cell = (value: string | number | null | undefined): string => {
    const text = String(value ?? '')
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [CSV, ...rows.map((row) => CSV.map((name) => row[name]))]
    .map((line) => `${line.map(cell).join(',')}\r\n`)
    .join('')
}

const AXES: Readonly<Record<keyof RatePoint, string>> = { rounds: 'rounds', qber: 'error rate Q', chsh: 'CHSH value S' }

function nameOf(noise: Noise): string {
  if (noise === 'best') return 'best noise'
  return noise === 0 ? 'no noise' : `noise ${noise}`
}

/** What the report shows: curves over the quantity with the most values. */
export function ratesReport(rows: readonly RateRow[], curves: readonly RateRow[]): KeyRates {
  const values = (name: keyof RatePoint): readonly number[] => [...new Set(curves.map((row) => row[name]))]
  const names = Object.keys(AXES) as (keyof RatePoint)[]
  const axis = names.reduce((most, name) => (values(name).length > values(most).length ? name : most))
  // What follows from the quantity on the axis, as S from Q of depolarised pairs, makes no curves of its own.
  const follows = (name: keyof RatePoint): boolean =>
    new Set(curves.map((row) => `${row[axis]} ${row[name]}`)).size === values(axis).length
  const others = names.filter((name) => !follows(name))
  const noises = new Set(curves.map(({ noise }) => noise))
  const series = new Map<string, { group: Analysis; points: { x: number; y: number }[] }>()
  for (const row of curves) {
    const at = others.map((name) => `${{ rounds: 'N', chsh: 'S', qber: 'Q' }[name]} = ${short(row[name])}`)
    const noise = noises.size > 1 && row.noise !== undefined ? [nameOf(row.noise)] : []
    const name = [`${row.analysis} (${row.label})`, ...noise, ...at].join(', ')
    const one = series.get(name) ?? { group: row.analysis, points: [] }
    one.points.push({ x: row[axis], y: row.perRound })
    series.set(name, one)
  }
  const used = [...new Set(rows.map(({ analysis }) => analysis))]
  return {
    summary: 'How much key there is, by each analysis. A row says which it is, and what stands behind it.',
    axis: AXES[axis],
    curves: [...series].map(
      ([name, { group, points }]): KeyRateCurve => ({
        name,
        group,
        points: points.toSorted((a, b) => a.x - b.x)
      })
    ),
    columns: COLUMNS,
    rows: rows.map(cells),
    words: WORDS,
    notes: used.map((analysis) => MEANING[analysis])
  }
}
