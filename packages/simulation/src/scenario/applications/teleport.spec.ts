import { describe, expect, it } from 'vitest'
import type { TeleportReport } from './report.js'
import { expectWithin, FIDELITY, LONG, reportsOf, SWAPPED, textOf } from '../../../test/application-scenarios.js'

describe('teleportation in a scenario', () => {
  it('has the fidelity (2F+1)/3 over the six states, over a link and over circuits', async () => {
    const reports = await reportsOf<TeleportReport>(
      textOf(
        [
          '{ kind: teleport, from: alice, to: bob, number: 500 }',
          '{ kind: teleport, from: carol, to: alice, number: 200, start: 1 s, minimumFidelity: 0.9 }',
          '{ kind: teleport, from: alice, to: carol, number: 200, start: 2 s, over: long }'
        ],
        LONG
      )
    )
    const pairs = [FIDELITY, SWAPPED, SWAPPED]
    for (const [index, report] of reports.entries()) {
      const expected = (2 * pairs[index]! + 1) / 3
      expect(report).toMatchObject({ state: 'done', void: 0, unknown: 0, withoutQubit: 0 })
      expect([report.sent, report.delivered]).toEqual([report.asked, report.asked])
      expect(report.expectedOracle!.value).toBeCloseTo(expected, 9)
      expect(report.expected!.value).toBeCloseTo(expected, 3)
      expectWithin(report.fidelity, expected)
      expect(Object.keys(report.states)).toEqual(['X+', 'X-', 'Y+', 'Y-', 'Z+', 'Z-'])
      const rounds = Object.values(report.states).map((state) => state.rounds)
      expect(rounds.reduce((sum, count) => sum + count, 0)).toBe(report.asked)
      // A state for each pair, by its name: as if drawn.
      for (const count of rounds)
        expect(Math.abs(count - report.asked / 6)).toBeLessThan(5 * Math.sqrt(report.asked / 6))
    }
    expect(reports.map(({ over }) => over)).toEqual(['link', 'circuit', 'long'])
  })

  it('goes on after crashes of either node, and of the one between', async () => {
    const faults = `faults:
  - { kind: restart, node: alice, at: 1010 ms }
  - { kind: crash, node: carol, at: 1050 ms, until: 1500 ms }
  - { kind: crash, node: bob, at: 2700 ms, until: 3 s }\n`
    const [long, short] = await reportsOf<TeleportReport>(
      textOf(
        [
          '{ kind: teleport, from: alice, to: carol, number: 900, start: 1 s }',
          '{ kind: teleport, from: alice, to: bob, number: 600, start: 1 s }'
        ],
        faults
      )
    )
    for (const report of [long!, short!]) {
      const { state, sent, delivered, unknown } = report
      expect([state, delivered + report.void + unknown]).toEqual(['done', sent])
      expect(sent).toBe(report.asked)
      expect(Object.keys(report.errors).length).toBeGreaterThan(0)
      expectWithin(report.fidelity, report.expectedOracle!.value)
    }
  })

  it('waits for pairs that there are not, and says so', async () => {
    const [report] = await reportsOf<TeleportReport>(
      textOf(['{ kind: teleport, from: alice, to: carol, number: 9, minimumFidelity: 0.99 }'])
    )
    expect(report).toMatchObject({ state: 'waiting', sent: 0, fidelity: null, expected: null, seconds: null })
    expect(report!.errors).toEqual({ NO_CIRCUIT: 8 })
    const [refused] = await reportsOf<TeleportReport>(
      textOf(['{ kind: teleport, from: alice, to: bob, number: 9, minimumFidelity: 0.99 }'])
    )
    expect(refused).toMatchObject({ state: 'failed', reason: 'UNSUPP', errors: { UNSUPP: 1 } })
  })
})
