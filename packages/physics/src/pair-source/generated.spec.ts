import { createRandom } from '@bellwire/runtime'
import { expect, test } from 'vitest'
import { chiSquareSigmas } from '../../test/statistics.js'
import { endWith, sourceWith } from '../../test/pair-source-link.js'
import { coincidenceRates } from './coincidence-rates.js'
import { countByLabels, matchCoincidences } from './matching.js'
import type { PairSourceParameters } from './parameters.js'
import { sift } from './sifted.js'
import { TagGenerator } from './tag-generator.js'
import type { TimeTags } from './time-tags.js'

const active = { kind: 'active', zShare: 0.7, settingPicoseconds: 1e6 } as const
const bothWith = (...change: Parameters<typeof endWith>): Partial<PairSourceParameters> => {
  return { alice: endWith(...change), bob: endWith(...change) }
}

/** Name, source, window in picoseconds, seconds. */
const links: readonly (readonly [string, PairSourceParameters, number, number])[] = [
  ['plain', sourceWith(), 1000, 0.3],
  ['narrow window', sourceWith(), 120, 0.3],
  ['wide window, bright', sourceWith({ pairsPerSecond: 8e6 }), 5000, 0.06],
  ['lossy', sourceWith({ pairsPerSecond: 8e7, ...bothWith({ channelEfficiency: 0.01 }) }), 1500, 0.25],
  [
    'one end close',
    sourceWith({ alice: endWith({ channelEfficiency: 1 }), bob: endWith({ channelEfficiency: 0.05 }) }),
    1500,
    0.15
  ],
  ['dark', sourceWith({ pairsPerSecond: 1e5, ...bothWith({}, { darkCountsPerSecond: 60_000 }) }), 2000, 0.4],
  [
    'jitter',
    sourceWith({ alice: endWith({}, { jitterPicoseconds: 400 }), bob: endWith({}, { jitterPicoseconds: 250 }) }),
    900,
    0.4
  ],
  ['no jitter, no dead time', sourceWith(bothWith({}, { jitterPicoseconds: 0, deadTimeNanoseconds: 0 })), 1000, 0.3],
  [
    'dead time',
    sourceWith({
      pairsPerSecond: 4e6,
      alice: endWith({}, { deadTimeNanoseconds: 200 }),
      bob: endWith({}, { deadTimeNanoseconds: 100 })
    }),
    1000,
    0.1
  ],
  ['active', sourceWith({ ...bothWith({ basisChoice: active }), visibilityX: 0.7 }), 1000, 0.3],
  [
    'active and passive, biased',
    sourceWith({
      alice: endWith({ basisChoice: active }),
      bob: endWith({ basisChoice: { kind: 'passive', zShare: 0.9 } })
    }),
    1000,
    0.3
  ],
  [
    'stray clicks before pairs',
    sourceWith({
      pairsPerSecond: 2e6,
      alice: endWith({ channelEfficiency: 0.9 }, { deadTimeNanoseconds: 0, darkCountsPerSecond: 2e6 }),
      bob: endWith({ channelEfficiency: 0.9 }, { deadTimeNanoseconds: 0, darkCountsPerSecond: 0 })
    }),
    10_000,
    0.04
  ],
  [
    'stray clicks that keep a detector dead for the pair',
    sourceWith({
      pairsPerSecond: 2e6,
      alice: endWith(
        { channelEfficiency: 0.9, basisChoice: { ...active, zShare: 1 } },
        { deadTimeNanoseconds: 12, darkCountsPerSecond: 2e6 }
      ),
      bob: endWith(
        { channelEfficiency: 0.9, basisChoice: { ...active, zShare: 1 } },
        { deadTimeNanoseconds: 12, darkCountsPerSecond: 0 }
      )
    }),
    20_000,
    0.1
  ]
]

const far = 3_300_000

function labelCounts({ labels }: TimeTags): readonly number[] {
  const counts = [0, 0, 0, 0]
  for (const label of labels) counts[label]!++
  return counts
}

