import { bellStateNames } from '@bellwire/quantum'
import { fixed, significant, timeUnit } from '../chart/numbers.js'
import type { Layer } from '../chart/plot.js'
import { linearScale } from '../chart/scale.js'
import type { FaultSample, LinkSamples, PairSample } from '../samples.js'
import { extent, type Figure, thinRows } from './figure.js'

/** More faults than this hide the curve. */
const MOST_MARKS = 40
const MOST_DOTS = 400

/** Pairs delivered over time, with the faults that befell the run. */
export function deliveredFigure(link: LinkSamples, faults: readonly FaultSample[]): Figure {
  const { delivered } = link
  const [start, end] = extent(delivered.map((point) => point.seconds))
  const unit = timeUnit(end)
  const at = (seconds: number): number => seconds / unit.seconds
  const layers: Layer[] = [
    {
      kind: 'steps',
      tone: 1,
      label: 'pairs delivered',
      points: delivered.map(({ seconds, count }) => ({ x: at(seconds), y: count }))
    }
  ]
  const within = faults.filter((fault) => fault.seconds <= end)
  if (within.length > 0 && within.length <= MOST_MARKS) {
    layers.unshift({
      kind: 'marks',
      tone: 2,
      label: 'faults',
      marks: within.map((fault) => ({ x: at(fault.seconds), title: `${fault.at}: ${fault.what}` }))
    })
  }
  const rate = link.count > 1 && end > start ? (link.count - 1) / (end - start) : 0
  return {
    heading: 'Pairs over time',
    plots: [
      {
        title: 'Pairs delivered over time',
        description: `${link.count} pairs by ${significant(at(end), 3)} ${unit.name}.`,
        x: { label: `simulated time (${unit.name})`, scale: linearScale(0, at(end), 6, false) },
        y: { label: 'pairs', scale: linearScale(0, link.count, 5) },
        layers
      }
    ],
    facts: [
      ['pairs', fixed(link.count, 0)],
      ...(rate > 0 ? ([['pairs per second', significant(rate)]] as [string, string][]) : []),
      ...bellShares(link.bellIndices)
    ],
    caption: 'Pairs handed to the application up to a time.',
    data: {
      columns: [`time (${unit.name})`, 'pairs'],
      rows: thinRows(delivered).map((point) => [significant(at(point.seconds)), fixed(point.count, 0)])
    }
  }
}

/** Fidelity of each pair when it was delivered, over time: what drift and brightness do. */
export function fidelityFigure(pairs: readonly PairSample[]): Figure {
  const known = thinRows(
    pairs.filter((pair) => !Number.isNaN(pair.fidelity)),
    MOST_DOTS
  )
  const [, end] = extent(known.map((pair) => pair.seconds))
  const [low, high] = extent(known.map((pair) => pair.fidelity))
  const unit = timeUnit(end)
  const at = (seconds: number): number => seconds / unit.seconds
  return {
    heading: 'Fidelity at delivery',
    plots: [
      {
        title: 'Fidelity of pairs at delivery, over time',
        description: `Fidelities from ${significant(low, 3)} to ${significant(high, 3)}.`,
        x: { label: `simulated time (${unit.name})`, scale: linearScale(0, at(end), 6, false) },
        y: { label: 'fidelity', scale: linearScale(low - 0.002, high + 0.002, 5) },
        height: 190,
        layers: [
          {
            kind: 'points',
            small: true,
            tone: 1,
            label: 'pairs',
            points: known.map((pair) => ({ x: at(pair.seconds), y: pair.fidelity }))
          }
        ]
      }
    ],
    facts: [
      ['lowest', significant(low)],
      ['highest', significant(high)]
    ],
    caption: 'Fidelity to the announced Bell state as the simulated world knows it; no node does.',
    data: {
      columns: [`time (${unit.name})`, 'fidelity', 'brightness'],
      rows: thinRows(known).map((pair) => [
        significant(at(pair.seconds)),
        significant(pair.fidelity),
        significant(pair.brightness)
      ])
    }
  }
}

function bellShares(counts: readonly number[]): [string, string][] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.flatMap((count, index): [string, string][] =>
    count === 0 ? [] : [[`heralded as ${bellStateNames[index]}`, `${fixed((100 * count) / total, 2)} %`]]
  )
}
