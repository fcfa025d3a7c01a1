import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyAngle,
  anyBell,
  anyDirection,
  anyProbability,
  anyState,
  anyUniform,
  difference
} from '../../test/arbitraries.js'
import {
  Gate,
  affineChannel,
  affineQubit,
  applyChannel,
  applyPauliToQubit,
  blochRotation,
  createDensityMatrix,
  createQubit,
  densityQubitBloch,
  densityQubitProbability,
  measureDensityQubit,
  measureQubit,
  qubitProbability,
  rotateQubit,
  rotationGate,
  setQubit,
  unitaryChannel
} from '../index.js'

describe('one qubit as a Bloch vector', () => {
  it('starts in |0>', () => {
    expect(difference(createQubit(), densityQubitBloch(createDensityMatrix(1), 0))).toBe(0)
    const qubit = createQubit()
    setQubit(qubit, 0.1, 0.2, 0.3)
    expect([...qubit]).toEqual([1, 0.1, 0.2, 0.3])
  })

  it('follows the density matrix through Paulis, rotations and damping', () => {
    fc.assert(
      fc.property(anyState(1), anyBell, anyDirection, anyAngle, anyProbability, (state, pauli, axis, angle, f) => {
        const qubit = densityQubitBloch(state, 0)
        applyPauliToQubit(qubit, pauli)
        rotateQubit(qubit, blochRotation(axis, angle))
        affineQubit(qubit, 0.9 * f, 0.8 * f, f, 1 - f)
        applyChannel(state, unitaryChannel([Gate.I, Gate.X, Gate.Z, Gate.Y][pauli]!), [0])
        applyChannel(state, unitaryChannel(rotationGate(axis, angle)), [0])
        applyChannel(state, affineChannel(0.9 * f, 0.8 * f, f, 1 - f), [0])
        expect(difference(qubit, densityQubitBloch(state, 0))).toBeLessThan(1e-12)
      })
    )
  })

  it('is measured like the density matrix', () => {
    fc.assert(
      fc.property(anyState(1), anyDirection, anyUniform, (state, direction, uniform) => {
        const qubit = densityQubitBloch(state, 0)
        const p = densityQubitProbability(state, 0, direction)
        expect(qubitProbability(qubit, direction)).toBeCloseTo(p, 12)
        fc.pre(Math.abs(uniform - p) > 1e-9 && p > 1e-6 && p < 1 - 1e-6)
        expect(measureQubit(qubit, direction, uniform)).toBe(measureDensityQubit(state, 0, direction, uniform))
        expect(difference(qubit, densityQubitBloch(state, 0))).toBeLessThan(1e-9)
      })
    )
  })
})
