import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endWith, sourceWith } from '../../test/pair-source-link.js'
import { coincidenceRates } from './coincidence-rates.js'
import { countByLabels, matchCoincidences } from './matching.js'
import type { PairSourceParameters } from './parameters.js'
import { stampOfTrueTime, trueTimeOfStamp } from './stamp-line.js'
import { TagBlocks } from './tag-blocks.js'

const blocksOf = (source: PairSourceParameters, seed = 1) => new TagBlocks(source, createRandom(seed).fork('tags'))

/** Stamps and labels of one end in a stretch of true time that was covered with a margin. */
function tagsIn(blocks: TagBlocks, end: 0 | 1, from: number, until: number): [number, number][] {
  const { tags } = blocks.ends[end]
  const found: [number, number][] = []
  for (let k = 0; k < tags.length; k++) {
    const time = 1000 * blocks.origin + tags.picoseconds[k]!
    if (time >= 1000 * from && time < 1000 * until) found.push([time, tags.labels[k]!])
  }
  return found
}

const MARGIN = 2000
const active = { basisChoice: { kind: 'active', zShare: 0.7, settingPicoseconds: 3_000_000 } } as const
const busy = sourceWith({
  pairsPerSecond: 3e7,
  alice: endWith({ channelEfficiency: 0.5 }, { deadTimeNanoseconds: 60, darkCountsPerSecond: 1e5 }),
  bob: endWith({ ...active, delayPicoseconds: 700_000 }, { deadTimeNanoseconds: 90 })
})

describe('tags made when they are looked at', () => {
  it.each([
    ['quiet', sourceWith()],
    ['busy, one end active', busy]
  ])('are the same whatever pieces are looked at: %s', (_, source) => {
    const whole = blocksOf(source)
    const length = 30 * whole.block
    whole.cover(0, length + MARGIN)
    const cut = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 28 * whole.block }), fc.integer({ min: 1, max: 3 * whole.block })),
      { minLength: 1, maxLength: 12 }
    )
    fc.assert(
      fc.property(cut, fc.boolean(), (pieces, ordered) => {
        const blocks = blocksOf(source)
        if (ordered) pieces.sort(([a], [b]) => a - b)
        for (const [from, duration] of pieces) {
          const until = Math.min(length, from + duration)
          blocks.cover(from - MARGIN, until + MARGIN)
          for (const end of [0, 1] as const) {
            expect(tagsIn(blocks, end, from, until)).toEqual(tagsIn(whole, end, from, until))
          }
        }
      }),
      { numRuns: 30, seed: 1 }
    )
  })

  it('have the rates of the closed forms, singles and coincidences', () => {
    const source = sourceWith({
      bob: endWith({ basisChoice: { kind: 'active', zShare: 0.7, settingPicoseconds: 3_000_000 } })
    })
    const blocks = blocksOf(source, 3)
    const seconds = 0.4
    blocks.cover(0, seconds * 1e9)
    const [alice, bob] = blocks.ends.map(({ tags }) => ({
      picoseconds: tags.picoseconds.slice(0, tags.length),
      labels: tags.labels.slice(0, tags.length)
    })) as [{ picoseconds: Float64Array; labels: Uint8Array }, { picoseconds: Float64Array; labels: Uint8Array }]
    const rates = coincidenceRates(source, 600)
    const near = (count: number, rate: number) =>
      expect(Math.abs(count - rate * seconds)).toBeLessThan(5 * Math.sqrt(rate * seconds) + 1)
    for (let label = 0; label < 4; label++) {
      near(alice.labels.filter((one) => one === label).length, rates.singlesAlice[label]!)
      // Settings of Bob's last for three microseconds: a little more spread than a Poisson number.
      near(bob.labels.filter((one) => one === label).length, rates.singlesBob[label]!)
    }
    const counts = countByLabels(alice, bob, matchCoincidences(alice.picoseconds, bob.picoseconds, 600))
    rates.matched.forEach((rate, k) => near(counts[k]!, rate))
  })

  it('are on the clock of their end', () => {
    const line = { origin: 1e9, reading: 1e9 + 123_456.25, rate: 2e-6 }
    const source = sourceWith()
    const plain = blocksOf(source)
    const stamped = new TagBlocks(source, createRandom(1).fork('tags'), [line, line])
    const from = 5e9
    for (const blocks of [plain, stamped]) blocks.cover(from, from + 1e6)
    expect(stamped.origin).toBe(plain.origin)
    const { tags } = plain.ends[0]
    expect(tags.length).toBeGreaterThan(100)
    for (let k = 0; k < tags.length; k++) {
      const time = plain.origin + tags.picoseconds[k]! / 1000
      const stamp = stamped.ends[0].tags.picoseconds[k]!
      expect(Math.abs(stamp - stampOfTrueTime(line, stamped.origin, time))).toBeLessThan(1.01)
      expect(Math.abs(trueTimeOfStamp(line, stamped.origin, stamp) - time)).toBeLessThan(0.002)
    }
  })

  it('are none without light and dark counts, and none before the beginning', () => {
    const dark = blocksOf(
      sourceWith({
        pairsPerSecond: 0,
        alice: endWith({}, { darkCountsPerSecond: 0 }),
        bob: endWith({}, { darkCountsPerSecond: 0 })
      })
    )
    dark.cover(0, 1e10)
    expect(dark.ends.map(({ tags }) => tags.length)).toEqual([0, 0])
    const blocks = blocksOf(sourceWith())
    blocks.cover(-1e9, 1e6)
    expect(blocks.origin).toBe(0)
    expect(blocks.ends[0].tags.picoseconds[0]).toBeGreaterThan(-1000)
  })
})
