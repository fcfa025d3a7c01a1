import type * as v from 'valibot'
import { nearest } from './nearest.js'
import { type FieldPath, type Problem, showValue } from './scenario-error.js'

/** The first thing that a schema found, told in our way. */
export function problemOf(issues: readonly v.BaseIssue<unknown>[], content: unknown): Problem {
  const { issue, path } = mostTelling(issues, [])
  return describe(issue, path, writtenAt(content, path))
}

/** A value as it stands in the file, where an issue may know only what it was converted to. */
function writtenAt(content: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as { readonly [key: string | number]: unknown } | null)?.[key],
    content
  )
}

interface Located {
  readonly issue: v.BaseIssue<unknown>
  readonly path: FieldPath
}

/** A union says only that no option fits; where one option was clearly meant, its own complaint tells more. */
function mostTelling(issues: readonly v.BaseIssue<unknown>[], above: FieldPath): Located {
  const issue = issues[0] as v.BaseIssue<unknown>
  const path = [...above, ...keysOf(issue)]
  if (issue.type !== 'union' || issue.issues === undefined) return { issue, path }
  const inside = (issue.issues as readonly v.BaseIssue<unknown>[]).filter((one) => one.path !== undefined)
  return inside.length === 0 ? { issue, path } : mostTelling(inside, path)
}

function keysOf(issue: v.BaseIssue<unknown>): FieldPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
}

function describe(issue: v.BaseIssue<unknown>, path: FieldPath, written: unknown): Problem {
  if (issue.type === 'strict_object' && issue.path !== undefined) {
    const last = issue.path.at(-1) as { readonly origin?: string; readonly input?: unknown } | undefined
    const accepted = issue.message.replace(/^a mapping of /, '')
    if (issue.expected === 'never') {
      const word = String(path.at(-1))
      const meant = nearest(word, accepted.split(', '))
      const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`
      return { path, value: `no known key${hint}`, accepted, key: true }
    }
    if (last?.origin === 'key') return { path, value: 'missing', accepted: `a value; ${String(path.at(-1))} is needed` }
  }
  if (issue.type === 'strict_tuple' && issue.expected === 'never')
    return { path, value: showValue(written), accepted: 'no more values in this list' }
  return { path, value: showValue(written), accepted: issue.message }
}
