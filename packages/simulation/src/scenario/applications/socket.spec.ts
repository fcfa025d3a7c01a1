import { describe, expect, it } from 'vitest'
import type { SocketReport } from './report.js'
import {
  expectWithin,
  FIDELITY,
  LONG,
  reportsOf,
  SWAPPED,
  textOf,
  WEIGHT
} from '../../../test/application-scenarios.js'

describe('sockets in a scenario', () => {
  it('keep and measure what they create, over a link, a circuit, and one as described', async () => {
    const reports = await reportsOf<SocketReport>(
      textOf(
        [
          '{ kind: keep, from: alice, to: bob, number: 200, hold: 1 ms }',
          '{ kind: measure, from: bob, to: alice, number: 600, bases: { from: { random: XZ }, to: X } }',
          '{ kind: chsh, from: alice, to: bob, number: 1500, start: 1 s }',
          '{ kind: keep, from: alice, to: carol, number: 60, start: 1 s }',
          '{ kind: measure, from: alice, to: carol, over: long, number: 200, start: 3 s }',
          '{ kind: keep, from: alice, to: carol, over: long, number: 30, start: 5 s }'
        ],
        LONG
      )
    )
    for (const { state, created, received, asked } of reports)
      expect([state, created, received]).toEqual(['done', asked, asked])
    const [keep, measure, chsh, far, described, kept] = reports
    expect(keep!.fidelityOracle).toBeCloseTo(FIDELITY, 9)
    expect(far!.fidelityOracle).toBeCloseTo(SWAPPED, 9)
    expect(kept!.fidelityOracle).toBeCloseTo(SWAPPED, 9)
    expect(Object.keys(measure!.correlators)).toEqual(['X-X', 'Z-X'])
    expectWithin(measure!.errorRates['X']!, (1 - WEIGHT) / 2)
    expect(chsh!.chsh!.rounds).toBe(1500)
    expectWithin(chsh!.chsh, 2 * Math.SQRT2 * WEIGHT)
    expectWithin(described!.errorRates['Z']!, (1 - WEIGHT ** 2) / 2)
    expect(described!.fidelityOracle).toBeNull()
  })

  it('ask again after crashes', async () => {
    const faults = `faults:
  - { kind: crash, node: alice, at: 1005 ms, until: 1300 ms }
  - { kind: restart, node: bob, at: 1405 ms }\n`
    const reports = await reportsOf<SocketReport>(
      textOf(
        [
          '{ kind: measure, from: alice, to: bob, number: 1500, start: 1 s }',
          '{ kind: keep, from: carol, to: alice, number: 600, start: 1 s }'
        ],
        faults
      )
    )
    for (const { state, created, asked } of reports) expect([state, created]).toEqual(['done', asked])
    // A circuit moves by itself.
    expect(reports.map(({ errors }) => Object.keys(errors).length > 0)).toEqual([true, false])
    expect(reports[1]!.fidelityOracle).toBeCloseTo(SWAPPED, 9)
  })
})
