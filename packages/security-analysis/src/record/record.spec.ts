import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { observedChsh } from '../complementarity/sifted.js'
import { chiSquaredTail } from '../statistics/chi-squared.js'
import { checkInputs } from './input-check.js'
import { gameOf, observedChshDeviation, type RecordedRound, roundsOf, tallyRounds, testsOf } from './tally.js'

const bit = fc.constantFrom<0 | 1>(0, 1)
const rounds = fc.array(fc.record({ x: bit, y: fc.constantFrom<0 | 1 | 2>(0, 1, 2), a: bit, b: bit }), {
  maxLength: 200
})

describe('the record of rounds', () => {
  it('is counted once, and won where a ⊕ b = xy', () => {
    fc.assert(
      fc.property(rounds, (recorded) => {
        const tally = tallyRounds(recorded)
        const tests = recorded.filter(({ y }) => y < 2)
        const key = recorded.filter(({ x, y }) => x === 0 && y === 2)
        expect(roundsOf(tally)).toBe(recorded.length)
        expect(testsOf(tally)).toBe(tests.length)
        expect(gameOf(tally)).toEqual({
          won: tests.filter(({ x, y, a, b }) => (a ^ b) === (x & y)).length,
          lost: tests.filter(({ x, y, a, b }) => (a ^ b) !== (x & y)).length
        })
        expect(tally.key.unequal).toBe(key.filter(({ a, b }) => a !== b).length)
        expect(tally.unused).toBe(recorded.filter(({ x, y }) => x === 1 && y === 2).length)
      })
    )
  })

  it('gives a CHSH value that scatters as its deviation says', () => {
    let state = 7
    const uniform = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
    const [sessions, each, visibility] = [400, 1000, 0.9]
    const values: number[] = []
    let stated = 0
    for (let session = 0; session < sessions; session++) {
      const recorded: RecordedRound[] = Array.from({ length: each }, () => {
        const [x, y] = [uniform() < 0.5 ? 0 : 1, uniform() < 0.5 ? 0 : 1] as const
        const won = uniform() < (1 + visibility * Math.SQRT1_2) / 2
        const a = uniform() < 0.5 ? 0 : 1
        return { x, y, a, b: (a ^ (x & y) ^ (won ? 0 : 1)) as 0 | 1 }
      })
      const { tests } = tallyRounds(recorded)
      values.push(observedChsh(tests))
      stated += observedChshDeviation(tests) / sessions
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / sessions
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (sessions - 1))
    expect(Math.abs(mean - visibility * 2 * Math.SQRT2)).toBeLessThan((5 * stated) / Math.sqrt(sessions))
    expect(Math.abs(deviation / stated - 1)).toBeLessThan(5 / Math.sqrt(2 * sessions))
    expect(observedChshDeviation(tallyRounds([]).tests)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('the χ² tail', () => {
  it('is the integral of the density', () => {
    for (const degrees of [1, 2, 3, 4, 5, 9, 40]) {
      for (const at of [0.3, 1, 3, 8, 20, 70]) {
        // With x = t², the integrand is smooth at 0 too: 2·t^(k−1)·e^(−t²/2) over 2^(k/2)·Γ(k/2); both ends by one rule.
        const integral = (from: number, to: number): number => {
          const steps = 20_000
          let sum = 0
          for (let k = 0; k <= steps; k++) {
            const t = from + ((to - from) * k) / steps
            sum += (k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2) * t ** (degrees - 1) * Math.exp(-(t * t) / 2)
          }
          return (sum * (to - from)) / steps / 3
        }
        const tail = integral(Math.sqrt(at), 30) / integral(0, 30)
        expect(Math.abs(chiSquaredTail(at, degrees) - tail)).toBeLessThan(1e-10 + 1e-8 * tail)
      }
    }
    expect(chiSquaredTail(0, 3)).toBe(1)
    expect(chiSquaredTail(12, 2)).toBeCloseTo(Math.exp(-6), 14)
    expect(chiSquaredTail(1000, 3)).toBeGreaterThan(0)
  })
})

describe('the check of inputs', () => {
  const tally = (tests: readonly number[], key: number, unused: number) => ({
    tests: tests.map((equal) => ({ equal, unequal: 0 })),
    key: { equal: key, unequal: 0 },
    unused
  })

  it('holds counts against what was declared', () => {
    const declared = { keyProbability: 0.25, testSettingProbability: 0.125 }
    const right = checkInputs(tally([125, 125, 125, 125], 250, 250), declared)
    expect(right).toEqual({ statistic: 0, degrees: 5, probability: 1 })
    const off = checkInputs(tally([225, 25, 125, 125], 250, 250), declared)
    expect(off.statistic).toBeCloseTo(160, 9)
    expect(off.probability).toBeLessThan(1e-30)
    const impossible = checkInputs(tally([125, 125, 125, 125], 499, 1), {
      keyProbability: 0.5,
      testSettingProbability: 0.125
    })
    expect(impossible).toMatchObject({ degrees: 4, probability: 0 })
  })

  it('asks for alike settings where nothing was declared', () => {
    expect(checkInputs(tally([100, 100, 100, 100], 900, 0))).toEqual({ statistic: 0, degrees: 3, probability: 1 })
    expect(checkInputs(tally([100, 100, 100, 100], 300, 100)).statistic).toBeCloseTo(100, 9)
    expect(checkInputs(tally([100, 100, 100, 100], 300, 100)).degrees).toBe(4)
    expect(checkInputs(tally([0, 0, 0, 0], 5, 0)).probability).toBe(1)
  })
})
