import type { Role, Settings } from '../subject/setting.js'
import type { Identity, Subject } from '../subject/subject.js'
import { stronger, type Verdict } from '../verdict/verdict.js'
import { type Played, SUITES } from './played.js'
import type { GeneratedOptions, KeepTrace, Outcome } from './run-case.js'

/** How often a run that failed is made. */
const REPEATED = 3

export interface SuiteOptions<In extends Role = Role> {
  /** As what the subject is judged. Default: a node of links. */
  readonly role?: In
  /** Cases whose names begin so; all where absent. */
  readonly only?: string
  /** Seeds are 1 to this number. */
  readonly seeds: number
  /** Runs that a case of generated ones makes with each seed. Default 50. */
  readonly runs?: number
  /** What should be is judged as what must be. */
  readonly strict?: boolean
  /** A counterexample of a case of generated runs, by its seed and its path: it alone is played. */
  readonly again?: { readonly seed: number; readonly path: string }
  /** Told after each case. */
  readonly progress?: (done: CaseResult) => void
  /** Told of the trace of each run. */
  readonly keep?: KeepTrace
}

/** What came of one case with all its seeds. */
export interface CaseResult {
  readonly name: string
  readonly requirements: readonly string[]
  /** The strongest of its runs; `skipped` names the capability that the node does not claim. */
  readonly verdict: Verdict | 'skipped'
  readonly skipped?: string
  readonly runs: number
  /** Of a case of generated runs, or of one that walks through a machine: how often each thing was really exercised. */
  readonly exercised?: Readonly<Record<string, number>>
  /** The runs that did not pass. */
  readonly notPassed: readonly Outcome[]
  /** Of a case that failed: how often it did so when the first such run was made so often. */
  readonly repeated?: { readonly seed: number; readonly failed: number; readonly of: number }
  /** Clauses that it should keep and does not, by requirement: what was found first. */
  readonly unadvised?: Readonly<Record<string, string>>
}

/** What a suite found of a subject. */
export interface SuiteResult {
  readonly identity: Identity
  readonly seeds: number
  readonly cases: readonly CaseResult[]
  /** By requirement: the strongest verdict of the cases that judge it, and of whatever else found it broken. */
  readonly requirements: Readonly<Record<string, Verdict>>
  /** The strongest verdict of all. */
  readonly verdict: Verdict
}

/** Plays every case of a role at a subject, with every seed, and closes it. */
export async function runSuite<In extends Role = 'node'>(
  subject: Subject<Settings[In]>,
  options: SuiteOptions<In>
): Promise<SuiteResult> {
  const { role = 'node' as In, only = '', progress } = options
  const cases: CaseResult[] = []
  try {
    for (const one of SUITES[role]) {
      if (!one.name.startsWith(only)) continue
      const result = await runSeeds(subject, one, options)
      cases.push(result)
      progress?.(result)
    }
  } finally {
    await subject.close()
  }
  return {
    identity: subject.identity,
    seeds: options.seeds,
    cases,
    requirements: byRequirement(cases),
    verdict: cases.reduce<Verdict>(
      (worst, { verdict }) => (verdict === 'skipped' ? worst : stronger(worst, verdict)),
      'none'
    )
  }
}

