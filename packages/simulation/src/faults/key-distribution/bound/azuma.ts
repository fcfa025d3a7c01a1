import { entropyOf, LARGEST_CHSH, phaseErrorAt } from './entropy.js'

/** A sifted session as it was declared. */
export interface DeclaredSifted {
  readonly rounds: number
  /** That the corrector chooses the key setting. */
  readonly probability: number
  readonly epsilon: number
}

/** What it gave. */
export interface SiftedTally {
  readonly keyRounds: number
  /** The sum of signs over N·p for each pair of settings. */
  readonly chsh: number
  readonly publishedBits: number
}

/** n·(1 − h(e(S − ΔS))) less what was published, ΔS = (4/p)·√(2 ln(1/ε)/N): Liu et al., with Azuma's inequality. */
export function azumaLength({ rounds, probability, epsilon }: DeclaredSifted, tally: SiftedTally): number {
  const p = (1 - probability) / 4
  const least = Math.min(LARGEST_CHSH, tally.chsh - (4 / p) * Math.sqrt((2 * Math.log(1 / epsilon)) / rounds))
  return tally.keyRounds * (1 - entropyOf(phaseErrorAt(least))) - tally.publishedBits
}
