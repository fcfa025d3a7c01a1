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

/** A number to the last digit, in the unit that makes it short and no less than one. */
export function writtenQuantity(kind: QuantityKind, value: number): string {
  const exact = Object.entries<number>(UNITS[kind])
    .filter(([unit]) => /^[ -~]*$/.test(unit))
    .map(([unit, factor]) => ({ factor, text: `${inUnit(value, factor)} ${unit}` }))
    .filter(({ text }) => parseQuantity(kind, text, true) === value)
    .sort((one, other) => digitsOf(one.text) - digitsOf(other.text) || other.factor - one.factor)
  const fitting = exact.find(({ factor }) => Math.abs(value) >= factor)
  return (fitting ?? exact.find(({ factor }) => factor === 1) ?? { text: String(value) }).text
}

function digitsOf(text: string): number {
  return text.replace(/[^0-9]/g, '').length
}

/** By digits where the factor is a power of ten, as quantities are read. */
function inUnit(value: number, factor: number): number {
  const exponent = Math.log10(factor)
  return Number.isInteger(exponent) && !String(value).includes('e') ? Number(`${value}e${-exponent}`) : value / factor
}
