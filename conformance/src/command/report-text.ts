import { GRID } from '../random/faults.js'
import type { Report } from '../report/report.js'
import type { Outcome } from '../run/run-case.js'
import type { CaseResult } from '../run/run-suite.js'

/** A report for people. */
export function reportText(report: Report): string {
  const { identity, cases, claim } = report
  const rows = cases.map((one) => [one.name, one.verdict, one.skipped ?? String(one.runs), one.requirements.join(' ')])
  return [
    `${identity.implementation} ${identity.version}\n\n`,
    ...columns([['case', 'verdict', 'runs', 'requirements'], ...rows]),
    ...cases.flatMap(reasons),
    ...unadvisedIn(cases),
    ...cases.flatMap(faultsIn),
    ...report.machines.map(coverage),
    `\n${claim}\n`
  ].join('')
}

/** Rows of as many cells each, one below the other. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows.map(
    (row) =>
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`
  )
}

/** What it should do and does not, which is nothing against it. */
function unadvisedIn(cases: readonly CaseResult[]): string[] {
  const rows = cases.flatMap(({ name, unadvised = {} }) =>
    Object.entries(unadvised).map(([requirement, message]) => `  ${name}: ${requirement}: ${message}\n`)
  )
  return rows.length > 0 ? ['\nnot as it should be\n', ...rows] : []
}

/** How many faults came about in how many phases of a request, where that was played. */
function faultsIn({ exercised = {} }: CaseResult): string[] {
  const missing = GRID.filter((cell) => (exercised[cell] ?? 0) === 0)
  if (missing.length === GRID.length) return []
  const without = missing.length > 0 ? `; not ${missing.join(', ')}` : ''
  return [`\n${GRID.length - missing.length} of ${GRID.length} faults in phases came about${without}\n`]
}

/** How much of a machine came about. */
function coverage({ machine, states, transitions, others, infeasible, missing }: Report['machines'][number]): string {
  const inWords = ({ reached, of }: typeof states, what: string): string => `${reached} of ${of} ${what}`
  const shares = [inWords(states, 'states'), inWords(transitions, 'transitions'), inWords(others, 'other events')]
  const without = missing.length > 0 ? `; not ${missing.join('; ')}` : ''
  return `\n${machine}: ${shares.join(', ')} (${infeasible} infeasible)${without}\n`
}

/** What was found of a case that did not pass, once for each message. */
function reasons({ name, notPassed, repeated }: CaseResult): string[] {
  const found = new Map<string, Outcome>()
  for (const outcome of notPassed) {
    const messages = outcome.findings.map(({ requirement, message }) => `${requirement}: ${message}`)
    if (outcome.unreached !== undefined) messages.push(`not reached: ${outcome.unreached}`)
    for (const message of messages) if (!found.has(message)) found.set(message, outcome)
  }
  if (found.size === 0) return []
  const reason = ([message, outcome]: [string, Outcome]): string =>
    `  seed ${outcome.seed}: ${message}\n${shown(outcome)}`
  const { seed, failed, of } = repeated ?? { seed: 0, failed: 0, of: 0 }
  const often = failed < of ? [`  not always: with seed ${seed}, ${failed} of ${of} times\n`] : []
  return [`\n${name}\n`, ...[...found].map(reason), ...often]
}

/** The steps of the shortest run that shows it, of a case of generated runs. */
function shown({ seed, generated }: Outcome): string {
  const { steps, path } = generated?.counterexample ?? {}
  if (steps === undefined) return ''
  const lines = steps.map((step, index) => `    ${index === 0 ? 'where' : `${index}.`.padStart(5)} ${step}\n`)
  return `${lines.join('')}    again: --again ${seed}/${path}\n`
}
