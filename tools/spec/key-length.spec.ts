// The formulas and the tables of sections 9.10 to 9.13 are those of the code: the formulas are written here a second time.
import { readFileSync } from 'node:fs'
import {
  accumulationTerms,
  azumaPenalty,
  complementarityAzuma,
  complementarityChernoff,
  entropyAccumulation,
  entropyBound,
  entropySlope,
  phaseErrorBound,
  planSampling,
  roundEntropy,
  roundEntropySlope,
  sampleSizes,
  samplingMargin,
  sumOfTerms,
  tradeoffFunction,
  uniformTestProbability
} from '@bellwire/security-analysis'
import { describe, expect, it } from 'vitest'
import { tableBelow } from './tables.mjs'

const chapter = readFileSync(new URL('../../spec/90-key-distillation.md', import.meta.url), 'utf8')

/** The numbers in the rows of a table; of a cell that is none, NaN. */
function numbersBelow(beginning: string): readonly (readonly number[])[] {
  const rows = tableBelow(chapter, beginning)?.rows ?? []
  expect(rows, beginning).not.toHaveLength(0)
  return rows.map((row) => row.map(Number))
}

const h = (x: number): number => (x <= 0 || x >= 1 ? 0 : -x * Math.log2(x) - (1 - x) * Math.log2(1 - x))
const e = (S: number): number => (S <= 2 ? 0.5 : (1 - Math.sqrt(Math.min(1, (S * S) / 4 - 1))) / 2)
const fraction = (probability: number): number => probability / 2 ** 32
const million = (value: number): number => value / 1e6

describe('a BBM92 session', () => {
  it.each(numbersBelow('The 65 bits are'))(
    'of %i rounds has the numbers of its row (KEY-288, KEY-290, KEY-291)',
    (N = 0, probability = 0, qber = 0, secrecy = 0, correctness = 0, B = 0, n = 0, k = 0, most = 0, mu = 0, length = 0) => {
      const [P, Q] = [fraction(probability), million(qber)]
      const sizes = sampleSizes(N, P)
      expect(sizes).toEqual({ keyRounds: n, testRounds: k })
      expect(samplingMargin(n, k, secrecy)).toBeCloseTo(mu, 9)
      const plan = planSampling({
        ...sizes,
        expectedQber: Q,
        secrecy,
        correctness,
        errorCorrectionBits: B,
        verificationBits: 65
      })
      expect(plan.maximumErrors).toBe(most)
      expect(Math.abs(plan.unrounded - length)).toBeLessThanOrEqual(0.0006)

      const least = (p: number): number => Math.floor(N * p - 3 * Math.sqrt(N * p * (1 - p)))
      expect([least(P ** 2), least((1 - P) ** 2)]).toEqual([n, k])
      const tolerated = Math.min(0.5, Q + 3 * Math.sqrt((Q * (1 - Q)) / k))
      const margin = Math.sqrt((((n + k) / (n * k)) * (k + 1) * Math.log(4 / secrecy)) / k)
      const bits = n * (1 - h(Math.min(0.5, tolerated + margin)))
      const costs = B + Math.max(65, Math.log2(2 / correctness)) + 2 * Math.log2(1 / secrecy)
      expect(Math.abs(bits - costs - plan.unrounded)).toBeLessThan(1e-6)
    }
  )
})

describe('the entropy of a round', () => {
  it.each(numbersBelow("    η_q'(ω) ="))(
    'that is won with probability %d is that of its row',
    (winning = 0, S = 0, phase = 0, plain = 0, slope = 0, noisy = 0, mixed = 0, mixedSlope = 0) => {
      expect(8 * winning - 4).toBeCloseTo(S, 12)
      const kind = { testProbability: 1 / 16, flips: 0.1 }
      expect(phaseErrorBound(S)).toBeCloseTo(phase, 9)
      expect(entropyBound(S)).toBeCloseTo(plain, 9)
      expect(entropySlope(winning)).toBeCloseTo(slope, 9)
      expect(entropyBound(S, 0.1)).toBeCloseTo(noisy, 9)
      expect(roundEntropy(winning, kind)).toBeCloseTo(mixed, 9)
      expect(roundEntropySlope(winning, kind)).toBeCloseTo(mixedSlope, 9)
      expect(e(S)).toBeCloseTo(phase, 9)
      expect(eta(winning, 0)).toBeCloseTo(plain, 9)
      expect(eta(winning, 0.1)).toBeCloseTo(noisy, 9)
      expect(etaSlope(winning, 0)).toBeCloseTo(slope, 8)
      expect((15 / 16) * etaSlope(winning, 0.1) + etaSlope(winning, 0) / 16).toBeCloseTo(mixedSlope, 8)
    }
  )
})

function eta(winning: number, q: number): number {
  const S = Math.abs(8 * winning - 4)
  if (S <= 2) return h(q)
  return 1 - h(e(S)) + h((1 - Math.sqrt(Math.min(1, 1 - q * (1 - q) * (8 - S * S)))) / 2)
}

