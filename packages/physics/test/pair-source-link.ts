import type { MeasuringEnd, PairSourceParameters, TaggingDetector } from '../src/pair-source/parameters.js'

const detector: TaggingDetector = {
  efficiency: 0.6,
  darkCountsPerSecond: 500,
  jitterPicoseconds: 50,
  deadTimeNanoseconds: 30
}

/** An end with four detectors, changed as a test needs. */
export function endWith(
  change: Partial<Omit<MeasuringEnd, 'detector'>> = {},
  detectorChange: Partial<TaggingDetector> = {}
): MeasuringEnd {
  return {
    channelEfficiency: 0.3,
    delayPicoseconds: 0,
    basisChoice: { kind: 'passive', zShare: 0.5 },
    ...change,
    detector: { ...detector, ...detectorChange }
  }
}

/** A source of a million pairs per second between two such ends, changed as a test needs. */
export function sourceWith(change: Partial<PairSourceParameters> = {}): PairSourceParameters {
  return { pairsPerSecond: 1e6, visibilityZ: 0.95, visibilityX: 0.9, alice: endWith(), bob: endWith(), ...change }
}
