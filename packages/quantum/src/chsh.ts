import { bellSign } from './bell-index.js'
import { basisDirections, type Direction } from './bloch.js'
import { singularValues } from './density/eigen.js'
import { binaryEntropy } from './entropy.js'
import { pairCorrelator } from './pauli-pair/measure.js'
import type { PauliPair } from './pauli-pair/pair.js'

/** Two directions for each side of a CHSH test. */
export interface ChshSettings {
  readonly a0: Direction
  readonly a1: Direction
  readonly b0: Direction
  readonly b1: Direction
}

/** A0 = Z, A1 = X, B0 = (Z+X)/√2, B1 = (Z−X)/√2: optimal for Φ+, where it gives 2√2. */
export const chshSettings: ChshSettings = {
  a0: basisDirections[0] as Direction,
  a1: basisDirections[1] as Direction,
  b0: basisDirections[3] as Direction,
  b1: basisDirections[4] as Direction
}

/** The largest value quantum mechanics allows, 2√2. */
export const tsirelsonBound = 2 * Math.SQRT2

/** S = <A0B0> + <A0B1> + <A1B0> − <A1B1> of a pair. */
export function pairChsh(pair: PauliPair, settings: ChshSettings = chshSettings): number {
  const { a0, a1, b0, b1 } = settings
  return (
    pairCorrelator(pair, a0, b0) +
    pairCorrelator(pair, a0, b1) +
    pairCorrelator(pair, a1, b0) -
    pairCorrelator(pair, a1, b1)
  )
}

/**
 * Whether side A's outcome is to be flipped, for A0 = Z and for A1 = X, when the pair was heralded as the Bell state
 * `index`. A measures Pauli observables, so its flips alone turn every Bell state's correlations into those of Φ+;
 * flips of B's outcomes could not.
 */
export function chshFlips(index: number): readonly [a0: boolean, a1: boolean] {
  return [bellSign(index, 3) < 0, bellSign(index, 1) < 0]
}

/** S with {@link chshSettings} after the flips of {@link chshFlips}: √2·(±<ZZ> ± <XX>), 2√2 for the state named. */
export function pairChshFor(pair: PauliPair, index: number): number {
  return Math.SQRT2 * (bellSign(index, 3) * (pair[15] as number) + bellSign(index, 1) * (pair[5] as number))
}

/**
 * The largest S over all settings: 2√(s1² + s2²) with the two largest singular values of the 3×3 correlation matrix
 * (Horodecki, Horodecki and Horodecki, "Violating Bell inequality by mixed spin-1/2 states").
 */
export function pairMaximumChsh(pair: PauliPair): number {
  const correlations = new Float64Array(18)
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) correlations[2 * (3 * i + j)] = pair[4 * (i + 1) + j + 1] as number
  }
  const values = singularValues(correlations)
  return 2 * Math.hypot(values[0] as number, values[1] as number)
}

/**
 * The most an eavesdropper can know of one outcome bit, in bits, given a CHSH value: χ(S) = h((1 + √((S/2)² − 1))/2),
 * 1 at S <= 2 and 0 at 2√2, also beyond it, where only an estimate can be (Acín et al., "Device-independent security of
 * quantum cryptography against collective attacks").
 */
export function holevoBound(chsh: number): number {
  const excess = (chsh / 2) ** 2 - 1
  if (chsh <= 2) return 1
  return binaryEntropy((1 + Math.sqrt(Math.min(1, excess))) / 2)
}
