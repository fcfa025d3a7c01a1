import { requireRange } from '../errors.js'
import { chiSquaredTail } from '../statistics/chi-squared.js'
import { countOf, type RoundTally } from './tally.js'

/** The probabilities of settings that were declared, as far as they were. */
export interface DeclaredInputs {
  /** Of a key round, A's 0 and B's 2. */
  readonly keyProbability: number
  /** Of each of the four pairs of test settings. What is left is A's 1 with B's 2. */
  readonly testSettingProbability: number
}

export interface InputCheck {
  readonly statistic: number
  readonly degrees: number
  /** That honest inputs are as far off as these, or farther. */
  readonly probability: number
}

/**
 * Pearson's χ² test of how often each pair of settings occurred: against the probabilities that were declared, or, where
 * none were, against what always holds: the four pairs of test settings are alike, and A's setting does not depend on B's 2
 * if any round had A's 1 with it.
 *
 * Inputs that depend on the devices, or on which rounds are kept, undo every analysis here; this finds the coarse cases.
 */
export function checkInputs(tally: RoundTally, declared?: DeclaredInputs): InputCheck {
  const tests = tally.tests.map(countOf)
  const rest = [countOf(tally.key), tally.unused]
  if (declared === undefined) {
    const groups = [tests, ...(tally.unused > 0 ? [rest] : [])].filter((counts) => total(counts) > 0)
    let [statistic, degrees] = [0, 0]
    for (const counts of groups) {
      statistic += pearson(
        counts,
        counts.map(() => 1 / counts.length)
      )
      degrees += counts.length - 1
    }
    return { statistic, degrees, probability: degrees === 0 ? 1 : chiSquaredTail(statistic, degrees) }
  }
  const { keyProbability, testSettingProbability } = declared
  requireRange('keyProbability', keyProbability, 0, 1)
  requireRange('testSettingProbability', testSettingProbability, 0, 0.25)
  const left = 1 - keyProbability - 4 * testSettingProbability
  const probabilities = [...tests.map(() => testSettingProbability), keyProbability, left > 1e-12 ? left : 0]
  const statistic = pearson([...tests, ...rest], probabilities)
  const degrees = probabilities.filter((probability) => probability > 0).length - 1
  if (!Number.isFinite(statistic)) return { statistic, degrees, probability: 0 }
  return { statistic, degrees, probability: degrees === 0 ? 1 : chiSquaredTail(statistic, degrees) }
}

/** Σ (count − n·p)²/(n·p); ∞ where something occurred that cannot. */
function pearson(counts: readonly number[], probabilities: readonly number[]): number {
  const all = total(counts)
  return counts.reduce((sum, count, k) => {
    const expected = all * (probabilities[k] as number)
    if (expected === 0) return count === 0 ? sum : Number.POSITIVE_INFINITY
    return sum + (count - expected) ** 2 / expected
  }, 0)
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
