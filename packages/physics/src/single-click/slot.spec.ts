import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { emitterProduct, fockRound, mixture, pauliCoefficients, trace } from '../../test/fock-station.js'
import type { DetectorNoise, Side } from '../components/slot-model.js'
import { type SingleClickParameters, singleClickSlot } from './slot.js'

const unit = between(0, 1)
const side = fc.record({ present: fc.boolean(), brightness: unit })
const parameters = fc.record({
  efficiencyA: unit,
  efficiencyB: unit,
  phaseContrast: unit,
  operationsContrast: unit,
  photonOverlap: fc.oneof(fc.constant(0), fc.constant(1), unit),
  phaseOffset: between(-Math.PI, Math.PI)
})

/** The same slot in Fock space. A contrast V is a mixture: phase right with (1+V)/2, turned by π with (1−V)/2. */
function fockSlot(p: SingleClickParameters, a: Side, b: Side, noise: DetectorNoise, clicked: number) {
  const optics = (phase: number) => ({
    efficiencyA: a.present ? p.efficiencyA : 0,
    efficiencyB: b.present ? p.efficiencyB : 0,
    photonOverlap: p.photonOverlap,
    phase
  })
  const emitters = emitterProduct(a.brightness, b.brightness)
  const phase = p.phaseOffset ?? 0
  const right = fockRound(emitters, optics(phase), noise, clicked)
  const turned = fockRound(emitters, optics(phase + Math.PI), noise, clicked)
  return mixture(right, turned, (1 + p.phaseContrast * p.operationsContrast) / 2)
}

test('every click pattern agrees with a brute-force Fock-space model, absent sides and unequal noise included', () => {
  fc.assert(
    fc.property(parameters, side, side, unit, unit, (p, a, b, noise0, noise1) => {
      const noise = [noise0, noise1] as const
      const slot = singleClickSlot(p, a, b, noise)
      let heralds = 0
      for (const clicked of [1, 2, 3]) {
        const expected = fockSlot(p, a, b, noise, clicked)
        const pattern = slot.patterns.find((candidate) => candidate.detectors === clicked)
        expect(pattern?.probability ?? 0).toBeCloseTo(trace(expected), 12)
        if (clicked === 3) continue
        heralds += trace(expected)
        if (pattern === undefined) continue
        expect(pattern.bellIndex).toBe(clicked === 1 ? 1 : 3)
        const coefficients = pauliCoefficients(expected)
        // All sixteen: the emitters' other coherences must be gone.
        pattern.state?.forEach((value, index) => {
          expect(Math.abs(value * pattern.probability - coefficients[index]!)).toBeLessThan(1e-12)
        })
      }
      expect(Math.abs(slot.heraldProbability - heralds)).toBeLessThan(1e-12)
    }),
    { numRuns: 150, seed: 1 }
  )
})

test('in the limit of small brightness and efficiency the state is (1−α)|ψ±⟩⟨ψ±| + α|↓↓⟩⟨↓↓|, p = α(η_A+η_B)+2p_n', () => {
  const optics = { phaseContrast: 1, operationsContrast: 1, photonOverlap: 1 }
  fc.assert(
    fc.property(between(0.01, 0.5), (alpha) => {
      const efficiency = 1e-7
      const p = { ...optics, efficiencyA: efficiency, efficiencyB: efficiency }
      const a = { present: true, brightness: alpha }
      const slot = singleClickSlot(p, a, a, [0, 0])
      expect(slot.heraldProbability / (2 * alpha * efficiency)).toBeCloseTo(1, 6)
      for (const { state, bellIndex } of slot.patterns) {
        if (state === null) continue
        const sign = bellIndex === 1 ? 1 : -1
        expect(state[5]).toBeCloseTo(sign * (1 - alpha), 6)
        expect(state[10]).toBeCloseTo(sign * (1 - alpha), 6)
        expect(state[15]).toBeCloseTo(2 * alpha - 1, 6)
        expect(state[12]).toBeCloseTo(-alpha, 6)
      }
      const noisy = singleClickSlot(p, a, a, [1e-8, 1e-8])
      expect(noisy.heraldProbability / (2 * alpha * efficiency + 2e-8)).toBeCloseTo(1, 6)
    }),
    { numRuns: 50, seed: 2 }
  )
})

test('a herald with one side absent leaves no entanglement', () => {
  const p = { efficiencyA: 0.3, efficiencyB: 0.2, phaseContrast: 1, operationsContrast: 1, photonOverlap: 1 }
  const slot = singleClickSlot(p, { present: true, brightness: 0.1 }, { present: false, brightness: 0.2 }, [0, 0])
  expect(slot.heraldProbability).toBeCloseTo(0.03, 12)
  for (const { state } of slot.patterns) {
    // A certainly emitted; B is as it was.
    expect(state?.[12]).toBeCloseTo(-1, 12)
    expect(state?.[3]).toBeCloseTo(0.6, 12)
    expect(state?.[5]).toBeCloseTo(0, 15)
  }
})

test('idle emitters without noise never herald', () => {
  const p = { efficiencyA: 1, efficiencyB: 1, phaseContrast: 1, operationsContrast: 1, photonOverlap: 1 }
  const idle = { present: false, brightness: 0 }
  expect(singleClickSlot(p, idle, idle, [0, 0])).toEqual({ heraldProbability: 0, patterns: [] })
})
