import fc from 'fast-check'
import { type AnySchema, given, partAt, quantityOf } from '../src/scenario/schema/parts.js'
import { UNITS, unitsOf } from '../src/scenario/schema/quantity.js'

/** Least and largest value that a schema takes, as far as it says. */
function limits(schema: AnySchema): readonly [number, number] {
  const bounds: [number, number] = [-Infinity, Infinity]
  const look = (part: AnySchema): void => {
    for (const step of part.pipe ?? []) {
      const { type, requirement } = step as { readonly type: string; readonly requirement?: unknown }
      if (type === 'min_value') bounds[0] = Math.max(bounds[0], requirement as number)
      if (type === 'max_value') bounds[1] = Math.min(bounds[1], requirement as number)
      if (step !== part && step.kind === 'schema') look(step)
    }
  }
  look(schema)
  return bounds
}

const optionsOf = (schema: AnySchema): readonly AnySchema[] => (schema.options ?? []) as readonly AnySchema[]

/** Whether a schema takes a number as a share: the first of the two ways to write one. */
const isShare = (schema: AnySchema): boolean =>
  schema.type === 'union' &&
  optionsOf(schema)
    .map(({ type }) => type)
    .join() === 'number,string'

/** Values as a file would have them, with every field of every mapping, that together take every way there is. */
export function covers(of: AnySchema): readonly unknown[] {
  const schema = given(of)
  const kind = quantityOf(schema)
  if (kind !== undefined) {
    const [least, most] = limits(schema)
    const unit = Object.entries<number>(UNITS[kind]).find(([, factor]) => factor === 1)![0]
    return [`${Math.min(most, Math.max(least, 1))} ${unit}`]
  }
  if (isShare(schema)) return [middle(optionsOf(schema)[0]!)]
  switch (schema.type) {
    case 'variant':
    case 'union':
      return optionsOf(schema).flatMap((option) => covers(option))
    case 'strict_object': {
      const entries = Object.entries(schema.entries!).map(([key, part]) => [key, covers(part)] as const)
      const most = Math.max(1, ...entries.map(([, values]) => values.length))
      return Array.from({ length: most }, (_, n) =>
        Object.fromEntries(entries.map(([key, values]) => [key, values[n % values.length]]))
      )
    }
    case 'strict_tuple':
      return [schema.items!.map((item) => covers(item)[0])]
    case 'array':
      return [covers(schema.item!)]
    case 'record':
      return [{ one: covers(schema.value as AnySchema)[0] }]
    case 'picklist':
      return [schema.options![0]]
    case 'literal':
      return [schema.literal]
    case 'number':
      return [middle(schema)]
    case 'boolean':
      return [true]
    case 'string':
      return ['words']
    default:
      throw new Error(`no value for a schema of type ${schema.type}`)
  }
}

function middle(schema: AnySchema): number {
  const [least, most] = limits(schema)
  if (isInteger(schema)) return least
  return most === Infinity || most === Number.MAX_VALUE ? least + 1 : (least + most) / 2
}

const isInteger = (schema: AnySchema): boolean => (schema.pipe ?? []).some(({ type }) => type === 'integer')

/** A place in a document, and what may stand there. */
export interface Place {
  readonly path: readonly (string | number)[]
  readonly schema: AnySchema
  readonly required: boolean
}

/** Every place of a value, from the outside in. */
export function* places(of: AnySchema, value: unknown, path: Place['path'] = []): Generator<Place> {
  const schema = given(of)
  if (typeof value !== 'object' || value === null) return
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const part = partAt(schema, key, value)
    if (part === undefined) throw new Error(`${path.join('.')} has no schema for ${key}`)
    const entry = entryOf(schema, String(key), value)
    yield { path: [...path, key], schema: part, required: entry !== undefined && entry.type !== 'optional' }
    yield* places(part, (value as Record<string | number, unknown>)[key], [...path, key])
  }
}

/** The field of a mapping as its schema has it, optional or not. */
function entryOf(schema: AnySchema, key: string, value: unknown): AnySchema | undefined {
  if (schema.type === 'strict_object') return schema.entries![key]
  if (schema.type !== 'variant') return undefined
  const of = optionsOf(schema).find(
    ({ entries }) => entries![String(schema.key)]!.literal === (value as Record<string, unknown>)[String(schema.key)]
  )
  return of?.entries![key]
}

