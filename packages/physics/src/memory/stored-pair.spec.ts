import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { linearFlipMemory } from './linear-flip.js'
import {
  type StoredPair,
  storedFidelity,
  storedXX,
  storedZZ,
  timeOfFidelity,
  transferredCorrelators,
  windowMeanFidelity
} from './stored-pair.js'
import { waitingSwap } from './waiting-swap.js'
import { transferFactors } from './transfer.js'

const pairs: fc.Arbitrary<StoredPair> = fc.record({
  xxInitial: between(0, 1),
  zzInitial: between(0, 1),
  coherenceTimeSeconds: between(0.05, 10),
  zzSlopePerSecond: fc.oneof(fc.constant(0), between(0.01, 5))
})

/** ∫ by Gauss–Legendre of order 5 on many equal pieces. */
function integrate(f: (x: number) => number, from: number, to: number, pieces: number): number {
  const inner = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3
  const outer = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3
  const innerWeight = (322 + 13 * Math.sqrt(70)) / 900
  const outerWeight = (322 - 13 * Math.sqrt(70)) / 900
  const half = (to - from) / pieces / 2
  let sum = 0
  for (let piece = 0; piece < pieces; piece++) {
    const middle = from + (2 * piece + 1) * half
    sum += (128 / 225) * f(middle)
    sum += innerWeight * (f(middle - inner * half) + f(middle + inner * half))
    sum += outerWeight * (f(middle - outer * half) + f(middle + outer * half))
  }
  return sum * half
}

/** The window mean by quadrature, cut at the kink where ZZ reaches 0. */
function quadrature(pair: StoredPair, rate: number, window: number): number {
  const end = Math.min(window, 45 / rate)
  const kink = pair.zzSlopePerSecond > 0 ? Math.min(end, pair.zzInitial / pair.zzSlopePerSecond) : end
  const density = (t: number) => storedFidelity(pair, t) * rate * Math.exp(-rate * t)
  // t = u⁴ puts the points where the fast terms are.
  const inRoot = (u: number) => density(u ** 4) * 4 * u ** 3
  const total = integrate(inRoot, 0, kink ** 0.25, 400) + integrate(inRoot, kink ** 0.25, end ** 0.25, 400)
  return total / -Math.expm1(-rate * window)
}

test('window means agree with quadrature to 1e-10', () => {
  const rate = between(0.1, 20)
  const window = fc.oneof(fc.constant(Infinity), between(1e-6, 20))
  fc.assert(
    fc.property(pairs, rate, window, (pair, r, t) => {
      expect(Math.abs(windowMeanFidelity(pair, r, t) - quadrature(pair, r, t))).toBeLessThan(1e-10)
    }),
    { numRuns: 150, seed: 9 }
  )
})

test('a window of no length has the fidelity at the start', () => {
  fc.assert(
    fc.property(pairs, (pair) => {
      expect(windowMeanFidelity(pair, 2, 0)).toBe(storedFidelity(pair, 0))
      expect(windowMeanFidelity(pair, 2, 1e-12)).toBeCloseTo(storedFidelity(pair, 0), 9)
    }),
    { numRuns: 50, seed: 10 }
  )
})

test('the time of a fidelity is where the fidelity has it', () => {
  fc.assert(
    fc.property(pairs, between(0.26, 1), (pair, fidelity) => {
      const time = timeOfFidelity(pair, fidelity)
      if (storedFidelity(pair, 0) <= fidelity) expect(time).toBe(0)
      else if (time === Infinity) expect((1 + pair.zzInitial) / 4).toBeGreaterThanOrEqual(fidelity)
      else expect(storedFidelity(pair, time)).toBeCloseTo(fidelity, 12)
    }),
    { numRuns: 200, seed: 11 }
  )
})

test('the closed forms are what the transfer and the memory law do to a pair', () => {
  const transfer = new Float64Array(4)
  transferFactors(0.9782, transfer)
  const before = transferredCorrelators(0.76, 0.65, 0.9782)
  expect(before.xx).toBeCloseTo(0.76 * transfer[0]!, 15)
  expect(before.zz).toBeCloseTo(0.65 * transfer[2]!, 15)
  const law = linearFlipMemory({ coherenceTimeMilliseconds: 550, flipRatePerSecond: 0.557 })
  const pair: StoredPair = {
    xxInitial: before.xx,
    zzInitial: before.zz,
    coherenceTimeSeconds: 0.55,
    zzSlopePerSecond: 0.557 * before.zz
  }
  const factors = new Float64Array(4)
  for (const seconds of [0.02, 0.45, 1.5, 3]) {
    law.factors(0, seconds * 1e9, factors)
    expect(storedXX(pair, seconds)).toBeCloseTo(before.xx * factors[0]! ** 2, 14)
    expect(storedZZ(pair, seconds)).toBeCloseTo(before.zz * factors[2]! ** 2, 14)
  }
})

test('swapping after waiting agrees with the double integral over both waiting times', () => {
  const pair: StoredPair = { xxInitial: 0.75, zzInitial: 0.64, coherenceTimeSeconds: 0.55, zzSlopePerSecond: 0.35 }
  const rate = 2.2
  // |t₁ − t₂| of two exponentials, each on a line of its own: twice the half-plane t₂ > t₁.
  const fidelityAt = (wait: number) => (1 + 0.64 * storedZZ(pair, wait) + 2 * 0.75 * storedXX(pair, wait)) / 4
  const outer = (first: number) =>
    integrate((second) => fidelityAt(second - first) * rate * Math.exp(-rate * second), first, first + 14, 400)
  const total = 2 * integrate((first) => outer(first) * rate * Math.exp(-rate * first), 0, 12, 60)
  const swap = waitingSwap(pair, rate, Infinity)
  expect(swap.fidelity).toBeCloseTo(total, 5)
  expect(swap.meanSeconds).toBeCloseTo(1.5 / rate, 12)
})
