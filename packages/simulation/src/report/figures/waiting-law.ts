import type { WaitingLaw } from '../samples.js'

/** Probability that a wait is shorter than `seconds`. */
export function waitingProbability(law: WaitingLaw, seconds: number): number {
  if (law.kind === 'mixture') {
    return law.parts.reduce((sum, part) => sum + part.share * waitingProbability(part.law, seconds), 0)
  }
  const waited = seconds - (law.offsetSeconds ?? 0)
  if (waited <= 0) return 0
  if (law.kind === 'exponential') return -Math.expm1(-law.ratePerSecond * waited)
  // The k-th attempt ends after k periods; one that ends at the very instant is not shorter.
  const attempts = Math.ceil(waited / law.periodSeconds - 1e-9) - 1
  return attempts <= 0 ? 0 : -Math.expm1(attempts * Math.log1p(-law.probability))
}

/** Mean of a law, seconds. */
export function meanWaiting(law: WaitingLaw): number {
  switch (law.kind) {
    case 'mixture':
      return law.parts.reduce((sum, part) => sum + part.share * meanWaiting(part.law), 0)
    case 'exponential':
      return 1 / law.ratePerSecond + (law.offsetSeconds ?? 0)
    case 'geometric':
      return law.periodSeconds / law.probability + (law.offsetSeconds ?? 0)
  }
}

/** A law in words. */
export function lawName(law: WaitingLaw): string {
  if (law.kind !== 'mixture') return `${law.kind} law`
  const [part] = law.parts
  return law.parts.length === 1 && part !== undefined ? lawName(part.law) : 'mixture of laws'
}
