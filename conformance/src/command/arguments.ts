import { SUITES } from '../run/played.js'
import type { Role } from '../subject/setting.js'
import { countOf, WrongUse } from './wrong-use.js'

/** Of seeds that each case is played with. */
const DEFAULT_SEEDS = 8
const MOST_SEEDS = 1_000_000
const MOST_RUNS = 10_000_000

/** What can be judged. */
const ROLES = Object.keys(SUITES) as readonly Role[]

/** What the command can be given, as whoever shows or reads a command line needs it. */
export const ARGUMENTS = {
  action: { type: 'positional', description: 'replay: play a stored trace again', required: false },
  trace: { type: 'positional', description: 'replay: the file of the trace', required: false },
  iut: {
    type: 'string',
    description: 'What is under test: a file that says how it is started, or reached',
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
  strict: { type: 'boolean', description: 'Judge what should be as what must be' },
  traces: { type: 'string', description: 'Keep the trace of each run that does not pass there', valueHint: 'folder' },
  json: { type: 'boolean', description: 'Print one JSON document' },
  junit: { type: 'string', description: 'Write the report as JUnit XML', valueHint: 'file' },
  html: { type: 'string', description: 'Write it as one page', valueHint: 'file' },
  badge: { type: 'string', description: 'Write what it claims as a small picture (SVG)', valueHint: 'file' }
} as const

const FLAGS = Object.keys(ARGUMENTS) as (keyof typeof ARGUMENTS)[]

type Switch = 'json' | 'strict'
type Flag = Exclude<keyof typeof ARGUMENTS, Switch>

/** What was given, as text. */
export type Given = { readonly [In in Flag]?: string | undefined } & {
  readonly [In in Switch]?: boolean | undefined
}

/** What is to be played. */
export interface Wanted {
  readonly role: Role
  readonly seeds: number
  readonly only?: string
  readonly runs?: number
  readonly strict: boolean
  readonly again?: { readonly seed: number; readonly path: string }
}

/** @throws WrongUse naming the flag, its value and what is accepted */
export function wantedOf(given: Given): Wanted {
  const { case: only } = given
  const runs = countOf('runs', given.runs, MOST_RUNS)
  return {
    role: roleOf(given.role),
    seeds: countOf('seeds', given.seeds, MOST_SEEDS) ?? DEFAULT_SEEDS,
    strict: given.strict === true,
    ...(only !== undefined && { only }),
    ...(runs !== undefined && { runs }),
    ...(given.again !== undefined && { again: againOf(given.again, only) })
  }
}

function roleOf(given: string | undefined): Role {
  const role = ROLES.find((one) => one === (given ?? 'node'))
  if (role !== undefined) return role
  throw new WrongUse(`--role is ${given}; accepted: ${ROLES.join(', ')}`)
}

function againOf(given: string, name: string | undefined): { seed: number; path: string } {
  const [, seed, path] = /^([0-9]+)\/([0-9]+(?::[0-9]+)*\/(?:[A-Za-z0-9+/]+:[A-Za-z0-9+/]+)?)$/.exec(given) ?? []
  const isGenerated = Object.values(SUITES)
    .flat()
    .some((one) => one.name === name && 'property' in one)
  if (seed !== undefined && path !== undefined && isGenerated) return { seed: Number(seed), path }
  throw new WrongUse(
    `--again is ${given} with --case ${name}; accepted: what was printed of a run, with the case of generated runs that it is of`
  )
}

/** What says something of a trace that is played again. */
const OF_REPLAY: ReadonlySet<string> = new Set(['action', 'trace', 'iut', 'json'])

/** @throws WrongUse where anything is given that says nothing of a trace that is to be played again */
export function traceOf(given: Given): string {
  const { action, trace } = given
  if (action !== 'replay' || trace === undefined)
    throw new WrongUse(`${action} is no action with a trace; accepted: replay TRACE`)
  const flag = FLAGS.find((one) => !OF_REPLAY.has(one) && given[one] !== undefined && given[one] !== false)
  if (flag !== undefined) throw new WrongUse(`--${flag} has no meaning with replay; accepted: --iut, --json`)
  return trace
}
