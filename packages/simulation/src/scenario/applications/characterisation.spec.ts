import { describe, expect, it } from 'vitest'
import { reportHtml } from '../../report/index.js'
import type { BouncesReport, TomographyReport } from './report.js'
import { expectWithin, FIDELITY, play, SWAPPED, textOf, WEIGHT } from '../../../test/application-scenarios.js'

describe('what pairs are, found out in a scenario', () => {
  it('is the state with its fidelity, concurrence and CHSH value; and the decay over bounces', async () => {
    const text = textOf([
      '{ kind: tomography, from: alice, to: bob, number: 1800 }',
      '{ kind: bounces, from: alice, to: bob, lengths: [1, 2, 4], repetitions: 15 }',
      '{ kind: bounces, from: alice, to: carol, lengths: [1, 2], repetitions: 8, start: 1 s }'
    ])
    const { report, samples } = await play(text)
    const [state, ...bounces] = report.applications as readonly [TomographyReport, BouncesReport, BouncesReport]
    expect(state).toMatchObject({ state: 'done', pairs: 1800 })
    expectWithin(state.fidelity, FIDELITY)
    expectWithin(state.concurrence, 2 * FIDELITY - 1)
    expectWithin(state.chsh, 2 * Math.SQRT2 * WEIGHT)
    const { real, imaginary, realErrors } = state.densityMatrix!
    // Of a Werner state: what lies on the diagonal, and what joins |00> with |11>.
    const corner = [(1 + WEIGHT) / 4, (1 - WEIGHT) / 4, WEIGHT / 2] as const
    for (const [[row, column], expected] of [
      [[0, 0], corner[0]],
      [[1, 1], corner[1]],
      [[0, 3], corner[2]],
      [[3, 0], corner[2]]
    ] as const)
      expect(Math.abs(real[row]![column]! - expected)).toBeLessThan(5 * realErrors[row]![column]!)
    expect(real.reduce((trace, row, k) => trace + row[k]!, 0)).toBeCloseTo(1, 9)
    expect(imaginary[0]![0]).toBeCloseTo(0, 12)
    expect(bounces.map((one) => one.state)).toEqual(['done', 'done'])
    expectWithin(bounces[0].fidelity, FIDELITY)
    expectWithin(bounces[1].fidelity, SWAPPED)
    expect(bounces[0].points.map(({ length }) => length)).toEqual([1, 2, 4])
    const html = reportHtml(report, samples)
    for (const part of [
      'Application 0: tomography, alice – bob',
      'Density matrix',
      'concurrence',
      'Over circuit: done'
    ])
      expect(html).toContain(part)
  })
})
