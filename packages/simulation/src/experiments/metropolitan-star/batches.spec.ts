import { jainIndex } from '@bellwire/physical-layer'
import { createRandom, type RandomStream } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { errorByBatches, meanWaitError, quantileError } from './batches.js'

const LINKS = 44
const TURNS = 2640
const RUNS = 200

type Policy = (turn: number, stream: RandomStream) => number

const atRandom: Policy = (_, stream) => stream.below(LINKS)

/** Spread of a statistic over many runs, and the root mean square of the errors that are stated of it. */
function compared(name: string, one: (stream: RandomStream) => readonly [value: number, error: number]) {
  const stream = createRandom('batches').stream(name)
  const runs = Array.from({ length: RUNS }, () => one(stream))
  const mean = runs.reduce((sum, [value]) => sum + value, 0) / RUNS
  return {
    spread: Math.sqrt(runs.reduce((sum, [value]) => sum + (value - mean) ** 2, 0) / (RUNS - 1)),
    stated: Math.sqrt(runs.reduce((sum, [, error]) => sum + error ** 2, 0) / RUNS),
    mean
  }
}

const servedOf = (turns: readonly number[]) => {
  const served = Array.from({ length: LINKS }, () => 0)
  for (const link of turns) served[link]!++
  return served
}

function jain(policy: Policy) {
  return (stream: RandomStream) => {
    const turns = Array.from({ length: TURNS }, (_, turn) => policy(turn, stream))
    return [jainIndex(servedOf(turns)), errorByBatches(turns, LINKS, jainIndex)] as const
  }
}

describe('the standard error of Jain’s index', () => {
  it.each<readonly [string, Policy]>([
    ['at random', atRandom],
    ['by demand', (_, stream) => (stream.bernoulli(0.75) ? 0 : LINKS / 2) + stream.below(LINKS / 2)],
    ['half for one', (turn, stream) => (turn % 2 === 0 ? 0 : stream.below(LINKS))]
  ])('is its spread over runs, or up to √2 of it: %s', (name, policy) => {
    const { spread, stated } = compared(name, jain(policy))
    // Two hundred runs know a spread to a twentieth; √2 too much of links that are alike.
    expect(stated / spread).toBeGreaterThan(0.85)
    expect(stated / spread).toBeLessThan(1.6)
  })

  it('is almost nothing of links that are served in turn', () => {
    const [value, error] = jain((turn) => turn % LINKS)(createRandom('batches').stream('turn'))
    expect(value).toBe(1)
    expect(error).toBeLessThan(1e-12)
    expect(errorByBatches([3], LINKS, jainIndex)).toBe(0)
  })
})

describe('the standard error of a percentile', () => {
  it('is its spread over runs', () => {
    const { spread, stated } = compared('independent', (stream) => {
      const sorted = Float64Array.from({ length: TURNS }, () => stream.exponential()).sort()
      return [sorted[Math.ceil(0.95 * TURNS) - 1]!, quantileError(sorted, 0.95)] as const
    })
    expect(stated / spread).toBeGreaterThan(0.85)
    expect(stated / spread).toBeLessThan(1.2)
  })

  it('is more, but not twice as much, for waits of links that share turns', () => {
    const { spread, stated, mean } = compared('waits', (stream) => {
      const last = Array.from({ length: LINKS }, () => -1)
      const waits: number[] = []
      for (let turn = 0; turn < TURNS; turn++) {
        const link = atRandom(turn, stream)
        waits.push(turn - last[link]! - 1)
        last[link] = turn
      }
      const sorted = Float64Array.from(waits).sort()
      return [sorted[Math.ceil(0.95 * sorted.length) - 1]!, quantileError(sorted, 0.95)] as const
    })
    expect(mean).toBeGreaterThan(120)
    expect(mean).toBeLessThan(135)
    expect(stated / spread).toBeGreaterThan(1)
    expect(stated / spread).toBeLessThan(1.7)
  })

  it('is nothing of numbers that are all the same', () => {
    expect(quantileError([5, 5, 5, 5], 0.95)).toBe(0)
    expect(quantileError([5], 0.95)).toBe(0)
  })
})

describe('the standard error of a mean wait', () => {
  it('is its spread over runs where some turns go to links that do not ask', () => {
    const { spread, stated } = compared('others', (stream) => {
      let [waits, waited] = [0, 0]
      for (let turn = 0; turn < TURNS; turn++) {
        const ends = atRandom(turn, stream) < LINKS / 2
        waits += ends ? 1 : 0
        waited += ends ? LINKS / 2 - 1 : LINKS / 2
      }
      return [waited / waits, meanWaitError(waited / waits, waits, TURNS)] as const
    })
    expect(stated / spread).toBeGreaterThan(0.85)
    expect(stated / spread).toBeLessThan(1.15)
  })

  it('is that of one wait where every turn ends one', () => {
    expect(meanWaitError(250, 100, 100)).toBeCloseTo(2.5, 12)
  })
})
