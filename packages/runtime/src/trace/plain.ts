import { TraceError } from './trace-error.js'

/** What JSON can say. */
export type Plain = null | boolean | number | string | readonly Plain[] | PlainFields

export interface PlainFields {
  readonly [field: string]: Plain | undefined
}

/** Deep enough for every record; a cycle runs into it. */
const DEEPEST = 16

/**
 * A copy that shares nothing with the value, without fields that are undefined. Refuses everything that is not plain
 * data, instances of classes above all: what is secret is an instance of a class.
 *
 * @throws TraceError with code TRACE_NOT_PLAIN, naming the field but never the value.
 */
export function copyPlain(value: unknown, where: string, depth = 0): Plain {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      if (!Number.isFinite(value)) refuse(where, `${value} has no form in JSON`)
      // Minus zero becomes zero, as in JSON.
      return value + 0
    case 'object':
      break
    default:
      refuse(where, `a ${typeof value}`)
  }
  if (value === null) return null
  if (depth === DEEPEST) refuse(where, 'nested too deeply, or in a circle')
  if (Array.isArray(value)) {
    const copy: Plain[] = []
    for (let index = 0; index < value.length; index++) copy.push(copyPlain(value[index], where, depth + 1))
    return copy
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) refuse(where, 'an instance of a class')
  return copyFields({}, value, where, depth)
}

/** Adds a copy of every field of an object to `copy`, as {@link copyPlain} makes it. */
export function copyFields(copy: Record<string, Plain>, value: object, where: string, depth = 0): PlainFields {
  for (const field in value) {
    const content = (value as Record<string, unknown>)[field]
    if (content === undefined) continue
    if (field === '__proto__') refuse(where, 'a field named __proto__')
    copy[field] = isLeaf(content) ? content : copyPlain(content, `${where}.${field}`, depth + 1)
  }
  return copy
}

/** The common cases, decided without making the path of the field. */
function isLeaf(content: unknown): content is string | boolean | number {
  return (
    typeof content === 'string' ||
    typeof content === 'boolean' ||
    (typeof content === 'number' && Number.isSafeInteger(content) && content !== 0) ||
    Object.is(content, 0)
  )
}

function refuse(where: string, what: string): never {
  throw new TraceError(
    'TRACE_NOT_PLAIN',
    where,
    `${what}; accepted: null, booleans, finite numbers, strings, and arrays and plain objects of them`
  )
}
