/** How one end measures: a set of bases and its probabilities, n/255, or angles in units of 2π/256 (section 3.8). */
export interface MeasurementWish {
  readonly set: 'NONE' | 'XZ' | 'XYZ' | 'CHSH'
  readonly probabilities: readonly number[]
  readonly rotation: readonly [number, number, number]
}

/** Measuring in Z. */
export const IN_Z: MeasurementWish = { set: 'NONE', probabilities: [], rotation: [0, 0, 0] }
