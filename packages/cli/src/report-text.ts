import type { CountedEstimate, Mean, RunReport } from '@bellwire/simulation'

/** A run's report for people. */
export function reportText(report: RunReport): string {
  const { scenario, seed, simulatedSeconds, wallSeconds, events, peakMemoryBytes, pairs, applications } = report
  const head = `${scenario}, seed ${seed}: ${simulatedSeconds} s simulated in ${wallSeconds.toFixed(2)} s, ${events.toLocaleString('en-US')} events, ${(peakMemoryBytes / 1e6).toFixed(0)} MB\n`
  const links = table(
    ['link', 'pairs', 'expired', 'fidelity*', 'pairs/s'],
    pairs.map(({ from, to, delivered, expired, meanFidelity, perSimulatedSecond }) => [
      `${from}-${to}`,
      String(delivered),
      String(expired),
      meanFidelity === null ? '' : meanFidelity.toFixed(4),
      perSimulatedSecond.toPrecision(4)
    ])
  )
  const asked = table(
    ['request', 'kind', 'asked', 'given', 'errors', 'pair latency', 'scaled latency', 'error rates', 'S'],
    applications.map((application) => [
      `${application.from}-${application.to}`,
      application.kind,
      application.asked === null ? 'continuous' : String(application.asked),
      String(application.delivered),
      Object.entries(application.errors)
        .map(([code, count]) => `${count} ${code}`)
        .join(', '),
      seconds(application.pairLatency),
      seconds(application.scaledLatency),
      Object.entries(application.errorRates)
        .map(([basis, rate]) => `${basis} ${estimate(rate)}`)
        .join(', '),
      application.chsh === null ? '' : estimate(application.chsh)
    ])
  )
  return `${head}\n${links}${applications.length === 0 ? '' : `\n${asked}`}\n* as only the simulator knows\n`
}

function seconds(mean: Mean | null): string {
  return mean === null ? '' : `${mean.meanSeconds.toPrecision(4)} s`
}

function estimate({ value, standardError }: CountedEstimate): string {
  return `${value.toFixed(4)} ± ${standardError.toFixed(4)}`
}

/** Columns that no row fills are left out. */
function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const used = titles.map((_, column) => rows.some((row) => row[column] !== ''))
  const lines = [titles, ...rows].map((row) => row.filter((_, column) => used[column]))
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((row) => (row[column] ?? '').length)))
  return lines
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`
    )
    .join('')
}
