import { ca40FixedMicroseconds, ca40Memory, ca40Parameters as ca40 } from '@bellwire/physics'
import type { PlatformInput } from '../../schema/platform.js'

const STATED_AT_KILOMETRES = 10

const memory = {
  law: 'linear-flip' as const,
  coherenceTime: ca40.coherenceTime.value * 1e6,
  flipRate: ca40Memory.flipRatePerSecond
}

/** The calcium ions of "A building block of quantum repeaters" (Liu et al.), over any length. */
export const calcium: PlatformInput = {
  title: 'Calcium ions, one photon detected',
  paper: 'A building block of quantum repeaters (Liu et al.)',
  emission: {
    kind: 'single-click',
    photonOverlap: ca40.photonOverlap.value,
    phaseContrast: ca40.phaseContrast.value,
    operationsContrast: ca40.operationsContrast.value
  },
  collection: [ca40.collectionEfficiencyA.value, ca40.collectionEfficiencyB.value],
  // Both converters' noise together is published, by one number; half of it comes from each.
  conversion: { efficiency: 1, noise: (ca40.noiseCounts10km.value - ca40.darkCounts.value) / 2 },
  path: {
    'conversion, coupling, detector': ca40.linkEfficiency10km.value / ca40.filterTransmission.value,
    filters: ca40.filterTransmission.value
  },
  fibre: {
    attenuation: ca40.fibreAttenuation.value,
    velocity: ca40.fibreVelocity.value,
    statedAt: STATED_AT_KILOMETRES
  },
  station: { window: ca40.window.value },
  detectors: { darkCounts: ca40.darkCounts.value },
  attempt: { overhead: ca40FixedMicroseconds * 1e3 },
  storage: { memory, transferFactor: Math.sqrt(ca40.transferZFactor.value) },
  coherenceTime: ca40.coherenceTime.value * 1e6,
  readout: { flip: ca40.readoutFlip.value },
  tags: {
    'emission.phaseContrast': 'published',
    'emission.operationsContrast': 'fitted',
    collection: 'published',
    'conversion.noise': 'derived',
    path: 'derived',
    'path.filters': 'published',
    'fibre.statedAt': 'published',
    attempt: 'fitted',
    'storage.memory.coherenceTime': 'published',
    'storage.memory.flipRate': 'fitted',
    'storage.transferFactor': 'derived',
    coherenceTime: 'published',
    readout: 'fitted'
  }
}
