import { table } from '../table.js'

/** What a process answered, for people: lists as tables, everything else as lines. */
export function ctlText(answer: unknown): string {
  if (!isFields(answer)) return `${cell(answer)}\n`
  const lists = Object.entries(answer).filter(([, value]) => isRows(value))
  const single = Object.entries(answer).filter(([, value]) => !isRows(value))
  const line = single.map(([name, value]) => `${name}: ${cell(value)}`).join('   ')
  const tables = lists.map(([name, rows]) => {
    const found = rows as Record<string, unknown>[]
    return found.length === 0 ? `no ${name}\n` : rowsText(found)
  })
  return `${line === '' ? '' : `${line}\n`}${tables.join('\n')}`
}

function rowsText(rows: readonly Record<string, unknown>[]): string {
  const titles = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return table(
    titles,
    rows.map((row) => titles.map((title) => cell(row[title])))
  )
}

function isRows(value: unknown): boolean {
  return Array.isArray(value) && value.every(isFields)
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toPrecision(4)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return JSON.stringify(value)
  return value.map((one) => (isFields(one) ? Object.values(one).map(cell).join(' ') : cell(one))).join(', ')
}
