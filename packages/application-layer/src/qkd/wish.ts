import { binaryEntropy } from '@bellwire/quantum'
import { type AnalysisName, syndromeBits } from '@bellwire/security-analysis'
import { QkdAnalysis, QkdProtocol, QkdReconciliation, type QkdDecimal, type QkdProposal } from '@bellwire/wire'
import { ApplicationError, requireInteger } from '../errors.js'

/**
 * How rounds are chosen. `sifted`: both ends choose settings by themselves, key rounds are those where they agree (Liu et
 * al.). `shared-tests`: the asking end says of each round, once its pair is heralded, whether it is a test, and every
 * outcome is raw key (Nadlinger et al.). `bbm92`: both measure in X or Z; not device-independent.
 */
export type ProtocolName = 'sifted' | 'shared-tests' | 'bbm92'

export type ReconciliationName = 'cascade-option7' | 'cascade-option3' | 'ldpc'

/** What a program asks of a session; everything in it is fixed before the first round. */
export interface QkdWish {
  /** If not given, that of the analysis; without either, shared tests. */
  readonly protocol?: ProtocolName
  /**
   * The one analysis whose length is released. Shared tests and BBM92 have one each, which is a proof. Those of sifted
   * rounds are none: a session with them names the one that it means.
   */
  readonly analysis?: AnalysisName
  readonly rounds: number
  /** That the asking end chooses the key setting (sifted), that a round is a test (shared tests), of Z (BBM92); 0..1. */
  readonly probability: number
  /** What honest devices have: S. */
  readonly expectedChsh?: number
  /** What honest devices have: the error rate of key rounds, 0..0.5. */
  readonly expectedQber: number
  /** In the order of the analysis: see `planOf`. */
  readonly epsilons?: readonly number[]
  /** Noisy preprocessing: that the reference flips its bit of a key round, 0..0.5; with shared tests alone. */
  readonly flips?: number
  readonly reconciliation?: ReconciliationName
  /** Bits that reconciliation may publish; if not given, 1.2·n·h(Q) + 10·√n for the key rounds expected; with shared tests, what the analysis plans. */
  readonly leakBudget?: number
  /** Sifted: S below which the session is aborted. Shared tests: the score; the plan's if not given. */
  readonly threshold?: number
  /** Standard deviations by which counts may differ from what is expected. */
  readonly deviations?: number
  /**
   * The shortest key that is worth releasing, bits; a session costs 256. Where the length is planned, a session that would
   * have a shorter one is not begun: 0 plays it even for no key at all.
   */
  readonly minimumLength?: number
}

const MILLION = 1e6
const DEFAULT_DEVIATIONS = 6
/** The authentication of a session costs 256 bits. */
const SHORTEST_KEY = 257
const LEAK_MARGIN = 1.2
const LEAK_PER_ROOT = 10

const PROTOCOL_OF: Record<AnalysisName, ProtocolName> = {
  'complementarity-azuma': 'sifted',
  'complementarity-chernoff': 'sifted',
  'entropy-accumulation': 'shared-tests',
  'entropic-uncertainty': 'bbm92'
}

const ANALYSES: Record<AnalysisName, QkdAnalysis> = {
  'complementarity-azuma': QkdAnalysis.COMPLEMENTARITY_AZUMA,
  'complementarity-chernoff': QkdAnalysis.COMPLEMENTARITY_CHERNOFF,
  'entropy-accumulation': QkdAnalysis.ENTROPY_ACCUMULATION,
  'entropic-uncertainty': QkdAnalysis.ENTROPIC_UNCERTAINTY
}

const PROTOCOLS: Record<ProtocolName, QkdProtocol> = {
  sifted: QkdProtocol.SIFTED,
  'shared-tests': QkdProtocol.SHARED_TESTS,
  bbm92: QkdProtocol.BBM92
}

const RECONCILIATIONS: Record<ReconciliationName, QkdReconciliation> = {
  'cascade-option7': QkdReconciliation.CASCADE_OPTION7,
  'cascade-option3': QkdReconciliation.CASCADE_OPTION3,
  ldpc: QkdReconciliation.LDPC
}

const DEFAULT_EPSILONS: Record<AnalysisName, readonly number[]> = {
  'complementarity-azuma': [1e-5],
  'complementarity-chernoff': [1e-5],
  'entropy-accumulation': [1e-10, 1e-10, 1e-10, 3e-11, 3e-11],
  // The verification delivers 1.5e-14 for as many rounds as there can be.
  'entropic-uncertainty': [1e-10, 1e-13]
}

