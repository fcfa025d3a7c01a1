import { Basis, type BasisCode } from '@bellwire/device'
import { createRandom } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import {
  BEST_TABLES,
  type Habit,
  interceptedPairs,
  LOCAL_TABLES,
  localStrategy,
  mislabelledPairs,
  rememberingDevices,
  silentDevices
} from './adversaries.js'
import { type Strategy, wernerPairs } from './played-pairs.js'

const ROUNDS = 40_000
/** Of S, for pairs of settings that are played equally often: √(16/n) at most; five times that. */
const BAND = 5 * Math.sqrt(16 / ROUNDS)

/** S of what devices play; no outcome counts as +1. */
function chsh(strategy: Strategy): number {
  const random = createRandom(9).stream('settings')
  const sums = [0, 0, 0, 0]
  const counts = [0, 0, 0, 0]
  for (let round = 0; round < ROUNDS; round++) {
    const cell = random.below(4)
    const bases: readonly BasisCode[] = [cell & 1 ? Basis.ZMinus : Basis.ZPlus, cell & 2 ? Basis.X : Basis.Z]
    const first = random.below(2) as 0 | 1
    const second = (1 - first) as 0 | 1
    const outcome = strategy.outcome(first, bases[first]!, round, undefined)
    const answer = strategy.outcome(second, bases[second]!, round, { basis: bases[first]!, outcome })
    sums[cell]! += (outcome ?? 0) === (answer ?? 0) ? 1 : -1
    counts[cell]! += 1
  }
  return sums.reduce((sum, each, cell) => sum + ((cell === 3 ? -1 : 1) * each) / counts[cell]!, 0)
}

const draws = () => createRandom(4).stream('devices')

describe('what adversaries play', () => {
  it('has S of at most 2 for every table of outcomes, exactly 2 for eight of them', () => {
    const values = Array.from({ length: LOCAL_TABLES }, (_, table) => chsh(localStrategy(() => table)))
    expect(values.map(Math.abs)).toEqual(values.map(() => 2))
    expect(values.map((value, table) => (value > 0 ? table : -1)).filter((table) => table >= 0)).toEqual(BEST_TABLES)
  })

  it.each(['balance', 'keep', 'hash', 'chase'] satisfies Habit[])('has S of at most 2 with a memory (%s)', (habit) => {
    const value = chsh(rememberingDevices(habit, draws()))
    expect(value).toBeLessThan(2 + BAND)
    expect(value).toBeGreaterThan(1)
  })

  it('has S of at most 2 where outcomes that would lose are kept back', () => {
    expect(Math.abs(chsh(silentDevices(draws())) - 2)).toBeLessThan(BAND)
  })

  it.each([0, 0.3, 1])('loses S in proportion to the pairs that are intercepted (%f)', (fraction) => {
    // At π/8 from Z: cos(a − φ)·cos(b − φ), summed with the signs of S.
    const angle = Math.PI / 8
    const terms = [0, Math.PI / 2].flatMap((a) =>
      [Math.PI / 4, -Math.PI / 4].map((b) => Math.cos(a - angle) * Math.cos(b - angle))
    )
    const intercepted = terms.reduce((sum, term, cell) => sum + (cell === 3 ? -term : term), 0)
    const expected = (1 - fraction) * 2 * Math.SQRT2 * 0.98 + fraction * intercepted
    expect(Math.abs(intercepted)).toBeLessThanOrEqual(Math.SQRT2 + 1e-12)
    const played = chsh(interceptedPairs({ fraction, angle: () => angle, visibility: 0.98 }, draws()))
    expect(Math.abs(played - expected)).toBeLessThan(BAND)
  })

  it.each([
    [1, 0],
    [2, 0],
    [3, -2 * Math.SQRT2]
  ] as const)('has the S of the Bell state that was not told (%i)', (bellIndex, all) => {
    const half = chsh(mislabelledPairs({ fraction: 0.5, bellIndex, visibility: 1 }, draws()))
    expect(Math.abs(half - (all + 2 * Math.SQRT2) / 2)).toBeLessThan(BAND)
  })

  it('has 2√2 times the visibility for honest pairs', () => {
    expect(Math.abs(chsh(wernerPairs(0.9, draws())) - 2 * Math.SQRT2 * 0.9)).toBeLessThan(BAND)
  })
})
