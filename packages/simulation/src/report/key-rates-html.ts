import type { Layer, Plot, Tone } from './chart/plot.js'
import { drawPlot } from './chart/plot.js'
import { element } from './chart/markup.js'
import { linearScale, logarithmicScale } from './chart/scale.js'
import { extent } from './figures/figure.js'
import { page, table } from './page/page.js'

/** One curve: an analysis, and what else it is computed for. */
export interface KeyRateCurve {
  readonly name: string
  /** Curves of one group have one colour. */
  readonly group: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

/** Key rates over one quantity, as they are reported. */
export interface KeyRates {
  /** Under the title: what was computed. */
  readonly summary: string
  /** Of the horizontal axis. */
  readonly axis: string
  readonly curves: readonly KeyRateCurve[]
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Columns that hold words. */
  readonly words: readonly number[]
  readonly notes: readonly string[]
}

/** Ends of an axis at a greater ratio are shown on a logarithmic one. */
const LOGARITHMIC_FROM = 20
const TONES: readonly Tone[] = [1, 2, 3, 4, 5]

/** Key rates as one HTML file: a plot, the numbers, and what stands behind each. */
export function keyRatesHtml(rates: KeyRates): string {
  return page(
    'Key rates – Bellwire',
    element('h1', {}, 'Key rates'),
    element('p', { class: 'sub' }, rates.summary),
    element('figure', {}, drawPlot(plotOf(rates), 'key-rates')),
    table(rates.columns, rates.rows, rates.words),
    element('h2', {}, 'How to read this'),
    rates.notes.map((note) => element('p', { class: 'note' }, note))
  )
}

function plotOf({ axis, curves }: KeyRates): Plot {
  const points = curves.flatMap((curve) => curve.points)
  const [low, high] = extent(points.map(({ x }) => x))
  const [, most] = extent(
    points.map(({ y }) => y),
    0
  )
  const groups = [...new Set(curves.map(({ group }) => group))]
  const layers = curves.map(({ name, group, points: at }, index): Layer => {
    const isFirst = curves.findIndex((other) => other.group === group) === index
    return {
      kind: 'line',
      tone: TONES[groups.indexOf(group) % TONES.length] as Tone,
      label: name,
      points: at,
      dashed: !isFirst
    }
  })
  return {
    title: `Key rate over ${axis}`,
    description: `Bits of key per round over ${axis}, a curve for each analysis.`,
    x: {
      label: axis,
      scale: low > 0 && high / low > LOGARITHMIC_FROM ? logarithmicScale(low, high) : linearScale(low, high, 6, false)
    },
    y: { label: 'bits of key per round', scale: linearScale(0, most > 0 ? most : 1, 5) },
    layers
  }
}
