import { significant } from '../chart/numbers.js'
import type { Markup } from '../chart/markup.js'
import { table } from './page.js'

/**
 * A table of plain records, whatever their fields: one column for each field that any of them has, fields of records
 * within as 'outer, inner'. Lists of records are counted, not shown.
 */
export function plainTable(records: readonly object[]): Markup {
  const rows = records.map((record) => flatten(record))
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))]
  const words = columns.flatMap((column, index) =>
    rows.every((row) => typeof (row.get(column) ?? '') === 'string') ? [index] : []
  )
  return table(
    columns,
    rows.map((row) => columns.map((column) => show(row.get(column)))),
    words
  )
}

type Plain = string | number | boolean

function flatten(record: object, prefix = ''): Map<string, Plain> {
  const fields = new Map<string, Plain>()
  for (const [key, value] of Object.entries(record) as [string, unknown][]) {
    const name = prefix + inWords(key)
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') fields.set(name, value)
    else if (Array.isArray(value)) fields.set(name, listed(value))
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, field] of flatten(value, `${name}, `)) fields.set(inner, field)
    }
  }
  return fields
}

function listed(list: readonly unknown[]): Plain {
  const plain = list.every((item): item is string | number => typeof item === 'string' || typeof item === 'number')
  if (!plain || list.length > 8) return list.length
  return list.map((item) => (typeof item === 'number' ? significant(item) : item)).join(', ')
}

function show(value: Plain | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? significant(value) : value
}

/** 'meanFidelity' becomes 'mean fidelity'. */
function inWords(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
}
