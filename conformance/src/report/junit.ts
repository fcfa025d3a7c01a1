import type { CaseResult } from '../run/run-suite.js'
import type { Outcome } from '../run/run-case.js'
import { escaped } from './escape.js'
import type { Report } from './report.js'

/** A report as JUnit XML: a test suite for each family of cases. What is inconclusive is skipped, since JUnit has no such verdict. */
export function junitOf(report: Report): string {
  const families = new Map<string, CaseResult[]>()
  for (const one of report.cases) {
    const family = one.name.split('/')[0] ?? ''
    families.set(family, [...(families.get(family) ?? []), one])
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(report.claim)}" ${counts(report.cases)}>`,
    ...[...families].flatMap(([family, cases]) => [
      `  <testsuite name="${escaped(family)}" ${counts(cases)}>`,
      ...cases.map(caseElement),
      '  </testsuite>'
    ]),
    '</testsuites>',
    ''
  ].join('\n')
}

function counts(cases: readonly CaseResult[]): string {
  const failures = cases.filter(({ verdict }) => verdict === 'fail').length
  const passed = cases.filter(({ verdict }) => verdict === 'pass').length
  return `tests="${cases.length}" failures="${failures}" errors="0" skipped="${cases.length - failures - passed}"`
}

function caseElement({ name, requirements, verdict, skipped, notPassed }: CaseResult): string {
  const open = `    <testcase classname="${escaped(requirements.join(' '))}" name="${escaped(name)}"`
  if (verdict === 'pass') return `${open}/>`
  const inside =
    verdict === 'fail'
      ? `<failure message="${escaped(messagesOf(notPassed)[0] ?? '')}">${escaped(messagesOf(notPassed).join('\n'))}</failure>`
      : `<skipped message="${escaped(skipped === undefined ? `${verdict}: ${notPassed[0]?.unreached ?? ''}` : `${skipped} is not claimed`)}"/>`
  return `${open}>${inside}</testcase>`
}

function messagesOf(notPassed: readonly Outcome[]): readonly string[] {
  return notPassed.flatMap(({ seed, findings }) =>
    findings.map(({ requirement, message }) => `seed ${seed}: ${requirement}: ${message}`)
  )
}
