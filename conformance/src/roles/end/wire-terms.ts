import { type Measurement, RandomBasis, RequestKind } from '@bellwire/wire'
import type { MeasurementWish } from '../../subject/measurement.js'

/** Kinds of requests as frames have them. */
export const KIND_CODES = {
  keep: RequestKind.KEEP,
  measure: RequestKind.MEASURE,
  prepare: RequestKind.REMOTE_STATE_PREPARATION
} as const

/** How an end measures, as frames have it. */
export function measurementOf({ set, probabilities, rotation }: MeasurementWish): Measurement {
  const [rotationX1, rotationY, rotationX2] = rotation
  const [probability1 = 0, probability2 = 0] = probabilities
  return { randomBasis: RandomBasis[set], probability1, probability2, rotationX1, rotationY, rotationX2 }
}

/** Angles that name a basis (section 3.8), by its code: Z, X and Y. */
export const ANGLES = [
  [0, 0, 0],
  [0, 192, 0],
  [64, 0, 0]
] as const

/** Whether outcomes in a basis are other than those of Φ+ for a pair of that Bell index (NET-089). */
export function isFlipped(basis: number, bellIndex: number): boolean {
  if (basis === 0) return bellIndex % 2 === 1
  if (basis === 1) return bellIndex >= 2
  return basis === 2 && (bellIndex === 1 || bellIndex === 2)
}
