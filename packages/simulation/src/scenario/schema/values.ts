import { LATEST } from '@bellwire/runtime'
import * as v from 'valibot'
import { NUMBER_PATTERN, parseQuantity, type QuantityKind, quantityPattern, unitsOf } from './quantity.js'

/** What messages call each kind, with an example. */
const DESCRIPTIONS: { readonly [Kind in QuantityKind]: readonly [name: string, example: string] } = {
  time: ['time', '375.64 us'],
  length: ['length', '10 km'],
  rate: ['rate', '9.6 cps'],
  bandwidth: ['bandwidth', '1 Mbit/s'],
  attenuation: ['attenuation', '0.2 dB/km'],
  loss: ['loss', '3 dB'],
  velocity: ['velocity', '204200 km/s'],
  drift: ['relative rate', '20 ppb'],
  angle: ['angle', '5 deg'],
  angularFrequency: ['angular frequency', '150 rad/us'],
  frequencyDrift: ['drift of a frequency', '66 Hz/h'],
  phaseWalk: ['walk of a phase', '0.1 rad/sqrt(s)']
}

interface Limits {
  /** In the unit of the kind; default 0, or none where negative values are allowed. */
  readonly minimum?: number
  readonly maximum?: number
  readonly signed?: boolean
  /** Said of the limits, after the units. */
  readonly note?: string
}

/** A quantity with its unit, such as '10 km'; out comes the number in the kind's own unit. */
export function quantity(kind: QuantityKind, limits: Limits = {}) {
  const { signed = false, minimum = signed ? -Infinity : 0, maximum = Infinity } = limits
  const [name, example] = DESCRIPTIONS[kind]
  const note = limits.note ?? (signed ? '' : ', 0 or more')
  const accepted = `a ${name} such as '${example}', in ${unitsOf(kind).join(', ')}${note}`
  return v.pipe(
    v.string(accepted),
    v.regex(new RegExp(quantityPattern(kind, signed)), accepted),
    v.transform((text) => parseQuantity(kind, text, signed) ?? Number.NaN),
    v.finite(accepted),
    v.minValue(minimum, accepted),
    v.maxValue(maximum, accepted),
    v.metadata({ quantity: kind })
  )
}

/** A time in whole nanoseconds. */
export function time(limits: Limits = {}) {
  const note = limits.note ?? `, whole nanoseconds, ${limits.signed === true ? 'up to' : 'from 0 to'} 104 days`
  const bounded = { maximum: LATEST, ...(limits.signed === true ? { minimum: -LATEST } : {}), ...limits, note }
  const accepted = `a time such as '375.64 us', in ${unitsOf('time').join(', ')}${note}`
  return v.pipe(quantity('time', bounded), v.transform(wholeNanoseconds), v.integer(accepted))
}

/** A time that is not 0. */
export function duration() {
  return time({ minimum: 1, note: ', more than 0, whole nanoseconds, up to 104 days' })
}

/** Minutes and hours are multiplied, which may be off by the last digit; what is less than that is a fraction. */
function wholeNanoseconds(value: number): number {
  const whole = Math.round(value)
  return Math.abs(value - whole) <= 1e-12 * Math.abs(value) ? whole : value
}

/** A share between two bounds, as a number or in percent. */
export function share(minimum = 0, maximum = 1) {
  const accepted = `a number from ${minimum} to ${maximum}, or a percentage such as '${50 * (minimum + maximum)} %'`
  return v.union(
    [
      v.pipe(v.number(accepted), v.minValue(minimum, accepted), v.maxValue(maximum, accepted)),
      v.pipe(
        v.string(accepted),
        v.regex(new RegExp(`^${NUMBER_PATTERN}\\s*%$`), accepted),
        v.transform((text) => Number.parseFloat(text) / 100),
        v.minValue(minimum, accepted),
        v.maxValue(maximum, accepted)
      )
    ],
    accepted
  )
}

export function number(minimum: number, maximum = Infinity) {
  const accepted = maximum === Infinity ? `a number of at least ${minimum}` : `a number from ${minimum} to ${maximum}`
  const largest = Math.min(maximum, Number.MAX_VALUE)
  return v.pipe(v.number(accepted), v.minValue(minimum, accepted), v.maxValue(largest, accepted))
}

export function integer(minimum: number, maximum: number = Number.MAX_SAFE_INTEGER) {
  const accepted =
    maximum === Number.MAX_SAFE_INTEGER ? `an integer from ${minimum}` : `an integer from ${minimum} to ${maximum}`
  return v.pipe(v.number(accepted), v.integer(accepted), v.minValue(minimum, accepted), v.maxValue(maximum, accepted))
}

export function choice<const Options extends readonly string[]>(options: Options) {
  return v.picklist(options, `one of ${options.join(', ')}`)
}

export function flag() {
  return v.boolean('true or false')
}

/** Words for people. */
export function words() {
  return v.pipe(v.string('a text'), v.minLength(1, 'a text that is not empty'))
}

const NAME = "a name of letters, digits, '-', '_' and '.'"

/** The name of a node or station. */
export const name = v.pipe(v.string(NAME), v.regex(/^[A-Za-z0-9._-]+$/, NAME))

/** A field with what an editor shows of it. */
export function described<const Schema extends v.GenericSchema>(schema: Schema, description: string): Schema {
  const [first = schema, ...rest] = stepsOf(schema)
  // Before any conversion, since only what comes before it belongs to the published schema.
  const pipe = v.pipe as (...items: readonly unknown[]) => unknown
  return pipe(first, v.description(description), ...rest) as Schema
}

function stepsOf(schema: v.GenericSchema): readonly v.GenericSchema[] {
  const { pipe } = schema as { readonly pipe?: readonly v.GenericSchema[] }
  if (pipe === undefined) return [schema]
  return pipe.flatMap((item) => (item.kind === 'schema' ? stepsOf(item) : [item]))
}

/** The same, for a field that may be left out. */
export function optional<const Schema extends v.GenericSchema>(schema: Schema, description: string) {
  return v.optional(described(schema, description))
}

/** A number from 0 on for each of two ends or detectors. */
export function both<const Schema extends v.GenericSchema>(schema: Schema) {
  const accepted = 'a list of two'
  return v.strictTuple([schema, schema], accepted)
}

/** A mapping of known keys. */
export function fields<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.strictObject(entries, `a mapping of ${Object.keys(entries).join(', ')}`)
}

export function list<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.array(schema, 'a list')
}
