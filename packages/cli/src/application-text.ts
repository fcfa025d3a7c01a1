import { type ApplicationFact, type ApplicationReport, factsOf } from '@bellwire/simulation'
import { withError } from './experiment-table.js'
import { table } from './table.js'

/** What an application came to, for people. */
export function applicationText(report: ApplicationReport, index: number): string {
  const { kind, from, to, over, state, reason } = report
  const title = `applications[${index}]: ${kind}, ${from}-${to} over ${over}: ${state}${reason === null ? '' : `, ${reason}`}`
  const rows = factsOf(report).map((fact) => [`${fact.title}${fact.oracle === true ? '*' : ''}`, shown(fact)])
  const matrix = report.kind === 'tomography' && report.densityMatrix !== null ? matrixText(report.densityMatrix) : ''
  return `\n${title}\n${table(['quantity', 'value'], rows)}${matrix}`
}

function shown({ value, standardError, unit }: ApplicationFact): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  const digits = Number.isInteger(value) ? value.toLocaleString('en-US') : value.toPrecision(4)
  const number = standardError === undefined || !(standardError > 0) ? digits : withError(value, standardError)
  return unit === undefined ? number : `${number} ${unit}`
}

type Matrix = NonNullable<Extract<ApplicationReport, { kind: 'tomography' }>['densityMatrix']>

function matrixText({ real, imaginary, realErrors, imaginaryErrors }: Matrix): string {
  const part = (title: string, values: readonly (readonly number[])[], errors: readonly (readonly number[])[]) =>
    table(
      [title, '|00>', '|01>', '|10>', '|11>'],
      values.map((row, r) => [
        `<${r.toString(2).padStart(2, '0')}|`,
        ...row.map((value, c) => `${value.toFixed(3)} ± ${(errors[r]?.[c] ?? 0).toFixed(3)}`)
      ])
    )
  return `\n${part('Re ρ', real, realErrors)}\n${part('Im ρ', imaginary, imaginaryErrors)}`
}
