import type { PauliPair } from '../pauli-pair/pair.js'
import { type DistillationErrors, perfectDistillation, requireDistillationErrors } from './errors.js'
import { cnotOnPaulis, type LocalView, viewedEntry, viewedPair } from './local-view.js'
import { requireOutcomes } from './outcomes.js'

// Term 0 has I and term 1 Z on the measured qubit after the CNOT, which is its own inverse.
function createView(): LocalView {
  const view: LocalView = {
    terms: 2,
    axes: [new Uint8Array(16), new Uint8Array(16), new Uint8Array(16)],
    weight: new Float64Array(16)
  }
  for (let axis = 0; axis < 4; axis++) {
    for (let term = 0; term < 2; term++) {
      view.axes[0][4 * axis + term] = cnotOnPaulis.control[4 * axis + 3 * term] as number
      view.axes[1][4 * axis + term] = cnotOnPaulis.target[4 * axis + 3 * term] as number
    }
  }
  return view
}

function weigh(view: LocalView, gateDepolarising: number, readoutFlip: number): void {
  for (let axis = 0; axis < 4; axis++) {
    for (let term = 0; term < 2; term++) {
      const gate = axis === 0 && term === 0 ? 1 : 1 - gateDepolarising
      const readout = term === 0 ? 1 : 1 - 2 * readoutFlip
      view.weight[4 * axis + term] = (cnotOnPaulis.sign[4 * axis + 3 * term] as number) * gate * readout
    }
  }
}

// The kernels never call back, so what they need may lie here. No term looks at a third pair but at its T[0] = 1.
const viewA = createView()
const viewB = createView()
const none = Float64Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
const pairs: [PauliPair, PauliPair, PauliPair] = [none, none, none]

function look(kept: PauliPair, measured: PauliPair, errors: DistillationErrors): void {
  requireDistillationErrors(errors)
  weigh(viewA, errors.gateDepolarising[0], errors.readoutFlip[0])
  weigh(viewB, errors.gateDepolarising[1], errors.readoutFlip[1])
  pairs[0] = kept
  pairs[1] = measured
}

/**
 * A bilateral CNOT from `kept` to `measured` and a Z measurement of both qubits of `measured`, for any two states.
 * `outcomes` is 2·(bit that A reports) + (bit that B reports). Writes the state of `kept` that follows into `into`
 * (which may be an input) and returns the probability of these outcomes; with probability 0 the state is no answer.
 *
 * Outcomes 3 on two pairs left by single-click heralds, (1 − α)|Ψ+><Ψ+| + α|11><11|, leave Ψ+ itself ("Entanglement
 * distillation between solid-state quantum network nodes", Kalb et al.).
 */
export function parityCheckPairs(
  kept: PauliPair,
  measured: PauliPair,
  outcomes: number,
  into: PauliPair,
  errors: DistillationErrors = perfectDistillation
): number {
  requireOutcomes(outcomes, 3)
  look(kept, measured, errors)
  return viewedPair(viewA, viewB, pairs, outcomes >> 1, outcomes & 1, into)
}

/**
 * As {@link parityCheckPairs}, the outcomes drawn by their probabilities with a uniform number in [0, 1) and returned
 * as 2·(A's bit) + (B's bit).
 */
export function drawParityCheck(
  kept: PauliPair,
  measured: PauliPair,
  uniform: number,
  into: PauliPair,
  errors: DistillationErrors = perfectDistillation
): 0 | 1 | 2 | 3 {
  look(kept, measured, errors)
  let rest = uniform
  let outcomes = 0
  for (let candidate = 0; candidate < 4; candidate++) {
    const probability = viewedEntry(viewA, viewB, pairs, 0, 0, candidate >> 1, candidate & 1)
    // Below this an outcome is rounding; it must not be what is left when the others sum to a hair under 1.
    if (probability < 1e-12) continue
    outcomes = candidate
    if (rest < probability) break
    rest -= probability
  }
  viewedPair(viewA, viewB, pairs, outcomes >> 1, outcomes & 1, into)
  return outcomes as 0 | 1 | 2 | 3
}
