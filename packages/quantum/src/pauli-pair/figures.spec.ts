import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyBell, anyPair, anyProbability } from '../../test/arbitraries.js'
import {
  bellProbabilities,
  createPair,
  densityPurity,
  pairErrorRate,
  pairFidelity,
  pairProbabilities,
  pairPurity,
  pairToDensity,
  setWernerPair
} from '../index.js'

describe('figures of a pair', () => {
  it('agree with the density matrix', () => {
    fc.assert(
      fc.property(anyPair, anyBell, (pair, index) => {
        const state = pairToDensity(pair)
        expect(pairFidelity(pair, index)).toBeCloseTo(bellProbabilities(state, 0, 1)[index]!, 13)
        expect(pairPurity(pair)).toBeCloseTo(densityPurity(state), 13)
      })
    )
  })

  it('have the error rate of the outcomes that contradict the Bell state named', () => {
    const axes = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1]
    ]
    // Which outcomes agree with Φ+, Ψ+, Φ−, Ψ− in X, Y and Z: equal (true) or different.
    const equal = [
      [true, false, true],
      [true, true, false],
      [false, true, true],
      [false, false, false]
    ]
    const joint = new Float64Array(4)
    fc.assert(
      fc.property(anyPair, anyBell, fc.constantFrom(1, 2, 3), (pair, index, axis) => {
        pairProbabilities(pair, axes[axis - 1]!, axes[axis - 1]!, joint)
        const different = joint[1]! + joint[2]!
        const error = equal[index]![axis - 1]! ? different : 1 - different
        expect(pairErrorRate(pair, axis, index)).toBeCloseTo(error, 12)
      })
    )
  })

  it('of a Werner state are 2(1 − F)/3 in every basis', () => {
    fc.assert(
      fc.property(anyProbability, anyBell, (fidelity, index) => {
        const pair = createPair()
        setWernerPair(pair, fidelity, index)
        for (const axis of [1, 2, 3] as const) {
          expect(pairErrorRate(pair, axis, index)).toBeCloseTo((2 * (1 - fidelity)) / 3, 13)
        }
      })
    )
  })
})
