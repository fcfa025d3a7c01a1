import type { DeclaredSifted, SiftedTally } from './azuma.js'
import { entropyOf, LARGEST_CHSH, phaseErrorAt } from './entropy.js'
import { highest } from './golden.js'

interface Declared extends DeclaredSifted {
  /** What λ and t were chosen for. */
  readonly expectedChsh: number
}

/** The touching line of h(e(S)) at t: value and slope, −log2((1 − e)/e)·t/(8r). */
function lineAt(t: number): { readonly value: number; readonly slope: number } {
  const e = phaseErrorAt(t)
  return { value: entropyOf(e), slope: (-Math.log2((1 - e) / e) * t) / (8 * Math.sqrt(t ** 2 / 4 - 1)) }
}

/** κ(λ), written out: the largest of the moments of one round over all S, which is straight up to 2 and concave beyond. */
function largestMoment(key: number, test: number, lambda: number, t: number): number {
  const { value, slope } = lineAt(t)
  const tilt = (lambda * key * slope) / test
  const moment = (chsh: number): number => {
    const e = phaseErrorAt(chsh)
    const phases = key * (e ** (1 - lambda) + (1 - e) ** (1 - lambda))
    const tests = 4 * test * (((1 + chsh / 4) / 2) * 2 ** -tilt + ((1 - chsh / 4) / 2) * 2 ** tilt)
    return phases + tests + 1 - key - 4 * test
  }
  const inner = highest(moment, 2, LARGEST_CHSH)
  const largest = Math.max(moment(-LARGEST_CHSH), moment(2), moment(inner), moment(LARGEST_CHSH))
  return Math.log2(largest) - lambda * key * (value - slope * t)
}

const known = new Map<string, { readonly lambda: number; readonly t: number; readonly moment: number }>()

/** The best λ and t for S as it is expected: what is chosen before the first round. */
function chosen({ rounds, probability, epsilon, expectedChsh }: Declared) {
  const name = [rounds, probability, epsilon, expectedChsh].join()
  const before = known.get(name)
  if (before !== undefined) return before
  const [key, test] = [probability / 2, (1 - probability) / 4]
  const saved = (logarithm: number, t: number): number => {
    const { value, slope } = lineAt(t)
    const lambda = Math.exp(logarithm)
    const moment = largestMoment(key, test, lambda, t)
    return -rounds * key * (value + slope * (expectedChsh - t)) - (rounds * moment - Math.log2(epsilon)) / lambda
  }
  const best = (t: number): number => highest((logarithm) => saved(logarithm, t), Math.log(1e-4), Math.log(0.5), 40)
  const t = highest((one) => saved(best(one), one), 2.0001, LARGEST_CHSH - 1e-6, 40)
  const lambda = Math.exp(best(t))
  const choice = { lambda, t, moment: largestMoment(key, test, lambda, t) }
  known.set(name, choice)
  return choice
}

/** The length that the exponential supermartingale gives: n less the bits of phase-error pattern, of its hash, and published. */
export function supermartingaleLength(declared: Declared, tally: SiftedTally): number {
  const { rounds, probability, epsilon } = declared
  const { lambda, t, moment } = chosen(declared)
  const { value, slope } = lineAt(t)
  const line = (rounds * probability * (value + slope * (tally.chsh - t))) / 2
  const pattern = line + (rounds * moment - Math.log2(epsilon)) / lambda
  const length = tally.keyRounds - pattern - Math.ceil(-Math.log2(epsilon)) - tally.publishedBits
  return Math.min(length, tally.keyRounds)
}
