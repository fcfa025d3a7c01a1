import { createRandom, type RandomSource, VirtualClock } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { numbered, pair } from '../test/recording.js'
import { type Channel, MemoryNetwork } from './index.js'

const FRAMES = 20_000

/** Sends FRAMES frames, one every microsecond; how often and with which delays each arrived. */
function run(channel: Channel, seed: number): { delays: number[][]; counts: number[] } {
  const { clock, one, arrivals } = pair(channel, { seed, observed: false })
  for (let serial = 0; serial < FRAMES; serial++) {
    clock.run({ until: serial * 1000 })
    one.send(2, numbered(serial))
  }
  clock.run()
  const delays: number[][] = Array.from({ length: FRAMES }, () => [])
  for (const { at, serial } of arrivals) delays[serial]?.push(at - serial * 1000)
  return { delays, counts: delays.map((times) => times.length) }
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Expects the number of ones in `flags` to be binomial, and neighbours to be independent, within 5 sigma. */
function expectIndependent(flags: readonly number[], probability: number): void {
  const variance = probability * (1 - probability)
  expect(Math.abs(total(flags) - probability * flags.length)).toBeLessThan(5 * Math.sqrt(variance * flags.length))
  const products = flags.slice(1).map((flag, index) => (flag - probability) * ((flags[index] ?? 0) - probability))
  expect(Math.abs(total(products))).toBeLessThan(5 * variance * Math.sqrt(products.length))
}

describe('faults', () => {
  it.each([0.01, 0.3, 0.9])('lose each frame with probability %d, independently', (loss) => {
    const { counts } = run({ delay: 10, loss }, 11)
    expect(counts.every((count) => count <= 1)).toBe(true)
    const lost = counts.map((count) => 1 - count)
    expectIndependent(lost, loss)
  })

  it.each([0.02, 0.5])('repeat each frame with probability %d, independently', (duplication) => {
    const { counts } = run({ delay: 10, duplication }, 12)
    expect(counts.every((count) => count === 1 || count === 2)).toBe(true)
    const repeated = counts.map((count) => count - 1)
    expectIndependent(repeated, duplication)
  })

  it('delay each frame uniformly from 0 to the jitter', () => {
    const jitter = 9
    const { delays } = run({ delay: 10, jitter }, 13)
    const histogram: number[] = new Array(jitter + 1).fill(0)
    for (const [delay] of delays) histogram[(delay ?? Number.NaN) - 10]! += 1
    expect(total(histogram)).toBe(FRAMES)
    const p = 1 / (jitter + 1)
    for (const count of histogram)
      expect(Math.abs(count - p * FRAMES)).toBeLessThan(5 * Math.sqrt(p * (1 - p) * FRAMES))
  })

  it('let some frames be overtaken, with their probability', () => {
    const { delays } = run({ delay: 10, reordering: { probability: 0.2, extraDelay: 1500 } }, 14)
    const late = delays.map(([delay]) => (delay === 1510 ? 1 : 0))
    expect(delays.every(([delay]) => delay === 10 || delay === 1510)).toBe(true)
    expectIndependent(late, 0.2)
  })

  it('draw from streams of their own: what is lost does not depend on the other faults, nor one direction on the other', () => {
    const alone = run({ delay: 10, loss: 0.3 }, 15).counts
    const all = run(
      { delay: 10, loss: 0.3, duplication: 0.5, jitter: 50, reordering: { probability: 0.5, extraDelay: 5 } },
      15
    )
    expect(all.counts.map((count) => Math.min(count, 1))).toEqual(alone)

    const { clock, one, two, arrivals } = pair({ delay: 10, loss: 0.3 }, { seed: 15, observed: false })
    for (let serial = 0; serial < FRAMES; serial++) {
      two.send(1, numbered(serial))
      one.send(2, numbered(serial))
    }
    clock.run()
    const arrived = new Set(arrivals.map(({ serial }) => serial))
    expect(alone.map((count, serial) => arrived.has(serial) === (count === 1)).every(Boolean)).toBe(true)
  })

  it('take their streams by documented names, each once and only when it is needed', () => {
    const clock = new VirtualClock()
    const seeded = createRandom(1)
    const paths: string[] = []
    const random: RandomSource = {
      stream: (path) => {
        paths.push(path)
        return seeded.stream(path)
      },
      fork: (path) => seeded.fork(path)
    }
    const network = new MemoryNetwork({ clock, random })
    network.connect(1, 2, {
      delay: 1,
      loss: 0,
      duplication: 0,
      jitter: 0,
      reordering: { probability: 0, extraDelay: 5 }
    })
    network.connect(3, 2, { delay: 1, loss: 0.5 })
    const [one, three] = [network.attach(1, 'one'), network.attach(3, 'three')]
    network.attach(2, 'two')
    for (let serial = 0; serial < 9; serial++) one.send(2, numbered(serial))
    expect(paths).toEqual([])
    for (let serial = 0; serial < 9; serial++) three.send(2, numbered(serial))
    expect(paths).toEqual(['network/3>2/loss'])
    network.configure(1, 2, { loss: 0.1, duplication: 0.5, jitter: 3, reordering: { probability: 0.5, extraDelay: 5 } })
    for (let serial = 0; serial < 20; serial++) one.send(2, numbered(serial))
    expect(paths.sort()).toEqual([
      'network/1>2/duplication',
      'network/1>2/jitter',
      'network/1>2/loss',
      'network/1>2/reordering',
      'network/3>2/loss'
    ])
  })

  it('differ between the directions and between seeds', () => {
    const lost = (seed: number, forward: boolean): string => {
      const { clock, one, two, recording } = pair({ delay: 10, loss: 0.5 }, { seed })
      for (let serial = 0; serial < 64; serial++) {
        if (forward) one.send(2, numbered(serial))
        else two.send(1, numbered(serial))
      }
      clock.run()
      const dropped = recording.lines.filter((line) => line.includes('loss'))
      return dropped.map((line) => /"serial":(\d+)/.exec(line)?.[1]).join()
    }
    expect(lost(1, true)).toBe(lost(1, true))
    expect(new Set([lost(1, true), lost(1, false), lost(2, true), lost(2, false)]).size).toBe(4)
  })
})
