import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from './create-random.js'
import { RandomError } from './errors.js'
import { GeneratorStream } from './generator-stream.js'
import { logBinomialMass, logPoissonMass, stirlingError } from './log-mass.js'

const stream = (label: string) => createRandom('statistics').stream(label)

/** Repeats the uniforms given, as a stream would draw them. */
function scripted(uniforms: readonly number[]): GeneratorStream {
  let index = 0
  return new GeneratorStream({
    next: () => {
      const integer = (uniforms[index >> 1] as number) * 2 ** 53
      return index++ % 2 === 0 ? Math.floor(integer / 2 ** 26) << 5 : (integer % 2 ** 26) << 6
    }
  })
}

/**
 * Chi-square over cells of at least 50 expected counts, told as the number of standard deviations away from its mean
 * under the Wilson–Hilferty approximation. `mass` is an independent formula of the distribution.
 */
function deviationOf(draw: () => number, mass: (k: number) => number, from: number, to: number, draws: number): number {
  const counts = new Map<number, number>()
  for (let i = 0; i < draws; i++) {
    const k = draw()
    counts.set(k, (counts.get(k) ?? 0) + 1)
  }
  let chiSquare = 0
  let cells = 0
  let expected = 0
  let observed = 0
  let restExpected = draws
  let restObserved = draws
  const close = (cellExpected: number, cellObserved: number): void => {
    chiSquare += (cellObserved - cellExpected) ** 2 / cellExpected
    cells++
  }
  for (let k = from; k <= to; k++) {
    expected += draws * mass(k)
    observed += counts.get(k) ?? 0
    if (expected < 50 || restExpected - expected < 50) continue
    close(expected, observed)
    restExpected -= expected
    restObserved -= observed
    expected = 0
    observed = 0
  }
  close(restExpected, restObserved)
  const freedom = cells - 1
  expect(freedom).toBeGreaterThan(0)
  const spread = 2 / (9 * freedom)
  return (Math.cbrt(chiSquare / freedom) - (1 - spread)) / Math.sqrt(spread)
}

/** log of k! by summing logarithms. */
function logFactorials(largest: number): Float64Array {
  const table = new Float64Array(largest + 1)
  for (let k = 1; k <= largest; k++) table[k] = (table[k - 1] as number) + Math.log(k)
  return table
}
const LOG_FACTORIAL = logFactorials(3000)
const lf = (k: number) => LOG_FACTORIAL[k] as number
const binomialMass = (n: number, p: number) => (k: number) =>
  Math.exp(lf(n) - lf(k) - lf(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p))
const poissonMass = (mean: number) => (k: number) => Math.exp(k * Math.log(mean) - mean - lf(k))

/** The normal distribution function, by its series about 0, to full precision. */
function normalDistribution(x: number): number {
  if (x < -8) return 0
  if (x > 8) return 1
  let term = x
  let sum = x
  for (let k = 1; Math.abs(term) > 1e-17; k++) {
    term *= (x * x) / (2 * k + 1)
    sum += term
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)
}

/** Kolmogorov–Smirnov distance times √n: above 2.2 happens once in 10^4 times, above 3.6 less than once in 10^11. */
function distance(draw: () => number, distribution: (x: number) => number, draws: number): number {
  const sample = Float64Array.from({ length: draws }, draw).sort()
  let largest = 0
  sample.forEach((x, i) => {
    const value = distribution(x)
    largest = Math.max(largest, Math.abs(value - i / draws), Math.abs(value - (i + 1) / draws))
  })
  return largest * Math.sqrt(draws)
}

describe('distributions', () => {
  it('uniform, normal and exponential', () => {
    const s = stream('continuous')
    expect(
      distance(
        () => s.uniform(),
        (x) => x,
        100_000
      )
    ).toBeLessThan(2.5)
    expect(distance(() => s.normal(), normalDistribution, 100_000)).toBeLessThan(2.5)
    expect(
      distance(
        () => s.exponential(),
        (x) => 1 - Math.exp(-x),
        100_000
      )
    ).toBeLessThan(2.5)
  })

  it('below, for small and for huge n', () => {
    const s = stream('below')
    expect(
      deviationOf(
        () => s.below(7),
        () => 1 / 7,
        0,
        6,
        70_000
      )
    ).toBeLessThan(5)
    const n = 3 * 2 ** 50
    expect(
      deviationOf(
        () => Math.floor(s.below(n) / 2 ** 50),
        () => 1 / 3,
        0,
        2,
        70_000
      )
    ).toBeLessThan(5)
    expect(s.below(1)).toBe(0)
  })

  it.each([0.5, 0.9, 0.05, 0.001])('geometric with p = %d', (p) => {
    const s = stream(`geometric/${p}`)
    const mass = (k: number) => p * (1 - p) ** (k - 1)
    expect(deviationOf(() => s.geometric(p), mass, 1, Math.ceil(12 / p), 50_000)).toBeLessThan(5)
  })

  it('geometric with a tiny p: p times it is exponential', () => {
    const s = stream('geometric/tiny')
    expect(
      distance(
        () => s.geometric(1e-15) * 1e-15,
        (x) => 1 - Math.exp(-x),
        50_000
      )
    ).toBeLessThan(2.5)
  })

  it.each([
    [5, 0.3],
    [40, 0.2],
    [1000, 0.003],
    [30, 0.5],
    [60, 0.97],
    [1000, 0.4],
    [2500, 0.02]
  ])('binomial with n = %d, p = %d', (n, p) => {
    const s = stream(`binomial/${n}/${p}`)
    expect(deviationOf(() => s.binomial(n, p), binomialMass(n, p), 0, n, n * p > 10 ? 600_000 : 100_000)).toBeLessThan(
      5
    )
  })

  it.each([0.2, 3, 9.99, 10, 25, 700])('Poisson with mean %d', (mean) => {
    const s = stream(`poisson/${mean}`)
    expect(
      deviationOf(() => s.poisson(mean), poissonMass(mean), 0, Math.ceil(mean * 2 + 60), mean >= 10 ? 600_000 : 100_000)
    ).toBeLessThan(5)
  })

  it('binomial and Poisson of huge size are normal', () => {
    const s = stream('huge')
    const n = 1e15
    const binomial = () => (s.binomial(n, 0.3) - 0.3 * n) / Math.sqrt(0.21 * n)
    expect(distance(binomial, normalDistribution, 50_000)).toBeLessThan(2.5)
    const poisson = () => (s.poisson(1e14) - 1e14) / 1e7
    expect(distance(poisson, normalDistribution, 50_000)).toBeLessThan(2.5)
  })
})

