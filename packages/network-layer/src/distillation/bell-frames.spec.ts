import {
  applyChannel,
  type PauliPair,
  pairFromDensity,
  pairToDensity,
  rotationGate,
  unitaryChannel,
  Gate
} from '@bellwire/quantum'
import { DistillationProtocol } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { doubleSelectionOracle, pairOf, parityCheckOracle } from '../../../quantum/test/distillation-oracle.js'
import { combineIndices, twirledIndex, TWIRLS } from './bell-frames.js'

const PERFECT = { gateDepolarising: [0, 0], readoutFlip: [0, 0] } as const
const INDICES = [0, 1, 2, 3]
const AXIS = Math.sqrt(1 / 3)

const bell = (index: number): PauliPair => pairOf(Float64Array.from(INDICES, (one) => (one === index ? 1 : 0)))

/** Which of the four it is; undefined where it is none of them for certain. */
function indexOf(pair: PauliPair): number | undefined {
  const distance = (index: number) => Math.max(...bell(index).map((value, place) => Math.abs(value - pair[place]!)))
  return INDICES.find((index) => distance(index) < 1e-9)
}

/** The pair after both parties have done a twirl, on density matrices. */
function twirled(pair: PauliPair, rotation: number): PauliPair {
  const state = pairToDensity(pair)
  const paulis = [undefined, Gate.X, Gate.Z, Gate.Y]
  for (const side of [0, 1]) {
    const pauli = paulis[rotation % 4]
    if (pauli !== undefined) applyChannel(state, unitaryChannel(pauli), [side])
    const angle = (side === 0 ? 2 : -2) * (Math.PI / 3)
    const turn = unitaryChannel(rotationGate([AXIS, side === 0 ? AXIS : -AXIS, AXIS], angle))
    for (let turns = 0; turns < Math.floor(rotation / 4); turns++) applyChannel(state, turn, [side])
  }
  return pairFromDensity(state)
}

describe('Bell indices', () => {
  it('are turned by twirls as density matrices are (NET-211)', () => {
    for (const index of INDICES) {
      for (let rotation = 0; rotation < TWIRLS; rotation++)
        expect(indexOf(twirled(bell(index), rotation))).toBe(twirledIndex(index, rotation))
    }
  })

  it('of every other pair are taken to each other by twirls alike often', () => {
    for (const from of [1, 2, 3]) {
      const counts = [0, 0, 0, 0]
      for (let rotation = 0; rotation < TWIRLS; rotation++) counts[twirledIndex(from, rotation)]! += 1
      expect(counts).toEqual([0, 4, 4, 4])
    }
  })

  it.each([
    ['BBPSSW', DistillationProtocol.BBPSSW, 0],
    ['DEJMPS', DistillationProtocol.DEJMPS, Math.PI / 2]
  ] as const)('go through a step of %s as density matrices do (NET-207)', (_, protocol, angle) => {
    const twirls =
      protocol === DistillationProtocol.BBPSSW
        ? Array.from({ length: 9 }, (_unused, k) => 4 * (k % 3) + 48 * Math.floor(k / 3))
        : [0]
    for (const kept of INDICES) {
      for (const sacrificed of INDICES) {
        for (const twirl of twirls) {
          const { bellIndex, difference } = combineIndices(protocol, kept, [sacrificed], twirl)
          const pairs = [twirled(bell(kept), twirl % 12), twirled(bell(sacrificed), Math.floor(twirl / 12))] as const
          for (const [a, b] of [
            [0, 0],
            [0, 1],
            [1, 0],
            [1, 1]
          ] as const) {
            const { probability, pair } = parityCheckOracle(pairs[0], pairs[1], [a, b], PERFECT, angle)
            expect(probability).toBeCloseTo((a ^ b) === difference ? 0.5 : 0, 9)
            if ((a ^ b) === difference) expect(indexOf(pair)).toBe(bellIndex)
          }
        }
      }
    }
  })

  it('go through double selection as density matrices do (NET-207)', () => {
    for (const kept of INDICES) {
      for (const first of INDICES) {
        for (const second of INDICES) {
          const { bellIndex, difference } = combineIndices(
            DistillationProtocol.DOUBLE_SELECTION,
            kept,
            [first, second],
            0
          )
          const bits = [0, difference & 1, 0, difference >> 1] as [0 | 1, 0 | 1, 0 | 1, 0 | 1]
          const { probability, pair } = doubleSelectionOracle([bell(kept), bell(first), bell(second)], bits, PERFECT)
          expect(probability).toBeCloseTo(0.25, 9)
          const state = pairToDensity(pair)
          for (const side of [0, 1]) applyChannel(state, unitaryChannel(Gate.H), [side])
          expect(indexOf(pairFromDensity(state))).toBe(bellIndex)
        }
      }
    }
  })
})
