import { element, join, type Markup, nothing, round } from './markup.js'
import type { Scale } from './scale.js'
import { layOutLegend, textWidth } from './legend.js'

/** Which of the page's colours: 1 and 2 for what the run did, 3 for closed forms, 4 for papers, 5 for bounds. */
export type Tone = 1 | 2 | 3 | 4 | 5

interface Named {
  readonly tone: Tone
  /** In the legend; a layer without a label is not named there. */
  readonly label?: string
}

interface DataPoint {
  readonly x: number
  readonly y: number
  /** One standard deviation of y. */
  readonly error?: number
  /** Shown when pointed at. */
  readonly title?: string
}

export type Layer = Named &
  (
    | { readonly kind: 'line'; readonly points: readonly DataPoint[]; readonly dashed?: boolean }
    /** Holds its value until the next point. */
    | { readonly kind: 'steps'; readonly points: readonly DataPoint[] }
    | {
        readonly kind: 'points'
        readonly points: readonly DataPoint[]
        readonly hollow?: boolean
        readonly small?: boolean
      }
    | {
        readonly kind: 'band'
        readonly points: readonly { readonly x: number; readonly low: number; readonly high: number }[]
      }
    | {
        readonly kind: 'bars'
        readonly bars: readonly { readonly from: number; readonly to: number; readonly y: number }[]
      }
    /** A value over the whole width, with a band of one standard deviation. */
    | { readonly kind: 'level'; readonly y: number; readonly error?: number; readonly dashed?: boolean }
    /** Instants. */
    | { readonly kind: 'marks'; readonly marks: readonly { readonly x: number; readonly title: string }[] }
  )

export interface Plot {
  /** For those who cannot see it. */
  readonly title: string
  readonly description: string
  readonly x: { readonly label: string; readonly scale: Scale }
  readonly y: { readonly label: string; readonly scale: Scale }
  /** From back to front. */
  readonly layers: readonly Layer[]
  /** Height of the plotted area. Default 260. */
  readonly height?: number
}

const WIDTH = 600
const RIGHT = 26
const BOTTOM = 46

/**
 * A plot as inline SVG; colours come from the page's style.
 *
 * @param id of its own on the page
 */
export function drawPlot(plot: Plot, id: string): Markup {
  const { x, y } = plot
  const height = plot.height ?? 260
  const widest = Math.max(...y.scale.ticks.map((tick) => textWidth(tick.label)))
  const left = Math.round(Math.max(46, 30 + widest))
  const named = plot.layers.filter((layer) => layer.label !== undefined)
  const legend = layOutLegend(
    named.map((layer) => layer.label as string),
    WIDTH - left - RIGHT
  )
  const top = legend.height + 10
  const area: Area = {
    left,
    right: WIDTH - RIGHT,
    top,
    bottom: top + height,
    x: (value) => left + x.scale.position(value) * (WIDTH - RIGHT - left),
    y: (value) => top + (1 - y.scale.position(value)) * height
  }
  const total = area.bottom + BOTTOM
  return element(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${total}`, role: 'img', 'aria-labelledby': `${id}-title ${id}-description` },
    element('title', { id: `${id}-title` }, plot.title),
    element('desc', { id: `${id}-description` }, plot.description),
    element('clipPath', { id: `${id}-area` }, element('rect', { x: left, y: top, width: area.right - left, height })),
    axes(plot, area),
    element(
      'g',
      { 'clip-path': `url(#${id}-area)` },
      plot.layers.map((layer) => drawLayer(layer, area))
    ),
    legend.entries.map((entry, index) => {
      const layer = named[index] as Layer
      const [entryX, entryY] = [left + entry.x, 12 + entry.y]
      return element(
        'g',
        {},
        sample(layer, entryX, entryY - 4),
        element('text', { x: entryX + 26, y: entryY, class: 'legend' }, layer.label as string)
      )
    })
  )
}

interface Area {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  x(value: number): number
  y(value: number): number
}

function axes(plot: Plot, area: Area): Markup {
  const { left, right, top, bottom } = area
  const horizontal = plot.y.scale.ticks.map(({ value, label }) => {
    const y = area.y(value)
    return join([
      element('line', { x1: left, x2: right, y1: y, y2: y, class: label === '' ? 'grid faint' : 'grid' }),
      element('text', { x: left - 8, y: y + 4, 'text-anchor': 'end' }, label)
    ])
  })
  const vertical = plot.x.scale.ticks.map(({ value, label }) => {
    const x = area.x(value)
    return join([
      element('line', { x1: x, x2: x, y1: bottom, y2: bottom + (label === '' ? 3 : 6), class: 'axis' }),
      element('text', { x, y: bottom + 20, 'text-anchor': 'middle' }, label)
    ])
  })
  const middle = (top + bottom) / 2
  return join([
    ...horizontal,
    element('line', { x1: left, x2: right, y1: bottom, y2: bottom, class: 'axis' }),
    element('line', { x1: left, x2: left, y1: top, y2: bottom, class: 'axis' }),
    ...vertical,
    element('text', { x: (left + right) / 2, y: bottom + 40, 'text-anchor': 'middle', class: 'label' }, plot.x.label),
    element(
      'text',
      { x: 14, y: middle, 'text-anchor': 'middle', transform: `rotate(-90 14 ${round(middle)})`, class: 'label' },
      plot.y.label
    )
  ])
}

