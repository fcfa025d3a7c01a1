import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { endWith, sourceWith } from '../../test/pair-source-link.js'
import { bandSums, spreadOfPairs } from './band-sums.js'
import { aliceTime, bobTime, type ClockRelation, onAliceClock, onBobClock } from './clock-relation.js'
import { usualClockSearch } from './clock-search.js'
import { histogramPeak, standsOut } from './histogram-peak.js'
import { matchCoincidences } from './matching.js'
import type { PairSourceParameters } from './parameters.js'
import { recoverClock } from './recover-clock.js'
import { residualsInBand } from './residuals.js'
import { TagGenerator } from './tag-generator.js'

const relation: fc.Arbitrary<ClockRelation> = fc.record({
  offsetPicoseconds: between(-1e9, 1e9),
  drift: between(-1e-6, 1e-6),
  referencePicoseconds: fc.constant(0)
})

/** What a run of a source gives, Bob's tags on a clock of his own. */
function run(source: PairSourceParameters, seconds: number, seed: number, clock: ClockRelation) {
  const tags = new TagGenerator(source, createRandom(seed).stream('tags')).last(seconds * 1e12)
  return { alice: tags.alice.picoseconds, bob: onBobClock(clock, tags.bob.picoseconds) }
}

test('from one clock to the other and back', () => {
  fc.assert(
    fc.property(relation, between(0, 1e15), between(0, 1e15), (clock, referencePicoseconds, time) => {
      const there = bobTime({ ...clock, referencePicoseconds }, time)
      expect(Math.abs(aliceTime({ ...clock, referencePicoseconds }, there) - time)).toBeLessThan(0.5)
    }),
    { seed: 1 }
  )
})

test('residuals in a band, against every two tags', () => {
  const times = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 30 }).map((t) => Float64Array.from(t).sort())
  const clock = fc.record({
    offsetPicoseconds: fc.integer({ min: -300, max: 300 }),
    drift: between(-0.1, 0.1),
    referencePicoseconds: fc.integer({ min: 0, max: 1000 })
  })
  const band = fc.record({ offset: between(0, 200), drift: between(0, 0.3), reach: between(0, 1000) })
  fc.assert(
    fc.property(times, times, clock, band, (alice, bob, c, b) => {
      const expected: [number, number][] = []
      for (const t of alice) {
        const since = t - c.referencePicoseconds
        if (Math.abs(since) > b.reach) continue
        for (const u of bob) {
          const residual = u - bobTime(c, t)
          if (Math.abs(residual) <= b.offset + b.drift * Math.abs(since)) expected.push([since, residual])
        }
      }
      const found = residualsInBand(alice, bob, c, b)
      expect([...found.since].map((since, k) => [since, found.residual[k]!])).toEqual(expected)
    }),
    { numRuns: 300, seed: 2 }
  )
})

test('the peak of a histogram holds two bins’ values', () => {
  fc.assert(
    fc.property(fc.array(between(-49, 49), { minLength: 1, maxLength: 40 }), between(0.5, 10), (list, bin) => {
      const values = Float64Array.from(list)
      const half = (Math.ceil(50 / bin) + 1) * bin
      const bins = new Int32Array(Math.round((2 * half) / bin))
      const peak = histogramPeak(values, new Float64Array(values.length), 0, half, bin, bins)
      const inside = list.filter((x) => x >= peak.centre - bin && x < peak.centre + bin).length
      expect(Math.abs(inside - peak.count)).toBeLessThanOrEqual(1)
      expect(peak.total).toBe(list.length)
      for (const x of list) {
        expect(peak.count).toBeGreaterThanOrEqual(list.filter((y) => Math.abs(y - x) < bin / 2 && y >= x).length)
      }
    }),
    { seed: 3 }
  )
  expect(standsOut({ count: 9, mean: 0.001 })).toBe(true)
  expect(standsOut({ count: 8, mean: 0 })).toBe(false)
  expect(standsOut({ count: 170, mean: 100 })).toBe(false)
})

test('the spread of pairs among accidentals', () => {
  const random = createRandom(10).stream('residuals')
  const half = 1000
  for (const accidentals of [0, 5000, 40_000]) {
    const list: number[] = []
    while (list.length < 10_000) list.push(150 * random.normal())
    for (let k = 0; k < 2 * accidentals; k++) list.push(2 * half * (2 * random.uniform() - 1))
    const residuals = { since: new Float64Array(list.length), residual: Float64Array.from(list) }
    const sums = bandSums(residuals, half)
    expect(sums.inside + sums.beside).toBe(list.length)
    expect(Math.abs(sums.inside - sums.beside - 10_000)).toBeLessThan(5 * Math.sqrt(2 * accidentals) + 1)
    expect(Math.abs(spreadOfPairs(residuals, sums, half) - 150)).toBeLessThan(15)
  }
})

const bothWith = (...change: Parameters<typeof endWith>): Partial<PairSourceParameters> => {
  return { alice: endWith(...change), bob: endWith(...change) }
}

