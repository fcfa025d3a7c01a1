import type { BellDiagonal } from '../bell-diagonal.js'
import {
  bothGatesWork,
  comparisonFlip,
  type DistillationErrors,
  perfectDistillation,
  requireDistillationErrors
} from './errors.js'

// Bell indices (x, z) under a bilateral CNOT from the kept pair to the measured one: x of the kept pair is added to
// the measured one, z of the measured pair to the kept one; Z measured on both sides tells the measured pair's x.
// When a gate fails both pairs are mixed evenly over all 16 indices, of which each kept one passes with 2/16.
function checkParity(
  p0: number,
  p1: number,
  p2: number,
  p3: number,
  q0: number,
  q1: number,
  q2: number,
  q3: number,
  errors: DistillationErrors,
  into: Float64Array
): number {
  requireDistillationErrors(errors)
  const works = bothGatesWork(errors)
  const wrong = works * comparisonFlip(errors)
  const right = works - wrong
  const failed = (1 - works) / 8
  const phiPlus = right * (p0 * q0 + p2 * q2) + wrong * (p0 * q1 + p2 * q3) + failed
  const psiPlus = right * (p1 * q1 + p3 * q3) + wrong * (p1 * q0 + p3 * q2) + failed
  const phiMinus = right * (p0 * q2 + p2 * q0) + wrong * (p0 * q3 + p2 * q1) + failed
  const psiMinus = right * (p1 * q3 + p3 * q1) + wrong * (p1 * q2 + p3 * q0) + failed
  const success = phiPlus + psiPlus + phiMinus + psiMinus
  const scale = success > 0 ? 1 / success : 0
  into[0] = phiPlus * scale
  into[1] = psiPlus * scale
  into[2] = phiMinus * scale
  into[3] = psiMinus * scale
  return success
}

/**
 * The step that all these protocols share: each party applies a CNOT from its qubit of `kept` to its qubit of
 * `measured`, measures the latter in Z, and `kept` is kept when the two bits are equal. Writes the state kept into
 * `into` (which may be an input) and returns the probability of success; with probability 0 `into` is all zero.
 */
export function parityCheckBell(
  kept: BellDiagonal,
  measured: BellDiagonal,
  into: Float64Array,
  errors: DistillationErrors = perfectDistillation
): number {
  return checkParity(
    kept[0] as number,
    kept[1] as number,
    kept[2] as number,
    kept[3] as number,
    measured[0] as number,
    measured[1] as number,
    measured[2] as number,
    measured[3] as number,
    errors,
    into
  )
}

/**
 * BBPSSW toward Φ+ ("Purification of noisy entanglement and faithful teleportation via noisy channels", Bennett et
 * al.): both pairs are twirled to Werner states of their fidelity, then as {@link parityCheckBell}. The state kept is
 * not yet twirled, so that nothing of it is lost to who uses it otherwise. With a = (1 − F)/3 for each pair: success
 * p = F1F2 + F1a2 + F2a1 + 5a1a2, fidelity (F1F2 + a1a2)/p.
 */
export function bbpsswBell(
  kept: BellDiagonal,
  measured: BellDiagonal,
  into: Float64Array,
  errors: DistillationErrors = perfectDistillation
): number {
  const p = kept[0] as number
  const q = measured[0] as number
  const a = (1 - p) / 3
  const b = (1 - q) / 3
  return checkParity(p, a, a, a, q, b, b, b, errors, into)
}

/**
 * DEJMPS toward Φ+ ("Quantum privacy amplification and the security of quantum cryptography over noisy channels",
 * Deutsch et al.): A turns both of its qubits by Rx(π/2) and B by Rx(−π/2), which exchanges Φ− and Ψ−, then as
 * {@link parityCheckBell}.
 */
export function dejmpsBell(
  kept: BellDiagonal,
  measured: BellDiagonal,
  into: Float64Array,
  errors: DistillationErrors = perfectDistillation
): number {
  return checkParity(
    kept[0] as number,
    kept[1] as number,
    kept[3] as number,
    kept[2] as number,
    measured[0] as number,
    measured[1] as number,
    measured[3] as number,
    measured[2] as number,
    errors,
    into
  )
}
