import { QuantumInputError, requireLength } from '../errors.js'

/**
 * Outcome counts of two-qubit tomography in the nine pairs of Pauli bases: 36 numbers,
 * counts[4·(3·a + b) + 2·outcomeA + outcomeB] with a and b the bases of sides A and B, 0..2 for X, Y, Z.
 */
export type TomographyCounts = Float64Array

/** All counts 0. */
export function createTomographyCounts(): TomographyCounts {
  return new Float64Array(36)
}

/** Counts one pair: axes 0..2 for X, Y, Z, outcomes 0 or 1. */
export function addTomographyCount(
  counts: TomographyCounts,
  axisA: number,
  axisB: number,
  outcomeA: number,
  outcomeB: number
): void {
  const at = 4 * (3 * axisA + axisB) + 2 * outcomeA + outcomeB
  counts[at] = (counts[at] as number) + 1
}

/** Throws QuantumInputError unless there are 36 counts, none negative, and at least one in each of the 9 settings. */
export function requireTomographyCounts(counts: ArrayLike<number>): void {
  requireLength('counts', counts, 36)
  for (let setting = 0; setting < 9; setting++) {
    let total = 0
    for (let outcome = 0; outcome < 4; outcome++) {
      const count = counts[4 * setting + outcome] as number
      if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) {
        throw new QuantumInputError(`counts[${4 * setting + outcome}]`, count, 'a number not below 0')
      }
      total += count
    }
    if (total === 0) {
      throw new QuantumInputError(`total of setting ${nameOfSetting(setting)}`, 0, 'at least one pair in every setting')
    }
  }
}

/** XX, XY, …, ZZ for 0..8. */
function nameOfSetting(setting: number): string {
  return `${'XYZ'[Math.floor(setting / 3)]}${'XYZ'[setting % 3]}`
}
