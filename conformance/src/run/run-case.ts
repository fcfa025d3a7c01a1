import { type Generated, type PropertyOptions, runProperty } from '../random/run-property.js'
import { OutOfControl } from '../stage/stage.js'
import { NodeFailed, type Subject } from '../subject/subject.js'
import type { Trace } from '../trace/trace.js'
import type { Case, GeneratedCase, PlayedCase } from '../verdict/case.js'
import { Broken, type Judgement, Unreached } from '../verdict/judgement.js'
import { Test } from '../verdict/test.js'
import { type Finding, stronger, type Verdict } from '../verdict/verdict.js'

/** What came of one case with one seed. */
export interface Outcome {
  readonly case: string
  readonly seed: number
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  /** Of clauses that it should keep, and does not: it passes all the same. */
  readonly unadvised?: readonly Finding[]
  /** Why it is inconclusive. */
  readonly unreached?: string
  /** Of a case of generated runs: clauses of which none of this seed's runs judged anything. */
  readonly unwitnessed?: readonly string[]
  /** Where its trace is kept. */
  readonly trace?: string
  /** Of a case that counts what came about: how often. */
  readonly exercised?: Readonly<Record<string, number>>
  /** Of a case of generated runs: what came of them. */
  readonly generated?: Omit<Generated, 'recorder'>
}

/** What is asked of cases of generated runs alone. */
export interface GeneratedOptions {
  /** Default 50. */
  readonly runs?: number
  /** Of a counterexample: that run alone is made again. */
  readonly path?: string
}

const RUNS = 50

/** Told of the trace of each run. Returns where it is kept, if it is. */
export type KeepTrace = (trace: Trace) => string | undefined

/** First sequence numbers that a seed chooses from: the wrap, and a start. */
export const FIRST_SEQUENCES = [2 ** 32 - 2, 0, 2 ** 32 - 1, 7]

/**
 * Plays a case at a node. Seeds that follow each other take the roles in turn, and eight of them every role with every
 * first sequence number.
 *
 * @param keep also told of a run that ends by an error, which is thrown
 */
export async function runCase(
  subject: Subject,
  one: Case,
  seed: number,
  keep?: KeepTrace,
  options: GeneratedOptions = {}
): Promise<Outcome> {
  return 'property' in one ? runGenerated(subject, one, seed, keep, options) : runPlayed(subject, one, seed, keep)
}

async function runGenerated(
  subject: Subject,
  { property, ...one }: GeneratedCase,
  seed: number,
  keep: KeepTrace | undefined,
  options: GeneratedOptions
): Promise<Outcome> {
  const search = await runProperty(subject, property, propertyOptions(seed, options))
  return outcomeOfRuns(one, seed, search, property.witnesses, keep)
}

export function propertyOptions(seed: number, { runs = RUNS, path }: GeneratedOptions): PropertyOptions {
  return { seed, runs, ...(path !== undefined && { path }) }
}

/**
 * What came of generated runs. Keeps the trace of the shortest that shows what is wrong.
 *
 * @param witnesses by requirement: what must have been exercised for it to be judged
 */
export function outcomeOfRuns(
  { name, requirements }: Pick<Case, 'name' | 'requirements'>,
  seed: number,
  { recorder, ...generated }: Generated,
  witnesses: Readonly<Record<string, string>>,
  keep?: KeepTrace
): Outcome {
  const { counterexample, exercised } = generated
  const findings = counterexample?.findings ?? []
  const missing = Object.entries(witnesses)
    .filter(([, witness]) => (exercised[witness] ?? 0) === 0)
    .map(([requirement]) => requirement)
  const unreached = counterexample?.unreached ?? notJudged(missing)
  const verdict = findings.length > 0 ? 'fail' : unreached === undefined ? 'pass' : 'inconclusive'
  const reason = unreached === undefined ? {} : { reason: unreached }
  const trace =
    recorder &&
    keep?.({ case: name, requirements, seed, node: recorder.identity, events: recorder.events, verdict, ...reason })
  return {
    case: name,
    seed,
    verdict,
    findings,
    ...(unreached !== undefined && { unreached }),
    ...(counterexample === undefined && missing.length > 0 && { unwitnessed: missing }),
    ...(trace !== undefined && { trace }),
    generated
  }
}

async function runPlayed(subject: Subject, one: PlayedCase, seed: number, keep?: KeepTrace): Promise<Outcome> {
  const firstSequence = FIRST_SEQUENCES[(seed >> 1) % FIRST_SEQUENCES.length] ?? 0
  const isMaster = one.role === undefined ? seed % 2 === 1 : one.role === 'master'
  const test = new Test(subject, { ...one.scene, seed, isMaster, link: { firstSequence, ...one.scene?.link } })
  return outcomeOf(one, seed, test, () => one.play(test), keep)
}

/** What came of a case, when it has been played. */
export async function outcomeOf(
  one: Pick<Case, 'name' | 'requirements'>,
  seed: number,
  judgement: Judgement,
  play: () => Promise<void>,
  keep?: KeepTrace
): Promise<Outcome> {
  const keepAs = (verdict: Trace['verdict'], reason: string | undefined): string | undefined =>
    keep?.({
      case: one.name,
      requirements: one.requirements,
      seed,
      node: judgement.recorder.identity,
      events: judgement.recorder.events,
      verdict,
      ...(reason !== undefined && { reason })
    })
  let unreached: string | undefined
  try {
    await play()
  } catch (error) {
    if (error instanceof Unreached || error instanceof OutOfControl) unreached = error.message
    else if (error instanceof NodeFailed)
      judgement.check('HAR-044', false, `what is under test cannot go on: ${error.message}`)
    else if (!(error instanceof Broken)) {
      keepAs('error', error instanceof Error ? error.message : String(error))
      throw error
    }
  }
  // A case that judged nothing, or less than it is about, has shown nothing.
  const missing = one.requirements.filter((requirement) => !judgement.witnessed.has(requirement))
  const why = unreached ?? notJudged(missing)
  const verdict = why === undefined ? judgement.verdict : stronger(judgement.verdict, 'inconclusive')
  const trace = keepAs(verdict, why)
  return {
    case: one.name,
    seed,
    verdict,
    findings: judgement.findings,
    ...(judgement.unadvised.length > 0 && { unadvised: judgement.unadvised }),
    ...(judgement.exercised.size > 0 && { exercised: Object.fromEntries(judgement.exercised) }),
    ...(why !== undefined && { unreached: why }),
    ...(trace !== undefined && { trace })
  }
}

function notJudged(missing: readonly string[]): string | undefined {
  return missing.length > 0 ? `nothing was judged of ${missing.join(', ')}` : undefined
}
