import {
  type AnySetting,
  badgeOf,
  CASES,
  type CaseResult,
  FAULT_GRID,
  htmlOf,
  junitOf,
  type Outcome,
  replay,
  type Report,
  reportOf,
  type Role,
  roleOf,
  runSuite,
  type Subject,
  type Trace,
  type Verdict
} from '@bellwire/conformance'
import { HarnessError, openSubject, SPECIFICATION, suiteIdentity } from '@bellwire/conformance/runner'
import { BellwireSubject } from '@bellwire/harness'
import { defineCommand } from 'citty'
import { replayDocument, replayText } from '../conformance/replay-text.js'
import { KeptTraces, traceIn } from '../conformance/trace-folder.js'
import { countOf } from '../count.js'
import { WrongUse } from '../errors.js'
import { writeOutput } from '../files.js'
import { jsonText } from '../json-text.js'
import { table } from '../table.js'

/** Of seeds that each case is played with. */
const DEFAULT_SEEDS = 8
const MOST_SEEDS = 1_000_000
const MOST_RUNS = 10_000_000

/** What can be judged. */
const ROLES: readonly Role[] = ['node', 'station', 'repeater']

/** Exit codes: a node that breaks a clause, one of which too little was shown, and a test that could not be made. */
const EXIT: { readonly [Of in Verdict | 'error']: number } = { pass: 0, fail: 1, inconclusive: 2, none: 2, error: 3 }

export const conformanceCommand = defineCommand({
  meta: {
    name: 'conformance',
    description: 'Judge a node or a station, of any implementation, by the clauses of the specification'
  },
  args: {
    action: { type: 'positional', description: 'replay: play a stored trace again', required: false },
    trace: { type: 'positional', description: 'replay: the file of the trace', required: false },
    iut: {
      type: 'string',
      description:
        'What is under test: a file that says how it is started, or reached (default: this one, in this process)',
      valueHint: 'file'
    },
    role: {
      type: 'string',
      description: `As what it is judged: ${ROLES.join(' or ')} (default node)`,
      valueHint: 'role'
    },
    case: { type: 'string', description: 'Only cases whose names begin so', valueHint: 'name' },
    seeds: { type: 'string', description: `Play each case with the seeds 1 to this (default ${DEFAULT_SEEDS})` },
    runs: { type: 'string', description: 'Runs that each case of generated ones makes with each seed (default 50)' },
    again: {
      type: 'string',
      description: 'Make a run again that a case of generated ones printed; with --case',
      valueHint: 'seed/path'
    },
    traces: { type: 'string', description: 'Keep the trace of each run that does not pass there', valueHint: 'folder' },
    json: { type: 'boolean', description: 'Print one JSON document' },
    junit: { type: 'string', description: 'Write the report as JUnit XML', valueHint: 'file' },
    html: { type: 'string', description: 'Write it as one page', valueHint: 'file' },
    badge: { type: 'string', description: 'Write what it claims as a small picture (SVG)', valueHint: 'file' }
  },
  async run({ args }) {
    try {
      const { action, iut } = args
      if (action === undefined) return await judge(args)
      if (action !== 'replay' || args.trace === undefined)
        throw new WrongUse(`bellwire conformance: ${action} is no action with a trace; accepted: replay TRACE`)
      for (const flag of ['case', 'role', 'seeds', 'runs', 'again', 'traces', 'junit', 'html', 'badge'] as const)
        if (args[flag] !== undefined)
          throw new WrongUse(`bellwire conformance replay: --${flag} has no meaning here; accepted: --iut, --json`)
      await playAgain(args.trace, iut, args.json === true)
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error
      process.stderr.write(`bellwire conformance: ${error.message}\n`)
      process.exitCode = EXIT.error
    }
  }
})

interface Arguments {
  readonly iut?: string
  readonly role?: string
  readonly case?: string
  readonly seeds?: string
  readonly runs?: string
  readonly again?: string
  readonly traces?: string
  readonly json?: boolean
  readonly junit?: string
  readonly html?: string
  readonly badge?: string
}

