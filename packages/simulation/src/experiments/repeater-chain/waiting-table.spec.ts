import { cutoffDecay, cutoffMeanTime } from '@bellwire/network-layer'
import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawnPair } from '../../../test/drawn-chain.js'
import { WaitingTable } from './waiting-table.js'

const CUTOFFS = [0.3, 1, 4, Infinity]
const LINKS = 5
const table = new WaitingTable(LINKS, CUTOFFS)
const rates = Array.from({ length: LINKS }, () => 1)

describe('the table of what waiting does', () => {
  it('has the mean times of the chain', () => {
    CUTOFFS.forEach((cutoff, index) => expect(table.meanTimes[index]).toBe(cutoffMeanTime({ rates, cutoff })))
  })

  it('is within a five-hundredth of the loss at decay rates between its own, and exact where nothing decays', () => {
    const exponent = fc.double({ min: -7, max: 0.9, noNaN: true })
    fc.assert(
      fc.property(fc.nat(CUTOFFS.length - 1), exponent, (index, power) => {
        const decay = 10 ** power
        const chain = { rates, cutoff: CUTOFFS[index] as number }
        const exact = cutoffDecay(
          chain,
          rates.slice(1).map(() => decay)
        )
        expect(Math.abs(Math.log(table.left(index, decay)) / Math.log(exact) - 1)).toBeLessThan(1 / 500)
      }),
      { seed: 11, numRuns: 120 }
    )
    expect(table.left(0, 0)).toBe(1)
  })

  it('has next to nothing left beyond the fastest decay', () => {
    expect(table.left(3, 1e4)).toBeLessThan(1e-3)
  })

  it('is what drawing gives', () => {
    const random = createRandom(5).stream('waiting-table')
    CUTOFFS.forEach((cutoff, index) => {
      const pairs = Array.from({ length: 6000 }, () => drawnPair(random, LINKS, cutoff, 'all'))
      const near = (values: readonly number[], exact: number): void => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
        expect(Math.abs(mean - exact)).toBeLessThan(5 * Math.sqrt(variance / values.length))
      }
      near(
        pairs.map(({ time }) => time),
        table.meanTimes[index] as number
      )
      for (const decay of [0.03, 0.4]) {
        const left = pairs.map(({ waits }) => Math.exp(-decay * waits.reduce((sum, wait) => sum + wait, 0)))
        near(left, table.left(index, decay))
      }
    })
  })
})
