import {
  type AccumulationParameters,
  asymptoticRate,
  bestPreprocessing,
  complementarityAzuma,
  complementarityChernoff,
  entropicUncertainty,
  entropyAccumulation,
  epsilonsOf,
  expectedSiftedData,
  type Extractor,
  type KeyLength,
  planWithBestFlips,
  publishedEpsilons,
  sampleSizes,
  uniformTestProbability
} from '@bellwire/security-analysis'
import type { Noise } from './noise.js'

export const ANALYSES = ['eat', 'azuma', 'chernoff', 'bbm92', 'asymptotic'] as const
export type Analysis = (typeof ANALYSES)[number]

/** What stands behind each, in a few words; printed in every row. */
const STANDING: Readonly<Record<Analysis, string>> = {
  eat: 'proof',
  azuma: 'calibrated, not a proof',
  chernoff: 'experimental',
  bbm92: 'proof, trusted devices',
  asymptotic: 'limit of many rounds'
}

/** And in a sentence. */
export const MEANING: Readonly<Record<Analysis, string>> = {
  eat:
    'eat: entropy accumulation with a fixed length; the raw key is the outcomes of all rounds, with noisy preprocessing ' +
    '(--noise) of those that are no tests.',
  azuma:
    'azuma: sifted rounds; one Azuma bound for each correlator, picked because it reproduces one published length: calibrated, not a proof.',
  chernoff: 'chernoff: sifted rounds; exponential supermartingale for the phase errors: experimental, not reviewed.',
  bbm92:
    'bbm92: key and test in two bases, trusted measurements: not device-independent, and the CHSH value is of no use to it.',
  asymptotic: 'asymptotic: sifted rounds, no finite-size effects at all; with noisy preprocessing (--noise) as eat.'
}

/** Bits published over n·h(Q) where nothing else is said: Cascade's option 7, or codes where what is asked counts too. */
const CASCADE_EFFICIENCY = 1.06
const CODE_EFFICIENCY = 1.2
const VARIABLE_LENGTH_EPSILON = 1e-5
const FIXED_LENGTH_EPSILON = 1e-10
const CORRECTNESS = 1e-12

export interface RatePoint {
  readonly rounds: number
  readonly chsh: number
  readonly qber: number
}

export interface RateOptions {
  readonly keyProbability: number
  readonly testSettingProbability?: number
  readonly testProbability: number
  readonly keyBasisProbability: number
  readonly epsilon?: number
  readonly efficiency?: number
  /** Bits that error correction publishes, in place of what follows from the efficiency. */
  readonly leak?: number
  readonly extractor: Extractor
  /** ω₀ of entropy accumulation. */
  readonly centre: number
  /** Absent: none was asked for. */
  readonly noise?: Noise
}

/** One row of `bellwire diqkd rate`, as `--json` prints it: this shape is public. */
export interface RateRow extends RatePoint {
  readonly analysis: Analysis
  readonly label: string
  /** Bits of key, a whole number; null where there is no such thing. */
  readonly length: number | null
  /** Before rounding and refusal, in bits; may be negative. */
  readonly unrounded: number
  readonly perRound: number
  /** Why there is no key. */
  readonly refusal?: string
  /** The noisy preprocessing that was asked for, and the q that this is. */
  readonly noise?: Noise
  readonly flips?: number
  readonly epsilons: Readonly<Record<string, number>>
}

/** @throws SecurityInputError for numbers that the analysis does not take */
export function keyRate(analysis: Analysis, point: RatePoint, options: RateOptions): RateRow {
  if (analysis === 'asymptotic') return limit(point, options)
  const flips = analysis === 'eat' ? flipsOf(point, options) : undefined
  const key = lengthOf(analysis, point, options, flips)
  return {
    analysis,
    label: STANDING[analysis],
    ...point,
    length: key.length,
    unrounded: key.unrounded,
    perRound: key.length / point.rounds,
    ...(key.refusal && { refusal: key.refusal.detail }),
    ...(flips !== undefined && { noise: options.noise, flips }),
    epsilons: key.epsilons
  }
}

