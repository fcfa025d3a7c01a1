import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { anyQuantum, exchangeCoherence, heraldedEnsembles, loseQuanta, modesTrace } from '../../test/fock-ensembles.js'
import { published } from '../../test/published-dlcz.js'
import { clickWeights, truncatedClickWeights } from './click-weights.js'
import { detectedPair, detectorAlone, jointCoherence } from './heralded-memories.js'
import { dlczLink, phaseNoiseContrast } from './link.js'

const unit = between(0, 1)
const chi = between(0, 0.9)
const setups = fc.record({
  chi: fc.tuple(chi, chi),
  efficiency: fc.tuple(unit, unit),
  photonOverlap: fc.oneof(fc.constant(0), fc.constant(1), unit),
  noise: fc.tuple(unit, unit),
  cut: fc.integer({ min: 0, max: 3 })
})

test('the sum over Fock terms agrees with density matrices in truncated Fock space', () => {
  fc.assert(
    fc.property(setups, between(0.05, 1), between(0.05, 1), (setup, etaA, etaB) => {
      const [efficiencyA, efficiencyB] = setup.efficiency
      const optics = { efficiencyA, efficiencyB, photonOverlap: setup.photonOverlap }
      const weights = truncatedClickWeights(optics, setup.chi, setup.noise, setup.cut)
      const clicks = weights(1, 1)
      expect(Math.abs(clicks.both - modesTrace(heraldedEnsembles(setup, 3)))).toBeLessThan(1e-12)
      for (const detector of [0, 1] as const) {
        const memories = heraldedEnsembles(setup, 1 << detector)
        const probability = modesTrace(memories)
        expect(Math.abs(clicks.only[detector] - probability)).toBeLessThan(1e-12)
        if (probability < 1e-3) continue
        const joint = setup.cut === 0 ? 0 : jointCoherence(optics, setup.chi) * (1 - setup.noise[1 - detector]!)
        const coherence = (exchangeCoherence(memories) * (detector === 0 ? 1 : -1)) / probability
        if (setup.cut > 0) {
          // The contrast of the closed form is the oracle's √M.
          const expected = (joint * Math.sqrt(setup.photonOverlap)) / probability
          expect(Math.abs(coherence - expected)).toBeLessThan(1e-10)
        }
        const read = anyQuantum(loseQuanta(memories, etaA, etaB)).map((weight) => weight / probability)
        const { p00, p01, p10, p11 } = detectedPair(weights, detectorAlone(detector), [etaA, etaB], coherence)
        ;[p00, p01, p10, p11].forEach((value, index) => expect(Math.abs(value - read[index]!)).toBeLessThan(1e-10))
      }
    }),
    { numRuns: 60, seed: 31 }
  )
})

test('cut at four excitations per node it still does, at the published working point', () => {
  const setup = {
    chi: [0.01, 0.01] as const,
    efficiency: [0.02563, 0.02563] as const,
    photonOverlap: 1,
    noise: [8.63e-5, 8.63e-5] as const,
    cut: 4
  }
  const link = dlczLink({ ...published, photonOverlap: 1, phaseContrast: 1, operationsContrast: 1 }, 0.01, 4)
  const both = [1, 2].map((clicked) => heraldedEnsembles(setup, clicked))
  const probability = modesTrace(both[0]!) + modesTrace(both[1]!)
  expect(Math.abs(link.heraldProbability - probability)).toBeLessThan(1e-12)
  const coherence = (exchangeCoherence(both[0]!) - exchangeCoherence(both[1]!)) / probability
  expect(Math.abs(link.memories.coherence - coherence)).toBeLessThan(1e-10)
  const read = both.map((memories) => anyQuantum(loseQuanta(memories, 0.2762, 0.2762)))
  const { p00, p01, p10, p11 } = link.detected
  ;[p00, p01, p10, p11].forEach((value, index) => {
    expect(Math.abs(value - (read[0]![index]! + read[1]![index]!) / probability)).toBeLessThan(1e-10)
  })
  const quiet = heraldedEnsembles({ ...setup, noise: [0, 0] }, 1)
  const noiseShare = 1 - (2 * modesTrace(quiet) * (1 - 8.63e-5)) / probability
  expect(Math.abs(link.noiseShare - noiseShare)).toBeLessThan(1e-10)
})

