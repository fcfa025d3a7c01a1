import { textWidth } from './legend.js'
import { element, type Markup, nothing, round } from './markup.js'
import type { Scale } from './scale.js'
import { significant } from './numbers.js'

/** A quantity over two, as colours. */
export interface HeatMap {
  /** For those who cannot see it. */
  readonly title: string
  readonly description: string
  /** What the colours stand for. */
  readonly quantity: string
  readonly x: { readonly label: string; readonly scale: Scale; readonly values: readonly number[] }
  readonly y: { readonly label: string; readonly scale: Scale; readonly values: readonly number[] }
  /** Row by row, one row for each y, as many as there are y and x; NaN for nothing. */
  readonly values: ArrayLike<number>
  /** Lines drawn over it: y at each x. */
  readonly lines: readonly { readonly label: string; readonly y: readonly number[] }[]
}

const WIDTH = 600
const LEFT = 58
const RIGHT = 26
const TOP = 40
const HEIGHT = 300
const BOTTOM = 46

/** Shades between nothing and full colour; cells of one shade beside each other are drawn as one. */
const SHADES = 32

/** The map as inline SVG with a legend of its shades; colours come from the page's style. */
export function drawHeatMap(map: HeatMap, id: string): Markup {
  const { x, y, values } = map
  const columns = x.values.length
  const shown = Array.from(values).filter((value) => Number.isFinite(value))
  const [low, high] = [Math.min(...shown), Math.max(...shown)]
  const shadeOf = (value: number): number =>
    Number.isFinite(value) ? Math.round(high > low ? ((value - low) / (high - low)) * SHADES : SHADES) : -1
  const across = (value: number): number => LEFT + x.scale.position(value) * (WIDTH - LEFT - RIGHT)
  const up = (value: number): number => TOP + (1 - y.scale.position(value)) * HEIGHT
  const [columnEdges, rowEdges] = [edges(x.values).map(across), edges(y.values).map(up)]
  return element(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${TOP + HEIGHT + BOTTOM}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`
    },
    element('title', { id: `${id}-title` }, map.title),
    element('desc', { id: `${id}-description` }, map.description),
    element(
      'clipPath',
      { id: `${id}-area` },
      element('rect', { x: LEFT, y: TOP, width: WIDTH - LEFT - RIGHT, height: HEIGHT })
    ),
    legend(map.quantity, low, high),
    element(
      'g',
      { 'clip-path': `url(#${id}-area)` },
      y.values.map((_, row) =>
        runs(columns, (column) => shadeOf(values[row * columns + column] as number)).map(({ from, to, shade }) =>
          shade < 0
            ? nothing
            : element('rect', {
                x: round(columnEdges[from] as number),
                y: round(rowEdges[row + 1] as number),
                width: round((columnEdges[to] as number) - (columnEdges[from] as number)),
                height: round((rowEdges[row] as number) - (rowEdges[row + 1] as number)),
                class: 'heat',
                'fill-opacity': opacity(shade)
              })
        )
      ),
      map.lines.map(({ label, y: heights }) =>
        element(
          'path',
          {
            d: `M${heights.map((value, index) => `${round(across(x.values[index] as number))} ${round(up(value))}`).join('L')}`,
            class: 'level'
          },
          element('title', {}, label)
        )
      )
    ),
    element('rect', { x: LEFT, y: TOP, width: WIDTH - LEFT - RIGHT, height: HEIGHT, class: 'frame' }),
    x.scale.ticks.map(({ value, label }) => [
      element('line', { x1: across(value), x2: across(value), y1: TOP + HEIGHT, y2: TOP + HEIGHT + 5, class: 'axis' }),
      element('text', { x: across(value), y: TOP + HEIGHT + 19, 'text-anchor': 'middle' }, label)
    ]),
    y.scale.ticks.map(({ value, label }) => [
      element('line', { x1: LEFT - 5, x2: LEFT, y1: up(value), y2: up(value), class: 'axis' }),
      element('text', { x: LEFT - 8, y: up(value) + 4, 'text-anchor': 'end' }, label)
    ]),
    element(
      'text',
      { x: (LEFT + WIDTH - RIGHT) / 2, y: TOP + HEIGHT + 40, 'text-anchor': 'middle', class: 'label' },
      x.label
    ),
    element(
      'text',
      {
        x: 14,
        y: TOP + HEIGHT / 2,
        'text-anchor': 'middle',
        transform: `rotate(-90 14 ${TOP + HEIGHT / 2})`,
        class: 'label'
      },
      y.label
    )
  )
}

/** Halfway between neighbours, and as far beyond the ends. */
function edges(values: readonly number[]): readonly number[] {
  const at = (index: number): number => values[index] as number
  const last = values.length - 1
  if (last === 0) return [at(0) - 0.5, at(0) + 0.5]
  const inner = values.slice(1).map((value, index) => (value + at(index)) / 2)
  return [at(0) - (at(1) - at(0)) / 2, ...inner, at(last) + (at(last) - at(last - 1)) / 2]
}

function runs(
  columns: number,
  shadeAt: (column: number) => number
): readonly { readonly from: number; readonly to: number; readonly shade: number }[] {
  const found: { from: number; to: number; shade: number }[] = []
  for (let column = 0; column < columns; column++) {
    const shade = shadeAt(column)
    const last = found.at(-1)
    if (last !== undefined && last.shade === shade) last.to = column + 1
    else found.push({ from: column, to: column + 1, shade })
  }
  return found
}

function opacity(shade: number): number {
  return Math.round((0.04 + (0.9 * shade) / SHADES) * 1000) / 1000
}

/** What is shown, and a bar of all shades between the lowest value and the highest. */
function legend(quantity: string, low: number, high: number): Markup {
  const [least, most] = [significant(low, 3), significant(high, 3)]
  const [left, width] = [LEFT + textWidth(least) + 8, 160]
  const bar = Array.from({ length: SHADES + 1 }, (_, shade) =>
    element('rect', {
      x: round(left + (shade / (SHADES + 1)) * width),
      y: 21,
      width: round(width / (SHADES + 1)),
      height: 11,
      class: 'heat',
      'fill-opacity': opacity(shade)
    })
  )
  return element(
    'g',
    {},
    element('text', { x: LEFT, y: 12, class: 'legend' }, quantity),
    element('text', { x: LEFT, y: 31, class: 'legend' }, least),
    bar,
    element('text', { x: left + width + 8, y: 31, class: 'legend' }, most)
  )
}
