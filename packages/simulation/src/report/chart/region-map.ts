import { layOutLegend } from './legend.js'
import { element, join, type Markup, round } from './markup.js'

/** One map: cells of a grid, each in a region. */
export interface RegionPanel {
  readonly heading: string
  readonly x: { readonly label: string; readonly ticks: readonly CellTick[] }
  readonly y: { readonly label: string; readonly ticks: readonly CellTick[] }
  /** Row by row from below; every row is as long. */
  readonly cells: readonly (readonly RegionCell[])[]
  /** Lines between cells below and above a level. */
  readonly levels: readonly { readonly value: number; readonly label: string }[]
}

/** A label at the middle of a column or row. */
export interface CellTick {
  readonly index: number
  readonly label: string
}

export interface RegionCell {
  /** Index into the regions. */
  readonly region: number
  /** What levels are drawn of. */
  readonly value: number
  readonly title: string
}

export interface RegionMap {
  readonly title: string
  readonly description: string
  /** From the worst to the best; at most five. */
  readonly regions: readonly string[]
  readonly panels: readonly RegionPanel[]
}

const WIDTH = 1000
const LEFT = 58
const GAP = 46
const RIGHT = 14
const CELL_ASPECT = 0.9
const HEADING = 22
const BOTTOM = 50

/** Maps beside each other as one inline SVG, with one legend; colours come from the page's style. */
export function drawRegionMap({ title, description, regions, panels }: RegionMap, id: string): Markup {
  const legend = layOutLegend(regions, WIDTH - LEFT - RIGHT)
  const width = (WIDTH - LEFT - RIGHT - GAP * (panels.length - 1)) / panels.length
  const height = width * CELL_ASPECT
  const top = legend.height + HEADING + 8
  return element(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${round(top + height + BOTTOM)}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`
    },
    element('title', { id: `${id}-title` }, title),
    element('desc', { id: `${id}-description` }, description),
    legend.entries.map(({ x, y }, region) =>
      element(
        'g',
        {},
        element('rect', { x: LEFT + x, y: 3 + y, width: 18, height: 11, class: `region r${region}` }),
        element('rect', { x: LEFT + x, y: 3 + y, width: 18, height: 11, class: 'frame' }),
        element('text', { x: LEFT + x + 24, y: 12 + y, class: 'legend' }, regions[region] as string)
      )
    ),
    panels.map((panel, index) => drawPanel(panel, LEFT + index * (width + GAP), top, width, height, index === 0))
  )
}

function drawPanel(
  panel: RegionPanel,
  left: number,
  top: number,
  width: number,
  height: number,
  first: boolean
): Markup {
  const { heading, x, y, cells } = panel
  const columns = cells[0]?.length ?? 1
  const across = (column: number): number => left + (column / columns) * width
  const up = (row: number): number => top + height - (row / cells.length) * height
  const [bottom, right] = [top + height, left + width]
  return element(
    'g',
    {},
    element('text', { x: left, y: top - 8, class: 'label' }, heading),
    cells.flatMap((row, index) =>
      runsOf(row).map(({ from, to, cell }) =>
        element(
          'rect',
          {
            x: across(from),
            y: up(index + 1),
            width: across(to) - across(from),
            height: up(index) - up(index + 1),
            class: `region r${cell.region}`
          },
          element('title', {}, cell.title)
        )
      )
    ),
    panel.levels.map((level) => drawLevel(level, cells, across, up)),
    element('rect', { x: left, y: top, width, height, class: 'frame' }),
    x.ticks.map(({ index, label }) => {
      const at = across(index + 0.5)
      return [
        element('line', { x1: at, x2: at, y1: bottom, y2: bottom + 5, class: 'axis' }),
        element('text', { x: at, y: bottom + 19, 'text-anchor': 'middle' }, label)
      ]
    }),
    y.ticks.map(({ index, label }) => {
      const at = up(index + 0.5)
      return [
        element('line', { x1: left - 5, x2: left, y1: at, y2: at, class: 'axis' }),
        element('text', { x: left - 8, y: at + 4, 'text-anchor': 'end' }, label)
      ]
    }),
    element('text', { x: (left + right) / 2, y: bottom + 40, 'text-anchor': 'middle', class: 'label' }, x.label),
    first
      ? element(
          'text',
          {
            x: 12,
            y: (top + bottom) / 2,
            'text-anchor': 'middle',
            transform: `rotate(-90 12 ${round((top + bottom) / 2)})`,
            class: 'label'
          },
          y.label
        )
      : []
  )
}

/** Neighbours of one region and title are drawn as one. */
function runsOf(row: readonly RegionCell[]): readonly { from: number; to: number; cell: RegionCell }[] {
  const runs: { from: number; to: number; cell: RegionCell }[] = []
  row.forEach((cell, column) => {
    const last = runs.at(-1)
    if (last !== undefined && last.cell.region === cell.region && last.cell.title === cell.title) last.to = column + 1
    else runs.push({ from: column, to: column + 1, cell })
  })
  return runs
}

/** The edges between cells on either side of a level, and its name where it leaves the map at the right or below. */
function drawLevel(
  { value, label }: RegionPanel['levels'][number],
  cells: RegionPanel['cells'],
  across: (column: number) => number,
  up: (row: number) => number
): Markup {
  const above = (row: number, column: number): boolean => (cells[row]?.[column]?.value ?? 0) >= value
  const steps: string[] = []
  let name: Markup | undefined
  const named = (x: number, row: number, anchor: 'start' | 'end'): Markup =>
    element('text', { x, y: up(row) - 4, 'text-anchor': anchor, class: 'level-name' }, label)
  cells.forEach((row, index) =>
    row.forEach((_, column) => {
      if (index > 0 && above(index, column) !== above(index - 1, column)) {
        steps.push(`M${round(across(column))} ${round(up(index))}H${round(across(column + 1))}`)
        if (column === row.length - 1) name = named(across(column + 1) - 4, index, 'end')
      }
      if (column > 0 && above(index, column) !== above(index, column - 1)) {
        steps.push(`M${round(across(column))} ${round(up(index))}V${round(up(index + 1))}`)
        if (index === 0) name ??= named(across(column) + 4, 0, 'start')
      }
    })
  )
  return join([element('path', { d: steps.join(''), class: 'level' }), ...(name === undefined ? [] : [name])])
}
