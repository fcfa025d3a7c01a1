import type * as v from 'valibot'
import { type AnySchema, member, partAt } from '../schema/parts.js'
import { nearest } from './nearest.js'
import { type FieldPath, type Problem, showValue } from './scenario-error.js'

/** Everything that a schema found, told in our way. */
export function fieldProblems(issues: readonly v.BaseIssue<unknown>[], content: unknown, schema: AnySchema): Problem[] {
  return issues.flatMap((one) => {
    const { issue, path } = mostTelling(one, [])
    if (!isAboutKey(issue)) return [describe(issue, path, writtenAt(content, path))]
    const parent = path.slice(0, -1)
    const written = writtenAt(content, parent)
    if (Array.isArray(written)) return [{ path: parent, value: showValue(written), accepted: issue.message }]
    if (issue.expected !== 'never') return [missing(path, acceptedAt(schema, path, content))]
    // The schema stops at the first key of a mapping that it does not know.
    const known = issue.message.replace(/^a mapping of /, '').split(', ')
    return Object.keys(written as object)
      .filter((key) => !known.includes(key))
      .map((key) => unknownKey([...parent, key], known))
  })
}

/** A value as it stands in the file, where an issue may know only what it was converted to. */
function writtenAt(content: unknown, path: FieldPath): unknown {
  // Not what every list has, such as `every`.
  return path.reduce<unknown>((value, key) => member(value, key), content)
}

interface Located {
  readonly issue: v.BaseIssue<unknown>
  readonly path: FieldPath
}

/** A union says only that no option fits; where one option was clearly meant, its own complaint tells more. */
function mostTelling(issue: v.BaseIssue<unknown>, above: FieldPath): Located {
  const path = [...above, ...keysOf(issue)]
  if (issue.type !== 'union' || issue.issues === undefined) return { issue, path }
  const inside = (issue.issues as readonly v.BaseIssue<unknown>[]).filter((one) => one.path !== undefined)
  const [first] = inside
  return first === undefined ? { issue, path } : mostTelling(first, path)
}

function keysOf(issue: v.BaseIssue<unknown>): FieldPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
}

/** A key that is missing, or should not be there. */
function isAboutKey(issue: v.BaseIssue<unknown>): boolean {
  const last = issue.path?.at(-1) as { readonly origin?: string } | undefined
  return issue.type === 'strict_object' && last?.origin === 'key'
}

function missing(path: FieldPath, accepted: string): Problem {
  return { path, value: 'missing', accepted: `${accepted}; ${String(path.at(-1))} is needed` }
}

/** What a schema takes at a place of a document, in its own words. */
function acceptedAt(schema: AnySchema, path: FieldPath, content: unknown): string {
  const [key, ...rest] = path
  if (key === undefined) return typeof schema.message === 'string' ? schema.message : 'a value'
  const part = partAt(schema, key, content)
  return part === undefined ? 'a value' : acceptedAt(part, rest, member(content, key))
}

function unknownKey(path: FieldPath, known: readonly string[]): Problem {
  const meant = nearest(String(path.at(-1)), known)
  const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`
  return { path, value: `no known key${hint}`, accepted: known.join(', '), key: true }
}

function describe(issue: v.BaseIssue<unknown>, path: FieldPath, written: unknown): Problem {
  const accepted =
    issue.type === 'strict_tuple' && issue.expected === 'never' ? 'no more values in this list' : issue.message
  return { path, value: showValue(written), accepted }
}