/** Values that a schema must refuse. */
export function wrongValues(schema: AnySchema): readonly unknown[] {
  const kind = quantityOf(schema)
  if (kind !== undefined) {
    const [least, most] = limits(schema)
    const unit = Object.entries<number>(UNITS[kind]).find(([, factor]) => factor === 1)![0]
    const beyond = [
      ...(least > -Infinity ? [`${least - 1} ${unit}`] : []),
      ...(most < Infinity ? [`${2 * most} ${unit}`] : [])
    ]
    return [5, true, '5 kg', `many ${unit}`, {}, ...beyond]
  }
  if (isShare(schema)) {
    const [least, most] = limits(optionsOf(schema)[0]!)
    return [least - 0.25, most + 0.25, true, '5 kg', `${100 * most + 1} %`]
  }
  switch (schema.type) {
    case 'variant':
    case 'strict_object':
    case 'record':
    case 'array':
    case 'strict_tuple':
      return [5, 'words']
    case 'union':
      return [true, 'no such thing!']
    case 'picklist':
    case 'literal':
      return [5, 'no such thing!']
    case 'number': {
      const [least, most] = limits(schema)
      return ['5 kg', true, least - 1, ...(most < 1e15 ? [most + 1] : [])]
    }
    case 'boolean':
      return [5, 'yes']
    default:
      return [5, '']
  }
}

/** What a message about a schema must have in it: units, bounds, choices. */
export function mustSay(schema: AnySchema): readonly string[] {
  const kind = quantityOf(schema)
  if (kind !== undefined) return unitsOf(kind)
  if (isShare(schema)) return limits(optionsOf(schema)[0]!).map(String)
  if (schema.type === 'number')
    return limits(schema)
      .filter((limit) => Math.abs(limit) < 1e15)
      .map(String)
  if (schema.type === 'picklist') return (schema.options ?? []).map(String)
  if (schema.type === 'strict_object') return Object.keys(schema.entries!)
  return []
}

/** Values as a file would have them, drawn over a schema; a field that may be left out is there or not. */
export function drawn(of: AnySchema): fc.Arbitrary<unknown> {
  const schema = given(of)
  const kind = quantityOf(schema)
  if (kind !== undefined) {
    const [least, most] = limits(schema)
    const [unit] = Object.entries<number>(UNITS[kind]).find(([, factor]) => factor === 1)!
    const [from, to] = [Math.max(least, 1), Math.min(most, 1000)]
    return fc
      .integer({ min: Math.ceil(from), max: Math.max(Math.ceil(from), Math.floor(to)) })
      .map((n) => `${n} ${unit}`)
  }
  if (isShare(schema)) return numbers(optionsOf(schema)[0]!)
  switch (schema.type) {
    case 'variant':
    case 'union':
      return fc.oneof(...optionsOf(schema).map((option) => drawn(option)))
    case 'strict_object': {
      const entries = Object.entries(schema.entries!)
      return fc.record(Object.fromEntries(entries.map(([key, part]) => [key, drawn(part)])), {
        requiredKeys: entries.filter(([, part]) => part.type !== 'optional').map(([key]) => key)
      })
    }
    case 'strict_tuple':
      return fc.tuple(...schema.items!.map((item) => drawn(item)))
    case 'array':
      return fc.array(drawn(schema.item!), { minLength: 1, maxLength: 3 })
    case 'record':
      return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), drawn(schema.value as AnySchema), { maxKeys: 3 })
    case 'picklist':
      return fc.constantFrom(...schema.options!)
    case 'literal':
      return fc.constant(schema.literal)
    case 'number':
      return numbers(schema)
    case 'boolean':
      return fc.boolean()
    case 'string':
      return fc.stringMatching(/^[a-z]{1,8}$/)
    default:
      throw new Error(`no values for a schema of type ${schema.type}`)
  }
}

function numbers(schema: AnySchema): fc.Arbitrary<number> {
  const [least, most] = limits(schema)
  if (isInteger(schema)) return fc.integer({ min: least, max: Math.min(most, least + 8) })
  return fc.integer({ min: 0, max: 1000 }).map((n) => least + (Math.min(most, least + 5) - least) * (n / 1000))
}
