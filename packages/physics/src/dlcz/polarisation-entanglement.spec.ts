import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { heraldedEnsembles, loseQuanta, modesTrace, probedCoincidences } from '../../test/fock-ensembles.js'
import { published } from '../../test/published-dlcz.js'
import { clickWeights } from './click-weights.js'
import { detectedPair, detectorAlone, jointCoherence } from './heralded-memories.js'
import { dlczLink } from './link.js'
import { coherenceLowerBound, polarisationEntanglement } from './polarisation-entanglement.js'

test('the figures are those of memories and coherent pulses in Fock space, to leading order', () => {
  // Everything that the leading order drops is smaller by χ or by μ: both at once ever smaller, so is the difference.
  const differences = [1e-2, 1e-3, 1e-4].map((small) => {
    const optics = { efficiencyA: 0.1, efficiencyB: 0.15, photonOverlap: 1 }
    const excitation = [small, 0.5 * small] as const
    const noise = [0.02 * small, 0.01 * small] as const
    const setup = { chi: excitation, efficiency: [0.1, 0.15] as const, photonOverlap: 1, noise, cut: 3 }
    const memories = heraldedEnsembles(setup, 1)
    const probability = modesTrace(memories)
    const read = loseQuanta(memories, 0.3, 0.5)
    const retrieval = [0.3, 0.5] as const
    const coherence = (jointCoherence(optics, excitation) * (1 - noise[1])) / probability
    const weights = clickWeights(optics, excitation, noise)
    const detected = detectedPair(weights, detectorAlone(0), retrieval, coherence)
    const probes = [small, 2 * small] as const
    const polarisation = polarisationEntanglement(detected, probes)
    const [hh, hv, vh, vv] = probedCoincidences(read, probes, false)
    const [pp, pm, mp, mm] = probedCoincidences(read, probes, true)
    const all = hh + hv + vh + vv
    const correlation = (pp + mm - pm - mp) / (pp + mm + pm + mp)
    return [
      Math.abs(all / probability / polarisation.coincidenceProbability - 1),
      Math.abs((hv + vh) / all - polarisation.correct),
      Math.abs(correlation - polarisation.xx)
    ]
  })
  for (const figure of [0, 1, 2]) {
    const [far, nearer, near] = differences.map((row) => row[figure]!) as [number, number, number]
    expect(far).toBeLessThan(0.05)
    expect(nearer).toBeLessThan(0.15 * far)
    expect(near).toBeLessThan(0.15 * nearer)
  }
})

test('at the published working point the leading order is off by a few per cent', () => {
  const setup = {
    chi: [0.01, 0.01] as const,
    efficiency: [0.02563, 0.02563] as const,
    photonOverlap: 1,
    noise: [8.63e-5, 8.63e-5] as const,
    cut: 3
  }
  const memories = loseQuanta(heraldedEnsembles(setup, 1), 0.2762, 0.2762)
  const [hh, hv, vh, vv] = probedCoincidences(memories, [0.0244, 0.0244], false)
  const [pp, pm, mp, mm] = probedCoincidences(memories, [0.0244, 0.0244], true)
  const correct = (hv + vh) / (hh + hv + vh + vv)
  const correlation = (pp + mm - pm - mp) / (pp + mm + pm + mp)
  const { polarisation } = dlczLink({ ...published, photonOverlap: 1, phaseContrast: 1, operationsContrast: 1 }, 0.01)
  // Coherences between states of two and more excitations, left out of the closed form, help the exact E.
  expect(polarisation.correct - correct).toBeCloseTo(-0.0002, 4)
  expect(polarisation.xx - correlation).toBeCloseTo(-0.0243, 4)
  expect(polarisation.fidelity - (correct + correlation) / 2).toBeCloseTo(-0.0123, 4)
})

test('the bound on the coherence holds for every probe, and is tight for the best', () => {
  const unit = between(0.001, 1)
  fc.assert(
    fc.property(fc.tuple(unit, unit, unit, unit), unit, between(1e-4, 1), (weights, contrast, mu) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      const [p00, p01, p10, p11] = weights.map((weight) => weight / total) as [number, number, number, number]
      const detected = { p00, p01, p10, p11, coherence: contrast * Math.sqrt(p10 * p01) }
      const bound = (probe: number) =>
        coherenceLowerBound(detected, polarisationEntanglement(detected, [probe, probe]).xx)
      expect(bound(mu)).toBeLessThanOrEqual(detected.coherence * (1 + 1e-12))
      expect(bound(Math.sqrt(p11 / p00))).toBeCloseTo(detected.coherence, 12)
    }),
    { numRuns: 100, seed: 71 }
  )
  const { detected, polarisation } = dlczLink(published, 0.01)
  expect(Math.sqrt(detected.p11 / detected.p00)).toBeCloseTo(0.027, 3)
  expect(coherenceLowerBound(detected, polarisation.xx) / detected.coherence).toBeCloseTo(0.9991, 4)
})
