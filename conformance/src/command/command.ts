import { badgeOf } from '../report/badge.js'
import { htmlOf } from '../report/html.js'
import { junitOf } from '../report/junit.js'
import { reportOf } from '../report/report.js'
import { runSuite } from '../run/run-suite.js'
import { HarnessError } from '../runner/harness-error.js'
import { openSubject } from '../runner/iut-file.js'
import { SPECIFICATION, suiteIdentity } from '../runner/suite-identity.js'
import type { AnySetting, Role } from '../subject/setting.js'
import type { Subject } from '../subject/subject.js'
import { replay } from '../trace/replay.js'
import { roleOf, type Trace } from '../trace/trace.js'
import type { Verdict } from '../verdict/verdict.js'
import { type Given, traceOf, wantedOf } from './arguments.js'
import { replayDocument, replayText } from './replay-text.js'
import { reportText } from './report-text.js'
import { KeptTraces, traceIn } from './trace-folder.js'
import { writeOutput, WrongUse } from './wrong-use.js'

/** Exit codes: a node that breaks a clause, one of which too little was shown, and a test that could not be made. */
const EXIT: { readonly [Of in Verdict | 'error']: number } = { pass: 0, fail: 1, inconclusive: 2, none: 2, error: 3 }

export interface CommandOptions {
  /** What is typed to give it. */
  readonly name: string
  /** What is judged where no other is named; without it, one has to be. */
  readonly own?: () => Subject<AnySetting>
}

/**
 * The command: judges a subject, or plays a trace again, and prints what came of it.
 *
 * @returns the exit code: 0 it passes, 1 it breaks a clause, 2 too little was shown, 3 no test was made
 */
export async function conformance(given: Given, options: CommandOptions): Promise<number> {
  try {
    return EXIT[given.action === undefined ? await judge(given, options) : await playAgain(given, options)]
  } catch (error) {
    if (!(error instanceof HarnessError) && !(error instanceof WrongUse)) throw error
    return failed(error, options)
  }
}

/** No test was made. Returns the exit code. */
export function failed({ message }: Error, { name }: CommandOptions): number {
  process.stderr.write(`${name}: ${message}\n`)
  return EXIT.error
}

async function judge(given: Given, options: CommandOptions): Promise<Verdict> {
  const wanted = wantedOf(given)
  const { role, only } = wanted
  const kept = new KeptTraces(given.traces)
  const subject = await subjectOf(given, options, role)
  const result = await runSuite(subject, { ...wanted, keep: (trace: Trace) => kept.keep(trace) })
  if (result.cases.length === 0) throw new WrongUse(`--case is ${only}; accepted: the beginning of a case's name`)
  const by = { specification: SPECIFICATION, suite: suiteIdentity(), role }
  const report = reportOf(result, { ...by, isPart: only !== undefined })
  if (given.junit !== undefined) writeOutput(given.junit, junitOf(report))
  if (given.html !== undefined) writeOutput(given.html, htmlOf(report, kept.firstOfEach))
  if (given.badge !== undefined) writeOutput(given.badge, badgeOf(report))
  process.stdout.write(given.json === true ? documentText(report) : reportText(report))
  return result.verdict
}

async function playAgain(given: Given, options: CommandOptions): Promise<keyof typeof EXIT> {
  const path = traceOf(given)
  const trace = traceIn(path)
  const subject = await subjectOf(given, options, roleOf(trace))
  try {
    const found = await replay(trace, subject)
    process.stdout.write(given.json === true ? documentText(replayDocument(found)) : replayText(path, trace, found))
    return found.verdict
  } finally {
    await subject.close()
  }
}

async function subjectOf({ iut }: Given, { own }: CommandOptions, role: Role): Promise<Subject<AnySetting>> {
  if (iut !== undefined) return openSubject(iut, role)
  if (own !== undefined) return own()
  throw new WrongUse('--iut is missing; accepted: a file that says how the party under test is started, or reached')
}

function documentText(document: unknown): string {
  return `${JSON.stringify(document, undefined, 2)}\n`
}
