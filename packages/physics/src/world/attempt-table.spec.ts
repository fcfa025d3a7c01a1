import { createRandom } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { AttemptTable } from './attempt-table.js'
import { attemptModel, type HeraldingModel } from './heralding/heralding-model.js'
import { chiSquareSigmas } from '../../test/statistics.js'

const light = { present: true, brightness: 0.5 }
const optics = { efficiencyA: 0.6, efficiencyB: 0.5, photonOverlap: 0.9, phaseContrast: 1, operationsContrast: 1 }
const noise = [0.02, 0.01] as const

function tableOf(model: HeraldingModel): AttemptTable {
  return new AttemptTable(
    attemptModel(model, light, light, noise),
    attemptModel(model, light, light, [0, 0]),
    noise,
    (s) => s
  )
}

describe('the slot of the first herald', () => {
  it('of two-round attempts follows the chain stepped slot by slot', () => {
    const table = tableOf({ kind: 'two-click', parameters: optics })
    const { first, second } = attemptModel({ kind: 'two-click', parameters: optics }, light, light, noise)
    const goOn = [1, 2].map((bit) => first.patterns.find(({ detectors }) => detectors === bit)?.probability ?? 0)
    // Exact: probability of being at the start of an attempt, or in round two after either detector, slot by slot.
    const slots = 40
    const exact: number[] = []
    let [fresh, after0, after1] = [1, 0, 0]
    for (let slot = 0; slot < slots; slot++) {
      const success = [0, 1].map((d) => second?.[d]?.heraldProbability as number)
      exact.push(after0 * (success[0] as number) + after1 * (success[1] as number))
      const failed = after0 * (1 - (success[0] as number)) + after1 * (1 - (success[1] as number))
      const going = (goOn[0] as number) + (goOn[1] as number)
      ;[fresh, after0, after1] = [
        fresh * (1 - going) + failed,
        fresh * (goOn[0] as number),
        fresh * (goOn[1] as number)
      ]
    }
    const random = createRandom('chain').stream('heralds')
    const draws = 200_000
    const counts = new Array<number>(slots).fill(0)
    let none = 0
    for (let n = 0; n < draws; n++) {
      const slot = table.firstHerald(slots, random)
      if (slot < 0) none++
      else counts[slot] = (counts[slot] as number) + 1
    }
    const expected = exact.map((p) => p * draws)
    expected.push(draws - expected.reduce((sum, p) => sum + p, 0))
    expect(chiSquareSigmas([...counts, none], expected)).toBeLessThan(5)
    expect(counts[0]).toBe(0)
  })

  it('of one-round attempts is geometric and never past the run', () => {
    const table = tableOf({ kind: 'single-click', parameters: optics })
    const random = createRandom('one').stream('heralds')
    const p = table.heralds.total
    const draws = 50_000
    const counts = new Array<number>(11).fill(0)
    for (let n = 0; n < draws; n++) {
      const slot = table.firstHerald(10, random)
      counts[slot < 0 ? 10 : slot] = (counts[slot < 0 ? 10 : slot] as number) + 1
    }
    const expected = counts.map((_, k) => draws * (k < 10 ? p * (1 - p) ** k : (1 - p) ** 10))
    expect(chiSquareSigmas(counts, expected)).toBeLessThan(5)
  })

  it('never comes where nothing can click', () => {
    const nothing = { present: false, brightness: 0 }
    const model: HeraldingModel = { kind: 'two-click', parameters: optics }
    const dark = attemptModel(model, nothing, nothing, [0, 0])
    const table = new AttemptTable(dark, dark, [0, 0], (s) => s)
    const random = createRandom('none').stream('heralds')
    expect(table.firstHerald(1e15, random)).toBe(-1)
    expect(table.firstClick(1e15, random)).toBe(-1)
  })
})

describe('the share of noise in a pattern', () => {
  it('is the noise terms of the closed form', () => {
    const p = [0.01, 0.01] as const
    const model: HeraldingModel = { kind: 'single-click', parameters: optics }
    const a = { present: true, brightness: 0.1 }
    const table = new AttemptTable(attemptModel(model, a, a, p), attemptModel(model, a, a, [0, 0]), p, (s) => s)
    // D terms: nothing arrives at all, and exactly one detector counts noise.
    const dark = (1 - 0.1 * optics.efficiencyA) * (1 - 0.1 * optics.efficiencyB)
    const noiseClicks = dark * 2 * 0.01 * 0.99
    const share = table.heralds.outcomes.reduce((sum, { noiseShare }) => sum + noiseShare, 0) / 2
    expect(share).toBeCloseTo(noiseClicks / table.heralds.total, 12)
  })
})

describe('drawing a pattern', () => {
  it('covers the whole unit interval and only what can happen', () => {
    const { first } = tableOf({ kind: 'single-click', parameters: optics })
    expect(first.at(0)).not.toBeNull()
    expect(first.at(1 - 1e-12)).toBeNull()
    expect(first.given(1 - 2 ** -53)).toBe(first.outcomes[first.outcomes.length - 1])
  })
})
