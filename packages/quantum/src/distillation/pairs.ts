import { pairFidelity } from '../pauli-pair/figures.js'
import { type PauliPair, setWernerPair } from '../pauli-pair/pair.js'
import { type DistillationErrors, perfectDistillation } from './errors.js'
import { drawParityCheck, parityCheckPairs } from './parity-check.js'

// The kernels never call back, so the pairs made ready may lie here.
const readyKept = new Float64Array(16)
const readyMeasured = new Float64Array(16)

// Rx(π/2) on A takes <Y> from −<Z> and <Z> from <Y>, Rx(−π/2) on B <Y> from <Z> and <Z> from −<Y>.
const rotatedFrom = Uint8Array.of(0, 1, 3, 2)
const rotatedSignA = Int8Array.of(1, 1, -1, 1)
const rotatedSignB = Int8Array.of(1, 1, 1, -1)

function rotate(pair: PauliPair, into: PauliPair): void {
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      const from = 4 * (rotatedFrom[i] as number) + (rotatedFrom[j] as number)
      into[4 * i + j] = (rotatedSignA[i] as number) * (rotatedSignB[j] as number) * (pair[from] as number)
    }
  }
}

function twirl(pair: PauliPair, into: PauliPair): void {
  setWernerPair(into, Math.min(1, Math.max(0, pairFidelity(pair, 0))), 0)
}

/** DEJMPS as `dejmpsBell`, for any two states: both pairs turned, then as {@link parityCheckPairs}. */
export function dejmpsPairs(
  kept: PauliPair,
  measured: PauliPair,
  outcomes: number,
  into: PauliPair,
  errors: DistillationErrors = perfectDistillation
): number {
  rotate(kept, readyKept)
  rotate(measured, readyMeasured)
  return parityCheckPairs(readyKept, readyMeasured, outcomes, into, errors)
}

/** DEJMPS with outcomes drawn as by {@link drawParityCheck}. */
export function drawDejmps(
  kept: PauliPair,
  measured: PauliPair,
  uniform: number,
  into: PauliPair,
  errors: DistillationErrors = perfectDistillation
): 0 | 1 | 2 | 3 {
  rotate(kept, readyKept)
  rotate(measured, readyMeasured)
  return drawParityCheck(readyKept, readyMeasured, uniform, into, errors)
}

/**
 * BBPSSW as `bbpsswBell`, for any two states: both twirled to Werner states (the mean over the random rotations, which
 * nobody needs to know), then as {@link parityCheckPairs}.
 */
export function bbpsswPairs(
  kept: PauliPair,
  measured: PauliPair,
  outcomes: number,
  into: PauliPair,
  errors: DistillationErrors = perfectDistillation
): number {
  twirl(kept, readyKept)
  twirl(measured, readyMeasured)
  return parityCheckPairs(readyKept, readyMeasured, outcomes, into, errors)
}

/** BBPSSW with outcomes drawn as by {@link drawParityCheck}. */
export function drawBbpssw(
  kept: PauliPair,
  measured: PauliPair,
  uniform: number,
  into: PauliPair,
  errors: DistillationErrors = perfectDistillation
): 0 | 1 | 2 | 3 {
  twirl(kept, readyKept)
  twirl(measured, readyMeasured)
  return drawParityCheck(readyKept, readyMeasured, uniform, into, errors)
}
