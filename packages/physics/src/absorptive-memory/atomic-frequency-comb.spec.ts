import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { fourierCoefficients, propagate, sampleComb } from '../../test/comb-propagation.js'
import {
  type AtomicFrequencyComb,
  BEST_MEAN_DEPTH,
  combContrast,
  combEfficiency,
  meanCombDepth,
  onDemandSeconds,
  peakDepthFor
} from './atomic-frequency-comb.js'

const SAMPLES = 4000

/** Depth of the comb's teeth at a detuning in units of the spacing, the neighbours' wings counted. */
function toothDepth({ toothShape, peakDepth, finesse }: AtomicFrequencyComb): (detuning: number) => number {
  if (toothShape === 'square') return (x) => (Math.abs(x) < 0.5 / finesse ? peakDepth : 0)
  return (x) => {
    let depth = 0
    for (let tooth = -4; tooth <= 4; tooth++)
      depth += peakDepth * Math.exp(-4 * Math.LN2 * (finesse * (x - tooth)) ** 2)
    return depth
  }
}

const comb: fc.Arbitrary<AtomicFrequencyComb> = fc.record({
  toothShape: fc.constantFrom('square', 'gaussian'),
  peakDepth: between(0.1, 12),
  finesse: between(1, 12),
  backgroundDepth: between(0, 1)
})

/** Two Stark pulses, the first between 0 and 1, the second, its opposite, between n − 1 and n. */
function starkTurn(order: number): (absorbed: number, radiated: number) => number {
  return (absorbed, radiated) => {
    const first = absorbed < 1 && radiated >= 1 ? 1 : 0
    const second = absorbed < order && radiated >= order ? 1 : 0
    return (Math.PI / 2) * (first - second)
  }
}

test('coefficients of a sampled comb', () => {
  fc.assert(
    fc.property(comb, (c) => {
      const numeric = fourierCoefficients(sampleComb(SAMPLES, toothDepth(c), 0), 6)
      const depth = meanCombDepth(c)
      // The edge of a square tooth falls between two samples.
      const tolerance = (2 * c.peakDepth) / SAMPLES
      expect(Math.abs(numeric[0]! - depth)).toBeLessThan(tolerance)
      for (let order = 1; order < 6; order++) {
        const closed = depth * combContrast(c.toothShape, c.finesse, order)
        expect(Math.abs(numeric[order]! - closed)).toBeLessThan(tolerance)
      }
    }),
    { numRuns: 40, seed: 1 }
  )
})

test('the echo on demand of a pulse sent through the comb slice by slice', () => {
  fc.assert(
    fc.property(comb, fc.integer({ min: 1, max: 5 }), (c, order) => {
      const depths = sampleComb(SAMPLES, toothDepth(c), c.backgroundDepth)
      const light = propagate(fourierCoefficients(depths, order + 1), starkTurn(order), 200)
      expect(Math.abs(light[order]! ** 2 - combEfficiency(c, order))).toBeLessThan(2e-3)
      // Nothing leaves before it.
      for (let early = 1; early < order; early++) expect(Math.abs(light[early]!)).toBeLessThan(1e-12)
    }),
    { numRuns: 30, seed: 2 }
  )
})

test('left alone, a comb gives its first echo as on demand, its second not; and energy is what absorption leaves', () => {
  const c: AtomicFrequencyComb = { toothShape: 'gaussian', peakDepth: 4, finesse: 3, backgroundDepth: 0.2 }
  const depths = sampleComb(SAMPLES, toothDepth(c), c.backgroundDepth)
  const coefficients = fourierCoefficients(depths, 40)
  const light = propagate(coefficients, () => 0, 400)
  expect(light[1]! ** 2).toBeCloseTo(combEfficiency(c), 8)
  // Light of the first echo that is absorbed and given back once more interferes with it.
  const second = (-coefficients[2]! + coefficients[1]! ** 2 / 2) * Math.exp(-coefficients[0]! / 2)
  expect(light[2]!).toBeCloseTo(second, 8)
  expect(Math.abs(light[2]! ** 2 - combEfficiency(c, 2))).toBeGreaterThan(0.01)
  const out = light.reduce((sum, amplitude) => sum + amplitude ** 2, 0)
  const left = depths.reduce((sum, depth) => sum + Math.exp(-depth), 0) / SAMPLES
  expect(out).toBeCloseTo(left, 8)
})

test('the formulas as they are usually written', () => {
  const square = combEfficiency({ toothShape: 'square', peakDepth: 4, finesse: 5, backgroundDepth: 0.3 }, 2)
  const sinc = Math.sin((Math.PI * 2) / 5) / ((Math.PI * 2) / 5)
  expect(square).toBeCloseTo(0.8 ** 2 * Math.exp(-0.8) * sinc ** 2 * Math.exp(-0.3), 14)
  const gaussian = combEfficiency({ toothShape: 'gaussian', peakDepth: 4, finesse: 5, backgroundDepth: 0 })
  const depth = 0.8 * Math.sqrt(Math.PI / (4 * Math.LN2))
  expect(gaussian).toBeCloseTo(depth ** 2 * Math.exp(-depth) * Math.exp(-7.119 / 25), 4)
})

test('no comb passes 4/e² forward, and the best depth reaches it as the finesse grows', () => {
  const bound = 4 * Math.exp(-2)
  fc.assert(
    fc.property(comb, fc.integer({ min: 1, max: 9 }), (c, order) => {
      expect(combEfficiency(c, order)).toBeLessThanOrEqual(bound + 1e-12)
    }),
    { seed: 3 }
  )
  const fine: AtomicFrequencyComb = {
    toothShape: 'square',
    finesse: 1000,
    peakDepth: 1000 * BEST_MEAN_DEPTH,
    backgroundDepth: 0
  }
  expect(combEfficiency(fine)).toBeCloseTo(bound, 5)
})

test('the depth for an efficiency gives it back, and is the smaller one', () => {
  fc.assert(
    fc.property(comb, between(0, 1), (c, share) => {
      const best = { ...c, peakDepth: BEST_MEAN_DEPTH / meanCombDepth({ ...c, peakDepth: 1 }) }
      const efficiency = share * combEfficiency(best)
      const peakDepth = peakDepthFor(efficiency, c)
      expect(combEfficiency({ ...c, peakDepth })).toBeCloseTo(efficiency, 10)
      expect(peakDepth).toBeLessThanOrEqual(best.peakDepth * (1 + 1e-12))
    }),
    { seed: 4 }
  )
})

test('what is refused', () => {
  const c: AtomicFrequencyComb = { toothShape: 'square', peakDepth: 1, finesse: 3, backgroundDepth: 0 }
  expect(() => combEfficiency({ ...c, finesse: 0.5 })).toThrow('finesse: got 0.5, accepted is a finite number >= 1')
  expect(() => combEfficiency({ ...c, peakDepth: -1 })).toThrow('peakDepth')
  expect(() => combEfficiency({ ...c, backgroundDepth: Number.NaN })).toThrow('backgroundDepth')
  expect(() => combEfficiency(c, 1.5)).toThrow('order: got 1.5, accepted is an integer >= 1')
  expect(() => peakDepthFor(0.6, c)).toThrow('efficiency: got 0.6')
  expect(() => onDemandSeconds(0, 1)).toThrow('spacingHertz')
  expect(onDemandSeconds(2e6, 3)).toBe(1.5e-6)
})
