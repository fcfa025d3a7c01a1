import { binaryEntropy, tsirelsonBound } from '@bellwire/quantum'
import { requireRange } from '../errors.js'

/** The winning probability at which a CHSH game proves anything: 3/4, S = 2. */
export const classicalWinning = 0.75

/** The largest and the smallest winning probability of the CHSH game in quantum mechanics, (2 ± √2)/4. */
export const maximumWinning = (2 + Math.SQRT2) / 4
export const minimumWinning = (2 - Math.SQRT2) / 4

/** ω = (S + 4)/8, the probability of winning the CHSH game with a CHSH value S. */
export function winningProbability(chsh: number): number {
  requireRange('chsh', chsh, -4, 4)
  return (chsh + 4) / 8
}

/** S = 8ω − 4. */
export function chshOfWinning(winning: number): number {
  requireRange('winning', winning, 0, 1)
  return 8 * winning - 4
}

/**
 * The phase error rate that a CHSH value proves: (1 − √((S/2)² − 1))/2; ½ at |S| <= 2, 0 at 2√2. Beyond 2√2, where only
 * an estimate can lie, it is 0.
 */
export function phaseErrorBound(chsh: number): number {
  requireRange('chsh', chsh, -4, 4)
  return phaseErrorOf(Math.abs(chsh))
}

/**
 * H(A|E) >= η(S) = 1 − h((1 + √((S/2)² − 1))/2) bits per key round, 0 at |S| <= 2 (Acín et al., "Device-independent
 * security of quantum cryptography against collective attacks"; Pironio et al., "Device-independent quantum key
 * distribution secure against collective attacks").
 *
 * With `flips` = q > 0, Alice flips every key bit with probability q and keeps secret which (Ho et al., "Noisy
 * preprocessing facilitates a photonic realization of device-independent quantum key distribution"):
 * H(A'|E) >= 1 − h((1 + √(S²/4 − 1))/2) + h((1 + √(1 − q(1−q)(8 − S²)))/2), and h(q) at |S| <= 2.
 *
 * @param flips - q, from 0 to ½
 */
export function entropyBound(chsh: number, flips = 0): number {
  requireRange('chsh', chsh, -4, 4)
  requireRange('flips', flips, 0, 0.5)
  return entropyOf(Math.abs(chsh), flips)
}

/** η as a function of the winning probability; symmetric about ½. */
export function entropyOfWinning(winning: number, flips = 0): number {
  return entropyOf(Math.abs(8 * winning - 4), flips)
}

/**
 * dη/dω. 0 between ¼ and ¾ (at ¾ itself too, where the derivative jumps to 4/ln 2 without flips), ∞ at
 * (2 + √2)/4 with q < ½.
 */
export function entropySlope(winning: number, flips = 0): number {
  const signed = 8 * winning - 4
  const chsh = Math.abs(signed)
  if (chsh <= 2) return 0
  const variance = flips * (1 - flips)
  if (shortfall(chsh) === 0) return variance < 0.25 ? Number.POSITIVE_INFINITY * Math.sign(signed) : 0
  const e = phaseErrorOf(chsh)
  let slope = (chsh / (8 * (1 - 2 * e))) * Math.log2((1 - e) / e)
  if (variance > 0) {
    const d = noiseOf(chsh, variance)
    // d underflows only where q is so small that its part of the slope does too.
    if (d > 0) slope -= ((variance * chsh) / (2 * (1 - 2 * d))) * (Math.log2(1 - d) - Math.log2(d))
  }
  return 8 * slope * Math.sign(signed)
}

function entropyOf(chsh: number, flips: number): number {
  if (chsh <= 2) return binaryEntropy(flips)
  const entropy = 1 - binaryEntropy(phaseErrorOf(chsh))
  return flips === 0 ? entropy : entropy + binaryEntropy(noiseOf(chsh, flips * (1 - flips)))
}

/** e = (1 − √(S²/4 − 1))/2 for S >= 0, without cancellation where e is small. */
function phaseErrorOf(chsh: number): number {
  if (chsh <= 2) return 0.5
  return shortfall(chsh) / (8 * (1 + Math.sqrt(Math.min(1, (chsh / 2 - 1) * (chsh / 2 + 1)))))
}

/** (1 − √(1 − q(1−q)(8 − S²)))/2, likewise. */
function noiseOf(chsh: number, variance: number): number {
  const product = variance * shortfall(chsh)
  return product / (2 * (1 + Math.sqrt(Math.max(0, 1 - product))))
}

/** 8 − S², 0 beyond 2√2. */
function shortfall(chsh: number): number {
  return Math.max(0, (tsirelsonBound - chsh) * (tsirelsonBound + chsh))
}
