import type { SweepSummary } from '@bellwire/simulation'
import { describe, expect, it } from 'vitest'
import { sweepCsv } from './sweep-csv.js'
import { sweepTable } from './sweep-table.js'

const summary: SweepSummary = {
  vary: [
    { path: 'links[0].length', values: ['1 km', '2 km'] },
    { path: 'a "b", c', values: [true] }
  ],
  points: [
    {
      at: { 'links[0].length': '1 km', 'a "b", c': true },
      runs: 3,
      figures: {
        'alice-bob.delivered': { mean: 10, low: 8.5, high: 11.5 },
        'alice-bob.meanFidelity': { mean: 0.9, low: 0.9, high: 0.9 },
        'alice-bob.perSimulatedSecond': { mean: 5, low: null, high: null }
      }
    },
    { at: { 'links[0].length': '2 km', 'a "b", c': true }, runs: 0, figures: {} }
  ]
}

describe('a sweep as CSV', () => {
  it('has a line for each point, and nothing where nothing is known', () => {
    expect(sweepCsv(summary).split('\r\n')).toEqual([
      'links[0].length,"a ""b"", c",runs,' +
        'alice-bob.delivered mean,alice-bob.delivered low,alice-bob.delivered high,' +
        'alice-bob.meanFidelity mean,alice-bob.meanFidelity low,alice-bob.meanFidelity high,' +
        'alice-bob.perSimulatedSecond mean,alice-bob.perSimulatedSecond low,alice-bob.perSimulatedSecond high',
      '1 km,true,3,10,8.5,11.5,0.9,0.9,0.9,5,,',
      '2 km,true,0,,,,,,,,,',
      ''
    ])
  })
})

describe('a sweep for people', () => {
  it('has a line for each point and link', () => {
    const lines = sweepTable(summary).split('\n')
    expect(lines[0]).toMatch(/^links\[0\]\.length +a "b", c +link +runs +pairs +fidelity\* +pairs\/s$/)
    expect(lines[1]).toMatch(/^1 km +true +alice-bob +3 +10\.0 ± 1\.5 +0\.9 +5$/)
    expect(lines[2]).toMatch(/^2 km +true +0$/)
  })
})
