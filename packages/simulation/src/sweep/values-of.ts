import { UNITS } from '../scenario/schema/quantity.js'
import { SweepError } from './sweep-error.js'

/** A value of a scenario's field, as a scenario file would have it. */
export type SweepValue = number | string | boolean

const NUMBER = '[+-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d+)?'
const UNIT = '[^\\s\\d.,:+-][^\\s.,:]*'
const RANGE = new RegExp(`^(${NUMBER})\\s*(${UNIT})?\\.\\.(${NUMBER})\\s*(${UNIT})?(?::(\\d+)(x?log)?)?$`)
const QUANTITY = new RegExp(`^(${NUMBER})\\s*(${UNIT})$`)

const KNOWN_UNITS: ReadonlySet<string> = new Set(['%', ...Object.values(UNITS).flatMap((units) => Object.keys(units))])

const STEPS = 5
const MOST_STEPS = 10_000

/** Binary fractions of decimal steps are off in the last digits: 0.1 + 0.2 is meant to be 0.3. */
const LINEAR_DIGITS = 12
/** Few ratios are decimal numbers; what people would write is enough, and is in whole nanoseconds where seconds are meant. */
const LOGARITHMIC_DIGITS = 6

const ACCEPTED = "a list such as '10 km,20 km' or a range such as '10 km..50 km:5' or '1 km..100 km:5xlog'"

/**
 * The values that a text lists, `v1,v2,v3`, or has at even distances, `A..B:STEPS`, with both ends; with `xlog` after
 * the steps at even ratios. A unit stays as it is written: that of the first end may be left out where the second has it.
 *
 * @param field whose values they are, for errors
 * @throws SweepError for what is no list or range, and for a value twice
 */
export function valuesOf(field: string, text: string): readonly SweepValue[] {
  const values = text.includes('..') ? rangeOf(field, text.trim()) : listOf(field, text)
  const names = values.map(valueName)
  const again = names.find((name, index) => names.indexOf(name) < index)
  if (again !== undefined) throw new SweepError(field, `${again} twice in '${text}'`, 'every value once')
  return values
}

/** The same name for the same value, however it is written: 10km, 10.0 km and 1e1 km are 10 km. */
export function valueName(value: SweepValue): string {
  const [, number, unit] = (typeof value === 'string' && QUANTITY.exec(value)) || []
  return number === undefined || unit === undefined || !KNOWN_UNITS.has(unit)
    ? String(value)
    : `${Number(number)} ${unit}`
}

function listOf(field: string, text: string): readonly SweepValue[] {
  return text.split(',').map((item) => {
    const word = item.trim()
    if (word === '') throw new SweepError(field, `'${text}'`, ACCEPTED)
    if (word === 'true' || word === 'false') return word === 'true'
    return new RegExp(`^${NUMBER}$`).test(word) && Number.isFinite(Number(word)) ? Number(word) : word
  })
}

function rangeOf(field: string, text: string): readonly SweepValue[] {
  const match = RANGE.exec(text)
  if (match === null) throw new SweepError(field, `'${text}'`, ACCEPTED)
  const [, first = '', firstUnit, second = '', secondUnit, count, law] = match
  const [from, to, steps] = [Number(first), Number(second), count === undefined ? STEPS : Number(count)]
  if (firstUnit !== undefined && firstUnit !== secondUnit) {
    throw new SweepError(field, `'${text}'`, 'a range with both ends in the same unit')
  }
  if (!Number.isFinite(from) || !Number.isFinite(to) || !Number.isFinite(to - from)) {
    throw new SweepError(field, `'${text}'`, 'a range between finite numbers')
  }
  if (steps < 2 || steps > MOST_STEPS) {
    throw new SweepError(field, `'${text}'`, `a range of 2 to ${MOST_STEPS} steps`)
  }
  if (law !== undefined && !(from > 0 && to > 0)) {
    throw new SweepError(field, `'${text}'`, 'ends above 0 for even ratios')
  }
  return Array.from({ length: steps }, (_, index) => {
    const share = index / (steps - 1)
    const between =
      law === undefined
        ? (from + (to - from) * share).toPrecision(LINEAR_DIGITS)
        : (from * (to / from) ** share).toPrecision(LOGARITHMIC_DIGITS)
    const number = index === 0 ? from : index === steps - 1 ? to : Number(between)
    return secondUnit === undefined ? number : `${number} ${secondUnit}`
  })
}
