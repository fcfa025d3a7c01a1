import type { Picoseconds, RandomStream } from '@bellwire/runtime'
import { WorldError } from './errors.js'

/** When a photon is detected relative to the instant it is due. */
export type PhotonShape =
  /** Spontaneous decay: never early, late by an exponential time of this mean, nanoseconds. */
  | { readonly kind: 'exponential'; readonly decayTime: number }
  /** A symmetric pulse around the due instant; full width at half maximum in nanoseconds, 0 for a sharp one. */
  | { readonly kind: 'gaussian'; readonly fullWidthHalfMaximum: number }

const SIGMA_PER_FULL_WIDTH = 1 / (2 * Math.sqrt(2 * Math.LN2))
/** A photon so late that this many draws miss the window is put at its nearer edge. */
const DRAWS = 64

/** @throws WorldError for a width that is not a number >= 0 */
export function checkPhotonShape(shape: PhotonShape): void {
  const [field, width]: readonly [string, number] =
    shape.kind === 'exponential'
      ? ['photon.decayTime', shape.decayTime]
      : ['photon.fullWidthHalfMaximum', shape.fullWidthHalfMaximum]
  if (!(width >= 0 && width < Infinity)) throw new WorldError(field, width, 'a number of nanoseconds >= 0')
}

/**
 * The offset of a detection from the opening of its gate, 0 <= offset < window. The gate is centred on the instant
 * `due` belongs to; a detection known to have happened lies inside it, so draws outside are repeated.
 *
 * @param lateness how much later than the gate's centre the photon was due, nanoseconds; negative for early
 * @param window length of the gate, nanoseconds
 */
export function photonOffset(
  shape: PhotonShape,
  lateness: number,
  jitterPicoseconds: number,
  window: number,
  random: RandomStream
): Picoseconds {
  const due = 1000 * (window / 2 + lateness)
  let offset = 0
  for (let draw = 0; draw < DRAWS; draw++) {
    offset = due
    if (shape.kind === 'exponential') offset += 1000 * shape.decayTime * random.exponential()
    else if (shape.fullWidthHalfMaximum > 0) {
      offset += 1000 * shape.fullWidthHalfMaximum * SIGMA_PER_FULL_WIDTH * random.normal()
    }
    if (jitterPicoseconds > 0) offset += jitterPicoseconds * random.normal()
    if (offset >= 0 && offset < 1000 * window) return Math.floor(offset)
  }
  return offset < 0 ? 0 : Math.floor(1000 * window) - 1
}

/** The offset of a noise click: anywhere in the gate. */
export function noiseOffset(window: number, random: RandomStream): Picoseconds {
  return Math.floor(random.uniform() * 1000 * window)
}
