import { requireInteger } from '../errors.js'
import { applyPauliToStabilizer, stabilizerHadamard, stabilizerPhase, stabilizerPhaseInverse } from './gates.js'
import { productSign } from './product.js'
import { replaceGenerator } from './replace.js'
import { type StabilizerState, requireQubit } from './state.js'

/** The first generator that anticommutes with Z of the qubit, or −1 when there is none and Z has a value. */
export function generatorAgainstZ(state: StabilizerState, qubit: number): number {
  const start = qubit * state.words
  for (let w = 0; w < state.words; w++) {
    const word = state.stabilizerX[start + w] as number
    if (word !== 0) return 32 * w + 31 - Math.clz32(word & -word)
  }
  return -1
}

/** A measurement in Z, its qubit already checked. */
export function measureZ(state: StabilizerState, qubit: number, uniform: number): 0 | 1 {
  const against = generatorAgainstZ(state, qubit)
  if (against >= 0) {
    const outcome = uniform < 0.5 ? 0 : 1
    replaceGenerator(state, against, qubit, outcome)
    return outcome
  }
  // Z is the product of the generators whose destabilizers anticommute with it.
  const start = qubit * state.words
  for (let w = 0; w < state.words; w++) state.work[w] = state.destabilizerX[start + w] as number
  return productSign(state)
}

/**
 * Measures one qubit along an axis (1, 2, 3 for X, Y, Z); in place, the qubit stays in the eigenstate found. Outcome 0
 * is the eigenvalue +1. `uniform` in [0, 1) decides where the outcome is random, 0 when it is below ½, and is not
 * looked at where it is certain.
 */
export function measureStabilizerQubit(state: StabilizerState, qubit: number, axis: 1 | 2 | 3, uniform: number): 0 | 1 {
  requireQubit(state, 'qubit', qubit)
  requireInteger('axis', axis, 1, 3)
  if (axis === 3) return measureZ(state, qubit, uniform)
  if (axis === 2) stabilizerPhaseInverse(state, qubit)
  stabilizerHadamard(state, qubit)
  const outcome = measureZ(state, qubit, uniform)
  stabilizerHadamard(state, qubit)
  if (axis === 2) stabilizerPhase(state, qubit)
  return outcome
}

/** Sets one qubit to |0> whatever it was; what was entangled with it is left as a measurement of it in Z leaves it. */
export function resetStabilizerQubit(state: StabilizerState, qubit: number, uniform: number): void {
  if (measureStabilizerQubit(state, qubit, 3, uniform) === 1) applyPauliToStabilizer(state, qubit, 1)
}
