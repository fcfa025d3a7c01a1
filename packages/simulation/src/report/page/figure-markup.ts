import { element, type Markup } from '../chart/markup.js'
import { drawPlot } from '../chart/plot.js'
import type { Figure, Table } from '../figures/figure.js'
import { details, factTable, table } from './page.js'

/** A figure of the report with its plots, the numbers beside them and the data underneath. */
export function figureMarkup(figure: Figure, id: string): Markup {
  const plots = figure.plots.map((plot, index) => drawPlot(plot, `${id}-${index + 1}`))
  return framed(figure.heading, plots, figure.facts, figure.caption, figure.data)
}

/** Any drawing with numbers beside it and data underneath. */
export function framed(
  heading: string,
  drawings: readonly Markup[],
  facts: Figure['facts'],
  caption: string,
  data: Table
): Markup {
  return element(
    'figure',
    {},
    element('h3', {}, heading),
    element('div', { class: 'beside' }, element('div', {}, drawings), factTable(facts)),
    element('figcaption', {}, caption),
    ...(data.rows.length === 0 ? [] : [details('Data', table(data.columns, data.rows))])
  )
}
