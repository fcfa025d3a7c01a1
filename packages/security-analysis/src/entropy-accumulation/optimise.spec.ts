import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type KeyLengthTerm, sumOfTerms } from '../analysis.js'
import { accumulationTerms, bestAlphaTests } from './bound.js'
import { type AccumulationPlan, type AccumulationParameters, planAccumulation } from './plan.js'
import { tradeoffFunction } from './tradeoff.js'

/** The bound written down a second time, straight from its formula, for ω₀ = 1, with the inner minimum by golden section. */
function oracle(plan: AccumulationPlan, t: number, alpha1: number, alpha2: number): number {
  const { rounds: n, testProbability: gamma, epsilons: e, flips } = plan
  const v = flips * (1 - flips)
  const h = (x: number): number => (x <= 0 || x >= 1 ? 0 : -x * Math.log2(x) - (1 - x) * Math.log2(1 - x))
  const eta = (w: number): number => {
    const chsh = 8 * Math.max(w, 1 - w) - 4
    if (chsh <= 2) return (1 - gamma) * h(flips)
    const flipped = h((1 + Math.sqrt(1 - v * Math.max(0, 8 - chsh ** 2))) / 2)
    return 1 - h((1 + Math.sqrt(Math.min(1, chsh ** 2 / 4 - 1))) / 2) + (1 - gamma) * flipped
  }
  const chsh = 8 * t - 4
  const r = Math.sqrt(chsh ** 2 / 4 - 1)
  const tau = Math.sqrt(1 - v * (8 - chsh ** 2))
  const lessSteep = v === 0 ? 0 : ((4 * v * chsh) / tau) * Math.log2((1 + tau) / (1 - tau))
  const s = (chsh / r) * Math.log2((1 + r) / (1 - r)) - (1 - gamma) * lessSteep
  const g = (w: number): number => eta(t) + s * (w - t)
  const wMin = (2 - Math.SQRT2) / 4
  const wMax = (2 + Math.SQRT2) / 4
  const inner = (w: number): number => {
    const variance = (s ** 2 * (1 - w)) / gamma - s ** 2 * (1 - w) ** 2
    return eta(w) - g(w) - (alpha1 - 1) * (Math.LN2 / 2) * (Math.log2(33) + Math.sqrt(2 + variance)) ** 2
  }
  let [a, b] = [wMin, wMax]
  const ratio = (Math.sqrt(5) - 1) / 2
  for (let k = 0; k < 60; k++) {
    const [x, y] = [b - ratio * (b - a), a + ratio * (b - a)]
    if (inner(x) < inner(y)) b = y
    else a = x
  }
  const minimum = Math.min(inner((a + b) / 2), inner(wMin), inner(wMax), inner(0.75))
  const x = 2 + s * (1 - wMin)
  const k = (2 ** ((alpha1 - 1) * x) * Math.log(2 ** x + Math.E ** 2) ** 3) / (6 * (2 - alpha1) ** 3 * Math.LN2)
  const theta = (epsilon: number): number => Math.log2(2 / epsilon ** 2)
  const ea = Math.log2(1 / e.entropyAccumulation)
  return (
    n * (g(plan.winningThreshold) + minimum - (alpha1 - 1) ** 2 * k - gamma - (alpha2 - 1) * Math.log2(5) ** 2) -
    (theta(e.smoothingOutcomes) + alpha1 * ea) / (alpha1 - 1) -
    (theta(e.smoothingTests) + alpha2 * ea) / (alpha2 - 1) -
    3 * theta(e.smoothing - e.smoothingOutcomes - 2 * e.smoothingTests) -
    5 * Math.log2(1 / e.privacyAmplification) -
    plan.syndromeBits -
    plan.verificationBits
  )
}

/** The best of a grid over t and log(α' − 1), then of a finer one around the best. */
function bruteForce(plan: AccumulationPlan, alpha2: number): number {
  const wMax = (2 + Math.SQRT2) / 4
  let best = Number.NEGATIVE_INFINITY
  let [t0, t1, a0, a1] = [0.7501, wMax - 1e-4, -6, -0.1]
  for (const steps of [40, 20, 20]) {
    let [tBest, aBest] = [t0, a0]
    for (let i = 0; i <= steps; i++) {
      for (let j = 0; j <= steps; j++) {
        const t = t0 + (i / steps) * (t1 - t0)
        const a = a0 + (j / steps) * (a1 - a0)
        const bits = oracle(plan, t, 1 + 10 ** a, alpha2)
        if (bits > best) [best, tBest, aBest] = [bits, t, a]
      }
    }
    const [dt, da] = [(2 * (t1 - t0)) / steps, (2 * (a1 - a0)) / steps]
    ;[t0, t1, a0, a1] = [Math.max(0.7501, tBest - dt), Math.min(wMax - 1e-4, tBest + dt), aBest - da, aBest + da]
  }
  return best
}

