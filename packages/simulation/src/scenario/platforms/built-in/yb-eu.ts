import { attemptRates, ybEuLink, ybEuParameters as ybEu, ybEuMeanEfficiency, ybEuSchedule } from '@bellwire/physics'
import { NANOSECONDS_PER_SECOND } from '@bellwire/runtime'
import type { PlatformInput } from '../../schema/platform.js'

const LIGHT_METRES_PER_SECOND = 299_792_458

const link = ybEuLink()

const seconds = (value: number): number => Math.round(value * NANOSECONDS_PER_SECOND)

/** The ion and the crystal of "Heterogeneous entanglement between a trapped ion and a solid-state quantum memory". */
export const ytterbiumEuropium: PlatformInput = {
  title: 'Ytterbium ion and europium crystal, photons detected behind the memory',
  length: ybEu.fibreLength.value / 1e3,
  emission: {
    kind: 'receiver',
    emission: link.sourceEfficiency,
    storageTime: Math.round(1e3 / ybEu.combSpacing.value),
    flips: link.flipProbability,
    dephasing: link.dephasingProbability,
    preparation: {
      every: seconds(ybEuSchedule.preparationSeconds + ybEuSchedule.storageSeconds),
      for: seconds(ybEuSchedule.preparationSeconds),
      first: seconds(ybEuSchedule.storageSeconds)
    }
  },
  // One chain stands for both polarisations; the fibre's loss is in it.
  path: { 'conversion and memory, both polarisations': ybEuMeanEfficiency() },
  fibre: { attenuation: 0, velocity: LIGHT_METRES_PER_SECOND / ybEu.refractiveIndex.value },
  station: { window: ybEu.gate.value },
  // The published noise is that of both detectors together.
  detectors: { efficiency: ybEu.detectorEfficiency.value, darkCounts: link.noiseCountsPerSecond / 2 },
  attempt: { period: seconds(attemptRates(ybEuSchedule).meanAttemptSeconds) },
  gates: { between: false },
  keep: false,
  tags: {
    length: 'published',
    'emission.emission': 'fitted',
    'emission.storageTime': 'published',
    'emission.dephasing': 'derived',
    'emission.preparation': 'published',
    path: 'derived',
    'station.window': 'published',
    'detectors.darkCounts': 'derived',
    attempt: 'derived'
  }
}
