import { binaryEntropy } from '@bellwire/quantum'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { endWith, sourceWith } from '../../test/pair-source-link.js'
import { bbm92Key, bbm92KeyFraction } from './bbm92-key.js'
import { coincidenceRates } from './coincidence-rates.js'
import { accidentalRate, effectiveWindow, shareInWindow } from './coincidence-window.js'
import { rateAfterDeadTime, rateBeforeDeadTime, singlesRates } from './detector-rates.js'
import { errorFunction } from './error-function.js'
import { parsePairSource } from './parameters.js'
import { sift } from './sifted.js'

/** Simpson's rule. */
function integral(f: (x: number) => number, from: number, to: number, steps = 2000): number {
  const width = (to - from) / steps
  let sum = f(from) + f(to)
  for (let k = 1; k < steps; k++) sum += f(from + k * width) * (k % 2 === 0 ? 2 : 4)
  return (sum * width) / 3
}

test('the error function against its integral', () => {
  fc.assert(
    fc.property(between(-7, 7), (x) => {
      const exact = (2 / Math.sqrt(Math.PI)) * integral((t) => Math.exp(-t * t), 0, x)
      expect(Math.abs(errorFunction(x) - exact)).toBeLessThan(1e-13)
      expect(errorFunction(-x)).toBe(-errorFunction(x))
    }),
    { seed: 1 }
  )
  expect(errorFunction(0)).toBe(0)
  expect(errorFunction(0.5)).toBeCloseTo(0.520_499_877_813_046_5, 15)
})

test('the share in the window against a double integral over both jitters', () => {
  for (const [w, a, b] of [
    [400, 120, 90],
    [999, 300, 250],
    [200, 30, 200]
  ] as const) {
    const half = effectiveWindow(w) / 2
    const density = (x: number, s: number): number => Math.exp((-x * x) / (2 * s * s)) / (s * Math.sqrt(2 * Math.PI))
    const inner = (x: number): number =>
      integral((y) => density(y, b), Math.max(-8 * b, x - half), Math.min(8 * b, x + half), 400)
    const share = integral(
      (x) => density(x, a) * (Math.max(-8 * b, x - half) < Math.min(8 * b, x + half) ? inner(x) : 0),
      -8 * a,
      8 * a,
      800
    )
    expect(shareInWindow(w, a, b)).toBeCloseTo(share, 5)
    expect(shareInWindow(w, b, a)).toBe(shareInWindow(w, a, b))
  }
  expect(shareInWindow(0, 0, 0)).toBe(1)
})

test('a window of whole picoseconds', () => {
  for (const window of [0, 1, 2, 3, 1000, 999.5]) {
    let accepted = 0
    for (let difference = -2000; difference <= 2000; difference++) if (Math.abs(difference) <= window / 2) accepted++
    expect(effectiveWindow(window)).toBe(accepted)
  }
  expect(accidentalRate(1e5, 2e5, 999)).toBeCloseTo(19.98, 10)
  expect(() => effectiveWindow(-1)).toThrow('windowPicoseconds: got -1')
  expect(() => shareInWindow(Number.NaN, 1, 1)).toThrow('windowPicoseconds')
})

test('dead time: forward and back, and never above one click per dead time', () => {
  fc.assert(
    fc.property(between(0, 1e7), between(0, 500), (rate, dead) => {
      const measured = rateAfterDeadTime(rate, dead)
      expect(measured * dead * 1e-9).toBeLessThan(1)
      expect(rateBeforeDeadTime(measured, dead)).toBeCloseTo(rate, 4)
    }),
    { seed: 2 }
  )
})

test('rates by hand, without dead time', () => {
  const source = sourceWith({
    alice: endWith({ basisChoice: { kind: 'passive', zShare: 0.8 } }, { deadTimeNanoseconds: 0, jitterPicoseconds: 0 }),
    bob: endWith({ channelEfficiency: 0.5 }, { deadTimeNanoseconds: 0, jitterPicoseconds: 0, darkCountsPerSecond: 0 })
  })
  const { singlesAlice, singlesBob, pairs, accidentals } = coincidenceRates(source, 1000)
  expect(singlesAlice[0]).toBeCloseTo(1e6 * 0.18 * 0.4 + 500, 6)
  expect(singlesAlice[3]).toBeCloseTo(1e6 * 0.18 * 0.1 + 500, 6)
  expect(singlesBob[2]).toBeCloseTo(1e6 * 0.3 * 0.25, 6)
  expect(pairs[0]).toBeCloseTo(1e6 * 0.18 * 0.3 * 0.8 * 0.5 * (1.95 / 4), 6)
  expect(pairs[4 * 2 + 3]).toBeCloseTo(1e6 * 0.18 * 0.3 * 0.2 * 0.5 * (0.1 / 4), 6)
  expect(pairs[3]).toBeCloseTo(1e6 * 0.18 * 0.3 * 0.8 * 0.5 * 0.25, 6)
  expect(accidentals[1]).toBeCloseTo(72_500 * 75_000 * 1001e-12, 9)
})

