import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyAngle, anyDirection, anyState, difference } from '../test/arbitraries.js'
import {
  applyChannel,
  basisDirections,
  blochRotation,
  copyDensityMatrix,
  densityQubitBloch,
  densityQubitProbability,
  eulerDirection,
  rotationGate,
  unitaryChannel
} from './index.js'

const x = [1, 0, 0]
const y = [0, 1, 0]
const z = [0, 0, 1]

describe('directions', () => {
  it('are unit vectors, the tilted ones halfway between Z and ±X', () => {
    for (const n of basisDirections) expect(Math.hypot(n[0]!, n[1]!, n[2]!)).toBeCloseTo(1, 15)
    for (const [code, angle] of [
      [3, Math.PI / 4],
      [4, -Math.PI / 4]
    ] as const) {
      // Z turned about Y.
      const turned = blochRotation(y, angle)
      expect(difference(basisDirections[code]!, [turned[2]!, turned[5]!, turned[8]!])).toBeLessThan(1e-15)
    }
  })

  it('of Euler angles are what rotating the qubit and measuring Z measures', () => {
    fc.assert(
      fc.property(anyState(1), anyAngle, anyAngle, anyAngle, (state, x1, angle, x2) => {
        const rotated = copyDensityMatrix(state)
        applyChannel(rotated, unitaryChannel(rotationGate(x, x1)), [0])
        applyChannel(rotated, unitaryChannel(rotationGate(y, angle)), [0])
        applyChannel(rotated, unitaryChannel(rotationGate(x, x2)), [0])
        const direct = densityQubitProbability(state, 0, eulerDirection(x1, angle, x2))
        expect(direct).toBeCloseTo(densityQubitProbability(rotated, 0, z), 12)
      })
    )
  })

  it('of Euler angles reach every fixed basis', () => {
    expect(difference(eulerDirection(0, 0, 0), basisDirections[0]!)).toBe(0)
    expect(difference(eulerDirection(0, -Math.PI / 2, 0), basisDirections[1]!)).toBeLessThan(1e-15)
    expect(difference(eulerDirection(Math.PI / 2, 0, 0), basisDirections[2]!)).toBeLessThan(1e-15)
    expect(difference(eulerDirection(0, -Math.PI / 4, 0), basisDirections[3]!)).toBeLessThan(1e-15)
    expect(difference(eulerDirection(0, Math.PI / 4, 0), basisDirections[4]!)).toBeLessThan(1e-15)
  })
})

describe('blochRotation', () => {
  it('is what the rotation gate does to a Bloch vector', () => {
    fc.assert(
      fc.property(anyState(1), anyDirection, anyAngle, (state, axis, angle) => {
        const before = densityQubitBloch(state, 0)
        applyChannel(state, unitaryChannel(rotationGate(axis, angle)), [0])
        const after = densityQubitBloch(state, 0)
        const m = blochRotation(axis, angle)
        for (let row = 0; row < 3; row++) {
          const turned = m[3 * row]! * before[1]! + m[3 * row + 1]! * before[2]! + m[3 * row + 2]! * before[3]!
          expect(after[row + 1]).toBeCloseTo(turned, 12)
        }
      })
    )
  })
})