const double = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })
const anyParameters = fc.record({
  rounds: double(4, 10).map((log) => Math.round(10 ** log)),
  testProbability: double(-2.5, -0.3).map((log) => 10 ** log),
  expectedChsh: double(2.2, 2.82),
  expectedQber: double(0, 0.08),
  flips: fc.oneof(
    fc.constant(0),
    double(-6, -0.31).map((log) => 10 ** log)
  )
})

describe('the search for the best parameters', () => {
  it('finds what brute force finds, and nothing that is no bound', () => {
    fc.assert(
      fc.property(anyParameters, (parameters) => {
        const plan = planAccumulation(parameters)
        const { tradeoff, alphaOutcomes, alphaTests } = plan.choice
        const scale = 1 + Math.abs(plan.unrounded)
        const again = oracle(plan, tradeoff.tangent, 1 + alphaOutcomes, 1 + alphaTests)
        expect(Math.abs(plan.unrounded - again)).toBeLessThan(1e-6 * scale + 1e-12 * plan.rounds)
        const best = bruteForce(plan, 1 + alphaTests)
        // A grid stops short of the maximum, by less than this where it is fine.
        expect(plan.unrounded).toBeLessThanOrEqual(best + 1e-3 * Math.abs(best) + 1e-5 * plan.rounds)
        expect(plan.unrounded).toBeGreaterThanOrEqual(best - 1e-6 * Math.abs(best) - 1e-3)
        if (best > 0.01 * plan.rounds) expect(plan.length).toBeGreaterThanOrEqual(0.999 * best - 4 * Math.log2(best))
      }),
      { numRuns: 25, seed: 11 }
    )
  })

  it('cannot be bettered by a tenth more or less of any parameter', () => {
    fc.assert(
      fc.property(anyParameters, fc.oneof(fc.constant(1), double(0.8, 1)), (parameters, centre) => {
        const plan = planAccumulation({ ...parameters, centre })
        const { choice } = plan
        const bits = (change: Partial<typeof choice>): number =>
          sumOfTerms(accumulationTerms(plan, { ...choice, ...change }))
        expect(bits({})).toBeCloseTo(plan.unrounded, 9)
        const tolerance = 1e-9 * (plan.rounds + Math.abs(plan.unrounded))
        const better = plan.unrounded + tolerance
        for (const factor of [0.9, 0.99, 1.01, 1.1]) {
          expect(bits({ alphaOutcomes: Math.min(0.999, factor * choice.alphaOutcomes) })).toBeLessThanOrEqual(better)
          expect(bits({ alphaTests: Math.min(0.43, factor * choice.alphaTests) })).toBeLessThanOrEqual(better)
          const excess = Math.min(0.1035, factor * (choice.tradeoff.tangent - 0.75))
          const tradeoff = tradeoffFunction(0.75 + excess, plan.testProbability, centre, plan.flips)
          expect(bits({ tradeoff })).toBeLessThanOrEqual(better)
        }
      }),
      { numRuns: 100, seed: 12 }
    )
  })

  it.each<AccumulationParameters>([
    { rounds: 1_500_000, testProbability: 13 / 256, expectedChsh: 2.64, expectedQber: 0.018 },
    { rounds: 1_500_000, testProbability: 13 / 256, expectedChsh: 2.64, expectedQber: 0.018, flips: 0.01 },
    { rounds: 16_777_216, testProbability: 1 / 64, expectedChsh: 2.6, expectedQber: 0.02 },
    { rounds: 16_777_216, testProbability: 1 / 1024, expectedChsh: 2.82, expectedQber: 0.001 },
    { rounds: 1_000_000, testProbability: 0.05, expectedChsh: 2.8, expectedQber: 0.002 }
  ])('is as exact as two ends must be: $rounds rounds, S $expectedChsh (KEY-284)', (parameters) => {
    const plan = planAccumulation(parameters)
    expect(plan.unrounded).toBeGreaterThan(0)
    const { tradeoff, alphaOutcomes, alphaTests } = plan.choice
    const at = (dt: number, da: number): number =>
      oracle(plan, tradeoff.tangent + dt, 1 + alphaOutcomes * (1 + da), 1 + alphaTests)
    expect(Math.abs(at(0, 0) - plan.unrounded)).toBeLessThan(1 / 256)
    for (const dt of [-1e-4, -1e-5, -1e-6, -1e-7, 1e-7, 1e-6, 1e-5, 1e-4])
      for (const da of [-1e-2, -1e-3, -1e-4, 0, 1e-4, 1e-3, 1e-2])
        expect(at(dt, da)).toBeLessThan(plan.unrounded + 1 / 256)
  })

  it('has the α of the tests in closed form, kept below its limit', () => {
    const plan = planAccumulation({ rounds: 1, testProbability: 0.5, expectedChsh: 2.8, expectedQber: 0 })
    expect(bestAlphaTests(plan)).toBeLessThan(1 / Math.log2(5))
    expect(bestAlphaTests({ ...plan, rounds: 1_500_000 })).toBeCloseTo(0.0035883702, 9)
  })
})

