import { binaryEntropy, tsirelsonBound } from '@bellwire/quantum'
import { type KeyLength, judged, type SecurityAnalysis } from '../analysis.js'
import { entropyBound, entropySlope, phaseErrorBound, winningProbability } from '../asymptotic/entropy-bound.js'
import { requireEfficiency } from '../asymptotic/rate.js'
import { requireBetween, requireRange } from '../errors.js'
import { requireProtocol, requireSiftedData, type SiftedData, type SiftedProtocol } from './sifted.js'

export interface AzumaParameters extends SiftedProtocol {
  /** ε of the Azuma bound on each of the four correlator sums, not divided among them. */
  readonly epsilon: number
}

const identity = { name: 'complementarity-azuma', label: 'calibrated, not a proof' } as const

/**
 * A one-line finite-size form picked because it gives the published length of Liu et al. within 0.3 %:
 *
 *     ΔS = (4/p_xy)·√(2·ln(1/ε)/N)      K = n_key·(1 − h(e(S − ΔS))) − published bits
 *
 * with e the phase error of `phaseErrorBound`. It is not a proof: four events at ε each are not united, nothing is paid for
 * verification and privacy amplification, and its predictions for other experiments disagree with published claims. The
 * length of one session scatters with the standard deviation {@link azumaDeviation}.
 */
export function complementarityAzuma(parameters: AzumaParameters): SecurityAnalysis<AzumaParameters, SiftedData> {
  requireProtocol(parameters)
  requireBetween('epsilon', parameters.epsilon, 0, 1)
  const penalty = azumaPenalty(parameters)
  return {
    ...identity,
    description:
      'Device-independent, sifted protocol. One Azuma bound for each correlator, picked because it reproduces one published ' +
      'length; not derived, and at odds with other published claims.',
    reference:
      'calibrated to the finite key of Liu et al.; Koashi, New J. Phys. 11, 045018 (2009), for the phase error',
    mode: 'variable-length',
    parameters,
    keyLength: (data) => azumaKeyLength(parameters, penalty, data)
  }
}

/** ΔS = (4/p_xy)·√(2·ln(1/ε)/N). */
export function azumaPenalty(parameters: AzumaParameters): number {
  const { rounds, testSettingProbability, epsilon } = parameters
  return (4 / testSettingProbability) * Math.sqrt((-2 * Math.log(epsilon)) / rounds)
}

function azumaKeyLength(parameters: AzumaParameters, penalty: number, data: SiftedData): KeyLength {
  requireSiftedData(parameters, data)
  const { keyRounds } = data
  const observed = keyRounds * binaryEntropy(phaseErrorBound(clamped(data.chsh)))
  const lowered = keyRounds * binaryEntropy(phaseErrorBound(clamped(data.chsh - penalty)))
  const terms = [
    { name: 'raw key', bits: keyRounds },
    { name: 'phase error at the observed CHSH value', bits: -observed },
    { name: 'finite sample', bits: observed - lowered },
    { name: 'published bits', bits: -data.publishedBits }
  ]
  return judged(identity, terms, { correlator: parameters.epsilon }, (bits) => Math.max(0, Math.floor(bits)))
}

/** A CHSH value as the phase error sees it: one below 2, with the wrong sign too, proves nothing. */
function clamped(chsh: number): number {
  return Math.min(4, Math.max(2, chsh))
}

/**
 * Standard deviation, in bits, of K from session to session of honest devices, where the published bits are f·n_key·h of
 * the error rate that occurred. To first order K is a sum over rounds of
 *
 *     key·(η − f·h(Q)) + p_k·η'·(±1 of a test round)/p_xy − key·f·h'(Q)·(error − Q),   η and η' at S − ΔS
 *
 * whose variance is exact. A session's length is of use only with this beside it.
 */
export function azumaDeviation(
  parameters: AzumaParameters,
  honest: { readonly chsh: number; readonly qber: number; readonly efficiency?: number }
): number {
  const { rounds, keyProbability: key, testSettingProbability: test } = parameters
  const { chsh, qber, efficiency = 1 } = honest
  requireProtocol(parameters)
  requireRange('chsh', chsh, -tsirelsonBound, tsirelsonBound)
  requireRange('qber', qber, 0, 0.5)
  requireEfficiency(efficiency)
  const lowered = clamped(chsh - azumaPenalty(parameters))
  const perKeyRound = entropyBound(lowered) - efficiency * binaryEntropy(qber)
  const perTest = key * (entropySlope(winningProbability(lowered)) / 8)
  const perError = qber === 0 ? 0 : efficiency * Math.log2((1 - qber) / qber)
  const mean = perKeyRound * key + perTest * chsh
  const square = perKeyRound ** 2 * key + (perTest ** 2 * 4) / test + perError ** 2 * key * qber * (1 - qber)
  return Math.sqrt(rounds * Math.max(0, square - mean * mean))
}
