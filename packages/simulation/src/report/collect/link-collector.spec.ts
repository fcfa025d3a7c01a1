import { createRandom } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { waitingProbability } from '../figures/waiting-law.js'
import { LinkCollector } from './link-collector.js'
import { RunCollector } from './run-collector.js'

const SECOND = 1e9

describe('the collector of a link', () => {
  it('counts pairs exactly while it thins them', () => {
    const link = new LinkCollector('alice', 'bob')
    for (let n = 1; n <= 10_000; n++) link.pair(n * SECOND, SECOND, 0.1, 0.9, n & 1 ? 1 : 3)
    const { count, pairs, delivered, waiting, bellIndices } = link.samples()
    expect(count).toBe(10_000)
    expect(pairs.length).toBeLessThanOrEqual(1024)
    expect(bellIndices).toEqual([0, 5000, 0, 5000])
    expect(delivered.at(-1)).toEqual({ seconds: 10_000, count: 10_000 })
    for (const point of delivered) expect(point.count).toBe(point.seconds)
    expect(waiting?.meanSeconds).toBeCloseTo(1, 12)
    expect(waiting?.counts.reduce((sum, one) => sum + one, 0)).toBe(10_000)
  })

  it('gives rate and fidelity at each brightness, with the errors of their statistics', () => {
    const link = new LinkCollector('alice', 'bob')
    for (let n = 0; n < 400; n++) link.pair(n, SECOND / 2, 0.2, n % 2 === 0 ? 0.7 : 0.9, 0)
    for (let n = 0; n < 100; n++) link.pair(n, SECOND * 4, 0.02, NaN, 0)
    const [dim, bright] = link.samples().brightness!.used
    expect(dim).toMatchObject({ brightness: 0.02, count: 100, fidelity: null })
    expect(dim?.ratePerSecond.value).toBeCloseTo(0.25, 12)
    expect(dim?.ratePerSecond.standardError).toBeCloseTo(0.025, 12)
    expect(bright?.fidelity?.value).toBeCloseTo(0.8, 12)
    // Standard deviation 0.1, with Bessel's correction, over √400.
    expect(bright?.fidelity?.standardError).toBeCloseTo((0.1 / 20) * Math.sqrt(400 / 399), 12)
  })

  it('expects exponential waits at the rates of the curve, in the shares of the brightnesses', () => {
    const link = new LinkCollector('alice', 'bob')
    for (let n = 0; n < 30; n++) link.pair(n, SECOND, 0.1, 0.9, 0)
    for (let n = 0; n < 10; n++) link.pair(n, SECOND, 0.15, 0.9, 0)
    const brightness = [
      { brightness: 0.1, fidelity: 0.9, ratePerSecond: 2 },
      { brightness: 0.2, fidelity: 0.8, ratePerSecond: 4 }
    ]
    const law = link.samples({ brightness }).waiting?.law
    for (const t of [0.01, 0.3, 2]) {
      const expected = 0.75 * (1 - Math.exp(-2 * t)) + 0.25 * (1 - Math.exp(-3 * t))
      expect(waitingProbability(law!, t)).toBeCloseTo(expected, 14)
    }
    const short = [brightness[0]!]
    expect(link.samples({ brightness: short }).waiting?.law).toBe(null)
  })

  it('averages fidelities of like storage times', () => {
    const bits = createRandom('storage').stream('storage')
    const link = new LinkCollector('alice', 'bob')
    const curve = (age: number): number => 0.25 + 0.7 * Math.exp(-age / SECOND)
    for (let n = 0; n < 5000; n++) {
      const age = Math.floor((bits.bits32() / 2 ** 32) * SECOND)
      link.stored(age, curve(age))
    }
    const { points } = link.samples().storage!
    expect(points.length).toBeGreaterThan(29)
    expect(points.reduce((sum, point) => sum + point.count, 0)).toBe(5000)
    for (const { seconds, fidelity } of points) expect(Math.abs(fidelity - curve(seconds * SECOND))).toBeLessThan(2e-4)
  })

  it('notes changes of state only', () => {
    const link = new LinkCollector('alice', 'bob')
    for (let n = 0; n < 10; n++) link.life(n * SECOND, 'alice', n < 6 ? 'READY' : 'DRIFTING')
    link.life(3 * SECOND, 'bob', 'DOWN')
    expect(link.samples().life).toEqual([
      { seconds: 0, end: 'alice', state: 'READY' },
      { seconds: 6, end: 'alice', state: 'DRIFTING' },
      { seconds: 3, end: 'bob', state: 'DOWN' }
    ])
  })
})

describe('the collector of a run', () => {
  it('has one collector for each link, and frames in order of number', () => {
    const run = new RunCollector()
    expect(run.link('a', 'b')).toBe(run.link('a', 'b'))
    expect(run.link('b', 'a')).not.toBe(run.link('a', 'b'))
    for (const type of ['GEN', 'REPLY', 'GEN']) run.frameSent(type)
    run.frameLost('GEN')
    run.fault(2 * SECOND, 'bob', 'restarted')
    const samples = run.samples((from) => (from === 'a' ? { storage: [] } : {}))
    expect(samples.links.map(({ from, to }) => from + to)).toEqual(['ab', 'ba'])
    expect(samples.frames).toEqual([
      { type: 'GEN', sent: 2, lost: 1 },
      { type: 'REPLY', sent: 1, lost: 0 }
    ])
    expect(samples.faults).toEqual([{ seconds: 2, at: 'bob', what: 'restarted' }])
  })
})