function drawLayer(layer: Layer, area: Area): Markup {
  const tone = `t${layer.tone}`
  switch (layer.kind) {
    case 'line':
      return path(layer.points, area, `line ${tone}${layer.dashed ? ' dashed' : ''}`)
    case 'steps':
      return path(asSteps(layer.points), area, `line ${tone}`)
    case 'band': {
      const there = layer.points.map(({ x, high }) => `${round(area.x(x))} ${round(area.y(high))}`)
      const back = layer.points.map(({ x, low }) => `${round(area.x(x))} ${round(area.y(low))}`).toReversed()
      return there.length === 0
        ? nothing
        : element('path', { d: `M${[...there, ...back].join('L')}Z`, class: `band ${tone}` })
    }
    case 'bars':
      return join(
        layer.bars.map(({ from, to, y }) => {
          const [start, end, height] = [area.x(from), area.x(to), area.y(y)]
          const width = Math.max(0.5, end - start - 0.7)
          return element('rect', {
            x: start,
            y: height,
            width,
            height: Math.max(0, area.bottom - height),
            class: `bar ${tone}`
          })
        })
      )
    case 'points':
      return join(
        layer.points.map((point) =>
          drawPoint(point, area, `${layer.hollow ? 'hollow' : 'dot'} ${tone}`, layer.small ? 1.6 : 3.4)
        )
      )
    case 'level': {
      const y = area.y(layer.y)
      const line = element('line', {
        x1: area.left,
        x2: area.right,
        y1: y,
        y2: y,
        class: `line ${tone}${layer.dashed ? ' dashed' : ''}`
      })
      if (layer.error === undefined) return line
      const [high, low] = [area.y(layer.y + layer.error), area.y(layer.y - layer.error)]
      const band = element('rect', {
        x: area.left,
        y: high,
        width: area.right - area.left,
        height: low - high,
        class: `band ${tone}`
      })
      return join([band, line])
    }
    case 'marks':
      return join(
        layer.marks.map(({ x, title }) => {
          const at = area.x(x)
          return element(
            'line',
            { x1: at, x2: at, y1: area.top, y2: area.bottom, class: `line dashed ${tone}` },
            element('title', {}, title)
          )
        })
      )
  }
}

function drawPoint(point: DataPoint, area: Area, style: string, radius: number): Markup {
  const [x, y] = [area.x(point.x), area.y(point.y)]
  const parts = [
    element(
      'circle',
      { cx: x, cy: y, r: radius, class: style },
      ...(point.title === undefined ? [] : [element('title', {}, point.title)])
    )
  ]
  if (point.error !== undefined && point.error > 0) {
    const [high, low] = [area.y(point.y + point.error), area.y(point.y - point.error)].map(round) as [number, number]
    const across = round(x)
    const d = `M${across} ${high}V${low}M${round(x - 3)} ${high}h6M${round(x - 3)} ${low}h6`
    parts.unshift(element('path', { d, class: `error ${style.split(' ')[1] as string}` }))
  }
  return join(parts)
}

function path(points: readonly DataPoint[], area: Area, style: string): Markup {
  if (points.length === 0) return nothing
  return element('path', {
    d: `M${points.map(({ x, y }) => `${round(area.x(x))} ${round(area.y(y))}`).join('L')}`,
    class: style
  })
}

function asSteps(points: readonly DataPoint[]): readonly DataPoint[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1]
    return before === undefined ? [point] : [{ x: point.x, y: before.y }, point]
  })
}

/** What a layer looks like, for the legend. */
function sample(layer: Layer, x: number, y: number): Markup {
  const tone = `t${layer.tone}`
  switch (layer.kind) {
    case 'bars':
      return element('rect', { x: x + 3, y: y - 5, width: 14, height: 10, class: `bar ${tone}` })
    case 'band':
      return element('rect', { x, y: y - 5, width: 20, height: 10, class: `band ${tone}` })
    case 'points':
      return element('circle', {
        cx: x + 10,
        cy: y,
        r: layer.small ? 1.6 : 3.4,
        class: `${layer.hollow ? 'hollow' : 'dot'} ${tone}`
      })
    case 'marks':
      return element('line', { x1: x + 10, x2: x + 10, y1: y - 6, y2: y + 6, class: `line dashed ${tone}` })
    default: {
      const dashed = layer.kind !== 'steps' && layer.dashed ? ' dashed' : ''
      const line = element('line', { x1: x, x2: x + 20, y1: y, y2: y, class: `line ${tone}${dashed}` })
      if (layer.kind !== 'level' || layer.error === undefined) return line
      return join([element('rect', { x, y: y - 5, width: 20, height: 10, class: `band ${tone}` }), line])
    }
  }
}
