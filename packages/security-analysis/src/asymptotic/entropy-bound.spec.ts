import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chshOfWinning,
  entropyBound,
  entropyOfWinning,
  entropySlope,
  maximumWinning,
  minimumWinning,
  phaseErrorBound,
  winningProbability
} from './entropy-bound.js'

const double = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })

describe('the entropy bound of a CHSH value', () => {
  it.each([
    [2.1, 0.0752560567],
    [2.3, 0.2471024321],
    [2.5, 0.4564355568],
    [2.5758, 0.5496561721],
    [2.64, 0.6371183481],
    [2.7, 0.7284821254],
    [2.8, 0.918531085],
    [2 * Math.SQRT2, 1]
  ])('S = %d', (chsh, entropy) => {
    expect(Math.abs(entropyBound(chsh) - entropy)).toBeLessThan(1e-9)
  })

  it.each([
    [2.3, 0.5949675696],
    [2.5758, 0.7526248033],
    [2.8, 0.9530453305]
  ])('S = %d with a tenth of the bits flipped', (chsh, entropy) => {
    expect(Math.abs(entropyBound(chsh, 0.1) - entropy)).toBeLessThan(1e-9)
  })

  it('is 0, or the entropy of the flips, where local realism suffices', () => {
    fc.assert(fc.property(double(-2, 2), (chsh) => entropyBound(chsh) === 0))
    expect(entropyBound(1.9, 0.25)).toBeCloseTo(0.8112781244591328, 12)
    expect(entropyBound(2 + 1e-12, 0.25)).toBeCloseTo(0.8112781244591328, 9)
  })

  it('is 1 − h of the phase error', () => {
    fc.assert(
      fc.property(double(2, 2.8), (chsh) => {
        const e = phaseErrorBound(chsh)
        const h = e === 0 ? 0 : -e * Math.log2(e) - (1 - e) * Math.log2(1 - e)
        expect(entropyBound(chsh)).toBeCloseTo(1 - h, 11)
      })
    )
  })

  it('never falls with S nor, without a violation lost, with more flips', () => {
    fc.assert(
      fc.property(double(0, 2.82), double(0, 0.008), double(0, 0.5), (chsh, more, flips) => {
        expect(entropyBound(chsh + more, flips)).toBeGreaterThanOrEqual(entropyBound(chsh, flips) - 1e-12)
        expect(entropyBound(chsh, flips)).toBeGreaterThanOrEqual(entropyBound(chsh) - 1e-12)
        expect(entropyBound(chsh, flips)).toBeLessThanOrEqual(1 + 1e-12)
      })
    )
  })

  it('is symmetric in the winning probability and in the sign of S', () => {
    fc.assert(
      fc.property(double(0, 1), double(0, 0.5), (winning, flips) => {
        expect(entropyOfWinning(winning, flips)).toBeCloseTo(entropyOfWinning(1 - winning, flips), 9)
        expect(entropyBound(chshOfWinning(winning), flips)).toBe(entropyOfWinning(winning, flips))
      })
    )
  })

  it('is convex in the winning probability', () => {
    const winning = double(minimumWinning, maximumWinning)
    fc.assert(
      fc.property(winning, winning, double(0, 1), double(0, 0.5), (a, b, share, flips) => {
        const between = entropyOfWinning(share * a + (1 - share) * b, flips)
        const chord = share * entropyOfWinning(a, flips) + (1 - share) * entropyOfWinning(b, flips)
        expect(between).toBeLessThanOrEqual(chord + 1e-12)
      }),
      { numRuns: 1000 }
    )
  })

  it('has the derivative that differences give', () => {
    fc.assert(
      fc.property(double(0.7501, maximumWinning - 1e-4), double(0, 0.49), fc.boolean(), (winning, flips, mirror) => {
        const at = mirror ? 1 - winning : winning
        const step = 1e-6
        const difference = (entropyOfWinning(at + step, flips) - entropyOfWinning(at - step, flips)) / (2 * step)
        expect(Math.abs(entropySlope(at, flips) - difference)).toBeLessThan(1e-4 * (1 + Math.abs(difference)))
      })
    )
    expect(entropyOfWinning(0.811761312)).toBeCloseTo(0.449548336, 8)
    expect(entropySlope(0.811761312)).toBeCloseTo(9.2895239722, 7)
    expect(entropySlope(0.83)).toBeCloseTo(11.4896619097, 9)
    expect(entropySlope(0.75)).toBe(0)
    expect(entropySlope(maximumWinning)).toBeGreaterThan(100)
  })

  it('refuses what is no CHSH value and no probability', () => {
    expect(() => entropyBound(4.1)).toThrow('chsh is 4.1; accepted: a number from -4 to 4')
    expect(() => entropyBound(Number.NaN)).toThrow('chsh is NaN')
    expect(() => entropyBound(2.5, 0.6)).toThrow('flips is 0.6; accepted: a number from 0 to 0.5')
    expect(() => chshOfWinning(1.5)).toThrow('winning is 1.5')
    expect(() => phaseErrorBound(5)).toThrow('chsh is 5')
    expect(winningProbability(2.64)).toBeCloseTo(0.83, 15)
  })
})