test.each([
  ['plain', sourceWith(), 0.05, 70.7],
  ['few pairs', sourceWith({ pairsPerSecond: 1e5, ...bothWith({ channelEfficiency: 0.05 }) }), 1.5, 70.7],
  [
    'losses and dark counts',
    sourceWith(bothWith({ channelEfficiency: 0.05 }, { darkCountsPerSecond: 10_000 })),
    0.4,
    70.7
  ],
  ['much jitter', sourceWith(bothWith({}, { jitterPicoseconds: 300 })), 0.05, 424.3],
  ['no jitter', sourceWith(bothWith({}, { jitterPicoseconds: 0 })), 0.05, 0]
] as const)('offsets up to 1 ms and drifts up to 1 ppm: %s', (_, source, seconds, jitter) => {
  fc.assert(
    fc.property(relation, fc.integer(), (clock, seed) => {
      const { alice, bob } = run(source, seconds, seed, clock)
      const fit = recoverClock(alice, bob)!
      const at = fit.referencePicoseconds
      expect(Math.abs(at + fit.offsetPicoseconds - bobTime(clock, at))).toBeLessThan(5 * fit.offsetError + 0.2)
      expect(Math.abs(fit.drift - clock.drift)).toBeLessThan(5 * fit.driftError)
      // The errors are those of so many pairs of this jitter, and not much more for the accidentals.
      const ideal = Math.max(jitter, 0.3) / Math.sqrt(fit.pairs)
      expect(fit.offsetError).toBeGreaterThan(0.8 * ideal)
      expect(fit.offsetError).toBeLessThan(1.6 * ideal)
      expect(fit.driftError).toBeLessThan((1.8 * ideal * Math.sqrt(12)) / (seconds * 1e12))
      expect(Math.abs(fit.jitterPicoseconds - jitter)).toBeLessThan(Math.max(1, (5 * jitter) / Math.sqrt(fit.pairs)))
    }),
    { numRuns: 6, seed: 4 }
  )
})

test('with the clock recovered the coincidences are those of the right clock', () => {
  const clock = { offsetPicoseconds: 345_678_901, drift: 8.7e-7, referencePicoseconds: 0 }
  const { alice, bob } = run(sourceWith(), 0.1, 5, clock)
  const right = matchCoincidences(alice, onAliceClock(clock, bob), 800).alice.length
  const found = matchCoincidences(alice, onAliceClock(recoverClock(alice, bob)!, bob), 800).alice.length
  const unaware = matchCoincidences(alice, bob, 800).alice.length
  expect(Math.abs(found - right)).toBeLessThan(0.001 * right)
  expect(unaware).toBeLessThan(0.01 * right)
})

test('the ends exchanged see the inverse relation', () => {
  const clock = { offsetPicoseconds: -7.3e8, drift: -4e-7, referencePicoseconds: 0 }
  const { alice, bob } = run(sourceWith(), 0.05, 6, clock)
  const [one, other] = [recoverClock(alice, bob)!, recoverClock(bob, alice)!]
  const at = one.referencePicoseconds
  expect(Math.abs(bobTime(other, bobTime(one, at)) - at)).toBeLessThan(0.3 * one.offsetError)
  expect(Math.abs((1 + one.drift) * (1 + other.drift) - 1)).toBeLessThan(0.3 * one.driftError)
})

test('delays of the ways are part of the offset', () => {
  const source = sourceWith({
    alice: endWith({ delayPicoseconds: 5_000_000 }),
    bob: endWith({ delayPicoseconds: 8e7 })
  })
  const { alice, bob } = run(source, 0.05, 7, { offsetPicoseconds: 0, drift: 0, referencePicoseconds: 0 })
  const fit = recoverClock(alice, bob)!
  expect(Math.abs(fit.offsetPicoseconds - 7.5e7)).toBeLessThan(5 * fit.offsetError)
})

test('nothing is found where nothing is: unrelated tags, none, an offset out of reach', () => {
  const clock = { offsetPicoseconds: 1e6, drift: 0, referencePicoseconds: 0 }
  const one = run(sourceWith({ pairsPerSecond: 2e5 }), 0.05, 8, clock)
  const other = run(sourceWith({ pairsPerSecond: 2e5 }), 0.05, 9, clock)
  expect(recoverClock(one.alice, other.bob)).toBeNull()
  expect(recoverClock(one.alice, new Float64Array(0))).toBeNull()
  expect(recoverClock(Float64Array.of(1), Float64Array.of(1))).toBeNull()
  const far = run(sourceWith({ pairsPerSecond: 2e5 }), 0.05, 8, { ...clock, offsetPicoseconds: 3e9 })
  expect(recoverClock(far.alice, far.bob)).toBeNull()
  expect(recoverClock(far.alice, far.bob, { ...usualClockSearch, largestOffsetPicoseconds: 4e9 })).not.toBeNull()
})

test('a search that cannot be', () => {
  const none = new Float64Array(0)
  expect(() => recoverClock(none, none, { ...usualClockSearch, largestDrift: 0.1 })).toThrow('clockSearch.largestDrift')
  expect(() => recoverClock(none, none, { ...usualClockSearch, resolutionPicoseconds: 0 })).toThrow(
    'clockSearch.resolutionPicoseconds: got 0'
  )
})
