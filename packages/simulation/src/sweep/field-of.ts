import { type FieldPath, showPath, showValue } from '../scenario/read/scenario-error.js'
import { isMapping } from '../scenario/read/value-at.js'
import { SweepError } from './sweep-error.js'

const PATH = /^[^.[\]]+(?:\.[^.[\]]+|\[[^[\]]+\])*$/
const STEP = /[^.[\]]+|\[[^[\]]+\]/g

/** Fields by whose values people tell the entries of a list from each other, alone or joined by a hyphen. */
const NAMES = [['name'], ['a', 'b'], ['b', 'a'], ['from', 'to']] as const

/**
 * The place in a scenario's document that a path names: `duration`, `links[0].length` or `links.0.length`, and
 * `nodes[alice].qubits`, `links[alice-bob].length`, `requests[alice-bob].number` by names. A key that the document does
 * not have leads to where it would be.
 *
 * @throws SweepError for what is no path, an entry that a list does not have, and a step into what has no parts
 */
export function fieldOf(path: string, document: unknown): FieldPath {
  if (!PATH.test(path)) {
    throw new SweepError('path', showValue(path), 'a path such as duration, links[0].length or links[alice-bob].length')
  }
  const found: (string | number)[] = []
  let value = document
  for (const step of path.match(STEP) ?? []) {
    const name = step.startsWith('[') ? step.slice(1, -1) : step
    if (Array.isArray(value)) {
      const index = entryOf(value, name, found)
      found.push(index)
      value = value[index]
    } else if (isMapping(value) || value === undefined) {
      if (value === undefined && (step.startsWith('[') || /^\d+$/.test(step))) {
        throw new SweepError(showPath(found), 'missing', 'a list in the scenario, whose entries can be varied')
      }
      found.push(name)
      value = value !== undefined && Object.hasOwn(value, name) ? value[name] : undefined
    } else {
      throw new SweepError(
        showPath(found),
        showValue(value),
        `${showPath(found)} itself, which has no part named ${name}`
      )
    }
  }
  return found
}

function entryOf(list: readonly unknown[], name: string, path: FieldPath): number {
  const field = `${showPath(path)}[${name}]`
  if (/^\d+$/.test(name)) {
    const index = Number(name)
    if (index < list.length) return index
  }
  const matches = list.flatMap((entry, index) => (namesOf(entry).includes(name) ? [index] : []))
  const [index] = matches
  const accepted = list.map((entry, at) => [at, ...namesOf(entry).slice(0, 1)].join(' or ')).join(', ')
  if (index === undefined)
    throw new SweepError(field, 'missing', accepted === '' ? 'nothing: the list is empty' : accepted)
  if (matches.length > 1) {
    throw new SweepError(field, 'not the only one of this name', `one of the numbers ${matches.join(', ')}`)
  }
  return index
}

function namesOf(entry: unknown): readonly string[] {
  if (!isMapping(entry)) return []
  return NAMES.filter((keys) => keys.every((key) => typeof entry[key] === 'string')).map((keys) =>
    keys.map((key) => entry[key]).join('-')
  )
}
