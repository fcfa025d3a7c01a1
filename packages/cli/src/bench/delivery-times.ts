import type { TraceRecord } from '@bellwire/runtime'
import type { WorkloadFact } from '@bellwire/simulation'
import type { LiveNetwork } from './live-network.js'

/**
 * How long it took from a herald to the delivery of its pair at the later end: from the moment in which the photons of its
 * slot are at the station to the OK of the link layer, with the outcome of the measurement. The clocks of processes are off
 * by as much as the deployment says.
 *
 * @param warm pairs at the beginning that do not count
 */
export function deliveryTimes(network: LiveNetwork, warm: number): WorkloadFact[] {
  const [alice, bob, middle] = [network.trace('alice'), network.trace('bob'), network.trace('middle')]
  const { slotOrigin, slotPeriod } = gridOf(middle)
  const [here, there] = [deliveredAt(alice), deliveredAt(bob)]
  const times: number[] = []
  for (const record of middle) {
    if (record.kind !== 'herald') continue
    const [first, second] = [here.get(record.sequence), there.get(record.sequence)]
    if (first === undefined || second === undefined) continue
    times.push(Math.max(first, second) - slotOrigin - record.slot * slotPeriod)
  }
  const sorted = times.slice(warm).sort((a, b) => a - b)
  const quantile = (share: number): number => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0) / 1e6
  return [
    { name: 'attempts', value: 1e9 / slotPeriod, unit: '/s' },
    { name: 'heralds', value: sorted.length, unit: '' },
    { name: 'from herald to delivery at both ends, p50', value: quantile(0.5), unit: 'ms' },
    { name: 'p99', value: quantile(0.99), unit: 'ms' },
    { name: 'p99.9', value: quantile(0.999), unit: 'ms' }
  ]
}

/** When slots are at the station, nanoseconds. */
interface Grid {
  readonly slotOrigin: number
  readonly slotPeriod: number
}

function gridOf(records: readonly TraceRecord[]): Grid {
  for (const record of records)
    if (record.kind === 'frameReceived' && record.frame.type === 'OPEN') return record.frame as unknown as Grid
  throw new Error('no link has been opened')
}

/** Times of delivery, by the numbers of pairs. */
function deliveredAt(records: readonly TraceRecord[]): ReadonlyMap<number, number> {
  const times = new Map<number, number>()
  for (const record of records) if (record.kind === 'ok') times.set(record.sequence, record.time)
  return times
}