const unit = double(0, 1)
const tiny = double(-14, -2).map((log) => 10 ** log)

describe('a planned length', () => {
  it('is a number for every input, 0 if nothing is proved, and never more than is left of the raw key', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
        fc.oneof(fc.constant(1), double(1e-6, 1)),
        double(0, 2 * Math.SQRT2),
        double(0, 0.5),
        double(0.75, 1),
        fc.oneof(fc.constant(0), double(0, 0.5)),
        (rounds, testProbability, expectedChsh, expectedQber, centre, flips) => {
          const plan = planAccumulation({ rounds, testProbability, expectedChsh, expectedQber, centre, flips })
          const numbers = [plan.unrounded, plan.length, plan.winningThreshold, plan.syndromeBits, ...bitsOf(plan.terms)]
          for (const x of numbers) expect(Number.isNaN(x)).toBe(false)
          expect(Number.isInteger(plan.length) && plan.length >= 0).toBe(true)
          expect(plan.length).toBeLessThanOrEqual(Math.max(0, rounds - plan.syndromeBits))
          if (expectedChsh <= 2) expect(plan.length).toBe(0)
        }
      ),
      { numRuns: 150 }
    )
  })

  it('grows with S, rounds and epsilons, and falls with Q and f', () => {
    fc.assert(
      fc.property(anyParameters, unit, unit, double(1, 2), tiny, (parameters, more, less, efficiency, smaller) => {
        const exact = { ...parameters, thresholdDecimals: 15 }
        const bits = (change: Partial<AccumulationParameters>): number =>
          planAccumulation({ ...exact, ...change }).unrounded
        const base = bits({})
        const slack = 1 + 1e-8 * parameters.rounds
        expect(
          bits({ expectedChsh: parameters.expectedChsh + more * (2.82 - parameters.expectedChsh) })
        ).toBeGreaterThan(base - slack)
        expect(bits({ expectedQber: parameters.expectedQber * less })).toBeGreaterThan(base - slack)
        expect(bits({ efficiency })).toBeLessThan(base + slack)
        expect(bits({ epsilons: scaled(smaller) })).toBeLessThan(base + slack)
        if (base > 0) expect(bits({ rounds: Math.ceil(parameters.rounds * (1 + more)) })).toBeGreaterThan(base - slack)
      }),
      { numRuns: 40, seed: 13 }
    )
  })

  it('tends to η(S) − γ − m/n per round', () => {
    const parameters = { rounds: 1e10, testProbability: 0.01, expectedChsh: 2.64, expectedQber: 0.018 }
    const plan = planAccumulation(parameters)
    const limit = 0.6371183481 - 0.01 - plan.syndromeBits / 1e10
    expect(plan.length / 1e10 / limit).toBeGreaterThan(0.98)
    expect(plan.length / 1e10 / limit).toBeLessThan(1)
  })
})

function bitsOf(terms: readonly KeyLengthTerm[]): number[] {
  return terms.map(({ bits }) => bits)
}

function scaled(factor: number) {
  return {
    entropyAccumulation: 1e-10 * factor,
    privacyAmplification: 1e-10 * factor,
    smoothing: 1e-10 * factor,
    smoothingOutcomes: 3e-11 * factor,
    smoothingTests: 3e-11 * factor
  }
}
