import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { kolmogorovSmirnov } from '../../test/statistics.js'
import { endWith, sourceWith } from '../../test/pair-source-link.js'
import type { MeasuringEnd, PairSourceParameters } from './parameters.js'
import { TagGenerator } from './tag-generator.js'
import type { TimeTags } from './time-tags.js'

const basisChoice: fc.Arbitrary<MeasuringEnd['basisChoice']> = fc.oneof(
  fc.record({ kind: fc.constant('passive' as const), zShare: between(0, 1) }),
  fc.record({ kind: fc.constant('active' as const), zShare: between(0, 1), settingPicoseconds: between(1e4, 1e7) })
)
const end: fc.Arbitrary<MeasuringEnd> = fc.record({
  channelEfficiency: between(0, 1),
  delayPicoseconds: fc.integer({ min: 0, max: 1e8 }),
  basisChoice,
  detector: fc.record({
    efficiency: between(0, 1),
    darkCountsPerSecond: between(0, 1e5),
    jitterPicoseconds: fc.oneof(fc.constant(0), between(0, 5000)),
    deadTimeNanoseconds: between(0, 300)
  })
})
const source: fc.Arbitrary<PairSourceParameters> = fc.record({
  pairsPerSecond: between(0, 1e7),
  visibilityZ: between(0, 1),
  visibilityX: between(0, 1),
  alice: end,
  bob: end
})

function joined(pieces: readonly TimeTags[]): TimeTags {
  return {
    picoseconds: Float64Array.from(pieces.flatMap((piece) => [...piece.picoseconds])),
    labels: Uint8Array.from(pieces.flatMap((piece) => [...piece.labels]))
  }
}

test('tags are whole picoseconds in order, and the same in whatever pieces', () => {
  fc.assert(
    fc.property(
      source,
      fc.integer(),
      fc.array(between(0, 2e7), { minLength: 1, maxLength: 6 }),
      (s, seed, durations) => {
        const make = (): TagGenerator => new TagGenerator(s, createRandom(seed).stream('tags'))
        const pieces = make()
        const given = durations.map((duration) => pieces.next(duration))
        given.push(pieces.last(0))
        const whole = make().last(durations.reduce((sum, duration) => sum + duration, 0))
        for (const name of ['alice', 'bob'] as const) {
          const tags = joined(given.map((piece) => piece[name]))
          expect(tags).toEqual(whole[name])
          let wrong = 0
          tags.picoseconds.forEach((time, k) => {
            if (!Number.isInteger(time) || time < tags.picoseconds[Math.max(0, k - 1)]!) wrong++
          })
          expect(wrong).toBe(0)
        }
      }
    ),
    { numRuns: 60, seed: 1 }
  )
})

test('no detector clicks twice within its dead time, and none is dead for longer', () => {
  fc.assert(
    fc.property(source, fc.integer(), (s, seed) => {
      const still = (e: MeasuringEnd): MeasuringEnd => ({ ...e, detector: { ...e.detector, jitterPicoseconds: 0 } })
      const quiet = { ...s, alice: still(s.alice), bob: still(s.bob) }
      const tags = new TagGenerator(quiet, createRandom(seed).stream('tags')).last(1e8)
      for (const name of ['alice', 'bob'] as const) {
        const last = [-Infinity, -Infinity, -Infinity, -Infinity]
        let shortest = Infinity
        const passive = s[name].basisChoice.kind === 'passive'
        tags[name].picoseconds.forEach((time, k) => {
          const label = tags[name].labels[k]!
          const detector = passive ? label : label & 1
          shortest = Math.min(shortest, time - last[detector]!)
          last[detector] = time
        })
        expect(shortest).toBeGreaterThanOrEqual(s[name].detector.deadTimeNanoseconds * 1e3 - 1)
      }
    }),
    { numRuns: 60, seed: 2 }
  )
})

test('after its dead time a detector waits as if nothing had been', () => {
  const one = endWith(
    { basisChoice: { kind: 'passive', zShare: 1 } },
    { deadTimeNanoseconds: 500, jitterPicoseconds: 0 }
  )
  const s = sourceWith({ pairsPerSecond: 4e6, alice: one })
  const { alice } = new TagGenerator(s, createRandom(3).stream('tags')).last(0.05e12)
  const times = [...alice.picoseconds].filter((_, k) => alice.labels[k] === 0)
  const waits = times.slice(1).map((time, k) => time - times[k]! - 500_000)
  expect(waits.length).toBeGreaterThan(5000)
  // Of so many waits of 2.8 µs on average the shortest is about half a nanosecond.
  expect(Math.min(...waits)).toBeLessThan(20_000)
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(-1)
  const perPicosecond = (4e6 * 0.18 * 0.5 + 500) * 1e-12
  expect(kolmogorovSmirnov(waits, (x) => -Math.expm1(-perPicosecond * Math.max(0, x)))).toBeLessThan(2.5)
})

test('an active end keeps its basis for as long as a setting lasts', () => {
  const settingPicoseconds = 2_000_000
  const alice = endWith(
    { basisChoice: { kind: 'active', zShare: 0.4, settingPicoseconds }, delayPicoseconds: 777 },
    { jitterPicoseconds: 0 }
  )
  const tags = new TagGenerator(sourceWith({ pairsPerSecond: 1e7, alice }), createRandom(4).stream('tags')).last(4e10)
  const settings = new Map<number, number>()
  let broken = 0
  tags.alice.picoseconds.forEach((time, k) => {
    // Rounding may carry a tag over the change of setting.
    if (time % settingPicoseconds < 1 || time % settingPicoseconds > settingPicoseconds - 1) return
    const period = Math.floor(time / settingPicoseconds)
    const basis = tags.alice.labels[k]! >> 1
    if ((settings.get(period) ?? basis) !== basis) broken++
    settings.set(period, basis)
  })
  expect(broken).toBe(0)
  const z = [...settings.values()].filter((basis) => basis === 0).length
  expect(settings.size).toBeGreaterThan(15_000)
  expect(Math.abs(z / settings.size - 0.4)).toBeLessThan(5 * Math.sqrt(0.24 / settings.size))
})

test('the ends’ delays move their tags, and nothing else', () => {
  const make = (delayPicoseconds: number) =>
    new TagGenerator(sourceWith({ bob: endWith({ delayPicoseconds }) }), createRandom(5).stream('tags')).last(1e9)
  const [here, there] = [make(0), make(450_000_000)]
  expect(there.alice).toEqual(here.alice)
  expect(there.bob.labels).toEqual(here.bob.labels)
  // Rounding may differ where the instants lie at a half.
  there.bob.picoseconds.forEach((time, k) => {
    expect(Math.abs(time - here.bob.picoseconds[k]! - 450_000_000)).toBeLessThanOrEqual(1)
  })
})

test('no light, no tags; and the end of what picoseconds can name', () => {
  const dark = { darkCountsPerSecond: 0 }
  const s = sourceWith({ pairsPerSecond: 0, alice: endWith({}, dark), bob: endWith({}, dark) })
  const generator = new TagGenerator(s, createRandom(6).stream('tags'))
  expect(generator.last(1e15).alice.labels).toHaveLength(0)
  expect(() => generator.next(9e15)).toThrow('duration')
  expect(() => generator.next(Number.NaN)).toThrow('duration')
})
