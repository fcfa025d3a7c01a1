import { createPair, type PauliPair } from '../pauli-pair/pair.js'
import { requireTomographyCounts } from './counts.js'

/** +1 or −1: what outcome `outcome` (2·outcomeA + outcomeB) of a setting contributes to <σ_i ⊗ σ_j>, i or j may be 0. */
function outcomeSign(i: number, j: number, outcome: number): number {
  const signA = i === 0 || outcome < 2 ? 1 : -1
  const signB = j === 0 || outcome % 2 === 0 ? 1 : -1
  return signA * signB
}

function settingTotal(counts: ArrayLike<number>, setting: number): number {
  let total = 0
  for (let outcome = 0; outcome < 4; outcome++) total += counts[4 * setting + outcome] as number
  return total
}

/** Whether setting (3·a + b) measures <σ_i ⊗ σ_j>: its axes are i − 1 and j − 1 where these are not the identity. */
function tells(setting: number, i: number, j: number): boolean {
  return (i === 0 || Math.floor(setting / 3) === i - 1) && (j === 0 || setting % 3 === j - 1)
}

/** The number of pairs in the settings that measure coefficient 4·i + j. */
function pooledTotal(counts: ArrayLike<number>, i: number, j: number): number {
  let total = 0
  for (let setting = 0; setting < 9; setting++) {
    if (tells(setting, i, j)) total += settingTotal(counts, setting)
  }
  return total
}

/**
 * Tomography by linear inversion: each Pauli coefficient is the mean of the outcomes that measure it, those of one
 * side over its three settings pooled. Unbiased, but with few counts not a state: an eigenvalue may be negative.
 *
 * @throws QuantumInputError when a count is bad or a setting has none
 */
export function linearInversion(counts: ArrayLike<number>): PauliPair {
  requireTomographyCounts(counts)
  const pair = createPair()
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      if (i === 0 && j === 0) continue
      let sum = 0
      for (let setting = 0; setting < 9; setting++) {
        if (!tells(setting, i, j)) continue
        for (let outcome = 0; outcome < 4; outcome++) {
          sum += outcomeSign(i, j, outcome) * (counts[4 * setting + outcome] as number)
        }
      }
      pair[4 * i + j] = sum / pooledTotal(counts, i, j)
    }
  }
  return pair
}

/**
 * Standard error of Σ gradient[k]·T[k] over the 16 coefficients from {@link linearInversion}: the nine multinomial
 * covariances, propagated. Outcome probabilities are taken as (n + 1)/(N + 4), so that a setting in which an outcome
 * never occurred still has an error; for many counts that is the plain frequency.
 */
export function linearStandardError(counts: ArrayLike<number>, gradient: ArrayLike<number>): number {
  requireTomographyCounts(counts)
  let variance = 0
  for (let setting = 0; setting < 9; setting++) {
    const a = Math.floor(setting / 3) + 1
    const b = (setting % 3) + 1
    const total = settingTotal(counts, setting)
    const joint = (gradient[4 * a + b] as number) / total
    const alone = (gradient[4 * a] as number) / pooledTotal(counts, a, 0)
    const partner = (gradient[b] as number) / pooledTotal(counts, 0, b)
    let mean = 0
    let square = 0
    for (let outcome = 0; outcome < 4; outcome++) {
      const weight =
        joint * outcomeSign(a, b, outcome) + alone * outcomeSign(a, 0, outcome) + partner * outcomeSign(0, b, outcome)
      const probability = ((counts[4 * setting + outcome] as number) + 1) / (total + 4)
      mean += weight * probability
      square += weight * weight * probability
    }
    variance += total * (square - mean * mean)
  }
  return Math.sqrt(Math.max(0, variance))
}
