import { DistillationProtocol, DistillationSchedule } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimateStage, fidelityBefore } from './estimate.js'
import { checkDistillation, rulesOf, stagesOf, type StageWish } from './wish.js'

describe('a wish for distillation', () => {
  it('is nested where nothing else is said, on every link and between the ends', () => {
    const links: StageWish = { protocol: 'dejmps', rounds: 2 }
    const ends: StageWish = { protocol: 'doubleSelection', schedule: 'pumped', rounds: 1 }
    const dejmps = { protocol: DistillationProtocol.DEJMPS, schedule: DistillationSchedule.NESTED, rounds: 2 }
    const double = { protocol: DistillationProtocol.DOUBLE_SELECTION, schedule: DistillationSchedule.PUMPED, rounds: 1 }
    expect(stagesOf(rulesOf({ links, ends }, 2), 2)).toEqual([
      { first: 0, last: 1, ...dejmps },
      { first: 1, last: 2, ...dejmps },
      { first: 0, last: 2, ...double }
    ])
    expect(stagesOf(rulesOf({ ends }, 1), 1)).toEqual([{ first: 0, last: 1, ...double }])
    expect(stagesOf(rulesOf({ links, ends }, 1), 1)).toEqual([{ first: 0, last: 1, ...dejmps }])
    expect(stagesOf(rulesOf({}, 3), 3)).toEqual([])
  })

  it.each([
    ['distillation.links.protocol', { links: { protocol: 'DEJMPS', rounds: 1 } }],
    ['distillation.ends.schedule', { ends: { protocol: 'dejmps', schedule: 'toString', rounds: 1 } }],
    ['distillation.ends.rounds', { ends: { protocol: 'dejmps', rounds: 8 } }],
    ['distillation.links.rounds', { links: { protocol: 'dejmps', rounds: 0 } }]
  ])('that makes no sense is refused by the name of %s', (field, wish) => {
    expect(() => checkDistillation(wish as never)).toThrow(expect.objectContaining({ field }))
  })

  it('needs the least fidelity of which its stage makes what is asked', () => {
    const rules = fc.record({
      protocol: fc.constantFrom(...Object.values(DistillationProtocol)),
      schedule: fc.constantFrom(...Object.values(DistillationSchedule)),
      rounds: fc.integer({ min: 1, max: 4 })
    })
    fc.assert(
      fc.property(rules, fc.double({ min: 0.3, max: 0.999, noNaN: true }), (rule, fidelity) => {
        const before = fidelityBefore(rule, fidelity)
        expect(estimateStage(rule, before).fidelity).toBeGreaterThanOrEqual(fidelity)
        expect(estimateStage(rule, before - 1e-6).fidelity).toBeLessThan(fidelity)
      }),
      { seed: 75, numRuns: 200 }
    )
    expect(fidelityBefore(undefined, 0.7)).toBe(0.7)
  })
})
