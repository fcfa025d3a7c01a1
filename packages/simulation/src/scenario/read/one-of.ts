import type { FieldPath, Problem } from './scenario-error.js'

/** Two fields of a mapping of which exactly one must be given. */
export function* oneOf<Key extends string>(
  path: FieldPath,
  fields: { readonly [K in Key]?: unknown },
  one: Key,
  other: Key
): Generator<Problem> {
  if ((fields[one] === undefined) === (fields[other] === undefined)) {
    yield {
      path,
      value: fields[one] === undefined ? `without ${one} and ${other}` : `given ${one} and ${other}`,
      accepted: `one of ${one} and ${other}`
    }
  }
}