async function judge(args: Arguments): Promise<void> {
  const { case: only, traces } = args
  const seeds = countOf('conformance', 'seeds', args.seeds, MOST_SEEDS) ?? DEFAULT_SEEDS
  const runs = countOf('conformance', 'runs', args.runs, MOST_RUNS)
  const again = args.again === undefined ? undefined : runAgain(args.again, only)
  const role = roleAsked(args.role)
  const kept = new KeptTraces(traces)
  const subject = await subjectOf(args.iut, role)
  const keep = (trace: Trace): string | undefined => kept.keep(trace)
  const result = await runSuite(subject, {
    role,
    seeds,
    keep,
    ...(only !== undefined && { only }),
    ...(runs !== undefined && { runs }),
    ...(again && { again })
  })
  if (result.cases.length === 0)
    throw new WrongUse(`bellwire conformance: --case is ${only}; accepted: the beginning of a case's name`)
  const by = { specification: SPECIFICATION, suite: suiteIdentity(), role }
  const report = reportOf(result, { ...by, isPart: only !== undefined })
  if (args.junit !== undefined) writeOutput('conformance', args.junit, junitOf(report))
  if (args.html !== undefined) writeOutput('conformance', args.html, htmlOf(report, kept.firstOfEach))
  if (args.badge !== undefined) writeOutput('conformance', args.badge, badgeOf(report))
  process.stdout.write(args.json === true ? `${jsonText(report)}\n` : text(report))
  process.exitCode = EXIT[result.verdict]
}

async function playAgain(path: string, iut: string | undefined, json: boolean): Promise<void> {
  const trace = traceIn(path)
  const subject = await subjectOf(iut, roleOf(trace))
  try {
    const found = await replay(trace, subject)
    process.stdout.write(json ? `${jsonText(replayDocument(found))}\n` : replayText(path, trace, found))
    process.exitCode = EXIT[found.verdict]
  } finally {
    await subject.close()
  }
}

async function subjectOf(iut: string | undefined, role: Role): Promise<Subject<AnySetting>> {
  return iut === undefined ? new BellwireSubject() : openSubject(iut, role)
}

function roleAsked(given: string | undefined): Role {
  const role = ROLES.find((one) => one === (given ?? 'node'))
  if (role !== undefined) return role
  throw new WrongUse(`bellwire conformance: --role is ${given}; accepted: ${ROLES.join(', ')}`)
}

function text(report: Report): string {
  const { identity, cases, claim } = report
  const rows = cases.map((one) => [one.name, one.verdict, one.skipped ?? String(one.runs), one.requirements.join(' ')])
  return [
    `${identity.implementation} ${identity.version}\n\n`,
    table(['case', 'verdict', 'runs', 'requirements'], rows),
    ...cases.flatMap(reasons),
    ...cases.flatMap(faultsIn),
    `\n${claim}\n`
  ].join('')
}

/** How many faults came about in how many phases of a request, where that was played. */
function faultsIn({ exercised = {} }: CaseResult): string[] {
  const missing = FAULT_GRID.filter((cell) => (exercised[cell] ?? 0) === 0)
  if (missing.length === FAULT_GRID.length) return []
  const without = missing.length > 0 ? `; not ${missing.join(', ')}` : ''
  return [`\n${FAULT_GRID.length - missing.length} of ${FAULT_GRID.length} faults in phases came about${without}\n`]
}

/** @throws WrongUse */
function runAgain(given: string, name: string | undefined): { seed: number; path: string } {
  const [, seed, path] = /^([0-9]+)\/([0-9]+(?::[0-9]+)*\/(?:[A-Za-z0-9+/]+:[A-Za-z0-9+/]+)?)$/.exec(given) ?? []
  const isGenerated = CASES.some((one) => one.name === name && 'property' in one)
  if (seed !== undefined && path !== undefined && isGenerated) return { seed: Number(seed), path }
  throw new WrongUse(
    `bellwire conformance: --again is ${given} with --case ${name}; accepted: what was printed of a run, with the case of generated runs that it is of`
  )
}

/** What was found of a case that did not pass, once for each message. */
function reasons({ name, notPassed }: CaseResult): string[] {
  const found = new Map<string, Outcome>()
  for (const outcome of notPassed) {
    const messages = outcome.findings.map(({ requirement, message }) => `${requirement}: ${message}`)
    if (outcome.unreached !== undefined) messages.push(`not reached: ${outcome.unreached}`)
    for (const message of messages) if (!found.has(message)) found.set(message, outcome)
  }
  if (found.size === 0) return []
  const reason = ([message, outcome]: [string, Outcome]): string =>
    `  seed ${outcome.seed}: ${message}\n${shown(outcome)}`
  return [`\n${name}\n`, ...[...found].map(reason)]
}

/** The steps of the shortest run that shows it, of a case of generated runs. */
function shown({ seed, generated }: Outcome): string {
  const { steps, path } = generated?.counterexample ?? {}
  if (steps === undefined) return ''
  const lines = steps.map((step, index) => `    ${index === 0 ? 'where' : `${index}.`.padStart(5)} ${step}\n`)
  return `${lines.join('')}    again: --again ${seed}/${path}\n`
}
