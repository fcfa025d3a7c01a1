import type { Writer } from 'protobufjs/minimal.js'

/** Scalar types of protobuf that the wire format uses; enumerations count as uint32. */
export type ScalarKind = 'uint32' | 'uint64' | 'sint64' | 'fixed32' | 'double' | 'bool' | 'bytes'

/** Wire types of protobuf that the wire format uses. */
export const VARINT = 0
export const FIXED64 = 1
export const LENGTH_DELIMITED = 2
export const FIXED32 = 5

/** What a decoder must know of one field. */
export interface Field {
  readonly name: string
  readonly number: number
  readonly wireType: number
  /** Undefined for an embedded message. */
  readonly kind: ScalarKind | undefined
  readonly minimum: number
  /** Of bytes: their largest number. */
  readonly maximum: number
  /** Schema of the embedded message; undefined for a scalar. */
  readonly message: Schema<unknown> | undefined
  /** Largest number of elements of a repeated field; 0 for a singular one. */
  readonly maximumCount: number
  /** Its absence is a value of its own, undefined. */
  readonly optional: boolean
}

/** What a decoder must know of one message. */
export interface Schema<T> {
  readonly name: string
  readonly fields: readonly Field[]
  /** Index in `fields` and `values` by field number; undefined or -1: not known. */
  readonly indexByNumber: readonly number[]
  /** Bit i is set where field i must be present. */
  readonly required: number
  /** Value of each field when it is absent; undefined for messages and optional fields. */
  readonly absent: readonly unknown[]
  /** Indices of the repeated fields, which are empty arrays when absent. */
  readonly repeated: readonly number[]
  /** Scratch space of the decoder, one value for each field: messages never contain themselves. */
  readonly values: unknown[]
  /** Makes the message from `values`: every message of a type gets its properties in the same order. */
  readonly build: (values: readonly unknown[]) => T
}

export function scalar(name: string, number: number, kind: ScalarKind, minimum: number, maximum: number): Field {
  const wireType = WIRE_TYPES[kind] ?? VARINT
  return { name, number, wireType, kind, minimum, maximum, message: undefined, maximumCount: 0, optional: false }
}

const WIRE_TYPES: { readonly [Kind in ScalarKind]?: number } = {
  fixed32: FIXED32,
  double: FIXED64,
  bytes: LENGTH_DELIMITED
}

export function embedded(name: string, number: number, message: Schema<unknown>, maximumCount: number): Field {
  return {
    name,
    number,
    wireType: LENGTH_DELIMITED,
    kind: undefined,
    minimum: 0,
    maximum: 0,
    message,
    maximumCount,
    optional: false
  }
}

export function optional(field: Field): Field {
  return { ...field, optional: true }
}

export function schema<T>(name: string, fields: readonly Field[], build: (values: readonly unknown[]) => T): Schema<T> {
  const indexByNumber: number[] = new Array(Math.max(...fields.map((field) => field.number)) + 1).fill(-1)
  let required = 0
  fields.forEach((field, index) => {
    indexByNumber[field.number] = index
    if (field.optional) return
    if (field.minimum > 0 || (field.message !== undefined && field.maximumCount === 0)) required |= 1 << index
  })
  const absent = fields.map((field) => absentValue(field))
  const repeated = fields.flatMap((field, index) => (field.maximumCount > 0 ? [index] : []))
  // The trailing undefined keeps the array from being specialised to numbers, which would box every value read from it.
  return { name, fields, indexByNumber, required, absent, repeated, values: [...absent, undefined], build }
}

/** Shared by all that have none: nobody can change bytes that are not there. */
const NO_BYTES = new Uint8Array(0)

function absentValue(field: Field): unknown {
  const { message, kind } = field
  if (message !== undefined || field.optional) return undefined
  return kind === 'bool' ? false : kind === 'bytes' ? NO_BYTES : 0
}

/** One message of those that a union is one of. */
export interface Member<T> {
  readonly number: number
  /** The protobuf tag of the member in its union. */
  readonly tag: number
  readonly schema: Schema<T>
  readonly check: (message: T) => void
  readonly encode: (message: T, writer: Writer) => Writer
}

/** `encode` is the generated encoder: its type differs from T in that its arrays are mutable, though it changes none. */
export function member<T>(
  number: number,
  body: Schema<T>,
  check: (message: T) => void,
  encode: (message: never, writer: Writer) => Writer
): Member<T> {
  return { number, tag: number * 8 + LENGTH_DELIMITED, schema: body, check, encode: encode as Member<T>['encode'] }
}
