import { countOf, flippedErrorRate, gameOf, type RoundTally } from '@bellwire/security-analysis'
import { bitEntropy } from './bit-entropy.js'
import type { Session } from './session.js'

/** The entropy of the errors that are corrected, in bits: what a perfect code would leak. */
export function errorEntropy(session: Session, corrected: number): number {
  return session.errorEntropy ?? session.alice.length * bitEntropy(corrected / session.alice.length)
}

/** The same where key rounds have errors of one rate, and flips, and test rounds errors of another. */
export function errorEntropyOf(tally: RoundTally, flips: number): number {
  const { won, lost } = gameOf(tally)
  const key = countOf(tally.key)
  return (
    (key === 0 ? 0 : key * bitEntropy(flippedErrorRate(tally.key.unequal / key, flips))) +
    (won + lost) * bitEntropy(lost / (won + lost))
  )
}
