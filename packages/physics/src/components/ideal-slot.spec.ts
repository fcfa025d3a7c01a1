import { pairFidelity } from '@bellwire/quantum'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { idealSlot } from './ideal-slot.js'
import { ParameterError } from './parameter.js'

test('a herald delivers the stated fidelity to the announced state', () => {
  fc.assert(
    fc.property(
      between(0.25, 1),
      between(0, 1),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
      (fidelity, successProbability, announced) => {
        const slot = idealSlot({ successProbability, fidelity, announced })
        expect(slot.patterns.map((pattern) => pattern.bellIndex)).toEqual(announced)
        const total = slot.patterns.reduce((sum, pattern) => sum + pattern.probability, 0)
        expect(total).toBeCloseTo(slot.heraldProbability, 12)
        for (const { state, bellIndex } of slot.patterns) {
          for (const index of [0, 1, 2, 3]) {
            const expected = index === bellIndex ? fidelity : (1 - fidelity) / 3
            expect(pairFidelity(state!, index)).toBeCloseTo(expected, 12)
          }
        }
      }
    ),
    { numRuns: 100, seed: 15 }
  )
})

test('Bell-diagonal errors are counted from the announced state', () => {
  const bellDiagonal = [0.7, 0.2, 0.07, 0.03] as const
  const [pattern] = idealSlot({ successProbability: 1, bellDiagonal, announced: [3] }).patterns
  bellDiagonal.forEach((probability, error) =>
    expect(pairFidelity(pattern!.state!, 3 ^ error)).toBeCloseTo(probability, 12)
  )
})

test.each([
  [{ successProbability: 1.1, fidelity: 1 }, 'successProbability'],
  [{ successProbability: 1, fidelity: 0.2 }, 'fidelity'],
  [{ successProbability: 1, fidelity: 1, announced: [4] }, 'announced[0]'],
  [{ successProbability: 1, fidelity: 1, announced: [] }, 'announced'],
  [{ successProbability: 1, bellDiagonal: [0.5, 0.2, 0.2, 0.2] as const }, 'bellDiagonal'],
  [{ successProbability: 1, bellDiagonal: [1.5, -0.5, 0, 0] as const }, 'bellDiagonal[0]']
])('%j is refused by name', (parameters, field) => {
  expect(() => idealSlot(parameters)).toThrow(ParameterError)
  expect(() => idealSlot(parameters)).toThrow(expect.objectContaining({ field }))
})
