import { OutOfControl } from '../stage/stage.js'
import type { Subject } from '../subject/subject.js'
import type { Case } from '../verdict/case.js'
import { Broken, type Judgement, Unreached } from '../verdict/judgement.js'
import { Test } from '../verdict/test.js'
import { type Finding, stronger, type Verdict } from '../verdict/verdict.js'

/** What came of one case with one seed. */
export interface Outcome {
  readonly case: string
  readonly seed: number
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  /** Why it is inconclusive. */
  readonly unreached?: string
}

/** First sequence numbers that a seed chooses from: the wrap, and a start. */
export const FIRST_SEQUENCES = [2 ** 32 - 2, 0, 2 ** 32 - 1, 7]

/**
 * Plays a case at a node. Seeds that follow each other take the roles in turn, and eight of them every role with every
 * first sequence number.
 */
export async function runCase(subject: Subject, one: Case, seed: number): Promise<Outcome> {
  const firstSequence = FIRST_SEQUENCES[(seed >> 1) % FIRST_SEQUENCES.length] ?? 0
  const isMaster = one.role === undefined ? seed % 2 === 1 : one.role === 'master'
  const test = new Test(subject, { ...one.scene, seed, isMaster, link: { firstSequence, ...one.scene?.link } })
  return outcomeOf(one, seed, test, () => one.play(test))
}

/** What came of a case, when it has been played. */
export async function outcomeOf(
  one: Pick<Case, 'name' | 'requirements'>,
  seed: number,
  judgement: Judgement,
  play: () => Promise<void>
): Promise<Outcome> {
  let unreached: string | undefined
  try {
    await play()
  } catch (error) {
    if (error instanceof Unreached || error instanceof OutOfControl) unreached = error.message
    else if (!(error instanceof Broken)) throw error
  }
  // A case that judged nothing, or less than it is about, has shown nothing.
  const missing = one.requirements.filter((requirement) => !judgement.witnessed.has(requirement))
  const why = unreached ?? (missing.length > 0 ? `nothing was judged of ${missing.join(', ')}` : undefined)
  const verdict = why === undefined ? judgement.verdict : stronger(judgement.verdict, 'inconclusive')
  return { case: one.name, seed, verdict, findings: judgement.findings, ...(why !== undefined && { unreached: why }) }
}
