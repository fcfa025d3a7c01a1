import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LinkCollector } from '../collect/link-collector.js'
import type { WaitingLaw } from '../samples.js'
import { waitingFigure } from './waiting.js'
import { meanWaiting, waitingProbability } from './waiting-law.js'

describe('the laws of waiting', () => {
  it('sum a geometric law’s attempts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 40 }), (percent, attempts) => {
        const probability = percent / 100
        const law: WaitingLaw = { kind: 'geometric', probability, periodSeconds: 0.25, offsetSeconds: 3 }
        let sum = 0
        for (let k = 1; k <= attempts; k++) sum += probability * (1 - probability) ** (k - 1)
        // Just after an attempt has ended it counts; at the instant of its end it does not yet.
        expect(waitingProbability(law, 3 + (attempts + 0.5) * 0.25)).toBeCloseTo(sum, 12)
        expect(waitingProbability(law, 3 + (attempts + 1) * 0.25)).toBeCloseTo(sum, 12)
      }),
      { seed: 3 }
    )
  })

  it('have the means that the area above them gives', () => {
    const parts: readonly WaitingLaw[] = [
      { kind: 'exponential', ratePerSecond: 2, offsetSeconds: 0.5 },
      { kind: 'geometric', probability: 0.2, periodSeconds: 0.1 }
    ]
    const mixture: WaitingLaw = {
      kind: 'mixture',
      parts: parts.map((law, index) => ({ share: index === 0 ? 0.3 : 0.7, law }))
    }
    for (const law of [...parts, mixture]) {
      const step = 1e-3
      let area = 0
      for (let t = step / 2; t < 30; t += step) area += (1 - waitingProbability(law, t)) * step
      expect(area).toBeCloseTo(meanWaiting(law), 3)
    }
  })
})

describe('the histogram', () => {
  const rate = 3
  const bits = createRandom('waiting figure').stream('waits')
  const link = new LinkCollector('alice', 'bob')
  for (let n = 0; n < 20_000; n++) {
    const wait = (-Math.log((bits.bits32() + 0.5) / 2 ** 32) / rate) * 1e9
    link.pair(n, Math.round(wait), NaN, NaN, 0)
  }
  const figureOf = (ratePerSecond: number) =>
    waitingFigure(link.samples({ waiting: { kind: 'exponential', ratePerSecond } }).waiting!)
  const chiSquare = (ratePerSecond: number): readonly [number, number] => {
    const [, text] = figureOf(ratePerSecond).facts.find(([name]) => name.startsWith('χ²'))!
    const [statistic, freedom] = text.replace(/\s/g, '').split('/').map(Number)
    return [statistic!, freedom!]
  }

  it('agrees with the law that it was drawn from, and not with another', () => {
    const [right, freedom] = chiSquare(rate)
    expect(freedom).toBeGreaterThan(20)
    expect(Math.abs(right - freedom)).toBeLessThan(5 * Math.sqrt(2 * freedom))
    expect(chiSquare(rate * 1.1)[0]).toBeGreaterThan(freedom + 5 * Math.sqrt(2 * freedom))
  })

  it('shows every wait, or says how many it leaves out', () => {
    const { data, facts } = figureOf(rate)
    const shown = data.rows.reduce((sum, row) => sum + Number(row[2]?.replace(/\s/g, '')), 0)
    const [, beyond = '0'] = facts.find(([name]) => name === 'longer than shown') ?? []
    expect(shown + Number(beyond.replace(/\s/g, ''))).toBe(20_000)
    expect(shown).toBeGreaterThan(0.99 * 20_000)
    expect(data.rows.length).toBeGreaterThan(15)
    expect(data.rows.length).toBeLessThan(65)
  })
})
