import { binaryEntropy, tsirelsonBound } from '@bellwire/quantum'
import { requireEfficiency } from '../asymptotic/rate.js'
import { requireInteger, requireRange, SecurityInputError } from '../errors.js'

/**
 * The protocol with sifting of Liu et al., fixed before round 1: in each round the settings make a key round with
 * probability `keyProbability`, and each of the four pairs of test settings with probability `testSettingProbability`.
 */
export interface SiftedProtocol {
  /** N, rounds of the session. */
  readonly rounds: number
  /** p_k. */
  readonly keyProbability: number
  /** p_xy; p_k + 4·p_xy <= 1. */
  readonly testSettingProbability: number
}

/** Test rounds of one pair of settings: outcomes equal, outcomes unequal. */
export interface SettingCount {
  readonly equal: number
  readonly unequal: number
}

/** The record of a sifted session. */
export interface SiftedData {
  /** n_key, rounds whose outcomes are the raw key. */
  readonly keyRounds: number
  /** Ŝ with nominal probabilities, see {@link nominalChsh}. */
  readonly chsh: number
  /** Every bit about the key on the wire: parities, syndromes, success flags, the verification hash. */
  readonly publishedBits: number
}

/**
 * p_xy of two uniform inputs for A and three inputs for B of which one, paired with A's first, makes the key rounds:
 * (1 − 2·p_k)/4.
 */
export function uniformTestProbability(keyProbability: number): number {
  requireRange('keyProbability', keyProbability, 0, 0.5)
  return (1 - 2 * keyProbability) / 4
}

/**
 * Ŝ = Σ_xy (−1)^{xy}(equal_xy − unequal_xy)/(N·p_xy): with the probability declared, not with the number of rounds
 * counted, so that it is a sum over rounds. `counts` by setting 00, 01, 10, 11. May exceed 4 where rounds are few.
 */
export function nominalChsh(protocol: SiftedProtocol, counts: readonly SettingCount[]): number {
  requireProtocol(protocol)
  requireCounts(counts)
  let sum = 0
  counts.forEach(({ equal, unequal }, setting) => {
    sum += signOf(setting) * (equal - unequal)
  })
  return sum / (protocol.rounds * protocol.testSettingProbability)
}

/**
 * S = Σ_xy (−1)^{xy}(equal_xy − unequal_xy)/(equal_xy + unequal_xy), the usual estimate, for reading: it scatters less than
 * {@link nominalChsh}, but is no sum over rounds. A setting never chosen counts 0.
 */
export function observedChsh(counts: readonly SettingCount[]): number {
  requireCounts(counts)
  let sum = 0
  counts.forEach(({ equal, unequal }, setting) => {
    if (equal + unequal > 0) sum += (signOf(setting) * (equal - unequal)) / (equal + unequal)
  })
  return sum
}

/** −1 for the pair of settings whose correlator is subtracted, 11. */
function signOf(setting: number): number {
  return setting === 3 ? -1 : 1
}

function requireCounts(counts: readonly SettingCount[]): void {
  if (counts.length !== 4) throw new SecurityInputError('counts.length', counts.length, '4')
  counts.forEach(({ equal, unequal }, setting) => {
    requireInteger(`counts[${setting}].equal`, equal, 0)
    requireInteger(`counts[${setting}].unequal`, unequal, 0)
  })
}

/** What a session of honest devices is expected to record, for plots and plans; whole rounds are not asked for. */
export function expectedSiftedData(
  protocol: SiftedProtocol,
  honest: { readonly chsh: number; readonly qber: number; readonly efficiency?: number }
): SiftedData {
  requireProtocol(protocol)
  const { chsh, qber, efficiency = 1 } = honest
  requireRange('chsh', chsh, -tsirelsonBound, tsirelsonBound)
  requireRange('qber', qber, 0, 0.5)
  requireEfficiency(efficiency)
  const keyRounds = Math.round(protocol.rounds * protocol.keyProbability)
  return { keyRounds, chsh, publishedBits: efficiency * keyRounds * binaryEntropy(qber) }
}

export function requireProtocol(protocol: SiftedProtocol): void {
  requireInteger('rounds', protocol.rounds, 1)
  requireRange('keyProbability', protocol.keyProbability, 0, 1)
  requireRange('testSettingProbability', protocol.testSettingProbability, Number.MIN_VALUE, 0.25)
  const sum = protocol.keyProbability + 4 * protocol.testSettingProbability
  // Probabilities that add to 1 may come out a rounding above it.
  if (sum > 1 + 1e-12) throw new SecurityInputError('keyProbability + 4·testSettingProbability', sum, 'at most 1')
}

export function requireSiftedData(protocol: SiftedProtocol, data: SiftedData): void {
  requireInteger('keyRounds', data.keyRounds, 0, protocol.rounds)
  // A nominal estimate is unbounded but by the number of rounds; what lies beyond 4 is a fluctuation.
  const most = 1 / protocol.testSettingProbability
  requireRange('chsh', data.chsh, -most, most)
  requireRange('publishedBits', data.publishedBits, 0, Number.MAX_SAFE_INTEGER)
}
