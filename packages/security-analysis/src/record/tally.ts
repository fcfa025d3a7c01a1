import type { SettingCount } from '../complementarity/sifted.js'
import { requireInteger } from '../errors.js'

/**
 * What was recorded of a session in which A has the settings 0 and 1 and B the settings 0, 1 (test) and 2 (key), outcomes
 * 0 and 1: every round is counted once, and a round without a click as the outcome that stands for it.
 */
export interface RoundTally {
  /** Rounds with A's 0 and B's 2: outcomes equal and unequal. */
  readonly key: SettingCount
  /** Rounds with A's 1 and B's 2, which serve for nothing. */
  readonly unused: number
  /** Test rounds by setting 00, 01, 10, 11. */
  readonly tests: readonly SettingCount[]
}

/** A round as it is recorded. */
export interface RecordedRound {
  readonly x: 0 | 1
  readonly y: 0 | 1 | 2
  readonly a: 0 | 1
  readonly b: 0 | 1
}

export function tallyRounds(rounds: Iterable<RecordedRound>): RoundTally {
  const key = { equal: 0, unequal: 0 }
  const tests = [0, 1, 2, 3].map(() => ({ equal: 0, unequal: 0 }))
  let unused = 0
  for (const { x, y, a, b } of rounds) {
    const count = y < 2 ? (tests[2 * x + y] as typeof key) : x === 0 ? key : undefined
    if (count === undefined) unused++
    else if (a === b) count.equal++
    else count.unequal++
  }
  return { key, unused, tests }
}

export function countOf({ equal, unequal }: SettingCount): number {
  return equal + unequal
}

/** Rounds of a session. */
export function roundsOf({ key, unused, tests }: RoundTally): number {
  return countOf(key) + unused + testsOf({ tests })
}

/** Test rounds, of all settings. */
export function testsOf({ tests }: Pick<RoundTally, 'tests'>): number {
  return tests.reduce((sum, count) => sum + countOf(count), 0)
}

/** Test rounds that win the CHSH game, a ⊕ b = xy, and that lose it. */
export function gameOf({ tests }: Pick<RoundTally, 'tests'>): { readonly won: number; readonly lost: number } {
  let won = 0
  tests.forEach(({ equal, unequal }, setting) => (won += setting === 3 ? unequal : equal))
  return { won, lost: testsOf({ tests }) - won }
}

/**
 * Standard deviation of `observedChsh`: √Σ(1 − E_xy²)/n_xy, E_xy the correlator of a setting, from the counts of that
 * setting. A setting of few rounds makes it large, one of none infinite.
 */
export function observedChshDeviation(tests: readonly SettingCount[]): number {
  let variance = 0
  for (const { equal, unequal } of tests) {
    requireInteger('equal', equal, 0)
    requireInteger('unequal', unequal, 0)
    const rounds = equal + unequal
    variance += rounds === 0 ? Number.POSITIVE_INFINITY : (1 - ((equal - unequal) / rounds) ** 2) / rounds
  }
  return Math.sqrt(variance)
}
