import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asymptoticRate, bestPreprocessing } from './rate.js'
import { criticalQber, depolarisedChsh, qberOfVisibility } from './threshold.js'

describe('the asymptotic rate', () => {
  it.each([
    ['10 km of Liu et al.', 2.5758, 0.036, 1, 0.326014558],
    ['10 km, f = 1.122', 2.5758, 0.036, 1.122, 0.298730282],
    ['101 km', 2.504, 0.069, 1, 0.098945],
    ['101 km, f = 1.122', 2.504, 0.069, 1.122, 0.054759],
    ['Nadlinger et al.', 2.677, 0.0144, 1, 0.583414],
    ['Nadlinger et al., conservative', 2.64, 0.018, 1, 0.50706],
    ['Zhang et al.', 2.578, 0.078, 1, 0.157418]
  ])('%s', (_, chsh, qber, efficiency, rate) => {
    expect(Math.abs(asymptoticRate({ chsh, qber, efficiency }) - rate)).toBeLessThan(6e-7)
  })

  it('is the closed form', () => {
    const h = (x: number): number => -x * Math.log2(x) - (1 - x) * Math.log2(1 - x)
    fc.assert(
      fc.property(
        fc.double({ min: 2.001, max: 2.82, noNaN: true }),
        fc.double({ min: 1e-4, max: 0.4999, noNaN: true }),
        fc.double({ min: 1, max: 2, noNaN: true }),
        fc.double({ min: 1e-4, max: 0.4999, noNaN: true }),
        (chsh, qber, efficiency, flips) => {
          const secret = 1 - h((1 + Math.sqrt(chsh ** 2 / 4 - 1)) / 2)
          expect(asymptoticRate({ chsh, qber, efficiency })).toBeCloseTo(secret - efficiency * h(qber), 9)
          const noise = h((1 + Math.sqrt(1 - flips * (1 - flips) * (8 - chsh ** 2))) / 2)
          const error = flips * (1 - qber) + (1 - flips) * qber
          expect(asymptoticRate({ chsh, qber, efficiency, flips })).toBeCloseTo(
            secret + noise - efficiency * h(error),
            9
          )
        }
      )
    )
  })

  it('is within a thousandth and a half of what was published', () => {
    expect(Math.abs(asymptoticRate({ chsh: 2.5758, qber: 0.036 }) - 0.325)).toBeLessThan(0.0015)
    expect(Math.abs(asymptoticRate({ chsh: 2.504, qber: 0.069 }) - 0.0974)).toBeLessThan(0.0015 + 0.0001)
  })

  it('grows with S and falls with Q and f', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(unit, unit, unit, unit, unit, unit, (s, s2, q, q2, f, f2) => {
        const input = { chsh: 2 + 0.8 * s, qber: 0.5 * q, efficiency: 1 + f }
        const rate = asymptoticRate(input)
        expect(asymptoticRate({ ...input, chsh: input.chsh + 0.02 * s2 })).toBeGreaterThanOrEqual(rate - 1e-12)
        expect(asymptoticRate({ ...input, qber: input.qber + q2 * (0.5 - input.qber) })).toBeLessThanOrEqual(
          rate + 1e-12
        )
        expect(asymptoticRate({ ...input, efficiency: input.efficiency + f2 })).toBeLessThanOrEqual(rate)
      })
    )
  })

  it('refuses nonsense by name', () => {
    expect(() => asymptoticRate({ chsh: 2.5, qber: 0.6 })).toThrow('qber is 0.6; accepted: a number from 0 to 0.5')
    expect(() => asymptoticRate({ chsh: 2.5, qber: 0.1, efficiency: 0.9 })).toThrow(
      'efficiency is 0.9; accepted: a number of at least 1'
    )
    expect(() => asymptoticRate({ chsh: 2.5, qber: 0.1, flips: -1 })).toThrow('flips is -1')
  })
})

describe('noisy preprocessing', () => {
  it('raises the published rates', () => {
    const far = bestPreprocessing({ chsh: 2.504, qber: 0.069 })
    expect(Math.abs(far.rate - 0.108388)).toBeLessThan(6e-7)
    expect(Math.abs(far.flips - 0.0183)).toBeLessThan(2e-4)
    const near = bestPreprocessing({ chsh: 2.5758, qber: 0.036 })
    expect(Math.abs(near.rate - 0.326206)).toBeLessThan(6e-7)
    expect(Math.abs(near.flips - 0.00039)).toBeLessThan(2e-5)
  })

  it('finds the best of a fine grid', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 2, max: 2.82, noNaN: true }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (chsh, qber) => {
          const { rate, flips } = bestPreprocessing({ chsh, qber })
          expect(asymptoticRate({ chsh, qber, flips })).toBe(rate)
          for (let k = 0; k < 400; k++) {
            const q = k < 200 ? 0.0024 * k : 10 ** (-k / 40)
            expect(rate).toBeGreaterThanOrEqual(asymptoticRate({ chsh, qber, flips: q }) - 1e-9)
          }
        }
      ),
      { numRuns: 40, seed: 7 }
    )
  })
})

describe('the critical error rate', () => {
  it('of the standard protocol', () => {
    const critical = criticalQber()
    expect(Math.abs(critical.qber - 0.0714917588)).toBeLessThan(1e-10)
    expect(Math.abs(critical.visibility - 0.857016)).toBeLessThan(1e-6)
    expect(Math.abs(critical.chsh - 2.424009)).toBeLessThan(1e-6)
    expect(asymptoticRate(critical)).toBeCloseTo(0, 11)
    expect(qberOfVisibility(critical.visibility)).toBeCloseTo(critical.qber, 14)
  })

  it.each([
    [0.3, 0.080321, 5e-7],
    [0.4, 0.080724, 5e-7],
    [0.45, 0.080817, 5e-7],
    [0.49, 0.0808463, 5e-8],
    [0.499, 0.0808475, 5e-8]
  ])('with flips of %d', (flips, qber, tolerance) => {
    expect(Math.abs(criticalQber(flips).qber - qber)).toBeLessThan(tolerance)
  })

  it('separates key from no key', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.49, noNaN: true }), (flips) => {
        const { qber } = criticalQber(flips)
        const rateAt = (q: number): number => asymptoticRate({ chsh: depolarisedChsh(q), qber: q, flips })
        expect(rateAt(qber - 1e-6)).toBeGreaterThan(0)
        expect(rateAt(qber + 1e-6)).toBeLessThan(0)
      })
    )
    expect(() => criticalQber(0.5)).toThrow('flips is 0.5')
    expect(() => qberOfVisibility(2)).toThrow('visibility is 2')
    expect(() => depolarisedChsh(0.6)).toThrow('qber is 0.6')
  })
})
