import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyAmplitudes,
  anyAngle,
  anyBell,
  anyDirection,
  anyDistribution,
  anyPair,
  anyProbability,
  anyState,
  spread
} from '../../test/arbitraries.js'
import {
  binaryEntropy,
  blochRotation,
  createPair,
  densityQubitBloch,
  hermitianEigen,
  pairConcurrence,
  pairEntanglementOfFormation,
  pairFromDensity,
  pairToDensity,
  partialTrace,
  pureDensityMatrix,
  rotatePairSide,
  setBellPair,
  setProductPair,
  setSingleClickPair,
  setWernerPair,
  vonNeumannEntropy
} from '../index.js'

describe('pairConcurrence', () => {
  it('of a pure state is 2|ad − bc|', () => {
    fc.assert(
      fc.property(anyAmplitudes(2), (psi) => {
        const [ar, ai, br, bi, cr, ci, dr, di] = [...psi] as [
          number,
          number,
          number,
          number,
          number,
          number,
          number,
          number
        ]
        const real = ar * dr - ai * di - br * cr + bi * ci
        const imaginary = ar * di + ai * dr - br * ci - bi * cr
        const pair = pairFromDensity(pureDensityMatrix(psi))
        expect(pairConcurrence(pair)).toBeCloseTo(2 * Math.hypot(real, imaginary), 6)
      })
    )
  })

  it('of an X state is 2 max(0, |ρ14| − √(ρ22ρ33), |ρ23| − √(ρ11ρ44))', () => {
    fc.assert(
      fc.property(anyDistribution, anyProbability, (p, size) => {
        const pair = createPair()
        const coherence = size * Math.sqrt(p[1]! * p[2]!)
        setSingleClickPair(pair, p[0]!, p[1]!, p[2]!, p[3]!, 0.6 * coherence, -0.8 * coherence)
        expect(pairConcurrence(pair)).toBeCloseTo(2 * Math.max(0, coherence - Math.sqrt(p[0]! * p[3]!)), 7)
      })
    )
  })

  it('of a Werner state is max(0, 2F − 1), of a product 0', () => {
    const pair = createPair()
    fc.assert(
      fc.property(spread(0.25, 1), anyBell, (fidelity, index) => {
        setWernerPair(pair, fidelity, index)
        expect(pairConcurrence(pair)).toBeCloseTo(Math.max(0, 2 * fidelity - 1), 9)
      })
    )
    fc.assert(
      fc.property(anyState(1), anyState(1), (a, b) => {
        setProductPair(pair, densityQubitBloch(a, 0), densityQubitBloch(b, 0))
        expect(pairConcurrence(pair)).toBeLessThan(1e-7)
      })
    )
  })

  it('is above 0 exactly where the partial transpose is negative, and rotations do not change it', () => {
    fc.assert(
      fc.property(anyPair, anyDirection, anyAngle, (pair, axis, angle) => {
        const concurrence = pairConcurrence(pair)
        // Transposing side B turns the sign of its Y.
        const transposed = Float64Array.from(pair, (x, k) => (k % 4 === 2 ? -x : x))
        const lowest = hermitianEigen(pairToDensity(transposed).data).values[3]!
        if (lowest < -1e-6) expect(concurrence).toBeGreaterThan(0)
        if (concurrence > 1e-6) expect(lowest).toBeLessThan(0)
        rotatePairSide(pair, 0, blochRotation(axis, angle))
        expect(pairConcurrence(pair)).toBeCloseTo(concurrence, 7)
      })
    )
  })
})

describe('pairEntanglementOfFormation', () => {
  it('of a pure state is the entropy of one side', () => {
    fc.assert(
      fc.property(anyAmplitudes(2), (psi) => {
        const state = pureDensityMatrix(psi)
        const entropy = vonNeumannEntropy(partialTrace(state, [0]))
        expect(pairEntanglementOfFormation(pairFromDensity(state))).toBeCloseTo(entropy, 6)
      })
    )
  })

  it('of a Bell state is 1 and below 1 otherwise by the closed form', () => {
    const pair = createPair()
    setBellPair(pair, 2)
    expect(pairEntanglementOfFormation(pair)).toBeCloseTo(1, 7)
    setWernerPair(pair, 0.9, 2)
    expect(pairEntanglementOfFormation(pair)).toBeCloseTo(binaryEntropy((1 + Math.sqrt(1 - 0.64)) / 2), 9)
  })
})