describe('draws', () => {
  it('geometric is the trial in which the uniform is first exceeded', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99 }), fc.integer({ min: 0, max: 2 ** 53 - 1 }), (p, integer) => {
        const u = integer / 2 ** 53
        const k = scripted([u]).geometric(p)
        const missed = (trials: number) => (1 - p) ** trials
        // Up to rounding: P(at most k-1) <= u < P(at most k).
        expect(missed(k - 1)).toBeGreaterThanOrEqual((1 - u) * (1 - 1e-9))
        expect(missed(k)).toBeLessThanOrEqual((1 - u) * (1 + 1e-9))
      }),
      { seed: 3 }
    )
  })

  it('geometric of certain, impossible and nearly impossible success', () => {
    for (const u of [0, 0.5, 1 - 2 ** -53]) {
      expect(scripted([u]).geometric(1)).toBe(1)
      expect(scripted([u]).geometric(0)).toBe(Infinity)
      expect(scripted([u]).geometric(1 - 2 ** -53)).toBeLessThanOrEqual(2)
    }
    expect(scripted([0.5]).geometric(1e-15)).toBeCloseTo(Math.LN2 * 1e15, -3)
    expect(scripted([0]).geometric(5e-324)).toBe(1)
    expect(scripted([0.25]).geometric(1e-300)).toBeGreaterThan(2e299)
  })

  it('geometric and bernoulli draw one uniform whatever p is', () => {
    const next = createRandom(1).stream('count')
    next.uniform()
    const expected = next.uniform()
    for (const p of [0, 1e-300, 0.5, 1]) {
      const geometric = createRandom(1).stream('count')
      geometric.geometric(p)
      expect(geometric.uniform()).toBe(expected)
      const bernoulli = createRandom(1).stream('count')
      expect(bernoulli.bernoulli(p)).toBe(p === 1 || (p === 0.5 && createRandom(1).stream('count').uniform() < 0.5))
      expect(bernoulli.uniform()).toBe(expected)
    }
  })

  it('below puts every 53-bit value into the right run and rejects the rest', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
        (n, integer) => {
          const run = 2n ** 53n / BigInt(n)
          const result = BigInt(integer) / run
          const accepted = result < BigInt(n)
          expect(scripted([integer / 2 ** 53, 0]).below(n)).toBe(accepted ? Number(result) : 0)
        }
      ),
      { numRuns: 1000, seed: 4 }
    )
  })

  it('binomial and Poisson of degenerate parameters', () => {
    const s = stream('degenerate')
    expect([s.binomial(0, 0.5), s.binomial(9, 0), s.binomial(9, 1), s.poisson(0)]).toEqual([0, 0, 9, 0])
    // The largest uniform runs off the end of the summed masses and must not hang or leave the range.
    expect(scripted([1 - 2 ** -53, 0.5]).binomial(3, 0.1)).toBeLessThanOrEqual(3)
    expect(scripted([1 - 2 ** -53, 0.5]).poisson(0.001)).toBeLessThanOrEqual(10)
  })

  it('refuses parameters out of range by name', () => {
    const s = stream('refusals')
    for (const p of [Number.NaN, -0.1, 1.1]) {
      expect(() => s.bernoulli(p)).toThrow(RandomError)
      expect(() => s.geometric(p)).toThrow(/p is/)
      expect(() => s.binomial(3, p)).toThrow(RandomError)
    }
    for (const n of [0, -1, 1.5, Number.NaN, 2 ** 53]) expect(() => s.below(n)).toThrow(/n is/)
    for (const n of [-1, 1.5, Number.NaN]) expect(() => s.binomial(n, 0.5)).toThrow(/n is/)
    for (const mean of [-1, Number.NaN, Infinity]) expect(() => s.poisson(mean)).toThrow(/mean/)
  })
})

describe('log masses', () => {
  it('use the error of Stirling as it is', () => {
    for (let n = 1; n <= 100; n++) {
      const formula = 0.5 * Math.log(2 * Math.PI * n) + n * Math.log(n) - n
      expect(Math.abs(stirlingError(n) - (lf(n) - formula))).toBeLessThan(1e-12)
    }
  })

  it('are those of the definitions', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 1e-3, max: 0.999, noNaN: true }),
        (n, share, p) => {
          const k = Math.floor(share * n)
          const binomial = lf(n) - lf(k) - lf(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p)
          expect(Math.abs(logBinomialMass(k, n, p) - binomial)).toBeLessThan(1e-10 * Math.max(1, lf(n)))
          const mean = p * 1000
          const poisson = k * Math.log(mean) - mean - lf(k)
          expect(Math.abs(logPoissonMass(k, mean) - poisson)).toBeLessThan(1e-10 * Math.max(1, lf(n)))
        }
      ),
      { numRuns: 500, seed: 5 }
    )
  })
})
