import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyUniform } from '../test/arbitraries.js'
import {
  applyPauliToPair,
  BellIndex,
  composeBellIndex,
  createPair,
  drawSwap,
  pairFidelity,
  setWernerPair
} from './index.js'

it('does what the example of the package says, whatever the outcome drawn', () => {
  fc.assert(
    fc.property(anyUniform, (uniform) => {
      const left = createPair()
      const right = createPair()
      const ends = createPair()
      setWernerPair(left, 0.95, BellIndex.PhiPlus)
      setWernerPair(right, 0.95, BellIndex.PsiMinus)
      const outcome = drawSwap(left, right, uniform, ends)
      applyPauliToPair(ends, 1, composeBellIndex(BellIndex.PsiMinus, outcome))
      expect(pairFidelity(ends, BellIndex.PhiPlus)).toBeCloseTo(0.903333, 6)
    })
  )
})
