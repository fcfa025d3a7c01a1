import { ca40Figures } from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import { experimentNamed, experiments, runExperiment } from './run-experiment.js'

/** Of the usual numbers of events; fewer where one costs a hundred nodes' work, and an hour of a week. */
const SCALES: Readonly<Record<string, number>> = {
  distillation: 0.25,
  'large-chain': 0.03,
  'five-node-week': 1 / 168,
  'metropolitan-star': 0.03,
  'diqkd-nadlinger': 0.02,
  // Of fewer rounds there is no key.
  'diqkd-10km': 1
}

const results = experiments.map((experiment) =>
  runExperiment(experiment, { seed: 'spec', scale: SCALES[experiment.name] ?? 0.1 })
)
const rows = results.flatMap((result) => result.rows)

describe('the published experiments through the stack', () => {
  it.each(rows.filter(({ simulated, closedForm }) => simulated && closedForm !== null))(
    '$id: $quantity',
    ({ simulated, closedForm }) => {
      const { value, standardError } = simulated!
      expect(standardError).toBeGreaterThan(0)
      expect(Math.abs(value - closedForm!)).toBeLessThan(5 * standardError)
    }
  )

  it.each(rows.filter(({ required }) => required))('$id is as required: $quantity', ({ agrees }) => {
    expect(agrees).toBe(true)
  })

  it.each(rows.filter((row) => row.simulated === null))('$id has its known value: $quantity', ({ agrees }) => {
    expect(agrees).toBe(true)
  })

  it('have every figure of the paper, once', () => {
    const ids = rows.map((row) => row.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(ca40Figures().map(({ id }) => id)))
  })

  it('simulate everything but arithmetic on published numbers and what is of a source alone', () => {
    const bare = rows.filter(({ simulated, golden }) => simulated === null && golden === undefined).map(({ id }) => id)
    expect(bare).toEqual(['diqkd-rounds-per-second', 'key-finite-10km', 'key-101km'])
  })

  it('give a key, the same at both ends, where there are rounds enough, and say nothing of no key', () => {
    const distributed = results.filter(({ experiment }) => experimentNamed(experiment).distributesKey)
    const accounts = distributed.map(({ experiment, keys, rows: of }) => {
      const released = keys?.ends.map((end) => end.released) ?? []
      expect(released[1], experiment).toBe(released[0])
      return [experiment, keys?.agree, (released[0] ?? 0) > 0, of.some(({ id }) => id === `${experiment}-agree`)]
    })
    expect(accounts).toEqual([
      ['memoryless', null, false, false],
      ['diqkd-10km', true, true, true],
      ['diqkd-101km', null, false, false],
      ['diqkd-nadlinger', null, false, false]
    ])
  })

  it('have the published values of key distribution with their errors, and none that was not published', () => {
    const paper = (id: string) => rows.find((row) => row.id === id)?.paper
    expect([paper('diqkd-10km-chsh')?.error, paper('diqkd-10km-qber')?.error]).toEqual([0.0059, 0.0006])
    expect([paper('diqkd-101km-chsh')?.error, paper('diqkd-101km-qber')?.error]).toEqual([0.075, 0.011])
    expect([paper('diqkd-101km-efficiency'), paper('diqkd-101km-length')]).toEqual([null, null])
    const notes = rows.filter(({ note }) => note?.includes('f = 1.122')).map(({ id }) => id)
    expect(notes).toEqual(['diqkd-10km-length'])
  })

  it('measure every herald but those that are still kept at the end', () => {
    for (const { experiment, totals } of results) {
      // A swap takes two pairs for one, and a cut-off takes some for none.
      if (!experiment.startsWith('ion-')) continue
      expect(totals.heralds - totals.pairs).toBeGreaterThanOrEqual(0)
      expect(totals.heralds - totals.pairs).toBeLessThan(10)
      // A GEN from each end and a REPLY to each: at least four frames for a herald.
      expect(totals.frames).toBeGreaterThanOrEqual(4 * totals.heralds)
    }
  })

  it('give the same numbers again for the same seed, and others for another', () => {
    const values = (seed: string): unknown[] =>
      runExperiment(experimentNamed('ion-101km'), { seed, scale: 0.002 }).rows.map((row) => row.simulated)
    expect(values('one')).toEqual(values('one'))
    expect(values('one')).not.toEqual(values('two'))
  })

  it('are known by name', () => {
    expect(() => experimentNamed('ion-1km')).toThrow(/ion-1km; accepted: ion-10km, ion-101km/)
  })
})
