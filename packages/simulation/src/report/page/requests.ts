import type { CountedEstimate, Mean } from '../../scenario/run/estimates.js'
import type { RequestReport } from '../../scenario/run/report.js'
import type { Content } from '../chart/markup.js'
import { duration, fixed, measured, significant } from '../chart/numbers.js'
import { details, table } from './page.js'

const COLUMNS = ['from', 'to', 'kind', 'purpose', 'priority', 'requests', 'pairs', 'refused or failed']
const LATENCIES = ['time to a pair', 'to all pairs', 'per pair asked']

/** What was asked for, and what was given. */
export function requestsTable(requests: readonly RequestReport[]): Content {
  const measuring = requests.filter(({ correlators }) => Object.keys(correlators).length > 0)
  return [
    table([...COLUMNS, ...LATENCIES], requests.map(requestRow), [1, 2, 7]),
    ...(measuring.length === 0 ? [] : [details('What was measured', measuredTable(measuring))])
  ]
}

function requestRow(request: RequestReport): readonly Content[] {
  const { from, to, kind, purpose, priority, requests, completed, asked, delivered, errors } = request
  const { pairLatency, requestLatency, scaledLatency } = request
  return [
    from,
    to,
    kind,
    significant(purpose),
    significant(priority),
    `${fixed(completed, 0)} of ${fixed(requests, 0)}`,
    asked === null ? fixed(delivered, 0) : `${fixed(delivered, 0)} of ${fixed(asked, 0)}`,
    Object.entries(errors)
      .map(([code, times]) => `${code} ${fixed(times, 0)}`)
      .join(', '),
    ...[pairLatency, requestLatency, scaledLatency].map(latency)
  ]
}

function latency(mean: Mean | null): string {
  return mean === null ? '–' : duration(mean.meanSeconds, mean.standardErrorSeconds)
}

function measuredTable(measuring: readonly RequestReport[]): Content {
  const rows = measuring.flatMap(({ from, to, errorRates, correlators, chsh }) => {
    const ends = `${from} – ${to}`
    const row = (what: string, { value, standardError, rounds }: CountedEstimate): readonly string[] => {
      return [ends, what, measured(value, standardError), fixed(rounds, 0)]
    }
    return [
      ...(chsh === null ? [] : [row('S', chsh)]),
      ...Object.entries(errorRates).map(([basis, rate]) => row(`Q, basis ${basis}`, rate)),
      ...Object.entries(correlators).map(([bases, correlator]) => row(`mean product, ${bases}`, correlator))
    ]
  })
  return table(['ends', 'quantity', 'value', 'rounds'], rows, [1])
}
