import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentBound } from './supermartingale.js'

const double = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })
const anyProtocol = fc.tuple(double(0.01, 0.9), double(0.05, 1)).map(([keyProbability, share]) => ({
  rounds: 1000,
  keyProbability,
  testSettingProbability: (share * (1 - keyProbability)) / 4
}))

interface Protocol {
  readonly keyProbability: number
  readonly testSettingProbability: number
}

/** What can happen in a round: its probability, and what it adds to the sum, in bits. */
type Events = readonly (readonly [probability: number, adds: number])[]

/** (1 − √(S²/4 − 1))/2, ½ at S <= 2. */
const errorOf = (chsh: number): number => Math.max(0, 0.5 - Math.sqrt(Math.max(0, (chsh - 2) * (chsh + 2))) / 4)

/**
 * The round of the sum Σ 1[key]·(−log2 P(Z)) − p_k·g(Ŝ), g the tangent at t to the entropy of phase errors, by its events: a
 * phase error or none in a key round, each pair of test settings won or lost, where Ŝ is ±1/p_xy, and nothing.
 */
function eventsOf(
  { keyProbability: key, testSettingProbability: test }: Protocol,
  t: number,
  chsh: number,
  e: number
): Events {
  const entropy = (p: number): number => -p * Math.log2(p) - (1 - p) * Math.log2(1 - p)
  // The slope of the tangent from the entropy alone, by differences.
  const [d, phi] = [1e-4, (s: number): number => entropy(errorOf(s))]
  const slope = (8 * (phi(t + d) - phi(t - d)) - (phi(t + 2 * d) - phi(t - 2 * d))) / (12 * d)
  const line = (s: number): number => -key * (phi(t) + slope * (s - t))
  // E_xy of a device with this S, which may differ from one pair of settings to the other.
  const correlators = [0.34, 0.26, 0.22, 0.18].map((share) => share * chsh)
  return [
    [key * e, -Math.log2(e) + line(0)],
    [key * (1 - e), -Math.log2(1 - e) + line(0)],
    ...correlators.flatMap(
      (correlator): Events => [
        [(test * (1 + correlator)) / 2, line(1 / test)],
        [(test * (1 - correlator)) / 2, line(-1 / test)]
      ]
    ),
    [1 - key - 4 * test, line(0)]
  ]
}

/** log2 E 2^(λT), the largest summand taken out. */
function logMoment(events: Events, lambda: number): number {
  const summands = events.filter(([p]) => p > 0).map(([p, adds]) => Math.log2(p) + lambda * adds)
  const most = Math.max(...summands)
  return most + Math.log2(summands.reduce((sum, x) => sum + 2 ** (x - most), 0))
}

/** The maximum over S: the best of a grid, and of ever finer ones around it. */
function greatest(at: (chsh: number) => number): number {
  let [low, high] = [-2 * Math.SQRT2, 2 * Math.SQRT2]
  let most = Number.NEGATIVE_INFINITY
  for (let level = 0; level < 9; level++) {
    const width = (high - low) / 200
    let best = low
    for (let k = 0; k <= 200; k++) {
      const chsh = Math.min(high, low + k * width)
      const value = at(chsh)
      if (value > most) [most, best] = [value, chsh]
    }
    ;[low, high] = [Math.max(low, best - 2 * width), Math.min(high, best + 2 * width)]
  }
  return most
}

describe('the exponential moment of a round', () => {
  it('is that of its events, summed and maximised over S by other means', () => {
    fc.assert(
      fc.property(anyProtocol, double(-4, -0.31), double(2.05, 2.8), (protocol, log, tangent) => {
        const lambda = 10 ** log
        const bound = momentBound(protocol, { lambda, tangent })
        if (bound > 1000) return
        const direct = greatest((chsh) => logMoment(eventsOf(protocol, tangent, chsh, errorOf(chsh)), lambda))
        // The slope of this test is a difference, good to nine digits.
        expect(Math.abs(bound - direct)).toBeLessThan(1e-7 * lambda * (1 + Math.abs(bound) / lambda))
      }),
      { numRuns: 25, seed: 31 }
    )
  })

  it('is not passed by devices with fewer phase errors than their S allows', () => {
    fc.assert(
      fc.property(
        anyProtocol,
        double(-4, -0.31),
        double(2.05, 2.8),
        double(-2.828, 2.828),
        double(1e-6, 1),
        (protocol, log, tangent, chsh, share) => {
          const lambda = 10 ** log
          const bound = momentBound(protocol, { lambda, tangent })
          if (bound > 1000) return
          const e = share * errorOf(chsh)
          if (e === 0) return
          const moment = logMoment(eventsOf(protocol, tangent, chsh, e), lambda)
          expect(moment).toBeLessThanOrEqual(bound + 1e-7 * lambda * (1 + Math.abs(bound) / lambda))
        }
      ),
      { numRuns: 500, seed: 32 }
    )
  })

  it('is λ times nothing for small λ: the line lies above the entropy of phase errors, and touches it', () => {
    fc.assert(
      fc.property(anyProtocol, double(2.05, 2.8), (protocol, tangent) => {
        const rate = (lambda: number): number => momentBound(protocol, { lambda, tangent }) / lambda
        // What is left is half the variance, in nats: it falls with λ.
        const [some, less] = [rate(1e-5), rate(1e-6)]
        expect(some).toBeGreaterThan(0)
        expect(less / some).toBeCloseTo(0.1, 2)
      }),
      { numRuns: 60, seed: 33 }
    )
  })
})
