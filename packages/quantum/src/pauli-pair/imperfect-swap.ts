import { applyPauliToBell } from '../bell-diagonal.js'
import { requireLength, requireRange } from '../errors.js'
import type { PauliPair } from './pair.js'
import { swapPairsByEffect, swapProbability } from './swap.js'

/**
 * How a Bell measurement by CNOT, Hadamard on the control and readout of both qubits errs: 4 numbers in BellIndex
 * order, at d the probability that it reports m ⊕ d when the qubits are in Bell state m, the same for every m. With
 * probability `gateDepolarising` the CNOT leaves both qubits maximally mixed (average gate fidelity 1 − 3p/4);
 * `controlFlip` is the probability that the control's readout, the phase bit, is wrong, `targetFlip` that the target's,
 * the parity bit, is; all 0..1. As a Pauli channel on the swapped pair (`convolveBell`) they are what the error does
 * on average after the Pauli that corrects for the outcome reported.
 */
export function bellMeasurementErrors(
  gateDepolarising: number,
  controlFlip: number,
  targetFlip: number,
  into: Float64Array = new Float64Array(4)
): Float64Array {
  requireRange('gateDepolarising', gateDepolarising, 0, 1)
  requireRange('controlFlip', controlFlip, 0, 1)
  requireRange('targetFlip', targetFlip, 0, 1)
  for (let error = 0; error < 4; error++) {
    const parity = (error & 1) === 0 ? 1 - targetFlip : targetFlip
    const phase = (error & 2) === 0 ? 1 - controlFlip : controlFlip
    into[error] = (1 - gateDepolarising) * parity * phase + gateDepolarising / 4
  }
  return into
}

// The kernels never call back, so what they need may lie here.
const effect = new Float64Array(4)
const ideal = new Float64Array(4)

/**
 * As `swapPairs` by a Bell measurement with the errors of {@link bellMeasurementErrors}, when it reported `outcome`:
 * the state of the outer qubits into `into` (neither of the inputs), the probability of that report returned.
 */
export function swapPairsImperfectly(
  left: PauliPair,
  right: PauliPair,
  errors: Float64Array,
  outcome: number,
  into: PauliPair
): number {
  requireLength('errors', errors, 4)
  return swapPairsByEffect(left, right, applyPauliToBell(errors, outcome, effect), into)
}

/**
 * Draws what a Bell measurement with the errors of {@link bellMeasurementErrors} reports, by its exact probabilities
 * and with a uniform number in [0, 1); writes the state of the outer qubits, given that report, into `into` (neither of
 * the inputs) and returns the report (BellIndex).
 */
export function drawImperfectSwap(
  left: PauliPair,
  right: PauliPair,
  errors: Float64Array,
  uniform: number,
  into: PauliPair
): 0 | 1 | 2 | 3 {
  for (let index = 0; index < 4; index++) ideal[index] = swapProbability(left, right, index)
  let rest = uniform
  let outcome = 0
  for (let candidate = 0; candidate < 4; candidate++) {
    let probability = 0
    for (let error = 0; error < 4; error++) {
      probability += (errors[error] as number) * (ideal[candidate ^ error] as number)
    }
    // Below this an outcome is rounding; it must not be what is left when the others sum to a hair under 1.
    if (probability < 1e-12) continue
    outcome = candidate
    if (rest < probability) break
    rest -= probability
  }
  swapPairsImperfectly(left, right, errors, outcome, into)
  return outcome as 0 | 1 | 2 | 3
}
