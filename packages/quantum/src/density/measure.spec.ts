import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDirection, anyState, anyUniform } from '../../test/arbitraries.js'
import {
  type ComplexMatrix,
  bellProbabilities,
  bellProjector,
  combineMatrices,
  copyDensityMatrix,
  densityQubitProbability,
  kroneckerProduct,
  identityMatrix,
  matrixDistance,
  measureBell,
  measureDensityQubit,
  multiplyMatrices,
  partialTrace,
  pauliExpectation,
  pauliMatrices
} from '../index.js'

function traceOf(a: ComplexMatrix, b: ComplexMatrix): number {
  const product = multiplyMatrices(a, b)
  const d = Math.sqrt(product.length / 2)
  let sum = 0
  for (let k = 0; k < d; k++) sum += product[2 * k * (d + 1)]!
  return sum
}

describe('pauliExpectation', () => {
  it('is the trace with the product of the matrices', () => {
    const axis = fc.constantFrom(0, 1, 2, 3)
    fc.assert(
      fc.property(anyState(3), axis, axis, axis, (state, i, j, k) => {
        const product = kroneckerProduct(kroneckerProduct(pauliMatrices[i]!, pauliMatrices[j]!), pauliMatrices[k]!)
        const text = [i, j, k].map((a) => 'IXYZ'[a]).join('')
        expect(pauliExpectation(state, text)).toBeCloseTo(traceOf(state.data, product), 12)
      })
    )
  })
})

describe('measureDensityQubit', () => {
  it('projects, and both outcomes weighted give the unread measurement', () => {
    fc.assert(
      fc.property(anyState(2), fc.constantFrom(0, 1), anyDirection, (state, qubit, direction) => {
        const p = densityQubitProbability(state, qubit, direction)
        fc.pre(p > 1e-6 && p < 1 - 1e-6)
        const zero = copyDensityMatrix(state)
        const one = copyDensityMatrix(state)
        expect(measureDensityQubit(zero, qubit, direction, 0)).toBe(0)
        expect(measureDensityQubit(one, qubit, direction, 1 - 2 ** -53)).toBe(1)
        // Found again with certainty.
        expect(densityQubitProbability(zero, qubit, direction)).toBeCloseTo(1, 9)
        expect(densityQubitProbability(one, qubit, direction)).toBeCloseTo(0, 9)
        // The other qubit does not notice that it happened.
        const mixture = combineMatrices([
          [p, zero.data],
          [1 - p, one.data]
        ])
        const other = 1 - qubit
        const before = partialTrace(state, [other])
        expect(matrixDistance(partialTrace({ qubits: 2, data: mixture }, [other]).data, before.data)).toBeLessThan(1e-9)
        const projector = combineMatrices(
          pauliMatrices.map((m, k) => [k === 0 ? 0.5 : direction[k - 1]! / 2, m] as const)
        )
        const whole =
          qubit === 0 ? kroneckerProduct(projector, identityMatrix(2)) : kroneckerProduct(identityMatrix(2), projector)
        expect(p).toBeCloseTo(traceOf(state.data, whole), 12)
      })
    )
  })
})

describe('measureBell', () => {
  it('has the probabilities of the projectors and leaves the Bell state found', () => {
    fc.assert(
      fc.property(anyState(3), anyUniform, (state, uniform) => {
        const probabilities = bellProbabilities(state, 2, 0)
        expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
        const reduced = partialTrace(state, [2, 0])
        probabilities.forEach((p, index) => expect(p).toBeCloseTo(traceOf(reduced.data, bellProjector(index)), 12))
        const outcome = measureBell(state, 2, 0, uniform)
        fc.pre(probabilities[outcome]! > 1e-6)
        const below = probabilities.slice(0, outcome).reduce((sum, p) => sum + p, 0)
        expect(uniform).toBeGreaterThanOrEqual(below - 1e-12)
        expect(uniform).toBeLessThan(below + probabilities[outcome]! + 1e-12)
        expect(bellProbabilities(state, 2, 0)[outcome]).toBeCloseTo(1, 9)
      }),
      { numRuns: 50 }
    )
  })

  it('teleports: a Bell measurement moves a state up to the Pauli of its outcome', () => {
    fc.assert(
      fc.property(anyState(1), anyUniform, (input, uniform) => {
        const pair = { qubits: 2, data: bellProjector(0) }
        const whole = { qubits: 3, data: kroneckerProduct(input.data, pair.data) }
        const outcome = measureBell(whole, 0, 1, uniform)
        const paulis = [0, 1, 3, 2]
        const pauli = pauliMatrices[paulis[outcome]!]!
        const received = partialTrace(whole, [2]).data
        const corrected = multiplyMatrices(multiplyMatrices(pauli, received), pauli)
        expect(matrixDistance(corrected, input.data)).toBeLessThan(1e-12)
      })
    )
  })
})
