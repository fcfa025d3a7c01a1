import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyBell, anyDistribution, anyPair, difference, spread } from '../../test/arbitraries.js'
import {
  type PauliPair,
  QuantumInputError,
  addTomographyCount,
  createPair,
  createTomographyCounts,
  estimateFromCounts,
  hermitianEigen,
  linearInversion,
  linearStandardError,
  measurePair,
  nearestProbabilities,
  nearestState,
  pairConcurrence,
  pairFidelity,
  pairProbabilities,
  pairToDensity,
  setBellPair,
  setSingleClickPair,
  setWernerPair,
  tomography
} from '../index.js'

const axes = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1]
] as const

/** Counts exactly as probable as the pair makes them. */
function expectedCounts(pair: PauliPair, perSetting: (setting: number) => number): Float64Array {
  const counts = createTomographyCounts()
  const joint = new Float64Array(4)
  for (let setting = 0; setting < 9; setting++) {
    pairProbabilities(pair, axes[Math.floor(setting / 3)]!, axes[setting % 3]!, joint)
    joint.forEach((p, outcome) => {
      counts[4 * setting + outcome] = p * perSetting(setting)
    })
  }
  return counts
}

/** A small generator with a fixed seed (mulberry32): uniform numbers of 32 bits. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function sampleCounts(pair: PauliPair, perSetting: number, uniform: () => number): Float64Array {
  const counts = createTomographyCounts()
  for (let a = 0; a < 3; a++) {
    for (let b = 0; b < 3; b++) {
      for (let k = 0; k < perSetting; k++) {
        const outcome = measurePair(pair, axes[a]!, axes[b]!, uniform())
        addTomographyCount(counts, a, b, outcome >> 1, outcome & 1)
      }
    }
  }
  return counts
}

describe('linearInversion', () => {
  it('gives the state back from exact frequencies, also when settings have unequal counts', () => {
    fc.assert(
      fc.property(anyPair, (pair) => {
        expect(difference(linearInversion(expectedCounts(pair, (setting) => 100 + 10 * setting)), pair)).toBeLessThan(
          1e-12
        )
      })
    )
  })

  it('refuses missing settings and bad counts by name', () => {
    const counts = new Float64Array(36).fill(1)
    counts[5] = -1
    expect(() => linearInversion(counts)).toThrow(/counts\[5\] is -1/)
    counts[5] = 1
    counts.fill(0, 20, 24)
    expect(() => linearInversion(counts)).toThrow(/total of setting YZ is 0; accepted: at least one pair/)
    expect(() => linearInversion([1])).toThrow(QuantumInputError)
    expect(() => tomography(new Float64Array(36).fill(1), 4)).toThrow(/index is 4/)
  })
})

describe('nearestProbabilities', () => {
  it('is closer than any other distribution', () => {
    const anyValues = fc
      .array(spread(-1, 1), { minLength: 4, maxLength: 4 })
      .map((v) => v.map((x) => x + (1 - v.reduce((sum, y) => sum + y, 0)) / 4).sort((x, y) => y - x))
    const distance = (v: ArrayLike<number>, w: ArrayLike<number>) =>
      Array.from(v).reduce((sum, x, k) => sum + (x - w[k]!) ** 2, 0)
    fc.assert(
      fc.property(anyValues, anyDistribution, (values, other) => {
        const nearest = nearestProbabilities(values)
        expect(nearest.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
        expect(Math.min(...nearest)).toBeGreaterThanOrEqual(0)
        expect(distance(values, nearest)).toBeLessThanOrEqual(distance(values, other) + 1e-12)
        // Optimality where it is tight: a small step toward any distribution does not help.
        const step = Array.from(nearest, (p, k) => p + 1e-3 * (other[k]! - p))
        expect(distance(values, nearest)).toBeLessThanOrEqual(distance(values, step) + 1e-12)
      })
    )
  })

  it('follows the worked steps: −0.1 is taken from three, then the next falls below 0', () => {
    expect(
      difference(nearestProbabilities([0.6, 0.3, 0.2, -0.1]), [0.6 - 0.1 / 3, 0.3 - 0.1 / 3, 0.2 - 0.1 / 3, 0])
    ).toBeLessThan(1e-15)
    expect(difference(nearestProbabilities([0.8, 0.5, 0.01, -0.31]), [0.65, 0.35, 0, 0])).toBeLessThan(1e-15)
  })
})

describe('nearestState', () => {
  it('leaves a state alone and makes one of what is none', () => {
    fc.assert(
      fc.property(anyPair, spread(1, 3), (pair, stretch) => {
        expect(difference(nearestState(pair), pair)).toBeLessThan(1e-13)
        const estimate = Float64Array.from(pair, (x, k) => (k === 0 ? 1 : stretch * x))
        const state = nearestState(estimate)
        expect(state[0]).toBeCloseTo(1, 12)
        expect(hermitianEigen(pairToDensity(state).data).values[3]).toBeGreaterThan(-1e-13)
        // Projection onto a convex set: closer to every state in it than the estimate was.
        const distance = (a: PauliPair, b: PauliPair) => Math.hypot(...a.map((x, k) => x - b[k]!))
        expect(distance(state, pair)).toBeLessThanOrEqual(distance(estimate, pair) + 1e-12)
      })
    )
  })
})

describe('standard errors', () => {
  it('of a fidelity are √Σ(1 − T²)/16N in the three settings that tell it', () => {
    fc.assert(
      fc.property(anyPair, anyBell, (pair, index) => {
        const perSetting = 1e6
        const { linearFidelity } = tomography(
          expectedCounts(pair, () => perSetting),
          index
        )
        const variance = [5, 10, 15].reduce((sum, k) => sum + (1 - pair[k]! ** 2) / (16 * perSetting), 0)
        expect(linearFidelity.value).toBeCloseTo(pairFidelity(pair, index), 12)
        expect(linearFidelity.standardError ** 2).toBeCloseTo(variance, 11)
      })
    )
  })

  it('of one side’s coefficient pool its three settings', () => {
    const pair = createPair()
    setSingleClickPair(pair, 0.05, 0.5, 0.3, 0.15, 0.2, 0)
    const counts = expectedCounts(pair, () => 1e6)
    const gradient = new Float64Array(16)
    gradient[12] = 1
    expect(linearStandardError(counts, gradient)).toBeCloseTo(Math.sqrt((1 - pair[12]! ** 2) / 3e6), 9)
  })

  it('of the physical estimate are the linear ones where the projection does nothing', () => {
    const pair = createPair()
    setWernerPair(pair, 0.8, 3)
    const { fidelity, linearFidelity } = tomography(
      expectedCounts(pair, () => 1000),
      3
    )
    expect(fidelity.value).toBeCloseTo(0.8, 12)
    expect(fidelity.standardError).toBeCloseTo(linearFidelity.standardError, 8)
  })

  it('are there even where every outcome agrees', () => {
    const pair = createPair()
    setBellPair(pair, 1)
    const { fidelity, linearFidelity } = tomography(
      expectedCounts(pair, () => 100),
      1
    )
    expect(fidelity.value).toBeCloseTo(1, 12)
    expect(linearFidelity.standardError).toBeGreaterThan(0.005)
  })

  it('are the scatter of repeated experiments, of the linear and the physical estimate and of a concurrence', () => {
    const pair = createPair()
    setSingleClickPair(pair, 0.02, 0.44, 0.42, 0.12, 0.35, 0.02)
    const uniform = generator(20260)
    const experiments = 300
    const samples: number[][] = [[], [], []]
    const errors = [0, 0, 0]
    for (let k = 0; k < experiments; k++) {
      const counts = sampleCounts(pair, 400, uniform)
      const { fidelity, linearFidelity } = tomography(counts, 1)
      const all = [linearFidelity, fidelity, estimateFromCounts(counts, pairConcurrence)]
      all.forEach(({ value, standardError }, which) => {
        samples[which]!.push(value)
        errors[which]! += standardError / experiments
      })
    }
    samples.forEach((values, which) => {
      const mean = values.reduce((sum, x) => sum + x, 0) / experiments
      const scatter = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (experiments - 1))
      // The scatter itself is known to 1/√(2·299) = 4 %: 5 sigma is a fifth.
      expect(scatter / errors[which]!).toBeGreaterThan(0.8)
      expect(scatter / errors[which]!).toBeLessThan(1.2)
      if (which === 0) {
        const offset = Math.abs(mean - pairFidelity(pair, 1))
        expect(offset).toBeLessThan((5 * scatter) / Math.sqrt(experiments))
      }
    })
  })
})
