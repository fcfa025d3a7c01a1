import * as v from 'valibot'
import { quantity, quantityAbove } from '../components/parameter.js'
import { combEfficiency, onDemandSeconds } from './atomic-frequency-comb.js'

export const combStorage = v.strictObject({
  toothShape: v.picklist(['square', 'gaussian'], "'square' or 'gaussian'"),
  /** d, see AtomicFrequencyComb. */
  peakDepth: quantity(0, Infinity),
  finesse: quantity(1, Infinity),
  backgroundDepth: quantity(0, Infinity),
  /** Δ: spacing of the teeth, hertz. */
  spacingHertz: quantityAbove(0),
  /** n: the echo in which the photon is read out. */
  echo: v.pipe(v.number('an integer >= 1'), v.integer('an integer >= 1'), v.minValue(1, 'an integer >= 1'))
})

/** A photon stored in an atomic frequency comb and read out on demand in one of its echoes. */
export type CombStorage = v.InferOutput<typeof combStorage>

/** Share of the photons that come out again in the echo asked for, see combEfficiency. */
export function storageEfficiency(storage: CombStorage): number {
  return combEfficiency(storage, storage.echo)
}

/** How long the photon is in the memory, nanoseconds: n/Δ. */
export function storageNanoseconds({ echo, spacingHertz }: CombStorage): number {
  return 1e9 * onDemandSeconds(spacingHertz, echo)
}
