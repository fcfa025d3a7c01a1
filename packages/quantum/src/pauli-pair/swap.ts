import { bellSign } from '../bell-index.js'
import { QuantumInputError } from '../errors.js'
import type { PauliPair } from './pair.js'

function contract(
  left: PauliPair,
  right: PauliPair,
  wx: number,
  wy: number,
  wz: number,
  weight: number,
  into: PauliPair
): number {
  if (into === left || into === right) throw new QuantumInputError('into', 'an input pair', 'an array of its own')
  for (let i = 0; i < 16; i += 4) {
    const t0 = (left[i] as number) * weight
    const t1 = (left[i + 1] as number) * wx
    const t2 = (left[i + 2] as number) * wy
    const t3 = (left[i + 3] as number) * wz
    for (let j = 0; j < 4; j++) {
      into[i + j] =
        t0 * (right[j] as number) +
        t1 * (right[j + 4] as number) +
        t2 * (right[j + 8] as number) +
        t3 * (right[j + 12] as number)
    }
  }
  const probability = into[0] as number
  if (probability <= 0) return 0
  const scale = 1 / probability
  into[0] = 1
  for (let k = 1; k < 16; k++) into[k] = (into[k] as number) * scale
  return probability
}

/**
 * Entanglement swapping: pair `left` is (A, B), pair `right` is (C, D), and an ideal Bell measurement on B and C gave
 * `outcome` (BellIndex). Writes the state of (A, D) into `into` (neither of the inputs) and returns the probability of
 * that outcome; with probability 0 the state is not one. No correction is applied: for Bell states i and j the result
 * is i ⊕ j ⊕ outcome. With P_m = ¼ Σ_k s_k(m) σ_k ⊗ σ_k: p·T[i,j] = ¼ Σ_k s_k(m) T_left[i,k] T_right[k,j].
 */
export function swapPairs(left: PauliPair, right: PauliPair, outcome: number, into: PauliPair): number {
  return contract(
    left,
    right,
    bellSign(outcome, 1) / 4,
    bellSign(outcome, 2) / 4,
    bellSign(outcome, 3) / 4,
    1 / 4,
    into
  )
}

/**
 * Swapping by an imperfect Bell measurement. `effect` holds, in BellIndex order, the probability that the measurement
 * reports what it did when B and C are in that Bell state: (1, 0, 0, 0) is an ideal Φ+, (¼, ¼, ¼, ¼) an outcome
 * that knows nothing, (0, 1, 0, 1) a parity found odd with the phase unknown. Else as {@link swapPairs}.
 */
export function swapPairsByEffect(
  left: PauliPair,
  right: PauliPair,
  effect: ArrayLike<number>,
  into: PauliPair
): number {
  const phiPlus = effect[0] as number
  const psiPlus = effect[1] as number
  const phiMinus = effect[2] as number
  const psiMinus = effect[3] as number
  return contract(
    left,
    right,
    (phiPlus + psiPlus - phiMinus - psiMinus) / 4,
    (-phiPlus + psiPlus + phiMinus - psiMinus) / 4,
    (phiPlus - psiPlus + phiMinus - psiMinus) / 4,
    (phiPlus + psiPlus + phiMinus + psiMinus) / 4,
    into
  )
}

/** Probability of one outcome of an ideal Bell measurement that swaps two pairs. */
export function swapProbability(left: PauliPair, right: PauliPair, outcome: number): number {
  let sum = 1
  for (let k = 1; k < 4; k++) sum += bellSign(outcome, k) * (left[k] as number) * (right[4 * k] as number)
  return Math.max(0, sum / 4)
}

/**
 * Draws the outcome of the ideal Bell measurement with a uniform number in [0, 1), writes the state of the outer
 * qubits into `into` and returns the outcome.
 */
export function drawSwap(left: PauliPair, right: PauliPair, uniform: number, into: PauliPair): 0 | 1 | 2 | 3 {
  const xx = (left[1] as number) * (right[4] as number)
  const yy = (left[2] as number) * (right[8] as number)
  const zz = (left[3] as number) * (right[12] as number)
  let rest = uniform
  let outcome = 0
  for (let candidate = 0; candidate < 4; candidate++) {
    const probability =
      (1 + bellSign(candidate, 1) * xx + bellSign(candidate, 2) * yy + bellSign(candidate, 3) * zz) / 4
    // Below this an outcome is rounding; it must not be what is left when the others sum to a hair under 1.
    if (probability < 1e-12) continue
    outcome = candidate
    if (rest < probability) break
    rest -= probability
  }
  swapPairs(left, right, outcome, into)
  return outcome as 0 | 1 | 2 | 3
}
