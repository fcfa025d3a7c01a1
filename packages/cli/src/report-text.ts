import type { CountedEstimate, Mean, RunReport } from '@bellwire/simulation'
import { table } from './table.js'

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
