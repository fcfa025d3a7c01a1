import { requireInteger } from '../errors.js'
import { applyPauliToStabilizer, stabilizerCnot, stabilizerHadamard } from './gates.js'
import { generatorAgainstZ, measureZ } from './measure.js'
import type { StabilizerState } from './state.js'

/**
 * A Bell measurement of two qubits; in place, the two stay in the Bell state found, whose BellIndex is returned.
 * `uniform` in [0, 1) decides what is random: the phase bit by its half, the parity bit by the half of that half.
 */
export function measureStabilizerBell(
  state: StabilizerState,
  first: number,
  second: number,
  uniform: number
): 0 | 1 | 2 | 3 {
  stabilizerCnot(state, first, second)
  stabilizerHadamard(state, first)
  const random = generatorAgainstZ(state, first) >= 0
  const phase = measureZ(state, first, uniform)
  const parity = measureZ(state, second, random ? 2 * uniform - phase : uniform)
  stabilizerHadamard(state, first)
  stabilizerCnot(state, first, second)
  return (2 * phase + parity) as 0 | 1 | 2 | 3
}

/**
 * Puts two qubits into the Bell state of a BellIndex whatever they were: what a heralded link leaves. What was
 * entangled with them is left as a Bell measurement of them leaves it, drawn with `uniform` in [0, 1).
 */
export function setStabilizerBell(
  state: StabilizerState,
  first: number,
  second: number,
  index: number,
  uniform: number
): void {
  requireInteger('index', index, 0, 3)
  const found = measureStabilizerBell(state, first, second, uniform)
  applyPauliToStabilizer(state, first, found ^ index)
}
