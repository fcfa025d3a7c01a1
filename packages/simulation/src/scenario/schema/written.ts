import { parseQuantity, type QuantityKind, UNITS } from './quantity.js'
import { type AnySchema, given, member, optionFor, partAt, quantityOf } from './parts.js'

/** A value as it would stand in a file that a schema reads: what the schema makes of it is that value again. */
export function written(schema: AnySchema, value: unknown): unknown {
  const kind = quantityOf(given(schema))
  if (typeof value === 'number' && kind !== undefined) return writtenQuantity(kind, value)
  if (typeof value !== 'object' || value === null) {
    const option = ['union', 'variant'].includes(given(schema).type) ? optionFor(given(schema), value) : undefined
    return option === undefined ? value : written(option, value)
  }
  const part = (key: string | number): unknown => {
    const of = partAt(given(schema), key, value)
    return of === undefined ? member(value, key) : written(of, member(value, key))
  }
  if (Array.isArray(value)) return value.map((_, index) => part(index))
  return Object.fromEntries(
    Object.keys(value).flatMap((key) => (member(value, key) === undefined ? [] : [[key, part(key)]]))
  )
}

/** A number with the largest unit in which it is no less than one, digit by digit. */
export function writtenQuantity(kind: QuantityKind, value: number): string {
  const units = Object.entries<number>(UNITS[kind])
  const sizes = units.filter(([unit]) => /^[ -~]*$/.test(unit)).sort((one, other) => other[1] - one[1])
  const exact = sizes
    .map(([unit, factor]) => ({ factor, text: `${inUnit(value, factor)} ${unit}` }))
    .filter(({ text }) => parseQuantity(kind, text, true) === value)
  const shortest = exact
    .filter(({ factor }) => Math.abs(value) >= factor)
    .sort((one, other) => one.text.length - other.text.length)
  return (shortest[0] ?? exact.find(({ factor }) => factor === 1) ?? { text: String(value) }).text
}

/** By digits where the factor is a power of ten, as quantities are read. */
function inUnit(value: number, factor: number): number {
  const exponent = Math.log10(factor)
  return Number.isInteger(exponent) && !String(value).includes('e') ? Number(`${value}e${-exponent}`) : value / factor
}
