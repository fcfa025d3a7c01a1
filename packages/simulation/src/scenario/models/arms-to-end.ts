import type { FieldPath, Problem } from '../read/scenario-error.js'
import type { ArmParts, OpticsInput } from '../schema/optics.js'
import { armOf } from './arm.js'

/**
 * The arms of a link whose station is beside b: the whole fibre is a's.
 *
 * @param storageTime for which a photon is kept at b before it is detected, nanoseconds; frames are taken to need as long
 */
export function armsToEnd(optics: OpticsInput, storageTime = 0): readonly [ArmParts, ArmParts] {
  const whole: ArmParts = { ...(optics.length !== undefined && { length: optics.length }), ...optics.arms?.a }
  return [
    { ...whole, delay: armOf(whole).delay + storageTime },
    { ...optics.arms?.b, length: 0 }
  ]
}

/** What cannot be said of such arms. */
export function* armsToEndProblems(optics: OpticsInput, at: (...path: FieldPath) => FieldPath): Generator<Problem> {
  for (const field of ['length', 'delay'] as const) {
    if ((optics.arms?.b?.[field] ?? 0) > 0)
      yield { path: at('arms', 'b', field), value: 'given', accepted: `no ${field}: the station is beside b` }
  }
}
