import type { PlatformInput } from '../../schema/platform.js'

/** A source of photon pairs between two ends without memories: no published one, all numbers assumed. */
export const photonPairs: PlatformInput = {
  title: 'Photon pairs measured at both ends, no memory',
  emission: {
    kind: 'pair-source',
    brightness: 2e6,
    visibility: 0.97,
    detectors: { efficiency: 0.7, darkCounts: 100, jitter: 0.05, deadTime: 40 },
    coincidenceWindow: 0.3
  },
  path: { 'fibre coupling': 0.4, filter: 0.7 },
  fibre: { attenuation: 0.2, velocity: 2.042e8 },
  gates: { between: false },
  keep: false
}