function etaSlope(winning: number, q: number): number {
  const S = 8 * winning - 4
  if (S <= 2) return 0
  const r = Math.sqrt((S * S) / 4 - 1)
  const tau = Math.sqrt(1 - q * (1 - q) * (8 - S * S))
  const noise = q === 0 ? 0 : 4 * q * (1 - q) * (S / tau) * Math.log2((1 + tau) / (1 - tau))
  return (S / r) * Math.log2((1 + r) / (1 - r)) - noise
}

const EPSILONS = {
  entropyAccumulation: 1e-10,
  privacyAmplification: 1e-10,
  smoothing: 1e-10,
  smoothingOutcomes: 3e-11,
  smoothingTests: 3e-11
}

interface Shared {
  readonly N: number
  readonly gamma: number
  readonly q: number
  readonly threshold: number
  readonly B: number
}

/** The sum of section 9.12 for one choice, with the minimum by bisection over its convex function. */
function sharedTestsSum({ N, gamma, q, threshold, B }: Shared, t: number, a: number, b: number): number {
  const [least, most] = [(2 - Math.SQRT2) / 4, (2 + Math.SQRT2) / 4]
  const of = (winning: number): number => (1 - gamma) * eta(winning, q) + gamma * eta(winning, 0)
  const s = (1 - gamma) * etaSlope(t, q) + gamma * etaSlope(t, 0)
  const g = (winning: number): number => of(t) + s * (winning - t)
  const V = (winning: number): number =>
    (Math.LN2 / 2) * (Math.log2(33) + Math.sqrt(2 + s * s * ((1 - winning) / gamma - (1 - winning) ** 2))) ** 2
  const f = (winning: number): number => of(winning) - g(winning) - a * V(winning)
  let [low, high] = [least, most]
  for (let step = 0; step < 200; step++) {
    const [x, y] = [low + (high - low) / 3, high - (high - low) / 3]
    if (f(x) < f(y)) high = y
    else low = x
  }
  const x = 2 + s * (1 - least)
  const K = (2 ** (a * x) * Math.log(2 ** x + Math.E ** 2) ** 3) / (6 * (1 - a) ** 3 * Math.LN2)
  const theta = (epsilon: number): number => Math.log2(2 / epsilon ** 2)
  const { entropyAccumulation, privacyAmplification, smoothing, smoothingOutcomes, smoothingTests } = EPSILONS
  const accepted = Math.log2(1 / entropyAccumulation)
  return (
    N * (g(threshold) + f((low + high) / 2) - a * a * K - gamma - b * Math.log2(5) ** 2) -
    (theta(smoothingOutcomes) + (1 + a) * accepted) / a -
    (theta(smoothingTests) + (1 + b) * accepted) / b -
    3 * theta(smoothing - smoothingOutcomes - 2 * smoothingTests) -
    (2 + 2 * Math.log2(1 / privacyAmplification)) -
    B -
    264
  )
}

describe('a session with shared tests', () => {
  it('has the terms of the table for the choice that is stated there', () => {
    const rows = tableBelow(chapter, '3e-11 and 3e-11, *t* =')?.rows ?? []
    const gamma = 13 / 256
    const { parameters } = entropyAccumulation({
      rounds: 1_500_000,
      testProbability: gamma,
      expectedChsh: 2.64,
      expectedQber: 0.018,
      extractor: 'toeplitz',
      epsilons: EPSILONS,
      syndromeBits: 296_517
    })
    const [t, a, b] = [0.811761312, 0.0006113992, 0.0035883702]
    const choice = { tradeoff: tradeoffFunction(t, gamma), alphaOutcomes: a, alphaTests: b }
    const terms = accumulationTerms(parameters, choice)
    const values = [...terms.map(({ bits }) => bits), sumOfTerms(terms)]
    expect(rows.map((row) => row.at(-1))).toEqual(values.map((value) => value.toFixed(3)))
    const shared = { N: 1_500_000, gamma, q: 0, threshold: 0.82553, B: 296_517 }
    expect(Math.abs(sharedTestsSum(shared, t, a, b) - sumOfTerms(terms))).toBeLessThan(1e-3)
  })

  it.each(numbersBelow('With these *ε*, and what is best'))(
    'of %i rounds has the numbers of its row (KEY-281, KEY-284, KEY-292, KEY-293)',
    (N = 0, probability = 0, chsh = 0, qber = 0, flips = 0, B = 0, T = 0, threshold = 0, losses = 0, length = 0) => {
      const gamma = fraction(probability)
      const { parameters: plan } = entropyAccumulation({
        rounds: N,
        testProbability: gamma,
        expectedChsh: million(chsh),
        expectedQber: million(qber),
        flips: fraction(flips),
        extractor: 'toeplitz',
        epsilons: EPSILONS,
        syndromeBits: B,
        ...(T === 0 ? {} : { winningThreshold: million(T) })
      })
      expect([plan.winningThreshold, plan.maximumLosses]).toEqual([threshold, losses])
      // In integers: γ is a fraction of 2^32, the threshold one of 10^6.
      const exact =
        (BigInt(N) * BigInt(probability) * BigInt(Math.round(1e6 - 1e6 * threshold))) / (2n ** 32n * 1_000_000n)
      expect(plan.maximumLosses).toBe(Number(exact))
      if (T === 0) {
        const p = (gamma * (4 - million(chsh))) / 8
        const honest = 1 - (p + 3 * Math.sqrt((p * (1 - p)) / N)) / gamma
        expect(Math.floor(1e5 * honest)).toBe(Math.round(1e5 * threshold))
      }
      if (Number.isNaN(length)) return expect(plan.length).toBe(0)
      expect(Math.abs(plan.unrounded - length)).toBeLessThanOrEqual(0.006)
      const shared = { N, gamma, q: fraction(flips), threshold, B }
      const { tradeoff, alphaOutcomes: a, alphaTests: b } = plan.choice
      const at = (dt: number, da: number): number => sharedTestsSum(shared, tradeoff.tangent + dt, a * (1 + da), b)
      expect(Math.abs(at(0, 0) - plan.unrounded)).toBeLessThan(1 / 128)
      // Nothing near it is better, and nothing far from it.
      for (const dt of [-3e-3, -1e-4, -3e-6, 0, 3e-6, 1e-4, 3e-3])
        for (const da of [-0.1, -1e-3, 0, 1e-3, 0.1]) expect(at(dt, da)).toBeLessThan(plan.unrounded + 1 / 128)
      return undefined
    }
  )
})

