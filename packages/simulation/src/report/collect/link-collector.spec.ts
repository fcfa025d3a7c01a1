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
    expect(waiting?.beyond).toBe(0)
  })

  /** Fidelity 1 − α, and ten pairs per second and unit of α. */
  const curve = [0.05, 0.1, 0.2, 0.4].map((brightness) => {
    return { brightness, fidelity: 1 - brightness, ratePerSecond: 10 * brightness }
  })

  it('gives rate and fidelity at each brightness, with the errors of their statistics', () => {
    const link = new LinkCollector('alice', 'bob')
    for (let n = 0; n < 400; n++) link.pair(n, SECOND / 2, 0.8, n % 2 === 0 ? 0.7 : 0.9, 0)
    for (let n = 0; n < 100; n++) link.pair(n, SECOND * 4, 0.925, NaN, 0)
    for (let n = 0; n < 10; n++) link.pair(n, SECOND, NaN, NaN, 0)
    const { brightness, pairs } = link.samples({ brightness: curve })
    expect(brightness!.used.length).toBe(2)
    const [dim, bright] = brightness!.used
    expect(dim).toMatchObject({ brightness: 0.075, count: 100, fidelity: null })
    expect(dim?.ratePerSecond.value).toBeCloseTo(0.25, 12)
    expect(dim?.ratePerSecond.standardError).toBeCloseTo(0.025, 12)
    expect(bright?.brightness).toBe(0.2)
    expect(bright?.fidelity?.value).toBeCloseTo(0.8, 12)
    // Standard deviation 0.1, with Bessel's correction, over √400.
    expect(bright?.fidelity?.standardError).toBeCloseTo((0.1 / 20) * Math.sqrt(400 / 399), 12)
    expect([pairs[0], pairs[450], pairs[505]].map((pair) => pair?.brightness)).toEqual([0.2, 0.075, NaN])
  })

  it('tells like fidelities apart no further than test rounds correct them', () => {
    const link = new LinkCollector('alice', 'bob')
    for (let n = 0; n < 4000; n++) link.pair(n, 1, 0.7 + 0.03 * ((n * 0.618) % 1), 0.7, 0)
    const { used } = link.samples({ brightness: curve }).brightness!
    expect(used.length).toBeGreaterThan(1)
    expect(used.length).toBeLessThan(7)
    expect(used.reduce((sum, { count }) => sum + count, 0)).toBe(4000)
    const mean = used.reduce((sum, { brightness, count }) => sum + brightness * count, 0) / 4000
    expect(mean).toBeCloseTo(0.285, 3)
  })

  it('takes a goodness beyond the curve, as test rounds may give it, for the best point', () => {
    const link = new LinkCollector('alice', 'bob')
    link.pair(0, 1, 0.97, 0.9, 0)
    expect(link.samples({ brightness: curve }).brightness!.used[0]?.brightness).toBe(0.05)
  })

  it('expects exponential waits at the rates of the curve, in the shares of the brightnesses', () => {
    const link = new LinkCollector('alice', 'bob')
    for (let n = 0; n < 30; n++) link.pair(n, SECOND, 0.8, 0.9, 0)
    for (let n = 0; n < 10; n++) link.pair(n, SECOND, 0.7, 0.9, 0)
    const law = link.samples({ brightness: curve }).waiting?.law
    for (const t of [0.01, 0.3, 2]) {
      const expected = 0.75 * (1 - Math.exp(-2 * t)) + 0.25 * (1 - Math.exp(-3 * t))
      expect(waitingProbability(law!, t)).toBeCloseTo(expected, 14)
    }
    expect(link.samples().waiting?.law).toBe(null)
  })

  it('asks for the closed forms of the brightness most used and of the longest storage', () => {
    const link = new LinkCollector('alice', 'bob')
    for (let n = 0; n < 30; n++) link.pair(n, SECOND, n % 3 === 0 ? 0.9 : 0.8, 0.9, 0)
    link.stored(3 * SECOND, 0.6)
    link.matching(0, 'Z', false)
    const asked: number[][] = []
    const { storage, errorRates, chsh } = link.samples({
      brightness: curve,
      errorRates: { Z: [{ label: 'paper', value: 0.2, error: 0.1 }] },
      pairs: (...values) => {
        asked.push(values)
        return { label: 'model', storage: [{ seconds: 0, fidelity: 0.5 }], chsh: 2.2, errorRates: { Z: 0.3 } }
      }
    })
    expect(asked.length).toBe(1)
    expect(asked[0]?.[0]).toBe(0.2)
    expect(asked[0]?.[1]).toBeGreaterThanOrEqual(3 * SECOND)
    expect(asked[0]?.[1]).toBeLessThan(3.2 * SECOND)
    expect(storage).toMatchObject({ curveLabel: 'model', curve: [{ seconds: 0, fidelity: 0.5 }] })
    expect(errorRates[0]?.references).toEqual([
      { label: 'paper', value: 0.2, error: 0.1 },
      { label: 'model', value: 0.3 }
    ])
    expect(chsh).toBe(null)
  })

  it('averages fidelities of like storage times', () => {
    const bits = createRandom('storage').stream('storage')
    const link = new LinkCollector('alice', 'bob')
    const decay = (age: number): number => 0.25 + 0.7 * Math.exp(-age / SECOND)
    for (let n = 0; n < 5000; n++) {
      const age = Math.floor((bits.bits32() / 2 ** 32) * SECOND)
      link.stored(age, decay(age))
    }
    const { points } = link.samples().storage!
    expect(points.length).toBeGreaterThan(29)
    expect(points.reduce((sum, point) => sum + point.count, 0)).toBe(5000)
    for (const { seconds, fidelity } of points) expect(Math.abs(fidelity - decay(seconds * SECOND))).toBeLessThan(2e-4)
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
    const samples = run.samples((from) => (from === 'a' ? { waiting: { kind: 'exponential', ratePerSecond: 1 } } : {}))
    expect(samples.links.map(({ from, to }) => from + to)).toEqual(['ab', 'ba'])
    expect(samples.frames).toEqual([
      { type: 'GEN', sent: 2, lost: 1 },
      { type: 'REPLY', sent: 1, lost: 0 }
    ])
    expect(samples.faults).toEqual([{ seconds: 2, at: 'bob', what: 'restarted' }])
  })
})
