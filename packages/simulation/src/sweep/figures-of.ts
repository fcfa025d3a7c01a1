import { factsOf } from '../scenario/applications/facts.js'
import type { ApplicationReport } from '../scenario/applications/report.js'
import type { PairReport, RequestReport, RunReport } from '../scenario/run/report.js'
import type { SwitchReport } from '../scenario/run/switch-observer.js'

/** Numbers of one run by their names; null for what the run cannot tell, such as a mean of nothing. */
export interface RunFigures {
  readonly [name: string]: number | null
}

/**
 * The numbers of a run's report that the scenario and the seed alone decide, by the names of links (alice-bob.delivered)
 * and the numbers of requests and applications (requests[0].completed, applications[0].keyLength); times in seconds.
 */
export function figuresOf({
  simulatedSeconds,
  events,
  pairs,
  switches,
  requests,
  applications
}: RunReport): RunFigures {
  const figures: readonly Named[] = [
    ['simulatedSeconds', simulatedSeconds],
    ['events', events],
    ...pairs.flatMap(pairFigures),
    ...(switches ?? []).flatMap(switchFigures),
    ...requests.flatMap(requestFigures),
    ...applications.flatMap(applicationFigures)
  ]
  return Object.fromEntries(figures)
}

type Named = readonly [name: string, value: number | null]

function pairFigures({ from, to, delivered, expired, meanFidelity, perSimulatedSecond }: PairReport): readonly Named[] {
  const link = `${from}-${to}`
  return [
    [`${link}.delivered`, delivered],
    [`${link}.expired`, expired],
    [`${link}.meanFidelity`, meanFidelity],
    [`${link}.perSimulatedSecond`, perSimulatedSecond]
  ]
}

function switchFigures({ station, jainIndex, links }: SwitchReport): readonly Named[] {
  return [
    [`${station}.jainIndex`, jainIndex],
    ...links.flatMap(({ from, to, share, slotWaiting, pairWaiting }): readonly Named[] => [
      [`${from}-${to}.share`, share],
      [`${from}-${to}.slotWaiting`, slotWaiting?.meanSeconds ?? null],
      [`${from}-${to}.pairWaiting`, pairWaiting?.meanSeconds ?? null]
    ])
  ]
}

function requestFigures(request: RequestReport, index: number): readonly Named[] {
  const { requests, completed, delivered, errors, pairLatency, requestLatency, scaledLatency } = request
  const { errorRates, correlators, chsh } = request
  const values: readonly Named[] = [
    ['requests', requests],
    ['completed', completed],
    ['delivered', delivered],
    ['errors', Object.values(errors).reduce((sum, count) => sum + count, 0)],
    ['pairLatency', pairLatency?.meanSeconds ?? null],
    ['requestLatency', requestLatency?.meanSeconds ?? null],
    ['scaledLatency', scaledLatency?.meanSeconds ?? null],
    ...Object.entries(errorRates).map(([basis, { value }]): Named => [`errorRates.${basis}`, value]),
    ...Object.entries(correlators).map(([bases, { value }]): Named => [`correlators.${bases}`, value]),
    ...(chsh === null ? [] : [['chsh', chsh.value] as const])
  ]
  return values.map(([name, value]) => [`requests[${index}].${name}`, value])
}

/** Of what people are shown, the numbers; yes and no as 1 and 0. */
function applicationFigures(application: ApplicationReport, index: number): readonly Named[] {
  return factsOf(application).flatMap(({ name, value }): readonly Named[] => {
    if (typeof value === 'string') return []
    return [[`applications[${index}].${name}`, typeof value === 'boolean' ? Number(value) : value]]
  })
}
