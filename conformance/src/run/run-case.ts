import { Random } from '../stage/random.js'
import type { Subject } from '../subject/subject.js'
import type { Case } from '../verdict/case.js'
import { Test, Unreached } from '../verdict/test.js'
import type { Finding, Verdict } from '../verdict/verdict.js'

/** What came of one case with one seed. */
export interface Outcome {
  readonly case: string
  readonly seed: number
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  /** Why it is inconclusive. */
  readonly unreached?: string
}

/** First sequence numbers that a seed chooses from: a start, and the wrap. */
const FIRST_SEQUENCES = [0, 7, 2 ** 32 - 2, 2 ** 32 - 1]

/** Plays a case at a node. */
export async function runCase(subject: Subject, one: Case, seed: number): Promise<Outcome> {
  const random = new Random(seed)
  const firstSequence = FIRST_SEQUENCES[random.below(FIRST_SEQUENCES.length)] ?? 0
  const isMaster = one.role === undefined ? random.below(2) === 0 : one.role === 'master'
  const test = new Test(subject, { ...one.scene, seed, isMaster, link: { firstSequence, ...one.scene?.link } })
  let unreached: string | undefined
  try {
    await one.play(test)
  } catch (error) {
    if (!(error instanceof Unreached)) throw error
    unreached = error.message
  }
  // A case that judged nothing, or less than it is about, has shown nothing.
  const missing = one.requirements.filter((requirement) => !test.witnessed.has(requirement))
  const verdict = test.verdict === 'pass' && missing.length > 0 ? 'inconclusive' : test.verdict
  const why = unreached ?? (missing.length > 0 ? `nothing was judged of ${missing.join(', ')}` : undefined)
  return { case: one.name, seed, verdict, findings: test.findings, ...(why !== undefined && { unreached: why }) }
}
