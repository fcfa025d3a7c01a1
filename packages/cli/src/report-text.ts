import type { CountedEstimate, Mean, RunReport } from '@bellwire/simulation'
import { applicationText } from './application-text.js'
import { switchText } from './switch-text.js'
import { table } from './table.js'

/** A run's report for people. */
export function reportText(report: RunReport): string {
  const {
    scenario,
    seed,
    simulatedSeconds,
    wallSeconds,
    events,
    peakMemoryBytes,
    pairs,
    switches,
    requests,
    applications
  } = report
  const { notices = [] } = report
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
    requests.map((request) => [
      `${request.from}-${request.to}`,
      request.kind,
      request.asked === null ? 'continuous' : String(request.asked),
      String(request.delivered),
      Object.entries(request.errors)
        .map(([code, count]) => `${count} ${code}`)
        .join(', '),
      seconds(request.pairLatency),
      seconds(request.scaledLatency),
      Object.entries(request.errorRates)
        .map(([basis, rate]) => `${basis} ${estimate(rate)}`)
        .join(', '),
      request.chsh === null ? '' : estimate(request.chsh)
    ])
  )
  return `${head}\n${links}${(switches ?? []).map(switchText).join('')}${requests.length === 0 ? '' : `\n${asked}`}${applications.map(applicationText).join('')}${notices.map((notice) => `\n${notice}\n`).join('')}\n* as only the simulator knows\n`
}

function seconds(mean: Mean | null): string {
  return mean === null ? '' : `${mean.meanSeconds.toPrecision(4)} s`
}

function estimate({ value, standardError }: CountedEstimate): string {
  return `${value.toFixed(4)} ± ${standardError.toFixed(4)}`
}
