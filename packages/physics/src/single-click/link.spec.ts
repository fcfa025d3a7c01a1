import { pairChshFor, pairErrorRate, pairFidelity } from '@bellwire/quantum'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { ParameterError } from '../components/parameter.js'
import { infidelityBudget } from './infidelity-budget.js'
import { type SingleClickLinkParameters, singleClickLink, windowNoise } from './link.js'
import { brightnessGrid, operatingPoints } from './operating-points.js'
import { parseSingleClickLink } from './parameters.js'
import { singleClickSlot } from './slot.js'

const unit = between(0, 1)
const flip = between(0, 0.5)
const rate = between(0, 1e5)
const links: fc.Arbitrary<SingleClickLinkParameters> = fc.record({
  efficiencyA: between(1e-3, 1),
  efficiencyB: between(1e-3, 1),
  phaseContrast: unit,
  operationsContrast: unit,
  photonOverlap: unit,
  noiseCountsPerSecond: fc.tuple(rate, rate),
  windowNanoseconds: between(1, 1000),
  readoutFlip: fc.tuple(flip, flip),
  attemptsPerSecond: between(1, 1e6)
})
const brightness = between(1e-3, 1)

test('with equal noise it is the sum of signal and noise terms as the scheme is usually written', () => {
  fc.assert(
    fc.property(links, brightness, rate, (parameters, a, noise) => {
      const p = { ...parameters, photonOverlap: 1, noiseCountsPerSecond: [noise, noise] as const }
      const [x, y] = [p.efficiencyA, p.efficiencyB]
      const [n] = windowNoise(p)
      const g = 2 * n * (1 - n)
      const signal = [0, a * (1 - a) * y, a * (1 - a) * x, a * a * (x * (1 - y) + y * (1 - x) + x * y)]
      const dark = [(1 - a) ** 2, a * (1 - a) * (1 - y), a * (1 - a) * (1 - x), a * a * (1 - x) * (1 - y)]
      const weights = signal.map((term, index) => term * (1 - n) + dark[index]! * g)
      const herald = weights.reduce((sum, term) => sum + term, 0)
      const link = singleClickLink(p, a)
      expect(link.heraldProbability).toBeCloseTo(herald, 12)
      expect(link.noiseFraction).toBeCloseTo((g * dark.reduce((sum, term) => sum + term, 0)) / herald, 10)
      link.populations.forEach((population, index) => expect(population).toBeCloseTo(weights[index]! / herald, 10))
      const coherence = (a * (1 - a) * Math.sqrt(x * y) * (1 - n) * p.phaseContrast * p.operationsContrast) / herald
      expect(link.coherence).toBeCloseTo(coherence, 10)
      const contrast = (1 - 2 * p.readoutFlip[0]) * (1 - 2 * p.readoutFlip[1])
      expect(link.xx).toBeCloseTo(2 * coherence * contrast, 10)
      expect(link.zz).toBeCloseTo(((weights[1]! + weights[2]! - weights[0]! - weights[3]!) / herald) * contrast, 10)
    }),
    { numRuns: 150, seed: 16 }
  )
})

test('its figures are the averages over the heralded states', () => {
  fc.assert(
    fc.property(links, brightness, (parameters, alpha) => {
      const p = { ...parameters, readoutFlip: [0, 0] as const }
      const side = { present: true, brightness: alpha }
      const slot = singleClickSlot(p, side, side, windowNoise(p))
      const link = singleClickLink(p, alpha)
      const mean = (figure: (state: Float64Array, bellIndex: number) => number) =>
        slot.patterns.reduce(
          (sum, { state, bellIndex, probability }) =>
            state === null ? sum : sum + (probability / slot.heraldProbability) * figure(state, bellIndex),
          0
        )
      expect(link.stateFidelity).toBeCloseTo(mean(pairFidelity), 12)
      expect(link.fidelity).toBeCloseTo(link.stateFidelity, 12)
      expect(link.chsh).toBeCloseTo(mean(pairChshFor), 12)
      expect(link.errorRate).toBeCloseTo(
        mean((state, bellIndex) => pairErrorRate(state, 3, bellIndex)),
        12
      )
      expect(link.rate).toBeCloseTo(p.attemptsPerSecond * slot.heraldProbability, 6)
    }),
    { numRuns: 100, seed: 17 }
  )
})

const example: SingleClickLinkParameters = {
  efficiencyA: 0.01,
  efficiencyB: 0.008,
  phaseContrast: 0.98,
  operationsContrast: 0.97,
  photonOverlap: 0.95,
  noiseCountsPerSecond: [20, 30],
  windowNanoseconds: 40,
  readoutFlip: [0.01, 0.002],
  attemptsPerSecond: 1000
}

test('operating points come in order of brightness, without readout flips', () => {
  const points = operatingPoints(example, [0.3, 0.05, 0.1, 0.05])
  expect(points.map((point) => point.brightness)).toEqual([0.05, 0.1, 0.3])
  for (const { brightness: alpha, fidelity, successProbability } of points) {
    const link = singleClickLink({ ...example, readoutFlip: [0, 0] }, alpha)
    expect(fidelity).toBeCloseTo(link.fidelity, 14)
    expect(successProbability).toBe(link.heraldProbability)
  }
  const [faint, , bright] = points
  expect(faint!.fidelity).toBeGreaterThan(bright!.fidelity)
  expect(faint!.successProbability).toBeLessThan(bright!.successProbability)
  const grid = brightnessGrid(0.01, 0.16, 5)
  expect(grid.at(-1)).toBe(0.16)
  ;[0.01, 0.02, 0.04, 0.08, 0.16].forEach((value, index) => expect(grid[index]).toBeCloseTo(value, 14))
})

test('a perfect link loses fidelity to its protocol alone', () => {
  const perfect: SingleClickLinkParameters = {
    ...example,
    phaseContrast: 1,
    operationsContrast: 1,
    photonOverlap: 1,
    noiseCountsPerSecond: [0, 0],
    readoutFlip: [0, 0]
  }
  const budget = infidelityBudget(perfect, 0.1)
  expect(budget).toEqual({ ...budget, operations: 0, flips: 0, noise: 0, phase: 0 })
  expect(budget.protocol).toBe(budget.total)
  expect(budget.total).toBeGreaterThan(0.09)
  expect(infidelityBudget(example, 0.1).total).toBeGreaterThan(budget.total)
})

test('a link that cannot herald has no figures but does not fail', () => {
  const dark = { ...example, noiseCountsPerSecond: [0, 0] as const }
  expect(singleClickLink(dark, 0)).toMatchObject({ heraldProbability: 0, noiseFraction: 0, rate: 0, xx: 0 })
})

test.each([
  [{ ...example, efficiencyA: 2 }, 'singleClick.efficiencyA', 2],
  [{ ...example, noiseCountsPerSecond: [1, -1] }, 'singleClick.noiseCountsPerSecond.1', -1],
  [{ ...example, readoutFlip: [0.6, 0] }, 'singleClick.readoutFlip.0', 0.6],
  [{ ...example, windowNanoseconds: Infinity }, 'singleClick.windowNanoseconds', Infinity]
])('bad parameters are named (%#)', (parameters, field, value) => {
  expect(() => parseSingleClickLink(parameters)).toThrow(ParameterError)
  expect(() => parseSingleClickLink(parameters)).toThrow(expect.objectContaining({ field, value }))
})

test('good parameters pass', () => {
  expect(parseSingleClickLink({ ...example, phaseOffset: 0.1 })).toEqual({ ...example, phaseOffset: 0.1 })
})
