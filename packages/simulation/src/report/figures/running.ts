import { tsirelsonBound } from '@bellwire/quantum'
import { fixed, measured, sigmas, significant } from '../chart/numbers.js'
import type { Layer, Tone } from '../chart/plot.js'
import { linearScale, logarithmicScale } from '../chart/scale.js'
import type { RunningPoint, RunningSeries } from '../samples.js'
import { extent, type Figure, thinRows } from './figure.js'

/** The first estimates scatter widely: those with errors up to so many times the last one's set the height of the plot. */
const SETTLED = 8
const MARGIN = 0.04

/** The CHSH value as rounds accumulate, between the classical and the quantum bound. */
export function chshFigure(series: RunningSeries): Figure {
  return runningFigure(series, {
    heading: 'CHSH value',
    axis: 'S',
    bounds: [
      { value: 2, label: 'classical bound' },
      { value: tsirelsonBound, label: 'quantum bound' }
    ],
    caption: 'S over all rounds so far, with its standard error; the classical bound is 2, the quantum bound 2√2.'
  })
}

/** An error rate as rounds accumulate. */
export function errorRateFigure(series: RunningSeries): Figure {
  return runningFigure(series, {
    heading: `Error rate ${series.label}`,
    axis: 'Q',
    bounds: [{ value: 0 }],
    least: 0,
    caption: 'Share of rounds with the wrong outcome so far, with its standard error.'
  })
}

interface Kind {
  readonly heading: string
  readonly axis: string
  /** Always in view; drawn where they have a name. */
  readonly bounds: readonly { readonly value: number; readonly label?: string }[]
  /** Nothing lies below. */
  readonly least?: number
  readonly caption: string
}

function runningFigure(series: RunningSeries, kind: Kind): Figure {
  const { points, references } = series
  const last = points.at(-1) as RunningPoint
  const settled = points.filter((point) => point.standardError <= SETTLED * last.standardError)
  const floor = kind.least ?? -Infinity
  const [least, greatest] = extent(
    settled.flatMap(({ value, standardError }) => [Math.max(floor, value - standardError), value + standardError]),
    ...references.flatMap(({ value, error = 0 }) => [value - error, value + error]),
    ...kind.bounds.map((bound) => bound.value)
  )
  const margin = MARGIN * (greatest - least)
  const layers: Layer[] = [
    ...kind.bounds.flatMap(({ value, label }): Layer[] =>
      label === undefined ? [] : [{ kind: 'level', tone: 5, dashed: true, label, y: value }]
    ),
    ...references.map(({ label, value, error }): Layer => {
      // Published values have errors, closed forms have none.
      const tone: Tone = error === undefined ? 3 : 4
      return { kind: 'level', tone, label, y: value, ...(error === undefined ? { dashed: true } : { error }) }
    }),
    {
      kind: 'band',
      tone: 1,
      points: points.map(({ rounds, value, standardError }) => ({
        x: rounds,
        low: Math.max(floor, value - standardError),
        high: value + standardError
      }))
    },
    {
      kind: 'line',
      tone: 1,
      label: 'this run, ± 1 σ',
      points: points.map(({ rounds, value }) => ({ x: rounds, y: value }))
    }
  ]
  const facts: [string, string][] = [
    ['rounds', significant(last.rounds)],
    [kind.axis, measured(last.value, last.standardError)]
  ]
  for (const { label, value, error } of references) {
    facts.push([label, measured(value, error)])
    const sigma = Math.hypot(last.standardError, error ?? 0)
    if (sigma > 0) facts.push([`distance to ${label}`, sigmas((last.value - value) / sigma)])
  }
  return {
    heading: kind.heading,
    plots: [
      {
        title: `${kind.heading} as rounds accumulate`,
        description: `After ${last.rounds} rounds ${kind.axis} is ${measured(last.value, last.standardError)}.`,
        x: { label: 'rounds', scale: logarithmicScale(points[0]?.rounds ?? 1, last.rounds) },
        y: { label: kind.axis, scale: linearScale(Math.max(floor, least - margin), greatest + margin, 6, false) },
        layers
      }
    ],
    facts,
    caption: kind.caption,
    data: {
      columns: ['rounds', 'after (s)', kind.axis, 'standard error'],
      rows: thinRows(points).map((point) => [
        fixed(point.rounds, 0),
        significant(point.seconds),
        significant(point.value, 5),
        significant(point.standardError, 2)
      ])
    }
  }
}
