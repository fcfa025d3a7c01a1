import { nearest } from './nearest.js'
import { type FieldPath, type Problem, showValue } from './scenario-error.js'

/** A name that must be one of some. */
export function* known(path: FieldPath, name: string, names: readonly string[], what: string): Generator<Problem> {
  if (names.includes(name)) return
  const meant = nearest(name, names)
  yield {
    path,
    value: showValue(name),
    accepted: `the name of a ${what}: ${names.join(', ')}${meant === undefined ? '' : ` (did you mean ${meant}?)`}`
  }
}

/** Of two that are joined, whichever comes first. */
export function pairName(one: string, other: string): string {
  return one < other ? `${one}/${other}` : `${other}/${one}`
}
