import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NetworkInputError } from '../errors.js'
import { isBelow, LEAST_ROUNDS, TestWindow } from './test-window.js'

const basis = fc.constantFrom<0 | 1 | 2>(0, 1, 2)
const round = fc.record({ basis, error: fc.boolean() })

/** Park–Miller: the same draws in every run. */
function drawing(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 0x7fff_ffff) / 0x7fff_ffff
}

/** Rounds on Werner pairs: an error in every basis with probability 2(1 − F)/3. */
function roundsOf(fidelity: number, number: number, seed: number): TestWindow {
  const draw = drawing(seed)
  const window = new TestWindow(number)
  for (let k = 0; k < 3 * number; k++) window.add((k % 3) as 0 | 1 | 2, draw() < (2 * (1 - fidelity)) / 3)
  return window
}

describe('a window of test rounds', () => {
  it('gives what counting the last rounds of each basis gives', () => {
    const many = fc.array(round, { minLength: 90, maxLength: 400, size: 'max' })
    fc.assert(
      fc.property(many, fc.integer({ min: LEAST_ROUNDS, max: 60 }), (rounds, size) => {
        const window = new TestWindow(size)
        for (const { basis, error } of rounds) window.add(basis, error)
        const last = [0, 1, 2].map((own) => rounds.filter(({ basis }) => basis === own).slice(-size))
        const measured = window.measured()
        if (last.some(({ length }) => length < LEAST_ROUNDS)) {
          expect(measured).toBeUndefined()
          return
        }
        const shares = last.map((all) => all.filter(({ error }) => error).length / all.length)
        expect(measured?.rounds).toEqual(last.map(({ length }) => length))
        expect(measured?.fidelity).toBeCloseTo(1 - shares.reduce((sum, share) => sum + share, 0) / 2, 12)
      }),
      { seed: 1, numRuns: 200 }
    )
  })

  it('says nothing before there are enough rounds in every basis', () => {
    const window = new TestWindow(100)
    for (let k = 0; k < LEAST_ROUNDS; k++) for (const basis of [0, 1] as const) window.add(basis, false)
    for (let k = 1; k < LEAST_ROUNDS; k++) window.add(2, false)
    expect(window.measured()).toBeUndefined()
    window.add(2, false)
    expect(window.measured()).toMatchObject({ fidelity: 1, rounds: [30, 30, 30] })
    expect(() => new TestWindow(LEAST_ROUNDS - 1)).toThrow(NetworkInputError)
  })

  it.each([0.25, 0.7, 0.95, 0.99])('finds fidelity %f to 5 of the standard errors that it states', (fidelity) => {
    const errors: number[] = []
    for (let seed = 1; seed <= 200; seed++) {
      const measured = roundsOf(fidelity, 300, seed * 7919).measured()
      if (measured === undefined) throw new Error('nothing was measured')
      errors.push((measured.fidelity - fidelity) / measured.standardError)
    }
    for (const error of errors) expect(Math.abs(error)).toBeLessThan(5)
    // The spread of what is found is the one that is stated.
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
    const variance = errors.reduce((sum, error) => sum + error * error, 0) / errors.length
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(errors.length))
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / errors.length))
  })

  it('is below a promise by so many standard errors, or not', () => {
    const measured = { fidelity: 0.9, standardError: 0.01, rounds: [100, 100, 100] } as const
    expect(isBelow(measured, 0.95, 4)).toBe(true)
    expect(isBelow(measured, 0.93, 4)).toBe(false)
    expect(isBelow(measured, 0.93, 2)).toBe(true)
    expect(isBelow(measured, 0.8, 0)).toBe(false)
  })

  it('forgets what is older than it is long', () => {
    const window = new TestWindow(30)
    for (let k = 0; k < 90; k++) window.add((k % 3) as 0 | 1 | 2, true)
    expect(window.measured()?.fidelity).toBeCloseTo(-0.5, 12)
    for (let k = 0; k < 90; k++) window.add((k % 3) as 0 | 1 | 2, false)
    expect(window.measured()?.fidelity).toBe(1)
  })
})
