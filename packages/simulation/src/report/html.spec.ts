import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RunCollector } from './collect/run-collector.js'
import type { RequestReport, RunReport } from '../scenario/run/report.js'
import type { ExperimentRow } from '../experiments/row.js'
import { experimentsHtml } from './experiments-html.js'
import { reportHtml } from './html.js'
import type { LinkSamples, RunningSeries, RunSamples } from './samples.js'

/** Names that try to become markup. */
const name = fc.oneof(fc.constant('alice'), fc.string({ maxLength: 12 }), fc.constant('<script>"x"&amp;</svg>'))
const count = fc.integer({ min: 0, max: 2_000_000 })
const share = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000)
/** Seconds from nanoseconds to months, evenly over the exponents. */
const seconds = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: -9, max: 5 })).map(([n, p]) => n * 10 ** p)
const error = fc.oneof(fc.constant(0), share)

function sorted<T>(of: fc.Arbitrary<T>, key: (item: T) => number, minLength = 0): fc.Arbitrary<T[]> {
  return fc.array(of, { minLength, maxLength: 12 }).map((items) => items.sort((one, other) => key(one) - key(other)))
}

const reference = fc.record({ label: name, value: share, error }, { requiredKeys: ['label', 'value'] })
const running: fc.Arbitrary<RunningSeries> = fc.record({
  label: name,
  points: sorted(
    fc.record({ seconds, rounds: fc.integer({ min: 1, max: 1e6 }), value: share, standardError: share }),
    (point) => point.rounds,
    1
  ),
  references: fc.array(reference, { maxLength: 2 })
})
const link: fc.Arbitrary<LinkSamples> = fc.record({
  from: name,
  to: name,
  count,
  pairs: sorted(
    fc.record({
      seconds,
      waitingSeconds: seconds,
      brightness: fc.oneof(fc.constant(NaN), share),
      fidelity: fc.oneof(fc.constant(NaN), share),
      bellIndex: fc.integer({ min: 0, max: 3 })
    }),
    (pair) => pair.seconds
  ),
  delivered: sorted(fc.record({ seconds, count }), (point) => point.seconds),
  waiting: fc.option(
    fc.record({
      binSeconds: seconds,
      counts: fc.array(count, { minLength: 1, maxLength: 100 }).map((counts) => [...counts, 1]),
      beyond: count,
      slotSeconds: fc.oneof(fc.constant(0), seconds),
      meanSeconds: seconds,
      standardError: seconds,
      law: fc.option(
        fc.oneof(
          fc.record({ kind: fc.constant('exponential' as const), ratePerSecond: seconds }),
          fc.record({
            kind: fc.constant('geometric' as const),
            probability: fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100),
            periodSeconds: seconds
          })
        )
      )
    })
  ),
  bellIndices: fc.tuple(count, count, count, count),
  chsh: fc.option(running),
  errorRates: fc.array(running, { maxLength: 2 }),
  storage: fc.option(
    fc.record({
      points: sorted(fc.record({ seconds, fidelity: share, standardError: error, count }), (point) => point.seconds, 1),
      curve: sorted(fc.record({ seconds, fidelity: share }), (point) => point.seconds),
      curveLabel: name,
      published: fc.array(fc.record({ seconds, fidelity: share, error }, { requiredKeys: ['seconds', 'fidelity'] }), {
        maxLength: 2
      })
    })
  ),
  brightness: fc.option(
    fc.record({
      curve: sorted(
        fc.record({ brightness: share.map((b) => b + 1e-3), fidelity: share, ratePerSecond: seconds }),
        (point) => point.brightness,
        1
      ),
      used: fc.array(
        fc.record({
          brightness: share.map((b) => b + 1e-3),
          count,
          fidelity: fc.option(fc.record({ value: share, standardError: error })),
          ratePerSecond: fc.record({ value: seconds, standardError: seconds })
        }),
        { maxLength: 4 }
      )
    })
  ),
  life: sorted(
    fc.record({ seconds, end: name, state: fc.constantFrom('READY', 'DOWN', 'STRANGE') }),
    (at) => at.seconds
  )
})
const samples: fc.Arbitrary<RunSamples> = fc.record({
  links: fc.array(link, { maxLength: 2 }),
  frames: fc.array(fc.record({ type: name, sent: count, lost: count }), { maxLength: 4 }),
  faults: sorted(fc.record({ seconds, at: name, what: name }), (fault) => fault.seconds)
})

const report: RunReport = {
  scenario: 'one link',
  seed: 1,
  simulatedSeconds: 3600,
  wallSeconds: 0.5,
  events: 1234,
  peakMemoryBytes: 50e6,
  pairs: [{ from: 'alice', to: 'bob', delivered: 7, expired: 1, meanFidelity: 0.9, perSimulatedSecond: 0.002 }],
  requests: [],
  applications: []
}

