import type { SwitchReport, WaitingReport } from '@bellwire/simulation'
import { table } from './table.js'

/** What a station's switch has done, for people. */
export function switchText({ station, turns, jainIndex, links }: SwitchReport): string {
  const rows = links.map(({ from, to, share, shareOfDemand, slotWaiting, pairWaiting }) => [
    `${from}-${to}`,
    percent(share),
    shareOfDemand === null ? '' : percent(shareOfDemand),
    ...waiting(slotWaiting),
    ...waiting(pairWaiting)
  ])
  const fairness = jainIndex === null ? 'no link asked' : `Jain's index ${jainIndex.toFixed(4)}`
  const head = ['link', 'share', 'of demand', 'slot wait', '95 %', 'worst', 'pair wait', '95 %', 'worst']
  return `\nswitch of ${station}: ${turns} turns, ${fairness}\n${table(head, rows)}`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}

function waiting(report: WaitingReport | null): readonly string[] {
  if (report === null) return ['', '', '']
  return [report.meanSeconds, report.p95Seconds, report.worstSeconds].map((seconds) => `${seconds.toPrecision(3)} s`)
}
