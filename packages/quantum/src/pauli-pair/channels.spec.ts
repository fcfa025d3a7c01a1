import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyAngle,
  anyBell,
  anyDirection,
  anyPair,
  anyPauliChannel,
  anyProbability,
  anySide,
  difference
} from '../../test/arbitraries.js'
import {
  type Channel,
  Gate,
  type PauliPair,
  affinePairSide,
  affineChannel,
  amplitudeDampingChannel,
  applyChannel,
  applyPauliToPair,
  blochRotation,
  composeChannels,
  pairFromDensity,
  pairToDensity,
  pauliChannel,
  rotatePairSide,
  rotationGate,
  scalePairSide,
  transferMatrix,
  transferPairSide,
  unitaryChannel
} from '../index.js'

/** What the density matrix says that the channel on one side makes of the pair. */
function oracle(pair: PauliPair, side: 0 | 1, channel: Channel): PauliPair {
  const state = pairToDensity(pair)
  applyChannel(state, channel, [side])
  return pairFromDensity(state)
}

describe('channels on one side of a pair are those of the density matrix:', () => {
  it('Pauli-diagonal', () => {
    fc.assert(
      fc.property(anyPair, anySide, anyPauliChannel, (pair, side, { probabilities, factors }) => {
        const expected = oracle(pair, side, pauliChannel(probabilities))
        scalePairSide(pair, side, ...factors)
        expect(difference(pair, expected)).toBeLessThan(1e-13)
      })
    )
  })

  it('amplitude damping, and relaxation with two times toward a thermal state', () => {
    fc.assert(
      fc.property(anyPair, anySide, anyProbability, anyProbability, (pair, side, gamma, ground) => {
        const root = Math.sqrt(1 - gamma)
        const expected = oracle(pair, side, amplitudeDampingChannel(gamma))
        const damped = Float64Array.from(pair)
        affinePairSide(damped, side, root, root, 1 - gamma, gamma)
        expect(difference(damped, expected)).toBeLessThan(1e-13)
        const shift = gamma * (2 * ground - 1)
        const thermal = oracle(pair, side, affineChannel(0.5 * root, 0.5 * root, 1 - gamma, shift))
        affinePairSide(pair, side, 0.5 * root, 0.5 * root, 1 - gamma, shift)
        expect(difference(pair, thermal)).toBeLessThan(1e-13)
      })
    )
  })

  it('Pauli operators by BellIndex', () => {
    fc.assert(
      fc.property(anyPair, anySide, anyBell, (pair, side, pauli) => {
        const gate = [Gate.I, Gate.X, Gate.Z, Gate.Y][pauli]!
        const expected = oracle(pair, side, unitaryChannel(gate))
        applyPauliToPair(pair, side, pauli)
        expect(difference(pair, expected)).toBeLessThan(1e-14)
      })
    )
  })

  it('rotations', () => {
    fc.assert(
      fc.property(anyPair, anySide, anyDirection, anyAngle, (pair, side, axis, angle) => {
        const expected = oracle(pair, side, unitaryChannel(rotationGate(axis, angle)))
        rotatePairSide(pair, side, blochRotation(axis, angle))
        expect(difference(pair, expected)).toBeLessThan(1e-12)
      })
    )
  })

  it('any, by its transfer matrix', () => {
    fc.assert(
      fc.property(anyPair, anySide, anyDirection, anyAngle, anyProbability, (pair, side, axis, angle, gamma) => {
        const channel = composeChannels(
          composeChannels(unitaryChannel(rotationGate(axis, angle)), amplitudeDampingChannel(gamma)),
          unitaryChannel(Gate.H)
        )
        const expected = oracle(pair, side, channel)
        transferPairSide(pair, side, transferMatrix(channel))
        expect(difference(pair, expected)).toBeLessThan(1e-12)
      })
    )
  })

  it('and channels on different sides commute', () => {
    fc.assert(
      fc.property(anyPair, anyProbability, anyPauliChannel, (pair, gamma, { factors }) => {
        const other = Float64Array.from(pair)
        affinePairSide(pair, 0, 0.9, 0.8, 1 - gamma, gamma)
        scalePairSide(pair, 1, ...factors)
        scalePairSide(other, 1, ...factors)
        affinePairSide(other, 0, 0.9, 0.8, 1 - gamma, gamma)
        expect(difference(pair, other)).toBeLessThan(1e-15)
      })
    )
  })
})