/** Checks that elements are closed in order and attributes quoted. Returns the ids and the names of all elements. */
function parse(html: string): { readonly ids: readonly string[]; readonly names: readonly string[] } {
  const body = html.replace('<!DOCTYPE html>', '').replace(/<style>[^<]*<\/style>/, '')
  const open: string[] = []
  const ids: string[] = []
  const names: string[] = []
  const rest = body.replace(
    /<(\/?)([a-zA-Z0-9]+)((?: [a-zA-Z0-9-]+="[^"<>]*")*)>/g,
    (_, close: string, tag: string, attributes: string) => {
      const id = / id="([^"]*)"/.exec(attributes)?.[1]
      if (id !== undefined) ids.push(id)
      if (close === '/') expect(open.pop()).toBe(tag)
      else {
        names.push(tag)
        if (tag !== 'meta') open.push(tag)
      }
      // No number of a drawing may be missing.
      if (['path', 'line', 'rect', 'circle', 'text', 'svg', 'span'].includes(tag))
        expect(attributes).not.toMatch(/NaN|Infinity|undefined/)
      return ''
    }
  )
  expect(open).toEqual([])
  expect(rest).not.toMatch(/[<>]/)
  return { ids, names }
}

describe('the report', () => {
  it('is well formed whatever was collected, loads nothing and runs nothing', () => {
    fc.assert(
      fc.property(samples, name, (collected, scenario) => {
        const html = reportHtml({ ...report, scenario }, collected)
        const { ids, names } = parse(html)
        expect(new Set(ids).size).toBe(ids.length)
        expect(names).not.toContain('script')
        expect(html).not.toMatch(/https?:|url\((?!#)|@import| src=| href=/)
        // Every picture can be heard, too.
        const pictures = names.filter((tag) => tag === 'svg').length
        expect(html.match(/aria-labelledby="/g)?.length ?? 0).toBe(pictures)
        for (const [, both] of html.matchAll(/aria-labelledby="([^"]*)"/g)) {
          for (const id of both!.split(' ')) expect(ids).toContain(id)
        }
        expect(reportHtml({ ...report, scenario }, collected)).toBe(html)
      }),
      { seed: 10, numRuns: 40 }
    )
  })

  it('has a figure for everything that was collected', () => {
    const run = new RunCollector()
    const collector = run.link('alice', 'bob')
    for (let n = 0; n < 400; n++) {
      collector.pair(n * 1e9, 1e9, 0.9, n % 2 === 0 ? 0.8 : 0.9, 1)
      collector.matching(n * 1e9, 'Z', n % 10 === 0)
      collector.chsh(n * 1e9, n % 4, (n % 4 === 3) !== n % 9 > 0)
      collector.stored(n * 1e6, 0.9)
    }
    collector.life(0, 'alice', 'READY')
    run.frameSent('GEN')
    run.fault(1e9, 'bob', 'restarted')
    const brightness = [0.1, 0.2].map((value) => ({ brightness: value, fidelity: 0.9, ratePerSecond: value }))
    const html = reportHtml(
      report,
      run.samples(() => ({ brightness }))
    )
    const headings = (level: number): (string | undefined)[] =>
      [...html.matchAll(new RegExp(`<h${level}>([^<]*)</h${level}>`, 'g'))].map(([, heading]) => heading)
    expect(headings(2)).toEqual(['Pairs', 'Link alice – bob', 'Frames', 'Faults'])
    expect(headings(3)).toEqual([
      'Fidelity over storage time',
      'CHSH value',
      'Error rate Q, basis Z',
      'Waiting time',
      'Rate and fidelity over brightness',
      'Pairs over time',
      'Fidelity at delivery',
      'States of the link'
    ])
    // The share of errors, and S = 4·(2·8/9 − 1) up to the rounding of 400/9.
    expect(html).toMatch(/>Q<\/th><td>0\.100 ± 0\.015</)
    expect(html).toMatch(/>S<\/th><td>3\.1\d+ ± 0\.1\d</)
  })

  it('leaves out sections without data', () => {
    const html = reportHtml(report, { links: [], frames: [], faults: [] })
    const headings = [...html.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, heading]) => heading)
    expect(headings).toEqual(['Pairs'])
    expect(html).not.toContain('<svg')
  })

  it('says how fast it was, and what was asked and given', () => {
    const mean = (meanSeconds: number) => ({ meanSeconds, standardErrorSeconds: meanSeconds / 100, count: 10_000 })
    const keep: RequestReport = {
      from: 'alice',
      to: '<bob>',
      kind: 'keep',
      purpose: 7,
      priority: 1,
      requests: 3,
      completed: 2,
      asked: 30_000,
      delivered: 25_000,
      errors: { TIMEOUT: 1 },
      pairLatency: mean(0.025),
      requestLatency: mean(2),
      scaledLatency: null,
      errorRates: {},
      correlators: {},
      chsh: null
    }
    const measure: RequestReport = {
      ...keep,
      kind: 'measure',
      asked: null,
      errorRates: { Z: { value: 0.036, standardError: 0.0006, rounds: 96_400 } },
      correlators: { 'Z-Z': { value: 0.928, standardError: 0.0012, rounds: 96_400 } },
      chsh: { value: 2.5758, standardError: 0.0059, rounds: 50_000 }
    }
    const html = reportHtml({ ...report, requests: [keep, measure] }, { links: [], frames: [], faults: [] })
    parse(html)
    expect(html).toContain('<dt>times real time</dt><dd>7200</dd>')
    const rows = html.split('<h2>Requests</h2>')[1]!.split('<tr>').slice(2).map(textOf)
    const common = ['alice', '&lt;bob&gt;', 'keep', '7', '1', '2 of 3', '25\u202f000 of 30\u202f000', 'TIMEOUT 1']
    expect(rows[0]).toEqual([...common, '(25.00 ± 0.25) ms', '(2.000 ± 0.020) s', '–'])
    expect(rows[1]?.slice(2, 7)).toEqual(['measure', '7', '1', '2 of 3', '25\u202f000'])
    expect(rows.slice(3)).toEqual([
      ['alice – &lt;bob&gt;', 'S', '2.5758 ± 0.0059', '50\u202f000'],
      ['alice – &lt;bob&gt;', 'Q, basis Z', '0.03600 ± 0.00060', '96\u202f400'],
      ['alice – &lt;bob&gt;', 'mean product, Z-Z', '0.9280 ± 0.0012', '96\u202f400']
    ])
  })
})

/** The cells of a table's row. */
function textOf(row: string): readonly string[] {
  return [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell ?? '')
}

describe('the page of experiments', () => {
  const row: ExperimentRow = {
    id: 's',
    quantity: 'S <10 km>',
    unit: '1',
    paper: { value: 2.5, error: 0.1 },
    closedForm: 2.58,
    simulated: { value: 2.6, standardError: 0.01 },
    kind: 'prediction',
    agrees: true
  }
  const rows: ExperimentRow[] = [
    row,
    { ...row, kind: 'fit', paper: { value: 0.9, bound: 'above' }, agrees: false, unit: 'ms', events: 405_145 },
    { ...row, paper: null, simulated: null, note: 'not measured' },
    { ...row, closedForm: null, simulated: { value: 1, standardError: 0 }, kind: 'arithmetic' },
    { ...row, simulated: { value: 2.7, standardError: 0.01 }, agrees: false }
  ]
  const totals = { heralds: 12_345, pairs: 5, frames: 6, events: 7, simulatedSeconds: 7200 }
  const html = experimentsHtml([{ experiment: 'ion-10km', rows, totals }])

  it('shows paper, closed form and simulation, and how far they are apart', () => {
    const { names } = parse(html)
    expect(names.filter((tag) => tag === 'svg').length).toBe(3)
    expect(names.filter((tag) => tag === 'tr').length).toBe(6)
    for (const text of [
      'S &lt;10 km&gt;',
      '2.50 ± 0.10',
      '2.600 ± 0.010',
      '+2.0 σ',
      '+1.0 σ',
      '&gt; 0.9',
      '(ms)',
      '405\u202f145 events',
      '2 h of the experiment, 12\u202f345 heralds'
    ]) {
      expect(html).toContain(text)
    }
  })

  it('calls each experiment by its title, so that an extrapolation is called one', () => {
    const other = experimentsHtml([{ experiment: 'repeater-two-links', rows: [], totals }])
    expect(other).toContain('<h2>Two of the 10 km ion links, swapped: an extrapolation</h2>')
    expect(other).not.toContain('Published')
  })

  it('says what is required, and measures no distance from it', () => {
    const required = { bound: 'at least' as const, value: 0.99 }
    const [line] = experimentsHtml([
      { experiment: 'five-node-week', rows: [{ ...row, closedForm: null, required }], totals }
    ])
      .split('<tr>')
      .slice(2)
    expect(line).toContain('required: at least 0.99')
    expect(line).not.toContain('<svg')
  })

  it('scores predictions against the paper, and fits not', () => {
    const lines = html.split('<tr>').slice(2)
    expect(lines[0]).toContain('+1.0 σ')
    expect(lines[1]).not.toContain('+1.0 σ')
    expect(lines[1]).toContain('too imprecise')
    expect(lines[0]).toContain('>agrees<')
    expect(lines[4]).toContain('>disagrees<')
  })
})
