import type { CaseResult } from '../run/run-suite.js'
import type { Trace } from '../trace/trace.js'
import { chartOf } from './chart.js'
import { type Clause, clausesOf } from './clauses.js'
import { escaped } from './escape.js'
import type { Report } from './report.js'
import { STYLE } from './style.js'

/**
 * A report as one page that needs nothing else: the claim, every requirement of the specification, and for each case that
 * did not pass what was found, with a chart of what led to it.
 *
 * @param traces of runs that did not pass: the first of each case is drawn
 */
export function htmlOf(report: Report, traces: readonly Trace[]): string {
  const clauses = clausesOf(report)
  const failed = report.cases.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped')
  const judged = clauses.filter(({ verdict }) => verdict !== 'not judged')
  const others = clauses.filter(({ verdict }) => verdict === 'not judged')
  const texts = new Map(clauses.map(({ id, text }) => [id, text]))
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(report.claim)}</title><style>${STYLE}</style></head><body><main>`,
    `<h1>Conformance</h1><p class="claim ${report.verdict}">${escaped(report.claim)}</p>`,
    `<p>Specification ${escaped(report.specification)}, ${clauses.length} requirements: ${judged.length} are judged here, ${others.length} are not.</p>`,
    ...failed.map((one) => failure(one, traces, texts)),
    '<h2>Requirements that are judged</h2>',
    ...byChapter(judged),
    '<h2>Requirements that are not judged</h2>',
    ...byChapter(others),
    '</main></body></html>\n'
  ].join('\n')
}

function byChapter(clauses: readonly Clause[]): readonly string[] {
  const chapters = [...new Set(clauses.map(({ chapter }) => chapter))]
  return chapters.map((chapter) => {
    const rows = clauses.filter((clause) => clause.chapter === chapter)
    const isOpen = rows.some(({ verdict }) => verdict !== 'not judged')
    return `<details${isOpen ? ' open' : ''}><summary>${escaped(chapter)} (${rows.length})</summary><table>${rows.map(rowOf).join('')}</table></details>`
  })
}

function rowOf({ id, text, verdict, cases }: Clause): string {
  return `<tr id="${escaped(id)}"><th>${escaped(id)}</th><td class="${verdict.replace(' ', '-')}">${verdict}</td><td>${escaped(text)}<small>${escaped(cases.join(', '))}</small></td></tr>`
}

function failure(
  { name, verdict, notPassed }: CaseResult,
  traces: readonly Trace[],
  texts: ReadonlyMap<string, string>
): string {
  const [first] = notPassed
  const trace = traces.find((one) => one.case === name && one.seed === first?.seed)
  const findings = first?.findings ?? []
  const seeds = notPassed.map(({ seed }) => seed).join(', ')
  return [
    `<section><h2>${escaped(name)}</h2><p class="${verdict}">${verdict} with the seeds ${seeds}</p>`,
    ...(first?.unreached === undefined ? [] : [`<p>Not reached: ${escaped(first.unreached)}</p>`]),
    '<ul>',
    ...findings.map(
      ({ requirement, message, event }) =>
        `<li><strong>${escaped(requirement)}</strong> ${escaped(message)} <small>event ${event}: ${escaped(texts.get(requirement) ?? '')}</small></li>`
    ),
    '</ul>',
    trace === undefined ? '' : `<div class="scroll">${chartOf(trace, findings[0]?.event ?? trace.events.length)}</div>`,
    first?.trace === undefined ? '' : `<p><code>bellwire conformance replay ${escaped(first.trace)}</code></p>`,
    '</section>'
  ].join('')
}
