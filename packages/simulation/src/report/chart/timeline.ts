import { textWidth } from './legend.js'
import { element, type Markup } from './markup.js'
import type { Tone } from './plot.js'
import type { Scale } from './scale.js'

export interface TimelineSpan {
  readonly from: number
  readonly to: number
  readonly tone: Tone
  readonly label: string
}

export interface Timeline {
  readonly title: string
  readonly description: string
  readonly x: { readonly label: string; readonly scale: Scale }
  readonly rows: readonly { readonly name: string; readonly spans: readonly TimelineSpan[] }[]
  readonly marks: readonly { readonly x: number; readonly title: string }[]
}

const WIDTH = 600
const RIGHT = 26
const TOP = 8
const ROW = 30
const BAR = 20

/** Rows of coloured spans over a common time, as inline SVG; a span that is wide enough carries its name. */
export function drawTimeline(timeline: Timeline, id: string): Markup {
  const { rows, marks, x } = timeline
  const left = Math.round(Math.min(180, 24 + Math.max(...rows.map((row) => textWidth(row.name)))))
  const right = WIDTH - RIGHT
  const bottom = TOP + rows.length * ROW
  const at = (value: number): number => left + x.scale.position(value) * (right - left)
  return element(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${bottom + 46}`, role: 'img', 'aria-labelledby': `${id}-title ${id}-description` },
    element('title', { id: `${id}-title` }, timeline.title),
    element('desc', { id: `${id}-description` }, timeline.description),
    rows.map((row, index) => {
      const y = TOP + index * ROW + (ROW - BAR) / 2
      return [
        element('text', { x: left - 8, y: y + BAR / 2 + 4, 'text-anchor': 'end' }, row.name),
        row.spans.map((span) => {
          const [start, width] = [at(span.from), Math.max(1, at(span.to) - at(span.from))]
          const bar = element(
            'rect',
            { x: start, y, width, height: BAR, class: `span t${span.tone}` },
            element('title', {}, span.label)
          )
          if (textWidth(span.label) + 10 > width) return bar
          return [bar, element('text', { x: start + 6, y: y + BAR / 2 + 4, class: 'on-span' }, span.label)]
        })
      ]
    }),
    marks.map((mark) =>
      element(
        'line',
        { x1: at(mark.x), x2: at(mark.x), y1: TOP, y2: bottom, class: 'line dashed t2' },
        element('title', {}, mark.title)
      )
    ),
    element('line', { x1: left, x2: right, y1: bottom, y2: bottom, class: 'axis' }),
    x.scale.ticks.map((tick) => [
      element('line', { x1: at(tick.value), x2: at(tick.value), y1: bottom, y2: bottom + 6, class: 'axis' }),
      element('text', { x: at(tick.value), y: bottom + 20, 'text-anchor': 'middle' }, tick.label)
    ]),
    element('text', { x: (left + right) / 2, y: bottom + 40, 'text-anchor': 'middle', class: 'label' }, x.label)
  )
}
