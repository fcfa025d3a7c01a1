import * as v from 'valibot'
import { detectorParameters } from '../components/detector.js'
import { fraction, parseParameters, quantity, quantityAbove } from '../components/parameter.js'

/** The fields of a detector that a stream of tags shows; afterpulses are none of this model's. */
const taggingDetector = v.strictObject({
  ...v.pick(detectorParameters, ['efficiency', 'darkCountsPerSecond', 'jitterPicoseconds', 'deadTimeNanoseconds'])
    .entries
})

/** How an end decides in which basis it measures. */
const basisChoice = v.variant('kind', [
  v.strictObject({
    /** A beam splitter decides, photon by photon; each outcome of each basis has a detector of its own, four in all. */
    kind: v.literal('passive'),
    /** Probability of Z; ½ for a balanced splitter. */
    zShare: fraction
  }),
  v.strictObject({
    /** A modulator is set at random from time to time; two detectors, one for each outcome. */
    kind: v.literal('active'),
    /** Probability that a setting is Z. */
    zShare: fraction,
    /** How long a setting lasts, picoseconds. */
    settingPicoseconds: quantityAbove(0)
  })
])

const measuringEnd = v.strictObject({
  /** Probability that a photon gets from the source to the detectors, all losses but theirs. */
  channelEfficiency: fraction,
  /** From the source to the detectors, picoseconds. */
  delayPicoseconds: quantity(0, Number.MAX_SAFE_INTEGER),
  basisChoice,
  /** What every one of the end's detectors is. */
  detector: taggingDetector
})

export const pairSourceParameters = v.strictObject({
  /** Mean number of pairs that the source makes, 1/s: emitted at independent instants, pumped without a pulse. */
  pairsPerSecond: quantity(0, Infinity),
  /** ⟨ZZ⟩ of a pair: outcomes of a pair in Z agree with probability (1 + V)/2. */
  visibilityZ: fraction,
  /** ⟨XX⟩ of a pair, likewise. */
  visibilityX: fraction,
  alice: measuringEnd,
  bob: measuringEnd
})

/** A detector as far as tags show it: efficiency, dark counts, jitter, and a dead time that no click prolongs. */
export type TaggingDetector = v.InferOutput<typeof taggingDetector>

/** One end of a link without memories: a channel, a choice of basis, detectors. */
export type MeasuringEnd = v.InferOutput<typeof measuringEnd>

/** A continuously pumped source of photon pairs in about Φ+, and the two ends that measure them as they come. */
export type PairSourceParameters = v.InferOutput<typeof pairSourceParameters>

/**
 * Parameters of unknown origin, checked.
 *
 * @throws ParameterError that names the first bad field, its value and what is accepted
 */
export function parsePairSource(value: unknown): PairSourceParameters {
  return parseParameters(pairSourceParameters, value, 'pairSource')
}
