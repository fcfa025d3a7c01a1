import { createRandom } from '@bellwire/runtime'
import { DistillationProtocol, DistillationSchedule } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimateStage } from './estimate.js'
import { memoryOfStage, nextStep, pairsOfResult, pairsOfStep, type StageRule } from './schedule.js'

const rules = fc.record({
  protocol: fc.constantFrom(...Object.values(DistillationProtocol)),
  schedule: fc.constantFrom(...Object.values(DistillationSchedule)),
  rounds: fc.integer({ min: 1, max: 5 })
})

/** Plays a stage whose steps succeed as told, until results have come about or nothing can happen any more. */
function play(rule: StageRule, memory: number, succeeds: (level: number) => boolean, results: number) {
  const idle: number[] = []
  let pairs = 0
  let done = 0
  while (done < results) {
    const places = nextStep(rule, idle)
    if (places === undefined) {
      if (idle.length === memory) return { done, pairs, stuck: true }
      idle.push(0)
      pairs += 1
      continue
    }
    const levels = places.map((place) => idle[place]!)
    for (const place of [...places].sort((a, b) => b - a)) idle.splice(place, 1)
    if (!succeeds(levels[0]!)) continue
    if (levels[0]! + 1 === rule.rounds) done += 1
    else idle.push(levels[0]! + 1)
  }
  return { done, pairs, stuck: false }
}

describe('a schedule', () => {
  it('combines pairs that it may, the oldest first (NET-205)', () => {
    fc.assert(
      fc.property(rules, fc.array(fc.nat({ max: 4 }), { maxLength: 12 }), (rule, drawn) => {
        const levels = drawn.map((level) => Math.min(level, rule.rounds - 1))
        const places = nextStep(rule, levels)
        const each = pairsOfStep(rule)
        const nested = rule.schedule === DistillationSchedule.NESTED
        if (places === undefined) {
          const fresh = levels.filter((level) => level === 0).length
          if (!nested) expect(fresh >= each || (fresh >= each - 1 && levels.some((level) => level > 0))).toBe(false)
          else for (const level of levels) expect(levels.filter((other) => other === level).length).toBeLessThan(each)
          return
        }
        expect(new Set(places).size).toBe(each)
        const [kept, ...others] = places.map((place) => levels[place]!) as [number, ...number[]]
        for (const other of others) expect(other).toBe(nested ? kept : 0)
        const better = levels.filter((level) => level > kept)
        if (nested)
          for (const level of better) expect(better.filter((other) => other === level).length).toBeLessThan(each)
        else expect(better).toEqual([])
        expect(places.slice(1)).toEqual(places.slice(1).sort((a, b) => a - b))
        if (nested) expect(places[0]).toBe(levels.indexOf(kept))
      }),
      { seed: 71, numRuns: 500 }
    )
  })

  it('comes to results in the memory that it is given, however steps turn out, and to none in less (NET-202)', () => {
    fc.assert(
      fc.property(rules, fc.integer(), (rule, seed) => {
        const random = createRandom(`schedule ${seed}`).stream('steps')
        const enough = memoryOfStage(rule)
        expect(play(rule, enough, () => random.uniform() < 0.7, 3)).toMatchObject({ done: 3, stuck: false })
        expect(play(rule, enough - 1, () => true, 1)).toMatchObject({ done: 0, stuck: true })
        expect(play(rule, enough, () => true, 1).pairs).toBe(pairsOfResult(rule))
      }),
      { seed: 72, numRuns: 60 }
    )
  })

  it('spends as many pairs on a result as is estimated', () => {
    const random = createRandom(73).stream('steps')
    for (const schedule of Object.values(DistillationSchedule)) {
      for (const protocol of [DistillationProtocol.DEJMPS, DistillationProtocol.DOUBLE_SELECTION]) {
        const rule = { protocol, schedule, rounds: 2 }
        const fidelity = 0.75
        const first = estimateStage({ ...rule, rounds: 1 }, fidelity)
        const both = estimateStage(rule, fidelity)
        const each = pairsOfStep(rule)
        const chances = [
          each / first.pairs,
          (schedule === DistillationSchedule.NESTED ? each * first.pairs : first.pairs + each - 1) / both.pairs
        ]
        const samples = Array.from({ length: 3000 }, () =>
          play(rule, memoryOfStage(rule), (level) => random.uniform() < chances[level]!, 1)
        ).map(({ pairs }) => pairs)
        const mean = samples.reduce((sum, pairs) => sum + pairs, 0) / samples.length
        const variance = samples.reduce((sum, pairs) => sum + (pairs - mean) ** 2, 0) / samples.length
        expect(Math.abs(mean - both.pairs)).toBeLessThan(5 * Math.sqrt(variance / samples.length))
      }
    }
  })
})
