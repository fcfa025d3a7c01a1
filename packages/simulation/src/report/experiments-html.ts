import { ALLOWED_STANDARD_ERRORS, type ExperimentRow, paperSigmas } from '../experiments/row.js'
import { experimentNamed, type ExperimentResult } from '../experiments/run-experiment.js'
import { type Content, element, type Markup } from './chart/markup.js'
import { duration, fixed, measured, sigmas, significant } from './chart/numbers.js'
import { factCards, page, table } from './page/page.js'
import { keyAccountSection } from './key-account-section.js'
import { repeaterMapSection } from './repeater-map-section.js'
import { scanSection } from './scan-section.js'

/** Experiments, published or not, beside what came out of the stack, as one HTML file. */
export function experimentsHtml(results: readonly ExperimentResult[]): string {
  const rows = results.flatMap((result) => result.rows)
  const simulated = rows.filter((row) => row.simulated !== null)
  return page(
    'Experiments – Bellwire',
    element('h1', {}, 'Experiments'),
    element(
      'p',
      { class: 'sub' },
      'The papers’ numbers where there are any, the model in closed form, and what came out of the protocol stack.'
    ),
    factCards([
      ['rows', fixed(rows.length, 0)],
      ['simulated', fixed(simulated.length, 0)],
      ['agree', `${rows.filter((row) => row.agrees).length} of ${rows.length}`]
    ]),
    results.map(experimentSection),
    element('h2', {}, 'How to read this'),
    element(
      'p',
      { class: 'note' },
      'A row agrees when the simulated value lies within four standard errors of the closed form and is known to one ' +
        'percent or rests on the number of events stated, or, where nothing is ' +
        'simulated, when the closed form has its known value; where a bound is required instead, when it is kept. A value ' +
        'without a closed form is only stated; without ± it is a count or an extreme, which has no standard error. ' +
        'The bar shows that distance in standard errors; grey ends at ±4. ' +
        'On a fit row parameters were chosen to give the paper’s number, so agreement with the paper tests nothing; only a ' +
        'prediction does, and its distance from the paper is given in the paper’s own standard deviations. Conditional: it ' +
        'depends on an assumed parameter. Arithmetic: plain arithmetic on published numbers. Inferred, extrapolation: the ' +
        'model’s value of something that no paper states.'
    )
  )
}

const COLUMNS = ['quantity', 'paper', 'closed form', 'simulated', 'distance', 'kind', 'off the paper', '']
const WORDS = [4, 5]

function experimentSection({ experiment, rows, map, pictures, keys, totals }: ExperimentResult): Content {
  const { simulatedSeconds, heralds, pairs, frames, events } = totals
  return [
    element('h2', {}, experimentNamed(experiment).title),
    element('p', { class: 'note' }, `bellwire experiments ${experiment}`),
    table(COLUMNS, rows.map(experimentRow), WORDS),
    element(
      'p',
      { class: 'note' },
      `Played through the stack: ${duration(simulatedSeconds)} of the experiment, ${fixed(heralds, 0)} heralds, ` +
        `${fixed(pairs, 0)} measured pairs, ${fixed(frames, 0)} frames, ${fixed(events, 0)} events.`
    ),
    keys === undefined ? [] : keyAccountSection(keys),
    map === undefined ? [] : repeaterMapSection(map),
    pictures === undefined ? [] : scanSection(pictures, experiment)
  ]
}

function experimentRow(row: ExperimentRow): readonly Content[] {
  const { paper, closedForm, required, simulated, unit } = row
  const distance = distanceOf(row)
  const off = paperSigmas(row)
  return [
    [
      unit === '1' ? row.quantity : `${row.quantity} (${unit})`,
      row.note === undefined ? [] : element('div', { class: 'note' }, row.note)
    ],
    paper === null
      ? '–'
      : `${paper.bound === undefined ? '' : paper.bound === 'above' ? '> ' : '< '}${measured(paper.value, paper.error)}`,
    required !== undefined
      ? `required: ${required.bound} ${required.value}`
      : closedForm === null
        ? '–'
        : significant(closedForm, 5),
    simulated === null
      ? '–'
      : [
          measured(simulated.value, simulated.standardError),
          row.events === undefined ? [] : element('div', { class: 'note' }, `${fixed(row.events, 0)} events`)
        ],
    distance === null ? '' : pull(distance),
    row.kind,
    off === null ? '' : sigmas(off),
    element('span', { class: row.agrees ? 'good' : 'bad' }, verdict(row))
  ]
}

function verdict(row: ExperimentRow): string {
  if (row.agrees) return 'agrees'
  const distance = distanceOf(row)
  return distance !== null && Math.abs(distance) <= ALLOWED_STANDARD_ERRORS ? 'too imprecise' : 'disagrees'
}

/** Simulated minus closed form, in standard errors. */
function distanceOf({ closedForm, simulated }: ExperimentRow): number | null {
  if (closedForm === null || simulated === null || !(simulated.standardError > 0)) return null
  return (simulated.value - closedForm) / simulated.standardError
}

const HALF = 60
const SHOWN = 5

/** A dot on a line from −5 to +5 standard errors, with the allowed range in grey. */
function pull(distance: number): Markup {
  const clamped = Math.max(-SHOWN, Math.min(SHOWN, distance))
  const at = (sigma: number): number => HALF + (sigma / SHOWN) * (HALF - 5)
  const inside = Math.abs(distance) <= ALLOWED_STANDARD_ERRORS
  return element(
    'div',
    { class: 'pull' },
    element(
      'svg',
      { viewBox: `0 0 ${2 * HALF} 16`, role: 'img', 'aria-label': sigmas(distance) },
      element('title', {}, sigmas(distance)),
      element('rect', {
        x: at(-ALLOWED_STANDARD_ERRORS),
        y: 3,
        width: at(ALLOWED_STANDARD_ERRORS) - at(-ALLOWED_STANDARD_ERRORS),
        height: 10,
        class: 'band t5'
      }),
      element('line', { x1: HALF, x2: HALF, y1: 1, y2: 15, class: 'axis' }),
      element('circle', { cx: at(clamped), cy: 8, r: 3.4, class: `dot ${inside ? 't1' : 't2'}` })
    )
  )
}
