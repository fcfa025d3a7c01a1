import type { Direction } from '../bloch.js'
import type { PairSide, PauliPair } from './pair.js'
import type { BlochQubit } from './qubit.js'

/** Probability of outcome 0 when one side is measured along a unit direction. */
export function pairSideProbability(pair: PauliPair, side: PairSide, direction: Direction): number {
  const along = side === 0 ? 4 : 1
  const mean =
    (direction[0] as number) * (pair[along] as number) +
    (direction[1] as number) * (pair[2 * along] as number) +
    (direction[2] as number) * (pair[3 * along] as number)
  return Math.min(1, Math.max(0, (1 + mean) / 2))
}

/**
 * Measures one side along a unit direction. `uniform` in [0, 1) decides: outcome 0 (eigenvalue +1) when it is below
 * that outcome's probability. The state of the other side, given the outcome, is written into `remaining` (1, x, y, z);
 * the pair itself is left as it was and stands for nothing any more.
 */
export function measurePairSide(
  pair: PauliPair,
  side: PairSide,
  direction: Direction,
  uniform: number,
  remaining: BlochQubit
): 0 | 1 {
  const outcome = uniform < pairSideProbability(pair, side, direction) ? 0 : 1
  const sign = 1 - 2 * outcome
  const x = sign * (direction[0] as number)
  const y = sign * (direction[1] as number)
  const z = sign * (direction[2] as number)
  const across = side === 0 ? 1 : 4
  const along = side === 0 ? 4 : 1
  const twice = 1 + x * (pair[along] as number) + y * (pair[2 * along] as number) + z * (pair[3 * along] as number)
  let squared = 0
  remaining[0] = 1
  for (let k = 1; k < 4; k++) {
    const at = k * across
    const value =
      ((pair[at] as number) +
        x * (pair[at + along] as number) +
        y * (pair[at + 2 * along] as number) +
        z * (pair[at + 3 * along] as number)) /
      twice
    remaining[k] = value
    squared += value * value
  }
  // Rounding can leave a vector a hair outside the ball, far outside after an outcome of probability near 1e-16.
  if (squared > 1) {
    const shrink = 1 / Math.sqrt(squared)
    remaining[1] = (remaining[1] as number) * shrink
    remaining[2] = (remaining[2] as number) * shrink
    remaining[3] = (remaining[3] as number) * shrink
  }
  return outcome
}

/** The state of the other side when `side` is lost or ignored: (1, x, y, z) into `remaining`. */
export function tracePairSide(pair: PauliPair, side: PairSide, remaining: BlochQubit): void {
  const across = side === 0 ? 1 : 4
  remaining[0] = 1
  remaining[1] = pair[across] as number
  remaining[2] = pair[2 * across] as number
  remaining[3] = pair[3 * across] as number
}

/** <a·σ ⊗ b·σ> for unit directions a on side A and b on side B. */
export function pairCorrelator(pair: PauliPair, a: Direction, b: Direction): number {
  const x = b[0] as number
  const y = b[1] as number
  const z = b[2] as number
  let sum = 0
  for (let i = 0; i < 3; i++) {
    const at = 4 * i + 4
    sum +=
      (a[i] as number) * ((pair[at + 1] as number) * x + (pair[at + 2] as number) * y + (pair[at + 3] as number) * z)
  }
  return sum
}

/** Probabilities of the outcomes (0,0), (0,1), (1,0), (1,1), A's first, along a and b, into 4 numbers. */
export function pairProbabilities(pair: PauliPair, a: Direction, b: Direction, into: Float64Array): void {
  const meanA =
    (a[0] as number) * (pair[4] as number) +
    (a[1] as number) * (pair[8] as number) +
    (a[2] as number) * (pair[12] as number)
  const meanB =
    (b[0] as number) * (pair[1] as number) +
    (b[1] as number) * (pair[2] as number) +
    (b[2] as number) * (pair[3] as number)
  const correlator = pairCorrelator(pair, a, b)
  into[0] = Math.max(0, (1 + meanA + meanB + correlator) / 4)
  into[1] = Math.max(0, (1 + meanA - meanB - correlator) / 4)
  into[2] = Math.max(0, (1 - meanA + meanB - correlator) / 4)
  into[3] = Math.max(0, (1 - meanA - meanB + correlator) / 4)
}

/** Measures both sides along a and b with one uniform number in [0, 1); returns 2·outcomeA + outcomeB. */
export function measurePair(pair: PauliPair, a: Direction, b: Direction, uniform: number): 0 | 1 | 2 | 3 {
  const meanA =
    (a[0] as number) * (pair[4] as number) +
    (a[1] as number) * (pair[8] as number) +
    (a[2] as number) * (pair[12] as number)
  const meanB =
    (b[0] as number) * (pair[1] as number) +
    (b[1] as number) * (pair[2] as number) +
    (b[2] as number) * (pair[3] as number)
  const correlator = pairCorrelator(pair, a, b)
  const fourfold = 4 * uniform
  // Cumulative sums of four times the probabilities; the last outcome takes what is left.
  const first = 1 + meanA + meanB + correlator
  if (fourfold < first) return 0
  const upToSecond = 2 + 2 * meanA
  if (fourfold < upToSecond) return 1
  return fourfold < upToSecond + 1 - meanA + meanB - correlator ? 2 : 3
}
