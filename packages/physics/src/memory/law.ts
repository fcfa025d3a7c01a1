import type { Nanoseconds } from '@bellwire/runtime'

/**
 * How one stored qubit decays. The map on its Bloch vector is (x, y, z) ↦ (f_x·x, f_y·y, f_z·z + s), so on a pair's
 * Pauli coefficients rows (or columns) are scaled and the shift adds s times the partner's own row (or column).
 */
export interface MemoryLaw {
  /**
   * What happens between two ages of a qubit, nanoseconds since it began to be stored. Writes f_x, f_y, f_z and the
   * shift s to out[0..3]. Steps compose: ages 0→t₁→t₂ give the same map as 0→t₂, however often the qubit is looked at.
   *
   * @param ageBefore 0 <= ageBefore <= ageAfter
   */
  factors(ageBefore: Nanoseconds, ageAfter: Nanoseconds, out: Float64Array): void
}
