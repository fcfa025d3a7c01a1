import { type ApplicationFact, factsOf } from '../../scenario/applications/facts.js'
import type { ApplicationReport, TomographyReport } from '../../scenario/applications/report.js'
import { type Content, element } from '../chart/markup.js'
import { duration, measured, significant } from '../chart/numbers.js'
import { details, table } from './page.js'

const KETS = ['|00⟩', '|01⟩', '|10⟩', '|11⟩']

/** What an application came to. */
export function applicationSection(report: ApplicationReport, index: number): Content {
  const { kind, from, to, over, state, reason } = report
  const rows = factsOf(report).map((fact) => [`${fact.title}${fact.oracle === true ? ' *' : ''}`, cell(fact)])
  return [
    element('h2', {}, `Application ${index}: ${kind}, ${from} – ${to}`),
    element('p', { class: 'sub' }, `Over ${over}: ${state}${reason === null ? '' : `, ${reason}`}.`),
    table(['quantity', 'value'], rows),
    report.kind === 'tomography' && report.densityMatrix !== null ? matrixDetails(report.densityMatrix) : [],
    rows.some(([title]) => title?.endsWith('*')) ? element('p', { class: 'note' }, '* as only the simulator knows') : []
  ]
}

function cell({ value, standardError, unit }: ApplicationFact): string {
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (standardError !== undefined) return measured(value, standardError)
  if (unit === 's') return duration(value)
  return `${significant(value)}${unit === undefined ? '' : ` ${unit}`}`
}

function matrixDetails(matrix: NonNullable<TomographyReport['densityMatrix']>): Content {
  const part = (values: readonly (readonly number[])[], errors: readonly (readonly number[])[]) =>
    table(
      ['', ...KETS],
      values.map((row, r) => [KETS[r] as string, ...row.map((value, c) => measured(value, errors[r]?.[c] as number))])
    )
  return details(
    'Density matrix',
    element('p', {}, 'Real parts'),
    part(matrix.real, matrix.realErrors),
    element('p', {}, 'Imaginary parts'),
    part(matrix.imaginary, matrix.imaginaryErrors)
  )
}
