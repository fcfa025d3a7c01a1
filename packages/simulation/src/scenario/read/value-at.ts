import type { FieldPath } from './scenario-error.js'

/**
 * A copy of a document with another value at one place. Only what leads to the place is copied, so that a mapping which
 * the document uses twice changes only where it was meant; mappings that are missing on the way are made.
 *
 * @param path whose numbers are indices of list entries that exist
 */
export function withValueAt(document: unknown, path: FieldPath, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(document)) {
    return document.map((entry: unknown, index) => (index === key ? withValueAt(entry, rest, value) : entry))
  }
  const fields: { readonly [key: string]: unknown } = isMapping(document) ? document : {}
  const before = Object.hasOwn(fields, key) ? fields[key] : undefined
  return { ...fields, [key]: withValueAt(before, rest, value) }
}

export function isMapping(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
