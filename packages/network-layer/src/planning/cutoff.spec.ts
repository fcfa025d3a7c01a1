import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectMean } from '../../test/monte-carlo.js'
import { cutoffInSlots, cutoffInTime } from './cutoff.js'
import { expectedMaximumOf, expectedMaximumTime } from './maximum.js'
import { expectedGap, waitingDecay, waitingDecayContinuous } from './waiting.js'

const draw = createRandom(13).stream('cutoff')
const parameters = { seed: 20_260_412, numRuns: 300 }

describe('a cut-off in slots', () => {
  it.each([
    [0.1, 5, 0.95, 0.440588, 20.751172, 0.884549],
    [0.1, 20, 0.95, 0.884822, 15.35344, 0.730395],
    [0.02, 10, 0.99, 0.19118, 179.445632, 0.950939],
    [0.5, 1, 0.8, 0.666667, 3, 0.9]
  ])('with p = %d, m = %d, q = %d', (p, m, q, success, meanTime, decay) => {
    const outcome = cutoffInSlots(p, p, m, q)
    expect(outcome.success).toBeCloseTo(success, 6)
    expect(outcome.meanTime).toBeCloseTo(meanTime, 6)
    expect(outcome.decay).toBeCloseTo(decay, 6)
  })

  it('is the form for equal links where they are', () => {
    const p = fc.double({ min: 1e-4, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(
        p,
        fc.integer({ min: 0, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (probability, m, q) => {
          const r = 1 - probability
          const together = probability / (2 - probability)
          const success = together + (1 - together) * (1 - r ** m)
          const outcome = cutoffInSlots(probability, probability, m, q)
          expect(outcome.success / success).toBeCloseTo(1, 9)
          const meanTime = (1 / (1 - r * r) + ((1 - together) * (1 - r ** m)) / probability) / success
          expect(outcome.meanTime / meanTime).toBeCloseTo(1, 9)
          const waited = (1 - together) * probability * q * ((1 - (r * q) ** m) / (1 - r * q))
          expect(outcome.decay).toBeCloseTo((together + waited) / success, 9)
        }
      ),
      parameters
    )
  })

  it.each([
    [0.1, 0.3, 4],
    [0.3, 0.1, 4],
    [0.05, 0.5, 0],
    [0.2, 0.04, 15]
  ])('is what drawing gives, for p = %d and %d, m = %d', (first, second, m) => {
    let rounds = 0
    const run = (): { time: number; gap: number } => {
      let time = 0
      for (;;) {
        rounds++
        const one = draw.geometric(first)
        const other = draw.geometric(second)
        const gap = Math.abs(one - other)
        if (gap <= m) return { time: time + Math.max(one, other), gap }
        time += Math.min(one, other) + m
      }
    }
    const outcome = cutoffInSlots(first, second, m, 0.9)
    expectMean(outcome.meanTime, 30_000, () => run().time)
    expectMean(outcome.decay, 30_000, () => 0.9 ** run().gap)
    if (m > 0) expectMean(outcome.meanWait, 30_000, () => run().gap)
    else expect(outcome.meanWait).toBe(0)
    const runs = m > 0 ? 90_000 : 60_000
    const error = Math.sqrt((outcome.success * (1 - outcome.success)) / rounds)
    expect(Math.abs(runs / rounds - outcome.success)).toBeLessThan(5 * error)
  })

  it('without limit is plain waiting', () => {
    const outcome = cutoffInSlots(0.1, 0.3, Infinity, 0.95)
    expect(outcome.success).toBeCloseTo(1, 12)
    expect(outcome.meanTime).toBeCloseTo(expectedMaximumOf([0.1, 0.3]), 9)
    expect(outcome.decay).toBeCloseTo(waitingDecay(0.1, 0.3, 0.95), 12)
    expect(outcome.meanWait).toBeCloseTo(expectedGap(0.1, 0.3), 9)
    expect(cutoffInSlots(1, 1, Infinity, 1)).toEqual({ success: 1, meanTime: 1, decay: 1, meanWait: 0 })
  })

  it('refuses half a slot, by name', () => {
    expect(() => cutoffInSlots(0.1, 0.1, 1.5, 1)).toThrow(
      expect.objectContaining({ code: 'NETWORK_INPUT', field: 'cutoff' })
    )
  })
})

describe('a cut-off in time', () => {
  // Two links of trapped ions over 10 km, their storage fitted to "A building block of quantum repeaters" (Liu et al.):
  // <XX> falls as e^{−t/550 ms}, <ZZ> by 0.35491 per second, both multiply under the swap.
  it.each([
    [0.45, 0.549, 0.804],
    [0.2, 0.5889, 1.074],
    [0.1, 0.6108, 1.575]
  ])('of %d s gives two such links a fidelity of %d in %d s', (cutoff, fidelity, seconds) => {
    const { decay, meanWait, meanTime } = cutoffInTime(2.226, 2.226, cutoff, 1 / 0.55)
    const xx = 0.75588 ** 2 * decay
    const zz = 0.63683 * (0.63683 - 0.35491 * meanWait)
    expect((1 + zz + 2 * xx) / 4).toBeCloseTo(fidelity, 4)
    expect(meanTime).toBeCloseTo(seconds, 3)
  })

  it('is that of short slots', () => {
    const rate = fc.double({ min: 0.2, max: 5, noNaN: true })
    fc.assert(
      fc.property(rate, rate, fc.double({ min: 0.05, max: 3, noNaN: true }), rate, (first, second, cutoff, gamma) => {
        const slot = 1e-5
        const time = cutoffInTime(first, second, cutoff, gamma)
        const slots = cutoffInSlots(first * slot, second * slot, Math.round(cutoff / slot), Math.exp(-gamma * slot))
        expect(slots.success / time.success).toBeCloseTo(1, 2)
        expect((slots.meanTime * slot) / time.meanTime).toBeCloseTo(1, 2)
        expect(slots.decay / time.decay).toBeCloseTo(1, 2)
        expect((slots.meanWait * slot) / time.meanWait).toBeCloseTo(1, 2)
      }),
      parameters
    )
  })

  it('is what drawing gives', () => {
    const run = (): { time: number; gap: number } => {
      let time = 0
      for (;;) {
        const one = draw.exponential() / 2
        const other = draw.exponential() / 5
        const gap = Math.abs(one - other)
        if (gap < 0.3) return { time: time + Math.max(one, other), gap }
        time += Math.min(one, other) + 0.3
      }
    }
    const outcome = cutoffInTime(2, 5, 0.3, 3)
    expectMean(outcome.meanTime, 40_000, () => run().time)
    expectMean(outcome.decay, 40_000, () => Math.exp(-3 * run().gap))
    expectMean(outcome.meanWait, 40_000, () => run().gap)
    expectMean(outcome.success, 40_000, () => (Math.abs(draw.exponential() / 2 - draw.exponential() / 5) < 0.3 ? 1 : 0))
  })

  it('without limit is plain waiting', () => {
    const outcome = cutoffInTime(2, 5, Infinity, 3)
    expect(outcome.success).toBeCloseTo(1, 12)
    expect(outcome.meanTime).toBeCloseTo(expectedMaximumTime([2, 5]), 12)
    expect(outcome.decay).toBeCloseTo(waitingDecayContinuous(2, 5, 3), 12)
  })
})
