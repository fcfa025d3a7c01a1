import { REQUIREMENTS } from '../report/generated/requirements.js'

const ADVICE: ReadonlySet<string> = new Set(
  REQUIREMENTS.filter(([, level]) => level.startsWith('SHOULD')).map(([id]) => id)
)

/** Whether a requirement says what a party should do, and not what it must. */
export function isAdvice(requirement: string): boolean {
  return ADVICE.has(requirement)
}
