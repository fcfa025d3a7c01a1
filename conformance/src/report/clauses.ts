import type { Verdict } from '../verdict/verdict.js'
import { REQUIREMENTS } from './generated/requirements.js'
import type { Report } from './report.js'

/** One requirement of the specification, and what was found of it. */
export interface Clause {
  readonly id: string
  readonly level: string
  readonly chapter: string
  readonly text: string
  /** `not judged`: no case is about it, and nothing was found against it. */
  readonly verdict: Verdict | 'not judged'
  /** Cases that are about it, or found it broken. */
  readonly cases: readonly string[]
}

/** Every requirement of the specification, in its order. */
export function clausesOf({ requirements, cases }: Report): readonly Clause[] {
  const about = new Map<string, Set<string>>()
  for (const { name, requirements: judged, notPassed } of cases)
    for (const id of [...judged, ...notPassed.flatMap(({ findings }) => findings.map((one) => one.requirement))])
      about.set(id, (about.get(id) ?? new Set()).add(name))
  return REQUIREMENTS.map(([id, level, , chapter, text]) => ({
    id,
    level,
    chapter,
    text,
    verdict: requirements[id] ?? 'not judged',
    cases: [...(about.get(id) ?? [])]
  }))
}
