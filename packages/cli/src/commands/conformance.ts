import { type CaseResult, runSuite, type Subject, type SuiteResult, type Verdict } from '@bellwire/conformance'
import { HarnessError, openSubject } from '@bellwire/conformance/runner'
import { NodeSubject } from '@bellwire/harness'
import { defineCommand } from 'citty'
import { countOf } from '../count.js'
import { WrongUse } from '../errors.js'
import { jsonText } from '../json-text.js'
import { table } from '../table.js'

/** Of seeds that each case is played with. */
const DEFAULT_SEEDS = 8
const MOST_SEEDS = 1_000_000

/** Exit codes: a node that breaks a clause, one of which too little was shown, and a test that could not be made. */
const EXIT: { readonly [Of in Verdict]: number } = { pass: 0, fail: 1, inconclusive: 2, none: 2 }
const NOT_TESTED = 3

export const conformanceCommand = defineCommand({
  meta: {
    name: 'conformance',
    description: 'Judge a node, of any implementation, by the clauses of the specification'
  },
  args: {
    iut: {
      type: 'string',
      description:
        'The node under test: a file that says how it is started, or reached (default: this one, in this process)',
      valueHint: 'file'
    },
    case: { type: 'string', description: 'Only cases whose names begin so', valueHint: 'name' },
    seeds: { type: 'string', description: `Play each case with the seeds 1 to this (default ${DEFAULT_SEEDS})` },
    json: { type: 'boolean', description: 'Print one JSON document' }
  },
  async run({ args }) {
    const seeds = countOf('conformance', 'seeds', args.seeds, MOST_SEEDS) ?? DEFAULT_SEEDS
    try {
      const subject: Subject = args.iut === undefined ? new NodeSubject() : await openSubject(args.iut)
      const result = await runSuite(subject, { seeds, ...(args.case !== undefined && { only: args.case }) })
      if (result.cases.length === 0)
        throw new WrongUse(`bellwire conformance: --case is ${args.case}; accepted: the beginning of a case's name`)
      process.stdout.write(args.json === true ? `${jsonText(result)}\n` : text(result))
      process.exitCode = EXIT[result.verdict]
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error
      process.stderr.write(`bellwire conformance: ${error.message}\n`)
      process.exitCode = NOT_TESTED
    }
  }
})

function text(result: SuiteResult): string {
  const { identity, cases, requirements, seeds, verdict } = result
  const rows = cases.map((one) => [one.name, one.verdict, one.skipped ?? String(one.runs), one.requirements.join(' ')])
  const judged = Object.values(requirements)
  const passed = judged.filter((one) => one === 'pass').length
  return [
    `${identity.implementation} ${identity.version}\n\n`,
    table(['case', 'verdict', 'runs', 'requirements'], rows),
    ...cases.flatMap(reasons),
    `\n${passed} of ${judged.length} requirements kept, each case with ${seeds} seeds: ${verdict}\n`
  ].join('')
}

/** What was found of a case that did not pass, once for each message. */
function reasons({ name, notPassed }: CaseResult): string[] {
  const found = new Map<string, number>()
  for (const { seed, findings, unreached } of notPassed) {
    const messages = findings.map(({ requirement, message }) => `${requirement}: ${message}`)
    if (unreached !== undefined) messages.push(`not reached: ${unreached}`)
    for (const message of messages) if (!found.has(message)) found.set(message, seed)
  }
  return found.size === 0 ? [] : [`\n${name}\n`, ...[...found].map(([message, seed]) => `  seed ${seed}: ${message}\n`)]
}
