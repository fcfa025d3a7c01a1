import type { ScanPicture } from '../experiments/scan-picture.js'
import { drawHeatMap } from './chart/heat-map.js'
import { type Content, element } from './chart/markup.js'
import { drawPlot, type Tone } from './chart/plot.js'
import { linearScale, logarithmicScale, type Scale } from './chart/scale.js'

/** More curves than this would share colours. */
const TONES: readonly Tone[] = [1, 2, 3, 4, 5]

/** Pictures of quantities over one parameter or two, each with what it rests on. */
export function scanSection(pictures: readonly ScanPicture[], id: string): Content {
  return pictures.map((picture, index) =>
    element(
      'figure',
      {},
      element('h3', {}, picture.title),
      element('div', { class: 'scroll' }, drawing(picture, `${id}-${index}`)),
      element('figcaption', {}, picture.note)
    )
  )
}

function drawing({ title, note, scan }: ScanPicture, id: string): Content {
  const { x } = scan
  if (scan.kind === 'map') {
    return drawHeatMap(
      {
        title,
        description: note,
        quantity: named(scan.quantity, '', scan.unit),
        x: { label: named(x.quantity, x.symbol, x.unit), scale: scaleOf(x.values, false, false), values: x.values },
        y: {
          label: named(scan.y.quantity, scan.y.symbol, scan.y.unit),
          scale: scaleOf(scan.y.values, false, false),
          values: scan.y.values
        },
        values: scan.values,
        lines: scan.overlays
      },
      id
    )
  }
  const logarithmic = (axis: 'x' | 'y'): boolean => scan.logarithmic?.includes(axis) ?? false
  const shown = scan.curves.flatMap(({ values }) => Array.from(values).filter((value) => Number.isFinite(value)))
  return drawPlot(
    {
      title,
      description: note,
      x: { label: named(x.quantity, x.symbol, x.unit), scale: scaleOf(x.values, logarithmic('x'), false) },
      y: { label: named(scan.quantity, '', scan.unit), scale: scaleOf(shown, logarithmic('y'), true) },
      layers: scan.curves.map(({ label, values }, index) => ({
        kind: 'line',
        tone: TONES[index % TONES.length] as Tone,
        label,
        points: x.values
          .map((at, column) => ({ x: at, y: values[column] as number }))
          .filter(({ y }) => Number.isFinite(y))
      }))
    },
    id
  )
}

function scaleOf(values: readonly number[], logarithmic: boolean, nice: boolean): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return logarithmic ? logarithmicScale(low, high) : linearScale(low, high, 6, nice)
}

function named(quantity: string, symbol: string, unit: string): string {
  const words = symbol === '' ? quantity : `${quantity} ${symbol}`
  return unit === '1' ? words : `${words} (${unit})`
}
