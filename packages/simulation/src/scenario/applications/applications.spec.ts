import { MemoryRecorder } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { FIDELITY, play, textOf } from '../../../test/application-scenarios.js'

describe('a scenario with applications', () => {
  const text = textOf([
    '{ kind: teleport, from: alice, to: carol, number: 40, start: 1 s }',
    '{ kind: measure, from: alice, to: bob, number: 60 }',
    '{ kind: keep, from: carol, to: alice, number: 20, start: 1 s }'
  ]).replace('duration: 8 s', 'duration: 3 s')

  it('has the same trace and report on two runs, and through the wire format', async () => {
    const traced = async (wire: boolean) => {
      const made: MemoryRecorder[] = []
      const { report } = await play(text, {
        wire,
        recorder: (clock) => {
          const recorder = new MemoryRecorder({ clock })
          made.push(recorder)
          return recorder
        }
      })
      return { report, trace: made[0]!.encode() }
    }
    const [one, other, wired] = [await traced(false), await traced(false), await traced(true)]
    for (const again of [other, wired]) {
      expect(again.report).toEqual(one.report)
      expect(Buffer.compare(again.trace, one.trace)).toBe(0)
    }
    expect((await play(text, { seed: 4 })).report.applications).not.toEqual(one.report.applications)
  })

  it('gives links and other requests their pairs as ever', async () => {
    const more = 'requests:\n  - { from: alice, to: bob, number: 50, minimumFidelity: 0.9, hold: 1 ms }\n'
    const { report } = await play(textOf(['{ kind: keep, from: alice, to: bob, number: 30 }'], more))
    expect(report.requests[0]).toMatchObject({ delivered: 50, completed: 1 })
    expect(report.pairs[0]).toMatchObject({ delivered: 80, expired: 0 })
    expect(report.pairs[0]!.meanFidelity).toBeCloseTo(FIDELITY, 9)
  })
})
