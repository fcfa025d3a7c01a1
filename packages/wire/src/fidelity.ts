/** Denominator of fractions on the wire: fidelities and bright-state populations are n/65535. */
export const FRACTION_DENOMINATOR = 65_535

/**
 * A fidelity, 0 to 1, as the numerator n of n/65535. Requests are rounded up and estimates down, so that rounding never
 * promises more than there is. A fraction that came off the wire goes back unchanged in either direction.
 *
 * @throws RangeError where the fidelity is not a number from 0 to 1
 */
export function fidelityToWire(fidelity: number, rounding: 'up' | 'down'): number {
  if (!(fidelity >= 0 && fidelity <= 1)) {
    throw new RangeError(`fidelity is ${fidelity}; accepted: a number from 0 to 1`)
  }
  const nearest = Math.round(fidelity * FRACTION_DENOMINATOR)
  // The product may be off by a rounding error where the fidelity is n/65535 exactly; the quotient is what decides.
  const back = fidelityFromWire(nearest)
  if (back === fidelity) return nearest
  if (rounding === 'up') return back > fidelity ? nearest : nearest + 1
  return back < fidelity ? nearest : nearest - 1
}

/** The fidelity, 0 to 1, that a numerator of n/65535 stands for. */
export function fidelityFromWire(numerator: number): number {
  return numerator / FRACTION_DENOMINATOR
}
