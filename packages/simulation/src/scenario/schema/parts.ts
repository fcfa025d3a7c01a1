import type * as v from 'valibot'
import type { QuantityKind } from './quantity.js'

// What schemas are made of, looked at from outside: for what is missing in a file, and to write a file.

/** A schema with whatever its type has. */
export interface AnySchema {
  readonly type: string
  readonly message?: unknown
  readonly pipe?: readonly (AnySchema & {
    readonly kind: string
    readonly metadata?: Readonly<Record<string, unknown>>
  })[]
  readonly wrapped?: AnySchema
  readonly entries?: Readonly<Record<string, AnySchema>>
  readonly options?: readonly unknown[]
  readonly items?: readonly AnySchema[]
  readonly item?: AnySchema
  readonly value?: unknown
  readonly literal?: unknown
  readonly key?: unknown
}

export function anySchema(schema: v.GenericSchema): AnySchema {
  return schema
}

/** What a field holds that may be left out. */
export function given(schema: AnySchema): AnySchema {
  return schema.type === 'optional' && schema.wrapped !== undefined ? given(schema.wrapped) : schema
}

/** The kind of quantity that a schema takes; undefined for what is no quantity. */
export function quantityOf(schema: AnySchema): QuantityKind | undefined {
  for (const part of schema.pipe ?? []) {
    const kind = part.kind === 'schema' && part !== schema ? quantityOf(part) : part.metadata?.['quantity']
    if (kind !== undefined) return kind as QuantityKind
  }
  return undefined
}

/** The option of a variant or a union that a value is of; the value may be of any that accepts its kind of data. */
export function optionFor(schema: AnySchema, value: unknown): AnySchema | undefined {
  const options = (schema.options ?? []) as readonly AnySchema[]
  if (schema.type !== 'variant') return options.find((option) => holds(option, value))
  const key = String(schema.key)
  return options.find((option) => option.entries?.[key]?.literal === member(value, key))
}

function holds(schema: AnySchema, value: unknown): boolean {
  if (['union', 'variant'].includes(schema.type)) return optionFor(schema, value) !== undefined
  if (Array.isArray(value)) return ['strict_tuple', 'array'].includes(schema.type)
  if (typeof value === 'object') return ['strict_object', 'record'].includes(schema.type)
  if (typeof value === 'number') return schema.type === 'number' || quantityOf(schema) !== undefined
  if (schema.type === 'literal') return schema.literal === value
  if (schema.type === 'picklist') return (schema.options ?? []).includes(value)
  return schema.type === typeof value
}

/** The schema of what stands at a key of a value. */
export function partAt(schema: AnySchema, key: string | number, value: unknown): AnySchema | undefined {
  const { type, entries, item, items, value: ofRecord } = schema
  const part =
    type === 'variant' || type === 'union'
      ? undefined
      : (entries?.[key] ?? items?.[Number(key)] ?? item ?? (type === 'record' ? (ofRecord as AnySchema) : undefined))
  if (part !== undefined) return given(part)
  const option = optionFor(schema, value)
  return option === undefined || option === schema ? undefined : partAt(option, key, value)
}

export function member(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as { readonly [key: string | number]: unknown })[key]
    : undefined
}