test('both ends exchanged: the same rates transposed', () => {
  const alice = endWith({ channelEfficiency: 0.4 }, { deadTimeNanoseconds: 80, jitterPicoseconds: 200 })
  const bob = endWith({ basisChoice: { kind: 'active', zShare: 0.7, settingPicoseconds: 1e6 } })
  const one = coincidenceRates(sourceWith({ alice, bob }), 800)
  const other = coincidenceRates(sourceWith({ alice: bob, bob: alice }), 800)
  for (const name of ['pairs', 'accidentals', 'matched'] as const) {
    for (let k = 0; k < 16; k++) {
      expect(one[name][k]).toBeCloseTo(other[name][4 * (k & 3) + (k >> 2)]!, 8)
    }
  }
  expect(one.singlesAlice).toEqual(other.singlesBob)
})

test('whatever the window, no rate is below 0 and no click is used twice', () => {
  const ends = fc
    .tuple(between(0, 1), between(0, 1), between(0, 1), between(0, 6), between(0, 100))
    .map(([channelEfficiency, efficiency, zShare, dark, deadTimeNanoseconds]) =>
      endWith(
        { channelEfficiency, basisChoice: { kind: 'passive', zShare } },
        { efficiency, deadTimeNanoseconds, darkCountsPerSecond: 10 ** dark }
      )
    )
  const sum = (rates: Float64Array): number => rates.reduce((total, rate) => total + rate, 0)
  fc.assert(
    fc.property(ends, ends, between(0, 8), between(0, 1), between(0, 9), (alice, bob, pairs, visibilityX, window) => {
      const source = sourceWith({ alice, bob, pairsPerSecond: 10 ** pairs, visibilityX })
      const { matched, singlesAlice, singlesBob } = coincidenceRates(source, 10 ** window)
      expect(Math.min(...matched)).toBeGreaterThanOrEqual(0)
      expect(sum(matched)).toBeLessThanOrEqual(Math.min(sum(singlesAlice), sum(singlesBob)) * (1 + 1e-12))
    }),
    { seed: 4, numRuns: 1000 }
  )
})

test('without light only dark counts; without pairs in common no correlation', () => {
  const source = sourceWith({ pairsPerSecond: 0 })
  expect([...singlesRates(source, source.alice)].every((rate) => Math.abs(rate - 500) < 0.01)).toBe(true)
  const sifted = sift(coincidenceRates(source, 1000).matched)
  expect(sifted.z.errorRate).toBeCloseTo(0.5, 12)
  expect(bbm92Key(sifted)).toBe(0)
})

test('sifting', () => {
  const matrix = Float64Array.from({ length: 16 }, (_, k) => k + 1)
  const sifted = sift(matrix)
  expect(sifted.z).toEqual({ kept: 1 + 2 + 5 + 6, errorRate: 7 / 14, visibility: 0 })
  expect(sifted.x.kept).toBe(11 + 12 + 15 + 16)
  expect(sifted.kept).toBe(68)
  expect(sifted.all).toBe(136)
})

test('the key fraction', () => {
  fc.assert(
    fc.property(between(0, 0.5), between(0, 0.5), between(1, 1.5), (bit, phase, f) => {
      const fraction = bbm92KeyFraction(bit, phase, f)
      expect(fraction).toBeCloseTo(Math.max(0, 1 - f * binaryEntropy(bit) - binaryEntropy(phase)), 13)
      expect(bbm92KeyFraction(bit, 1, f)).toBe(0)
    }),
    { seed: 3 }
  )
  // The threshold of one-way processing, 11.0 %.
  expect(bbm92KeyFraction(0.11, 0.11)).toBeGreaterThan(0)
  expect(bbm92KeyFraction(0.1101, 0.1101)).toBe(0)
  expect(() => bbm92KeyFraction(0, 0, 0.9)).toThrow('efficiency: got 0.9')
  const sifted = sift([90, 10, 0, 0, 10, 90, 0, 0, 0, 0, 45, 5, 0, 0, 5, 45])
  expect(bbm92Key(sifted)).toBeCloseTo(300 * (1 - 2 * binaryEntropy(0.1)), 10)
})

test('parameters of unknown origin', () => {
  expect(parsePairSource(sourceWith())).toEqual(sourceWith())
  expect(() => parsePairSource(sourceWith({ visibilityZ: 1.1 }))).toThrow('pairSource.visibilityZ: got 1.1')
  const bob = endWith({ basisChoice: { kind: 'active', zShare: 0.5, settingPicoseconds: 0 } })
  expect(() => parsePairSource(sourceWith({ bob }))).toThrow('pairSource.bob.basisChoice.settingPicoseconds: got 0')
  const alice = { ...endWith(), detector: { ...endWith().detector, afterpulseProbability: 0.1 } }
  expect(() => parsePairSource(sourceWith({ alice }))).toThrow('no such field')
})
