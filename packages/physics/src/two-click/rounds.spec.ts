import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { emitterProduct, flipSpins, fockRound, mixture, pauliCoefficients, trace } from '../../test/fock-station.js'
import type { DetectorNoise, Side } from '../components/slot-model.js'
import { type TwoClickParameters, twoClickRounds } from './rounds.js'

const unit = between(0, 1)
const side = fc.record({ present: fc.boolean(), brightness: unit })
const noise = fc.tuple(unit, unit)
const parameters = fc.record({
  efficiencyA: unit,
  efficiencyB: unit,
  phaseContrast: unit,
  operationsContrast: unit,
  photonOverlap: fc.oneof(fc.constant(0), fc.constant(1), unit),
  phaseOffset: between(-Math.PI, Math.PI)
})

function optics(p: TwoClickParameters, a: Side, b: Side, phase: number) {
  return {
    efficiencyA: a.present ? p.efficiencyA : 0,
    efficiencyB: b.present ? p.efficiencyB : 0,
    photonOverlap: p.photonOverlap,
    phase
  }
}

/** Both rounds in Fock space; the optical phase of round one is 0.7 + offset, that of round two 0.7. */
function fockAttempt(
  p: TwoClickParameters,
  a: Side,
  b: Side,
  n1: DetectorNoise,
  n2: DetectorNoise,
  j: number,
  k: number
) {
  const run = (extra: number) => {
    const first = optics(p, a, b, 0.7 + (p.phaseOffset ?? 0) + extra)
    const spins = flipSpins(fockRound(emitterProduct(a.brightness, b.brightness), first, n1, j))
    return fockRound(spins, optics(p, a, b, 0.7), n2, k)
  }
  return mixture(run(0), run(Math.PI), (1 + p.phaseContrast * p.operationsContrast) / 2)
}

test('both rounds agree with a brute-force Fock-space model', () => {
  fc.assert(
    fc.property(parameters, side, side, noise, noise, (p, a, b, n1, n2) => {
      const rounds = twoClickRounds(p, a, b, n1, n2)
      let heralds = 0
      for (const j of [1, 2, 3]) {
        const reached = trace(fockRound(emitterProduct(a.brightness, b.brightness), optics(p, a, b, 0), n1, j))
        const first = rounds.first.patterns.find((pattern) => pattern.detectors === j)?.probability ?? 0
        expect(Math.abs(first - reached)).toBeLessThan(1e-12)
        if (j === 3) continue
        for (const k of [1, 2, 3]) {
          const expected = fockAttempt(p, a, b, n1, n2, j, k)
          const pattern = rounds.second[j - 1]!.patterns.find((candidate) => candidate.detectors === k)
          const joint = (pattern?.probability ?? 0) * first
          expect(Math.abs(joint - trace(expected))).toBeLessThan(1e-12)
          if (k === 3 || pattern === undefined) continue
          heralds += joint
          expect(pattern.bellIndex).toBe(j === k ? 1 : 3)
          const coefficients = pauliCoefficients(expected)
          pattern.state?.forEach((value, index) => {
            expect(Math.abs(value * joint - coefficients[index]!)).toBeLessThan(1e-12)
          })
        }
      }
      expect(Math.abs(rounds.heraldProbability - heralds)).toBeLessThan(1e-12)
    }),
    { numRuns: 80, seed: 3 }
  )
})

test('without noise half of η_A·η_B heralds, and the state is Ψ± whatever the losses', () => {
  const half = { present: true, brightness: 0.5 }
  fc.assert(
    fc.property(between(0.01, 1), between(0.01, 1), (x, y) => {
      const p = { efficiencyA: x, efficiencyB: y, phaseContrast: 1, operationsContrast: 1, photonOverlap: 1 }
      const rounds = twoClickRounds(p, half, half, [0, 0], [0, 0])
      expect(rounds.heraldProbability).toBeCloseTo((x * y) / 2, 13)
      for (const model of rounds.second) {
        for (const { state, bellIndex } of model.patterns) {
          const sign = bellIndex === 1 ? 1 : -1
          expect(state?.[5]).toBeCloseTo(sign, 12)
          expect(state?.[10]).toBeCloseTo(sign, 12)
          expect(state?.[15]).toBeCloseTo(-1, 12)
        }
      }
    }),
    { numRuns: 50, seed: 4 }
  )
})

test('photon overlap M and the contrasts multiply the coherence', () => {
  const half = { present: true, brightness: 0.5 }
  const p = { efficiencyA: 0.1, efficiencyB: 0.2, phaseContrast: 0.9, operationsContrast: 0.8, photonOverlap: 0.7 }
  const [after0] = twoClickRounds(p, half, half, [0, 0], [0, 0]).second
  expect(after0.patterns[0]?.state?.[5]).toBeCloseTo(0.9 * 0.8 * 0.7, 12)
})