/** The proposal that a wish makes, as it goes to the other end. @throws ApplicationError INPUT */
export function proposalOf(
  wish: QkdWish,
  origin: { readonly poolOffset: number; readonly initiator: number; readonly circuit: number }
): QkdProposal {
  const { rounds, probability, expectedChsh = 0, expectedQber, flips = 0 } = wish
  const { protocol, analysis } = meantBy(wish)
  // First, as the budget follows from it.
  const flipped = fractionOf('flips', flips, 2 ** 32, 0, 2 ** 31)
  const reconciliation = wish.reconciliation ?? (protocol === 'shared-tests' ? 'ldpc' : 'cascade-option7')
  const keyRounds = rounds * { sifted: probability / 2, 'shared-tests': 1, bbm92: probability ** 2 }[protocol]
  const leakBudget =
    wish.leakBudget ??
    (protocol === 'shared-tests'
      ? syndromeBits({ rounds, testProbability: probability, expectedChsh, expectedQber, flips })
      : defaultBudget(keyRounds, expectedQber))
  requireInteger('rounds', rounds, 1, 16_777_216)
  requireInteger('leakBudget', leakBudget, 0, 0xffff_ffff)
  const { threshold = 0, deviations = DEFAULT_DEVIATIONS, minimumLength = SHORTEST_KEY } = wish
  requireInteger('deviations', deviations, 1, 100)
  requireInteger('minimumLength', minimumLength, 0, 0xffff_ffff)
  return {
    type: 'PROPOSAL',
    protocol: PROTOCOLS[protocol],
    analysis: ANALYSES[analysis],
    rounds,
    probability: fractionOf('probability', probability, 2 ** 32, 1, 2 ** 32 - 1),
    expectedChsh: fractionOf('expectedChsh', expectedChsh, MILLION, 0, 2_828_427),
    expectedQber: fractionOf('expectedQber', expectedQber, MILLION, 0, 500_000),
    epsilons: (wish.epsilons ?? DEFAULT_EPSILONS[analysis]).map(decimalOf),
    reconciliation: RECONCILIATIONS[reconciliation],
    leakBudget,
    threshold: fractionOf('threshold', threshold, MILLION, 0, 4 * MILLION),
    deviations,
    minimumLength,
    flips: flipped,
    ...origin
  }
}

/**
 * The protocol and the analysis that a wish is for. Who names nothing gets a proof, or no session.
 *
 * @throws ApplicationError INPUT for sifted rounds without an analysis
 */
export function meantBy({ protocol, analysis }: Pick<QkdWish, 'protocol' | 'analysis'>): {
  readonly protocol: ProtocolName
  readonly analysis: AnalysisName
} {
  if (analysis !== undefined) return { protocol: protocol ?? PROTOCOL_OF[analysis], analysis }
  if (protocol === 'sifted') {
    const accepted = "'complementarity-azuma' (calibrated, not a proof) or 'complementarity-chernoff' (experimental)"
    throw new ApplicationError('INPUT', `analysis is missing; accepted for sifted rounds: ${accepted}`)
  }
  return protocol === 'bbm92'
    ? { protocol, analysis: 'entropic-uncertainty' }
    : { protocol: 'shared-tests', analysis: 'entropy-accumulation' }
}

/** For the key rounds expected, and for fluctuations of their number and errors. */
function defaultBudget(keyRounds: number, errorRate: number): number {
  return Math.ceil(LEAK_MARGIN * keyRounds * binaryEntropy(errorRate) + LEAK_PER_ROOT * Math.sqrt(keyRounds))
}

function fractionOf(field: string, value: number, unit: number, minimum: number, maximum: number): number {
  const fraction = Math.round(value * unit)
  if (fraction >= minimum && fraction <= maximum) return fraction
  throw new ApplicationError('INPUT', `${field} is ${value}; accepted: from ${minimum / unit} to ${maximum / unit}`)
}

/** A positive number as mantissa and exponent, exact for those that are written with up to nine digits. */
function decimalOf(value: number): QkdDecimal {
  if (!(value >= 1e-50 && value < 1)) {
    throw new ApplicationError('INPUT', `epsilon is ${value}; accepted: from 1e-50 to below 1`)
  }
  const [digits = '1', exponent = '0'] = value.toExponential().split('e')
  const [whole = '', part = ''] = digits.split('.')
  const kept = part.slice(0, 8)
  return { mantissa: Number(whole + kept), exponent: kept.length - Number(exponent) }
}

export function numberOf({ mantissa, exponent }: QkdDecimal): number {
  return Number(`${mantissa}e-${exponent}`)
}
