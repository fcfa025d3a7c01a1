import { type ExperimentRow, paperSigmas } from '@bellwire/simulation'

const HEADER = ['', 'paper', 'closed form', 'simulated', 'kind', 'off the paper', '']

/** Columns of words; the others hold numbers and are aligned to the right. */
const WORDS = new Set([0, 4, 6])

export interface TableOptions {
  /** With escape sequences for a terminal. */
  readonly colours: boolean
}

/** An experiment's rows for people: the paper, the model in closed form, and what came out of the stack. */
export function experimentTable(rows: readonly ExperimentRow[], { colours }: TableOptions): string {
  const cells = [HEADER, ...rows.map(rowCells)]
  const widths = HEADER.map((_, column) => Math.max(...cells.map((row) => (row[column] as string).length)))
  const lines = cells.map((row, index) => {
    const padded = row.map((cell, column) => {
      const width = widths[column] as number
      return WORDS.has(column) ? cell.padEnd(width) : cell.padStart(width)
    })
    const line = padded.join('  ').trimEnd()
    if (!colours || index === 0) return line
    return rows[index - 1]?.agrees === true ? line.replace('✓', '\u001b[32m✓\u001b[39m') : `\u001b[31m${line}\u001b[39m`
  })
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2))
  return `${[lines[0], rule, ...lines.slice(1)].join('\n')}\n`
}

/** What the columns mean, in short. */
export const TABLE_LEGEND = `✓ simulated within 4 standard errors of the closed form, and known to 1 % (or by the stated number of events);
  where nothing is simulated, the closed form has its known value; required ≥ or ≤: a bound that the stack must keep;
  without a closed form, a value that is stated, and without ± a count or an extreme, which has no standard error.
  Fits were chosen to give the paper's number: only predictions test the model, and theirs is the distance
  off the paper, in the paper's standard deviations.
`

function rowCells(row: ExperimentRow): readonly string[] {
  const { quantity, unit, simulated, kind, agrees, events } = row
  const sigmas = paperSigmas(row)
  return [
    unit === '1' ? quantity : `${quantity} (${unit})`,
    paperCell(row),
    closedFormCell(row),
    simulated === null ? '–' : simulatedCell(simulated),
    kind,
    sigmas === null ? '' : `${sigmas < 0 ? '−' : '+'}${Math.abs(sigmas).toFixed(1)} σ`,
    `${agrees ? '✓' : '✗ does not agree'}${events === undefined ? '' : ` by ${count(events)} events`}`
  ]
}

/** A value with its standard error, if it has one. */
function simulatedCell({ value, standardError }: NonNullable<ExperimentRow['simulated']>): string {
  return standardError === 0 ? plain(value) : withError(value, standardError)
}

/** A number without an error: six digits say enough of a fraction. */
function plain(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)))
}

/** The closed form, or what is required in its place. */
function closedFormCell({ closedForm, required }: ExperimentRow): string {
  if (required !== undefined) return `required ${required.bound === 'at least' ? '≥' : '≤'} ${required.value}`
  return closedForm === null ? '–' : closedForm.toPrecision(5)
}

/** A paper's value with its error, or its bound. */
export function paperCell({ paper }: Pick<ExperimentRow, 'paper'>): string {
  if (paper === null) return '–'
  const bound = paper.bound === undefined ? '' : paper.bound === 'above' ? '> ' : '< '
  const value = paper.error === undefined ? plain(paper.value) : withError(paper.value, paper.error)
  return `${bound}${value}`
}

/** Value and error to two significant digits of the error. */
export function withError(value: number, error: number): string {
  const decimals = error > 0 ? Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(error)))) : 6
  return `${value.toFixed(decimals)} ± ${error.toFixed(decimals)}`
}

/** A large number with its thousands apart. */
export function count(number: number): string {
  return Math.round(number).toLocaleString('en-US')
}