/** Every two tags inside a window, not one-to-one. */
function allInside(alice: Float64Array, bob: Float64Array, window: number, offset: number): number {
  let first = 0
  let count = 0
  for (const time of alice) {
    while (first < bob.length && bob[first]! - time - offset < -window / 2) first++
    for (let b = first; b < bob.length && bob[b]! - time - offset <= window / 2; b++) count++
  }
  return count
}

test.each(links)('tags agree with the closed forms: %s', (name, source, window, seconds) => {
  const random = createRandom(`pair source ${name}`).stream('tags')
  const { alice, bob } = new TagGenerator(source, random).last(seconds * 1e12)
  const rates = coincidenceRates(source, window)
  const sigmas = (count: number, perSecond: number): number =>
    Math.abs(count - perSecond * seconds) / Math.sqrt(Math.max(1, perSecond * seconds))

  labelCounts(alice).forEach((count, label) => expect(sigmas(count, rates.singlesAlice[label]!)).toBeLessThan(5))
  labelCounts(bob).forEach((count, label) => expect(sigmas(count, rates.singlesBob[label]!)).toBeLessThan(5))

  const counts = countByLabels(alice, bob, matchCoincidences(alice.picoseconds, bob.picoseconds, window))
  const expected = [...rates.matched].map((perSecond) => perSecond * seconds)
  expect(chiSquareSigmas([...counts], expected)).toBeLessThan(5)
  const [measured, closed] = [sift(counts), sift(rates.matched)]
  expect(measured.all).toBeGreaterThan(500)
  expect(sigmas(measured.all, closed.all)).toBeLessThan(5)
  for (const basis of ['z', 'x'] as const) {
    const { errorRate } = closed[basis]
    if (closed[basis].kept === 0) continue
    const spread = Math.sqrt((errorRate * (1 - errorRate)) / measured[basis].kept)
    expect(Math.abs(measured[basis].errorRate - errorRate)).toBeLessThan(5 * spread)
  }

  // Far off the delay nothing belongs together: the accidentals, as they are measured.
  const accidentals = rates.accidentals.reduce((sum, rate) => sum + rate, 0)
  expect(sigmas(allInside(alice.picoseconds, bob.picoseconds, window, far), accidentals)).toBeLessThan(5)
})

test('one-to-one matching finds fewer than pairs + R_A·R_B·w, and the form knows', () => {
  // Half of all clicks have a partner: each makes fewer accidentals than independence says.
  const source = sourceWith({
    pairsPerSecond: 1e7,
    ...bothWith({ channelEfficiency: 0.9 }, { deadTimeNanoseconds: 10 })
  })
  const seconds = 0.05
  const window = 4000
  const { alice, bob } = new TagGenerator(source, createRandom(5).stream('tags')).last(seconds * 1e12)
  const count = matchCoincidences(alice.picoseconds, bob.picoseconds, window).alice.length
  const { pairs, accidentals, matched } = coincidenceRates(source, window)
  const total = (rates: Float64Array): number => rates.reduce((sum, rate) => sum + rate, 0) * seconds
  expect(Math.abs(count - total(matched))).toBeLessThan(5 * Math.sqrt(count))
  expect(Math.abs(count - total(pairs) - total(accidentals))).toBeGreaterThan(5 * Math.sqrt(count))
})

test('pairs at two saturated detectors: within the square of rate times dead time', () => {
  const source = sourceWith({
    pairsPerSecond: 5e6,
    ...bothWith({ channelEfficiency: 0.9 }, { efficiency: 1, deadTimeNanoseconds: 200 })
  })
  const { alice, bob } = new TagGenerator(source, createRandom(6).stream('tags')).last(0.05e12)
  const count = matchCoincidences(alice.picoseconds, bob.picoseconds, 1000).alice.length
  const closed = sift(coincidenceRates(source, 1000).matched).all * 0.05
  const load = (5e6 * 0.9 * 200e-9) / 4
  expect(Math.abs(count / closed - 1)).toBeLessThan(load ** 2)
})