function lengthOf(
  analysis: Exclude<Analysis, 'asymptotic'>,
  point: RatePoint,
  options: RateOptions,
  flips: number | undefined
): KeyLength {
  const { rounds, chsh, qber } = point
  switch (analysis) {
    case 'eat': {
      const eat = entropyAccumulation({
        ...accumulationParameters(point, options),
        ...(flips !== undefined && { flips })
      })
      // A run that goes as it should.
      const tests = Math.round(rounds * options.testProbability)
      const lost = Math.min(tests, Math.round((tests * (4 - chsh)) / 8))
      return eat.keyLength({ won: tests - lost, lost, errorCorrectionBits: 0 })
    }
    case 'bbm92': {
      const sizes = sampleSizes(rounds, options.keyBasisProbability)
      const { keyRounds, testRounds } = sizes
      if (keyRounds < 1 || testRounds < 1) return tooFew(rounds)
      const secrecy = options.epsilon ?? FIXED_LENGTH_EPSILON
      const sampling = entropicUncertainty({
        ...sizes,
        expectedQber: qber,
        secrecy,
        correctness: CORRECTNESS,
        efficiency: options.efficiency ?? CODE_EFFICIENCY,
        ...(options.leak !== undefined && { errorCorrectionBits: Math.ceil(options.leak) })
      })
      return sampling.keyLength({ ...sizes, testErrors: Math.floor(testRounds * qber), errorCorrectionBits: 0 })
    }
    case 'azuma':
    case 'chernoff': {
      const { keyProbability, epsilon = VARIABLE_LENGTH_EPSILON } = options
      const testSettingProbability = options.testSettingProbability ?? uniformTestProbability(keyProbability)
      const protocol = { rounds, keyProbability, testSettingProbability }
      const expected = expectedSiftedData(protocol, {
        chsh,
        qber,
        efficiency: options.efficiency ?? CASCADE_EFFICIENCY
      })
      const data = { ...expected, publishedBits: options.leak ?? expected.publishedBits }
      return analysis === 'azuma'
        ? complementarityAzuma({ ...protocol, epsilon }).keyLength(data)
        : complementarityChernoff({ ...protocol, epsilon, expectedChsh: chsh }).keyLength(data)
    }
  }
}

function accumulationParameters({ rounds, chsh, qber }: RatePoint, options: RateOptions): AccumulationParameters {
  const { testProbability, extractor, centre, epsilon } = options
  return {
    rounds,
    testProbability,
    expectedChsh: chsh,
    expectedQber: qber,
    extractor,
    centre,
    epsilons: epsilon === undefined ? publishedEpsilons : epsilonsOf(epsilon),
    ...(options.efficiency !== undefined && { efficiency: options.efficiency }),
    ...(options.leak !== undefined && { syndromeBits: Math.ceil(options.leak) })
  }
}

/** q of entropy accumulation; undefined where nothing was said of noise. */
function flipsOf(point: RatePoint, options: RateOptions): number | undefined {
  return options.noise === 'best' ? planWithBestFlips(accumulationParameters(point, options)).flips : options.noise
}

function limit(point: RatePoint, options: RateOptions): RateRow {
  const { keyProbability, efficiency = 1, noise } = options
  const input = { chsh: point.chsh, qber: point.qber, efficiency }
  const { flips, rate } =
    noise === 'best'
      ? bestPreprocessing(input)
      : { flips: noise ?? 0, rate: asymptoticRate({ ...input, flips: noise ?? 0 }) }
  const perRound = keyProbability * rate
  return {
    analysis: 'asymptotic',
    label: STANDING.asymptotic,
    ...point,
    length: null,
    unrounded: point.rounds * perRound,
    perRound: Math.max(0, perRound),
    ...(rate <= 0 && { refusal: `the rate is ${rate.toFixed(6)} bits per key round` }),
    ...(noise !== undefined && { noise }),
    flips,
    epsilons: {}
  }
}

function tooFew(rounds: number): KeyLength {
  const refusal = { code: 'too-few-rounds', detail: `${rounds} rounds leave no sample` } as const
  return {
    analysis: 'entropic-uncertainty',
    label: 'proof, trusted devices',
    length: 0,
    unrounded: 0,
    terms: [],
    epsilons: {},
    mayRelease: false,
    refusal
  }
}
