import { describe, expect, it } from 'vitest'
import { planAccumulation } from '../entropy-accumulation/plan.js'
import { azumaPenalty, complementarityAzuma } from './azuma.js'
import { complementarityChernoff } from './chernoff.js'
import { expectedSiftedData, uniformTestProbability } from './sifted.js'

const rounds = 405_145
const keyProbability = 105_976 / rounds
const protocol = { rounds, keyProbability, testSettingProbability: uniformTestProbability(keyProbability) }
const honest = { chsh: 2.5758, qber: 0.036, efficiency: 1.122 }
const leak = 1.122 * 23_690.517
const data = { keyRounds: 105_976, chsh: 2.5758, publishedBits: leak }

describe('the finite key of Liu et al.', () => {
  it('is matched by the calibrated form', () => {
    const key = complementarityAzuma({ ...protocol, epsilon: 1e-5 }).keyLength(data)
    expect(Math.abs(key.unrounded - 1910.85)).toBeLessThan(0.01)
    expect(key).toMatchObject({ length: 1910, label: 'calibrated, not a proof', mayRelease: true })
    expect(azumaPenalty({ ...protocol, epsilon: 1e-5 })).toBeCloseTo(0.252954, 6)
    const exact = complementarityAzuma({ ...protocol, epsilon: 1e-5 }).keyLength(expectedSiftedData(protocol, honest))
    expect(Math.abs(exact.unrounded - 1899.5)).toBeLessThan(0.1)
    // With the four events united, and with the leak of a better error correction.
    const united = complementarityAzuma({ ...protocol, epsilon: 1e-5 / 4 }).keyLength(data)
    expect(Math.abs(united.unrounded - 412)).toBeLessThan(0.5)
    const better = complementarityAzuma({ ...protocol, epsilon: 1e-5 }).keyLength({
      ...data,
      publishedBits: 1.0519 * 23_690.517
    })
    expect(Math.abs(better.unrounded - 3571.6)).toBeLessThan(0.1)
  })

  it('is far below the supermartingale bound', () => {
    for (const [epsilon, bits] of [
      [1e-5, 26_351.6],
      [5e-11, 24_102.8]
    ] as const) {
      const analysis = complementarityChernoff({ ...protocol, epsilon, expectedChsh: 2.5758 })
      const key = analysis.keyLength(data)
      expect(Math.abs(key.unrounded - bits)).toBeLessThan(0.1)
      expect(key).toMatchObject({ label: 'experimental', mayRelease: true, length: Math.floor(bits) })
    }
    const { lambda, tangent } = complementarityChernoff({ ...protocol, epsilon: 1e-5, expectedChsh: 2.5758 }).parameters
    expect(lambda / 0.006413).toBeCloseTo(1, 2)
    expect(tangent).toBeCloseTo(2.53987, 2)
  })

  it('is out of the reach of entropy accumulation', () => {
    for (const testProbability of [13 / 256, 0.1, 1 - 2 * keyProbability]) {
      const plan = planAccumulation({ rounds, testProbability, expectedChsh: 2.5758, expectedQber: 0.036 })
      expect(plan.unrounded).toBeLessThan(0)
      expect(plan.length).toBe(0)
    }
  })

  it.each([
    [1e5, -0.0527, 0.0523],
    [2e5, -0.0209, 0.0597],
    [4e5, 0.00431, 0.065],
    [1e6, 0.029, 0.0698],
    [1e7, 0.0615, 0.0755],
    [1e9, 0.0765, 0.0779]
  ])('scales with %d rounds as it should', (n, azuma, chernoff) => {
    const scaled = { ...protocol, rounds: n }
    const expected = { keyRounds: Math.round(n * keyProbability), chsh: 2.5758, publishedBits: (n * leak) / rounds }
    const first = complementarityAzuma({ ...scaled, epsilon: 1e-5 }).keyLength(expected).unrounded / n
    const second = complementarityChernoff({ ...scaled, epsilon: 1e-5, expectedChsh: 2.5758 })
    expect(Math.abs(first - azuma)).toBeLessThan(6e-5)
    expect(Math.abs(second.keyLength(expected).unrounded / n - chernoff)).toBeLessThan(6e-5)
  })

  it('gives no key at 101 km', () => {
    const far = { ...protocol, rounds: 2799 }
    const expected = expectedSiftedData(far, { chsh: 2.504, qber: 0.069 })
    const key = complementarityChernoff({ ...far, epsilon: 1e-5, expectedChsh: 2.504 }).keyLength(expected)
    expect(key).toMatchObject({ length: 0, mayRelease: false, refusal: { code: 'no-key' } })
  })
})

describe('the devices of Nadlinger et al.', () => {
  const testProbability = 13 / 256
  const firstKey = (bits: (n: number) => number, low: number, high: number): number => {
    let [a, b] = [low, high]
    while (b - a > 1e-4 * b) {
      const middle = Math.round(Math.sqrt(a * b))
      if (bits(middle) > 0) b = middle
      else a = middle
    }
    return b
  }
  const sifted = (n: number) => ({
    rounds: n,
    keyProbability: 1 - testProbability,
    testSettingProbability: testProbability / 4
  })
  const record = (n: number) => {
    const expected = expectedSiftedData(sifted(n), { chsh: 2.677, qber: 0.0144 })
    return { ...expected, publishedBits: expected.publishedBits + 50 * Math.sqrt(n) }
  }

  it('need less than a third of the rounds with the supermartingale, and far more with the calibrated form', () => {
    // Secrecy 1e-10 each: √(2·5e-21).
    const chernoff = firstKey(
      (n) =>
        complementarityChernoff({ ...sifted(n), epsilon: 5e-21, expectedChsh: 2.677 }).keyLength(record(n)).unrounded,
      2e4,
      1e6
    )
    const accumulation = firstKey(
      (rounds) =>
        planAccumulation({ rounds, testProbability, expectedChsh: 2.677, expectedQber: 0.0144, toleratedDeviations: 0 })
          .unrounded,
      2e5,
      2e6
    )
    const azuma = firstKey(
      (n) => complementarityAzuma({ ...sifted(n), epsilon: 1e-10 }).keyLength(record(n)).unrounded,
      1e6,
      1e8
    )
    expect(Math.abs(chernoff / 1.87e5 - 1)).toBeLessThan(0.01)
    expect(Math.abs(accumulation / 6.2e5 - 1)).toBeLessThan(0.01)
    expect(chernoff / accumulation).toBeLessThan(1 / 3)
    expect(Math.abs(azuma / 1.7e7 - 1)).toBeLessThan(0.03)
  })
})
