import { Basis, type BasisCode } from '@bellwire/device'
import { basisDirections, createPair, eulerDirection, pairCorrelator, setBellPair } from '@bellwire/quantum'
import { RandomBasis } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  basisOf,
  flipsOutcome,
  isCorrectable,
  type MeasurementChoice,
  measurementToWire,
  rotationOf
} from './measurement.js'

const NAMES = ['Z', 'X', 'Y', 'ZPlus', 'ZMinus'] as const
const bytes = fc.integer({ min: 0, max: 255 })
const draws = fc.integer({ min: 0, max: 0xffff_ffff })

function expectDirection(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  for (let k = 0; k < 3; k++) expect(actual[k]).toBeCloseTo(expected[k] as number, 12)
}

describe('a measurement on the wire', () => {
  it.each(NAMES)('in basis %s is a rotation to Z that measures along its direction (LNK-075)', (name) => {
    const wire = measurementToWire({ basis: name })
    const { x1, y, x2 } = rotationOf(wire)
    expectDirection(eulerDirection(x1, y, x2), basisDirections[Basis[name]] as ArrayLike<number>)
    expect(basisOf(wire, 0)).toBe(Basis[name])
  })

  it('by any rotation measures along the direction of its angles, named where it has a name', () => {
    fc.assert(
      fc.property(bytes, bytes, bytes, draws, (x1, y, x2, random) => {
        const wire = measurementToWire({ rotation: [x1, y, x2] })
        const angles = rotationOf(wire)
        const unit = (2 * Math.PI) / 256
        expectDirection([angles.x1, angles.y, angles.x2], [x1 * unit, y * unit, x2 * unit])
        const basis = basisOf(wire, random)
        if (basis === Basis.Rotated) return
        expectDirection(eulerDirection(angles.x1, angles.y, angles.x2), basisDirections[basis] as ArrayLike<number>)
      }),
      { seed: 1, numRuns: 2000 }
    )
  })

  it('in a random basis has probabilities in units of 1/255, even by default', () => {
    expect(measurementToWire({ random: 'XZ' })).toMatchObject({ randomBasis: RandomBasis.XZ, probability1: 128 })
    expect(measurementToWire({ random: 'XYZ' })).toMatchObject({
      randomBasis: RandomBasis.XYZ,
      probability1: 85,
      probability2: 85
    })
    expect(measurementToWire({ random: 'CHSH', probabilities: [1] })).toMatchObject({
      randomBasis: RandomBasis.CHSH,
      probability1: 255
    })
    expect(measurementToWire({ random: 'XYZ', probabilities: [0.2, 0.6] })).toMatchObject({
      probability1: 51,
      probability2: 153
    })
  })
})

describe('a basis that is drawn (LNK-076)', () => {
  const SETS: readonly [MeasurementChoice, readonly (readonly [BasisCode, number])[]][] = [
    [
      { random: 'XZ' },
      [
        [Basis.X, 128 / 255],
        [Basis.Z, 127 / 255]
      ]
    ],
    [
      { random: 'XZ', probabilities: [0.8] },
      [
        [Basis.X, 0.8],
        [Basis.Z, 0.2]
      ]
    ],
    [
      { random: 'XYZ' },
      [
        [Basis.X, 1 / 3],
        [Basis.Y, 1 / 3],
        [Basis.Z, 1 / 3]
      ]
    ],
    [
      { random: 'XYZ', probabilities: [0.2, 0.6] },
      [
        [Basis.X, 0.2],
        [Basis.Y, 0.6],
        [Basis.Z, 0.2]
      ]
    ],
    [
      { random: 'CHSH', probabilities: [0] },
      [
        [Basis.ZPlus, 0],
        [Basis.ZMinus, 1]
      ]
    ],
    [
      { random: 'CHSH', probabilities: [1] },
      [
        [Basis.ZPlus, 1],
        [Basis.ZMinus, 0]
      ]
    ]
  ]

  it.each(SETS)('is of its set with the stated probabilities: %o', (choice, expected) => {
    const wire = measurementToWire(choice)
    // Evenly spaced draws: the counts are the probabilities, up to one step at each boundary.
    const steps = 255 * 64
    const counts = new Map<number, number>()
    for (let step = 0; step < steps; step++) {
      const basis = basisOf(wire, Math.floor(((step + 0.5) / steps) * 0x1_0000_0000))
      counts.set(basis, (counts.get(basis) ?? 0) + 1)
    }
    for (const [basis, probability] of expected) {
      expect(Math.abs((counts.get(basis) ?? 0) - steps * probability)).toBeLessThanOrEqual(1)
      counts.delete(basis)
    }
    expect([...counts]).toEqual([])
  })
})

describe('the flip of an outcome (LNK-065)', () => {
  it.each([0, 1, 2, 3])('turns correlations of Bell state %i into those of Φ+', (bellIndex) => {
    const heralded = createPair()
    const wanted = createPair()
    setBellPair(heralded, bellIndex)
    setBellPair(wanted, 0)
    for (const basis of [Basis.Z, Basis.X, Basis.Y]) {
      const along = basisDirections[basis] as ArrayLike<number>
      const sign = flipsOutcome(bellIndex, basis) ? -1 : 1
      expect(sign * pairCorrelator(heralded, along, along)).toBeCloseTo(pairCorrelator(wanted, along, along), 12)
      expect(isCorrectable(basis)).toBe(true)
    }
  })

  it('is made in X, Y and Z only', () => {
    for (const basis of [Basis.ZPlus, Basis.ZMinus, Basis.Rotated]) {
      expect(isCorrectable(basis)).toBe(false)
      for (let bellIndex = 0; bellIndex < 4; bellIndex++) expect(flipsOutcome(bellIndex, basis)).toBe(false)
    }
  })
})