test('for photons that count one by one it is the sum as it is usually written', () => {
  fc.assert(
    fc.property(between(0, 0.5), between(0.01, 1), between(0, 0.3), between(0.01, 1), unit, (x, eta, n, read, v) => {
      const parameters = {
        ...published,
        efficiencyA: eta,
        efficiencyB: eta,
        retrievalEfficiencyA: read,
        retrievalEfficiencyB: read,
        noiseClickProbability: [n, n] as const,
        phaseContrast: v,
        operationsContrast: 1
      }
      const link = dlczLink(parameters, x, 4)
      let herald = 0
      let noise = 0
      const p = [0, 0, 0, 0]
      for (let a = 0; a <= 4; a++) {
        for (let b = 0; b <= 4; b++) {
          const population = (1 - x) ** 2 * x ** (a + b)
          const dark = (1 - eta) ** (a + b) * 2 * n * (1 - n)
          const one = 2 * ((1 - eta / 2) ** (a + b) - (1 - eta) ** (a + b)) * (1 - n)
          const [seenA, seenB] = [1 - (1 - read) ** a, 1 - (1 - read) ** b]
          herald += population * (one + dark)
          noise += population * dark
          ;[(1 - seenA) * (1 - seenB), (1 - seenA) * seenB, seenA * (1 - seenB), seenA * seenB].forEach(
            (seen, index) => {
              p[index]! += population * (one + dark) * seen
            }
          )
        }
      }
      if (herald < 1e-6) return
      expect(link.heraldProbability).toBeCloseTo(herald, 13)
      expect(link.noiseShare).toBeCloseTo(noise / herald, 9)
      const [p00, p01, p10, p11] = p.map((weight) => weight / herald) as [number, number, number, number]
      expect(link.detected.p11).toBeCloseTo(p11, 9)
      expect(link.detected.p10).toBeCloseTo(p10, 9)
      expect(link.detected.p01).toBeCloseTo(p01, 9)
      const d = (v * (1 - x) ** 2 * x * eta * (1 - n)) / herald
      expect(link.memories.coherence).toBeCloseTo(d, 9)
      expect(link.concurrence).toBeCloseTo(Math.max(0, 2 * read * d - 2 * Math.sqrt(p00 * p11)), 6)
      const m11 = p11 / read ** 2
      const m10 = (p10 - ((1 - read) * p11) / read) / read
      expect(Math.abs(link.memories.m11 - m11)).toBeLessThan(1e-6)
      expect(Math.abs(link.memories.m10 - m10)).toBeLessThan(1e-6)
      expect(link.fidelity).toBeCloseTo((link.memories.m10 + link.memories.m01) / 2 + d, 12)
    }),
    { numRuns: 100, seed: 32 }
  )
})

test('the sum converges to the closed form of all orders, by a factor of about χ per term', () => {
  for (const [x, overlap] of [
    [0.01, 0],
    [0.1, 1],
    [0.3, 0.4]
  ] as const) {
    const exact = dlczLink({ ...published, photonOverlap: overlap }, x)
    const error = (n: number) =>
      Math.abs(dlczLink({ ...published, photonOverlap: overlap }, x, n).heraldProbability - exact.heraldProbability)
    for (let n = 1; n <= 4; n++) {
      expect(error(n + 1)).toBeLessThan(error(n) * 2.2 * x)
    }
    const enough = Math.ceil(Math.log(1e-13) / Math.log(x))
    const cut = dlczLink({ ...published, photonOverlap: overlap }, x, enough)
    expect(cut.heraldProbability).toBeCloseTo(exact.heraldProbability, 12)
    expect(cut.concurrence).toBeCloseTo(exact.concurrence, 9)
    expect(cut.polarisation.fidelity).toBeCloseTo(exact.polarisation.fidelity, 9)
  }
  expect(dlczLink(published, 0.01, 4).heraldProbability).toBeCloseTo(dlczLink(published, 0.01).heraldProbability, 10)
})

test('all patterns together with silence are certain', () => {
  fc.assert(
    fc.property(setups, (setup) => {
      const [efficiencyA, efficiencyB] = setup.efficiency
      const optics = { efficiencyA, efficiencyB, photonOverlap: setup.photonOverlap }
      const { only, both } = clickWeights(optics, setup.chi, setup.noise)(1, 1)
      const dark = setup.chi.map((x, side) => (1 - x) / (1 - x + x * setup.efficiency[side]!))
      const silent = dark[0]! * dark[1]! * (1 - setup.noise[0]) * (1 - setup.noise[1])
      expect(only[0] + only[1] + both + silent).toBeCloseTo(1, 12)
    }),
    { numRuns: 200, seed: 33 }
  )
})

test('Gaussian phase noise leaves the mean of the cosine', () => {
  for (const deviation of [0.1, (17 * Math.PI) / 180, 1, 2]) {
    let mean = 0
    for (let step = -4000; step <= 4000; step++) {
      const sigmas = step / 400
      mean += (Math.cos(deviation * sigmas) * Math.exp(-(sigmas ** 2) / 2)) / 400 / Math.sqrt(2 * Math.PI)
    }
    expect(phaseNoiseContrast(deviation)).toBeCloseTo(mean, 12)
  }
  expect(phaseNoiseContrast((17 * Math.PI) / 180)).toBeCloseTo(0.9569, 4)
})
