import { bellSign } from '@bellwire/quantum'
import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CorrelatorCounts } from './correlator-counts.js'
import { Intervals } from './intervals.js'
import { keyFraction } from './key-rate.js'
import { OutcomeMatching } from './outcome-matching.js'

describe('intervals', () => {
  it('have the rate of the process that they come from', () => {
    const random = createRandom('intervals').stream('times')
    const intervals = new Intervals()
    let time = 0
    const number = 20_000
    for (let event = 0; event <= number; event++) intervals.add((time += 5e8 * random.exponential()))
    expect(intervals.number).toBe(number)
    expect(Math.abs(intervals.rate.value - 2)).toBeLessThan(5 * intervals.rate.standardError)
    // The error of an exponential's mean is the mean over √n.
    expect(intervals.mean.standardError * Math.sqrt(number)).toBeCloseTo(0.5, 1)
    expect(intervals.rate.standardError / intervals.rate.value).toBeCloseTo(
      intervals.mean.standardError / intervals.mean.value,
      12
    )
  })

  it('do not span the time between two series', () => {
    const intervals = new Intervals()
    for (const time of [0, 1e9, 3e9]) intervals.add(time)
    intervals.restart()
    for (const time of [100e9, 103e9]) intervals.add(time)
    expect(intervals.number).toBe(3)
    expect(intervals.mean.value).toBeCloseTo(2, 12)
  })
})

describe('matching by sequence number', () => {
  it('gives the second end what the first has noted, however the two are interleaved', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 300 }),
        fc.integer({ min: 0, max: 2 ** 32 - 400 }),
        (turns, first) => {
          const matching = new OutcomeMatching()
          const next = [first, first]
          for (const turn of turns) {
            const end = turn ? 1 : 0
            const sequence = next[end]!
            next[end]!++
            const heard = matching.note(sequence, 2 * (sequence % 1000) + end)
            expect(heard).toBe(sequence < next[1 - end]! ? 2 * (sequence % 1000) + 1 - end : -1)
          }
        }
      ),
      { seed: 1 }
    )
  })
})

describe('correlators of pairs in turn', () => {
  it('are those of the announced state', () => {
    const counts = new CorrelatorCounts()
    for (let bellIndex = 0; bellIndex < 4; bellIndex++) {
      for (let turn = 0; turn < 3; turn++) {
        const right = bellSign(bellIndex, turn + 1) > 0
        for (let round = 0; round < 10; round++) counts.add(turn, bellIndex, round < 9 ? right : !right)
      }
    }
    for (let turn = 0; turn < 3; turn++) expect(counts.correlator(turn).value).toBeCloseTo(0.8, 12)
    expect(counts.transverse().value).toBeCloseTo(0.8, 12)
    expect(counts.fidelity().value).toBeCloseTo(0.85, 12)
    expect(counts.fidelity().standardError).toBeCloseTo((Math.sqrt(3) * Math.sqrt(0.36 / 40)) / 4, 12)
  })
})

it("a key fraction's error is that of the derivatives of 1 − h(Q) − χ(S)", () => {
  const [s, q] = [2.5758, 0.036]
  const r = Math.sqrt((s / 2) ** 2 - 1)
  const e = (1 - r) / 2
  const bySlope = (Math.log2((1 - e) / e) * s) / (8 * r)
  const byErrors = Math.log2((1 - q) / q)
  const error = keyFraction({ value: s, standardError: 0.01 }, { value: q, standardError: 0 }).standardError
  expect(error).toBeCloseTo(0.01 * bySlope, 7)
  expect(keyFraction({ value: s, standardError: 0 }, { value: q, standardError: 0.001 }).standardError).toBeCloseTo(
    0.001 * byErrors,
    7
  )
})