describe('a session with sifted rounds', () => {
  it.each(numbersBelow('where *t* and *λ* are those for which'))(
    'of %i rounds has the numbers of its row (KEY-295)',
    (N = 0, probability = 0, chsh = 0, epsilon = 0, n = 0, observed = 0, R = 0, ...found) => {
      const [penalty = 0, azuma = 0, tangent = 0, lambda = 0, chernoff = 0] = found
      const keyProbability = fraction(probability) / 2
      const p = (1 - 2 * keyProbability) / 4
      expect(uniformTestProbability(keyProbability)).toBe(p)
      const protocol = { rounds: N, keyProbability, testSettingProbability: p, epsilon }
      const data = { keyRounds: n, chsh: observed, publishedBits: R }
      expect(azumaPenalty(protocol)).toBeCloseTo(penalty, 8)
      expect((4 / p) * Math.sqrt((2 * Math.log(1 / epsilon)) / N)).toBeCloseTo(penalty, 8)
      const byAzuma = complementarityAzuma(protocol).keyLength(data).unrounded
      expect(Math.abs(byAzuma - azuma)).toBeLessThanOrEqual(0.0006)
      expect(Math.abs(n * (1 - h(e(Math.max(2, observed - penalty)))) - R - byAzuma)).toBeLessThan(1e-2)

      const analysis = complementarityChernoff({ ...protocol, expectedChsh: million(chsh) })
      const { lambda: best, tangent: at } = analysis.parameters
      expect([at.toFixed(5), best.toFixed(7)]).toEqual([tangent.toFixed(5), lambda.toFixed(7)])
      const byChernoff = analysis.keyLength(data).unrounded
      expect(Math.abs(byChernoff - chernoff)).toBeLessThanOrEqual(0.006)
      const pattern = patternBits({ N, keyProbability, p, epsilon }, at, best, observed)
      expect(Math.abs(n - pattern - Math.ceil(Math.log2(1 / epsilon)) - R - byChernoff)).toBeLessThan(1e-2)
    }
  )
})

interface Sifted {
  readonly N: number
  readonly keyProbability: number
  readonly p: number
  readonly epsilon: number
}

/** I of section 9.13, with the maximum over S by golden section. */
function patternBits(
  { N, keyProbability: key, p, epsilon }: Sifted,
  t: number,
  lambda: number,
  observed: number
): number {
  const r = Math.sqrt((t * t) / 4 - 1)
  const phi = h(e(t))
  const slope = (-t / (8 * r)) * Math.log2((1 + r) / (1 - r))
  const moment = (S: number): number => {
    const [x, y] = [e(S), 1 - e(S)]
    const power = (lambda * key * slope) / p
    const tests = ((1 + S / 4) / 2) * 2 ** -power + ((1 - S / 4) / 2) * 2 ** power
    return Math.log2(key * (x ** (1 - lambda) + y ** (1 - lambda)) + 1 - key - 4 * p + 4 * p * tests)
  }
  let [low, high] = [2, 2 * Math.SQRT2]
  for (let step = 0; step < 200; step++) {
    const [x, y] = [low + (high - low) / 3, high - (high - low) / 3]
    if (moment(x) > moment(y)) high = y
    else low = x
  }
  const kappa = moment((low + high) / 2) - lambda * key * (phi - slope * t)
  return N * key * (phi + slope * (observed - t)) + (N * kappa + Math.log2(1 / epsilon)) / lambda
}
