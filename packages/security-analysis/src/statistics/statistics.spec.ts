import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planAccumulation } from '../entropy-accumulation/plan.js'
import { honestAbortProbability, localRealismTail } from './acceptance.js'
import { binomialLowerTail, binomialProbability, binomialUpperTail } from './binomial.js'
import { chshDeviation, qberDeviation } from './spread.js'

/** All binomial probabilities by the recursion in the number of trials. */
function distribution(trials: number, p: number): number[] {
  let row = [1]
  for (let n = 0; n < trials; n++) {
    row = Array.from({ length: n + 2 }, (_, k) => (row[k] ?? 0) * (1 - p) + (row[k - 1] ?? 0) * p)
  }
  return row
}

describe('binomial probabilities', () => {
  it('are those of the recursion', () => {
    fc.assert(
      fc.property(fc.nat(80), fc.double({ min: 0, max: 1, noNaN: true }), (trials, p) => {
        const row = distribution(trials, p)
        let upper = 0
        for (let k = trials; k >= 0; k--) {
          upper += row[k] as number
          expect(Math.abs(binomialProbability(k, trials, p) - (row[k] as number))).toBeLessThan(1e-13)
          expect(Math.abs(binomialUpperTail(k, trials, p) - upper)).toBeLessThan(1e-12)
          expect(binomialLowerTail(k, trials, p) + binomialUpperTail(k + 1, trials, p)).toBeCloseTo(1, 12)
        }
      })
    )
  })

  it('keep their digits where they are tiny and where trials are many', () => {
    expect(binomialUpperTail(100, 100, 0.5) * 2 ** 100).toBeCloseTo(1, 12)
    // 101 terms in exact integers: sum of C(100, k), k >= 90, over 2^100.
    let choose = 1n
    let sum = 0n
    for (let k = 0n; k <= 10n; k++) {
      sum += choose
      choose = (choose * (100n - k)) / (k + 1n)
    }
    expect((binomialUpperTail(90, 100, 0.5) * 2 ** 100) / Number(sum)).toBeCloseTo(1, 12)
    // A median of a symmetric distribution: ½ + half the central term, √(2/(πn)) for even n.
    const n = 1_000_000_000
    const central = binomialProbability(n / 2, n, 0.5)
    expect(central / (Math.sqrt(2 / (Math.PI * n)) * (1 - 1 / (4 * n)))).toBeCloseTo(1, 12)
    expect(binomialUpperTail(n / 2, n, 0.5)).toBeCloseTo(0.5 + central / 2, 12)
  })

  it('fall with the threshold and rise with the probability', () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), p, p, p, (trials, a, b, share) => {
        const k = Math.floor(share * trials)
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        expect(binomialUpperTail(k, trials, low)).toBeLessThanOrEqual(binomialUpperTail(k, trials, high) + 1e-12)
        expect(binomialUpperTail(k + 1, trials, low)).toBeLessThanOrEqual(binomialUpperTail(k, trials, low) + 1e-12)
      })
    )
  })

  it('refuse nonsense by name', () => {
    expect(() => binomialProbability(3, 2, 0.5)).toThrow('successes is 3; accepted: an integer from 0 to 2')
    expect(() => binomialUpperTail(1, -1, 0.5)).toThrow('trials is -1')
    expect(() => binomialLowerTail(1, 2, 1.5)).toThrow('probability is 1.5')
  })
})

describe('the acceptance test', () => {
  const parameters = { rounds: 1_500_000, testProbability: 13 / 256, expectedChsh: 2.64, expectedQber: 0.018 }

  it('refuses honest devices about once in a thousand', () => {
    const plan = planAccumulation(parameters)
    const probability = honestAbortProbability(plan, 2.64)
    expect(probability).toBeGreaterThan(1e-3)
    expect(probability).toBeLessThan(3e-3)
    expect(honestAbortProbability(plan, 2.677)).toBeLessThan(1e-9)
    expect(honestAbortProbability(plan, 2)).toBeGreaterThan(1 - 1e-12)
  })

  it('refuses them as often as the binomial distribution says', () => {
    const plan = { rounds: 60, testProbability: 0.5, winningThreshold: 0.75, centre: 1, maximumLosses: 7 }
    const row = distribution(60, 0.5 * (1 - (2.6 + 4) / 8))
    const abort = row.slice(8).reduce((sum, p) => sum + p, 0)
    expect(honestAbortProbability(plan, 2.6)).toBeCloseTo(abort, 13)
    expect(honestAbortProbability({ ...plan, maximumLosses: 60 }, 2.6)).toBe(0)
    expect(honestAbortProbability({ ...plan, maximumLosses: -1 }, 2.6)).toBe(1)
  })

  it('counts won rounds too where the tradeoff function is centred', () => {
    const double = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 25 }),
        double(0.05, 1),
        double(0.75, 1),
        double(0.5, 0.9),
        double(0, 2.8),
        (rounds, testProbability, centre, winningThreshold, chsh) => {
          const maximumLosses = Math.floor(rounds * testProbability * (1 - winningThreshold))
          const test = { rounds, testProbability, centre, winningThreshold, maximumLosses }
          const winning = (chsh + 4) / 8
          let abort = 0
          distribution(rounds, testProbability).forEach((p, tests) => {
            distribution(tests, winning).forEach((q, won) => {
              // A score within rounding of the threshold may count either way.
              const score = won * (1 - centre) - (tests - won) * centre
              const needed = rounds * testProbability * (winningThreshold - centre)
              if (score < needed) abort += p * q
            })
          })
          expect(honestAbortProbability(test, chsh)).toBeCloseTo(abort, 11)
        }
      ),
      { numRuns: 200, seed: 3 }
    )
    const plan = planAccumulation({ ...parameters, centre: 0.83 })
    const probability = honestAbortProbability(plan, 2.64)
    expect(probability).toBeGreaterThan(1e-3)
    expect(probability).toBeLessThan(3e-3)
    // As the centre tends to 1 the two forms must meet.
    const published = planAccumulation(parameters)
    const nearly = honestAbortProbability({ ...published, centre: 1 - 1e-9 }, 2.64)
    expect(nearly / honestAbortProbability(published, 2.64)).toBeCloseTo(1, 6)
  })

  it('is passed by local realism with a probability that vanishes', () => {
    expect(localRealismTail(75, 100)).toBeGreaterThan(0.5)
    const { winningThreshold, rounds, testProbability } = planAccumulation(parameters)
    const tests = Math.round(rounds * testProbability)
    expect(localRealismTail(Math.ceil(tests * winningThreshold), tests)).toBe(0)
    expect(localRealismTail(Math.ceil(1000 * winningThreshold), 1000)).toBeLessThan(1e-7)
  })
})

describe('standard deviations', () => {
  it('are those of binomial counts', () => {
    // Four correlators, each 2p − 1 of a quarter of the rounds: 4·√(4·Var) with p(1 − p) = (1 − (S/4)²)/4.
    const p = (1 + 2.5 / 4) / 2
    expect(chshDeviation(2.5, 4000)).toBeCloseTo(Math.sqrt(4 * ((4 * p * (1 - p)) / 1000)), 14)
    expect(chshDeviation(2.5758, 193_193)).toBeCloseTo(0.00696, 5)
    expect(qberDeviation(0.036, 105_976)).toBeCloseTo(5.7225e-4, 8)
    expect(chshDeviation(4, 10)).toBe(0)
    expect(() => chshDeviation(5, 10)).toThrow('chsh is 5')
    expect(() => qberDeviation(0.1, 0)).toThrow('keyRounds is 0')
  })
})