async function runSeeds<In extends Role>(
  subject: Subject<Settings[In]>,
  one: Played<In>,
  { seeds, runs, again, keep, strict = false }: SuiteOptions<In>
): Promise<CaseResult> {
  const { name, requirements } = one
  const lacking = one.capabilities?.find((code) => !subject.identity.capabilities.includes(code))
  if (lacking !== undefined) return { name, requirements, verdict: 'skipped', skipped: lacking, runs: 0, notPassed: [] }
  const outcomes: Outcome[] = []
  const play = async (seed: number, options: GeneratedOptions, keepTrace?: KeepTrace): Promise<Outcome> => {
    const outcome = await one.run(subject, seed, keepTrace, options)
    return strict ? strictly(outcome) : outcome
  }
  const options = { ...(runs !== undefined && { runs }), ...(again !== undefined && { path: again.path }) }
  const [first, last] = again === undefined ? [1, seeds] : [again.seed, again.seed]
  for (let seed = first; seed <= last; seed++) outcomes.push(await play(seed, options, keep))
  // What the runs of one seed did not come to, those of another may have.
  for (const [at, outcome] of outcomes.entries())
    if (outcome.unwitnessed?.every((clause) => outcomes.some((other) => hasJudged(other, clause))) === true)
      outcomes[at] = { ...outcome, verdict: 'pass' }
  const verdict = outcomes.reduce<Verdict>((worst, outcome) => stronger(worst, outcome.verdict), 'none')
  const failed = outcomes.find((outcome) => outcome.verdict === 'fail')
  const repeated = failed === undefined ? undefined : await repeat(failed, play)
  return {
    name,
    requirements,
    verdict,
    runs: outcomes.reduce((runsOfAll, { generated }) => runsOfAll + (generated?.runs ?? 1), 0),
    ...(outcomes.some((outcome) => countsOf(outcome) !== undefined) && { exercised: exercisedIn(outcomes) }),
    notPassed: outcomes.filter((outcome) => outcome.verdict !== 'pass'),
    ...(repeated && { repeated }),
    ...(outcomes.some(({ unadvised }) => unadvised !== undefined) && { unadvised: unadvisedIn(outcomes) })
  }
}

/** Makes a run that failed again: a subject that does something else each time cannot be judged by one of them. */
async function repeat(
  { seed, generated }: Outcome,
  play: (seed: number, options: GeneratedOptions) => Promise<Outcome>
): Promise<CaseResult['repeated']> {
  const path = generated?.counterexample?.path
  let failed = 1
  for (let time = 1; time < REPEATED; time++) {
    const { verdict } = await play(seed, path === undefined ? {} : { path })
    if (verdict === 'fail') failed += 1
  }
  return { seed, failed, of: REPEATED }
}

function strictly({ unadvised, ...outcome }: Outcome): Outcome {
  return unadvised === undefined
    ? outcome
    : { ...outcome, verdict: 'fail', findings: [...outcome.findings, ...unadvised] }
}

function unadvisedIn(outcomes: readonly Outcome[]): Record<string, string> {
  const firsts: Record<string, string> = {}
  for (const { unadvised = [] } of outcomes)
    for (const { requirement, message } of unadvised) firsts[requirement] ??= message
  return firsts
}

function hasJudged({ generated, unwitnessed = [] }: Outcome, clause: string): boolean {
  return generated !== undefined && !unwitnessed.includes(clause)
}

function exercisedIn(outcomes: readonly Outcome[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const outcome of outcomes)
    for (const [what, count] of Object.entries(countsOf(outcome) ?? {})) sums[what] = count + (sums[what] ?? 0)
  return sums
}

function countsOf({ generated, exercised }: Outcome): Readonly<Record<string, number>> | undefined {
  return generated?.exercised ?? exercised
}

function byRequirement(cases: readonly CaseResult[]): Record<string, Verdict> {
  const found = new Map<string, Verdict>()
  const note = (requirement: string, verdict: Verdict): void =>
    void found.set(requirement, stronger(found.get(requirement) ?? 'none', verdict))
  for (const { requirements, verdict, notPassed } of cases) {
    const broken = new Set(notPassed.flatMap(({ findings }) => findings.map(({ requirement }) => requirement)))
    for (const requirement of broken) note(requirement, 'fail')
    // What failed of a case is the clauses that its findings name.
    const others = verdict === 'skipped' ? 'none' : verdict === 'fail' ? 'inconclusive' : verdict
    for (const requirement of requirements) if (!broken.has(requirement)) note(requirement, others)
  }
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
