import type { RunReport } from '../scenario/run/report.js'
import { element, type Content, type Markup, round } from './chart/markup.js'
import { duration, fixed, significant, timeUnit } from './chart/numbers.js'
import { drawTimeline } from './chart/timeline.js'
import { brightnessFigure } from './figures/brightness.js'
import { deliveredFigure, fidelityFigure } from './figures/delivered.js'
import type { Figure } from './figures/figure.js'
import { lifeTable, lifeTimeline, sharesOf } from './figures/life.js'
import { chshFigure, errorRateFigure } from './figures/running.js'
import { storageFigure } from './figures/storage.js'
import { waitingFigure } from './figures/waiting.js'
import { applicationSection } from './page/applications.js'
import { requestsTable } from './page/requests.js'
import { figureMarkup, framed } from './page/figure-markup.js'
import { details, factCards, page, table } from './page/page.js'
import type { BrightnessSamples, FaultSample, FrameCount, LinkSamples, RunSamples } from './samples.js'

/** A run's report as one HTML file: plots are inline SVG, nothing is loaded and no script runs. */
export function reportHtml(report: RunReport, samples: RunSamples): string {
  return page(
    `${report.scenario} – Bellwire`,
    element('h1', {}, report.scenario),
    element('p', { class: 'sub' }, `A simulated quantum network, seed ${report.seed}.`),
    factCards(headFacts(report)),
    pairsSection(report),
    report.requests.length === 0 ? [] : [element('h2', {}, 'Requests'), requestsTable(report.requests)],
    report.applications.map((application, index) => applicationSection(application, index)),
    samples.links.map((link, index) => linkSection(link, samples.faults, report.simulatedSeconds, `link-${index + 1}`)),
    framesSection(samples.frames),
    faultsSection(samples.faults),
    element(
      'p',
      { class: 'note' },
      'Fidelities marked as such are read off the simulated states; no node knows them, and no decision rests on them. ' +
        'Error bars and bands are one standard error.'
    )
  )
}

function headFacts(report: RunReport): readonly (readonly [string, string])[] {
  const { simulatedSeconds, wallSeconds, events, peakMemoryBytes } = report
  const pairs = report.pairs.reduce((sum, { delivered }) => sum + delivered, 0)
  const facts: [string, string][] = [
    ['simulated time', duration(simulatedSeconds)],
    ['pairs delivered', fixed(pairs, 0)],
    ['events', fixed(events, 0)]
  ]
  if (wallSeconds > 0) {
    facts.push(
      ['computed in', duration(wallSeconds)],
      ['times real time', significant(simulatedSeconds / wallSeconds, 3)]
    )
  }
  if (peakMemoryBytes > 0) facts.push(['peak memory', `${fixed(peakMemoryBytes / 2 ** 20, 0)} MiB`])
  return facts
}

function pairsSection({ pairs }: RunReport): Content {
  if (pairs.length === 0) return []
  const rows = pairs.map((row) => [
    `${row.from} – ${row.to}`,
    fixed(row.delivered, 0),
    fixed(row.expired, 0),
    significant(row.meanFidelity ?? NaN),
    significant(row.perSimulatedSecond)
  ])
  return [element('h2', {}, 'Pairs'), table(['between', 'delivered', 'expired', 'mean fidelity', 'per second'], rows)]
}

function linkSection(link: LinkSamples, faults: readonly FaultSample[], end: number, id: string): Content {
  const figures: (Figure | null)[] = [
    link.storage && storageFigure(link.storage),
    link.chsh && chshFigure(link.chsh),
    ...link.errorRates.map((series) => errorRateFigure(series)),
    link.waiting && waitingFigure(link.waiting),
    link.brightness !== null && tradesOff(link.brightness) ? brightnessFigure(link.brightness) : null,
    link.count > 0 ? deliveredFigure(link, faults) : null,
    variesInFidelity(link) ? fidelityFigure(link.pairs) : null
  ]
  const drawn = figures.filter((figure): figure is Figure => figure !== null)
  const life = link.life.length === 0 ? [] : [lifeFigure(link, faults, end, `${id}-life`)]
  if (drawn.length + life.length === 0) return []
  return [
    element('h2', {}, `Link ${link.from} – ${link.to}`),
    drawn.map((figure, index) => figureMarkup(figure, `${id}-${index + 1}`)),
    life
  ]
}

/** One point alone trades nothing for anything. */
function tradesOff({ curve, used }: BrightnessSamples): boolean {
  return curve.length > 1 || used.length > 1
}

/** A flat line of dots says nothing that the mean does not. */
function variesInFidelity({ pairs }: LinkSamples): boolean {
  const first = pairs.find((pair) => !Number.isNaN(pair.fidelity))?.fidelity
  return first !== undefined && pairs.some((pair) => Math.abs(pair.fidelity - first) > 1e-6)
}

function lifeFigure(link: LinkSamples, faults: readonly FaultSample[], end: number, id: string): Markup {
  const ends = [...new Set(link.life.map((sample) => sample.end))].sort()
  return framed(
    'States of the link',
    [drawTimeline(lifeTimeline(link.life, faults, end), id)],
    ends.map((name) => [name, sharesOf(link.life, name, end)]),
    'Pairs are delivered while both ends are READY or DRIFTING.',
    lifeTable(link.life)
  )
}

function framesSection(frames: readonly FrameCount[]): Content {
  if (frames.length === 0) return []
  const most = Math.max(...frames.map((frame) => frame.sent))
  const total = frames.reduce((sum, frame) => sum + frame.sent, 0)
  const rows = frames.map((frame) => [
    frame.type,
    fixed(frame.sent, 0),
    fixed(frame.lost, 0),
    element('div', { class: 'share' }, element('span', { style: `width:${round((100 * frame.sent) / most)}%` }))
  ])
  return [
    element('h2', {}, 'Frames'),
    element('p', { class: 'sub' }, `${fixed(total, 0)} frames in all.`),
    table(['type', 'sent', 'lost', ''], rows)
  ]
}

const MOST_FAULTS = 20

function faultsSection(faults: readonly FaultSample[]): Content {
  if (faults.length === 0) return []
  const unit = timeUnit(faults.at(-1)?.seconds ?? 0)
  const rows = faults.map((fault) => [significant(fault.seconds / unit.seconds), fault.at, fault.what])
  const columns = [`time (${unit.name})`, 'at', 'what']
  return [
    element('h2', {}, 'Faults'),
    table(columns, rows.slice(0, MOST_FAULTS), [1, 2]),
    ...(rows.length > MOST_FAULTS
      ? [details(`${rows.length - MOST_FAULTS} more`, table(columns, rows.slice(MOST_FAULTS), [1, 2]))]
      : [])
  ]
}
