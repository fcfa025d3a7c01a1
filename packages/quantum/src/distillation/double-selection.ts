import type { PauliPair } from '../pauli-pair/pair.js'
import { type DistillationErrors, perfectDistillation, requireDistillationErrors } from './errors.js'
import { cnotOnPaulis, type LocalView, viewedEntry, viewedPair } from './local-view.js'
import { requireOutcomes } from './outcomes.js'

// Bit 0 of a term says Z on the first measured qubit, bit 1 X on the second; both are then seen back through the CNOT
// from second to first, and what is found on the first through the CNOT from kept to first.
function createView(): LocalView {
  return {
    terms: 4,
    axes: [new Uint8Array(16), new Uint8Array(16), new Uint8Array(16)],
    weight: new Float64Array(16)
  }
}

function weigh(view: LocalView, gateDepolarising: number, readoutFlip: number): void {
  const gate = 1 - gateDepolarising
  const contrast = 1 - 2 * readoutFlip
  for (let axis = 0; axis < 4; axis++) {
    for (let term = 0; term < 4; term++) {
      const at = 4 * axis + term
      const read = 4 * (term >> 1) + 3 * (term & 1)
      const first = cnotOnPaulis.target[read] as number
      const later = 4 * axis + first
      view.axes[0][at] = cnotOnPaulis.control[later] as number
      view.axes[1][at] = cnotOnPaulis.target[later] as number
      view.axes[2][at] = cnotOnPaulis.control[read] as number
      view.weight[at] =
        (cnotOnPaulis.sign[read] as number) *
        (cnotOnPaulis.sign[later] as number) *
        (read === 0 ? 1 : gate) *
        (later === 0 ? 1 : gate) *
        ((term & 1) === 0 ? 1 : contrast) *
        (term >> 1 === 0 ? 1 : contrast)
    }
  }
}

// The kernels never call back, so what they need may lie here.
const viewA = createView()
const viewB = createView()
const none = new Float64Array(16)
const pairs: [PauliPair, PauliPair, PauliPair] = [none, none, none]

function look(kept: PauliPair, first: PauliPair, second: PauliPair, errors: DistillationErrors): void {
  requireDistillationErrors(errors)
  weigh(viewA, errors.gateDepolarising[0], errors.readoutFlip[0])
  weigh(viewB, errors.gateDepolarising[1], errors.readoutFlip[1])
  pairs[0] = kept
  pairs[1] = first
  pairs[2] = second
}

/** Of outcomes 8·a1 + 4·b1 + 2·a2 + b2, the two bits of a party (A: shift 1, B: shift 0), the first pair's as bit 0. */
function bitsOf(outcomes: number, shift: 0 | 1): number {
  return ((outcomes >> (2 + shift)) & 1) | (((outcomes >> shift) & 1) << 1)
}

/**
 * Double selection as `doubleSelectionBell`, for any three states. `outcomes` is 8·a1 + 4·b1 + 2·a2 + b2 with the bits
 * that A and B report of the pair `first` in Z (1) and of the pair `second` in X (2). Writes the state of `kept` that
 * follows into `into` (which may be an input) and returns the probability of these outcomes; with probability 0 the
 * state is no answer.
 */
export function doubleSelectionPairs(
  kept: PauliPair,
  first: PauliPair,
  second: PauliPair,
  outcomes: number,
  into: PauliPair,
  errors: DistillationErrors = perfectDistillation
): number {
  requireOutcomes(outcomes, 15)
  look(kept, first, second, errors)
  return viewedPair(viewA, viewB, pairs, bitsOf(outcomes, 1), bitsOf(outcomes, 0), into)
}

/** As {@link doubleSelectionPairs}, the outcomes (0..15) drawn with a uniform number in [0, 1) and returned. */
export function drawDoubleSelection(
  kept: PauliPair,
  first: PauliPair,
  second: PauliPair,
  uniform: number,
  into: PauliPair,
  errors: DistillationErrors = perfectDistillation
): number {
  look(kept, first, second, errors)
  let rest = uniform
  let outcomes = 0
  for (let candidate = 0; candidate < 16; candidate++) {
    const probability = viewedEntry(viewA, viewB, pairs, 0, 0, bitsOf(candidate, 1), bitsOf(candidate, 0))
    // Below this an outcome is rounding; it must not be what is left when the others sum to a hair under 1.
    if (probability < 1e-12) continue
    outcomes = candidate
    if (rest < probability) break
    rest -= probability
  }
  viewedPair(viewA, viewB, pairs, bitsOf(outcomes, 1), bitsOf(outcomes, 0), into)
  return outcomes
}
