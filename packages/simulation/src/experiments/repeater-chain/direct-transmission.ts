import { ca40FixedMicroseconds, ca40OpticsChain, ca40Parameters as ca40 } from '@bellwire/physics'

/** What the same sources give without any repeater. */
export interface DirectTransmission {
  /** Of the fibre alone. */
  readonly lossDecibel: number
  /** Photons of one source that are detected at the other end; 1/s. */
  readonly photonsPerSecond: number
}

/**
 * One ion's photons sent all the way to a detector at the other end, each one that arrives counted as a pair, with no
 * noise. The source fires again as soon as it can, without waiting for word of what arrived: once per fixed part of the
 * attempt time, and always (brightness 1). So it is more than any experiment of this kind would give.
 */
export function directTransmission(kilometres: number): DirectTransmission {
  const lossDecibel = kilometres * ca40.fibreAttenuation.value
  // Without fibre at all: collection, conversion, filters, detector. The better of the two ions.
  const optics = ca40OpticsChain('B', 0).reduce((product, { efficiency }) => product * efficiency, 1)
  return { lossDecibel, photonsPerSecond: (1e6 / ca40FixedMicroseconds) * optics * 10 ** (-lossDecibel / 10) }
}
