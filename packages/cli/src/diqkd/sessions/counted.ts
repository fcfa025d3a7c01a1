import { BitString } from '@bellwire/post-processing'
import {
  countOf,
  observedChsh,
  observedChshDeviation,
  type RecordedRound,
  type RoundTally,
  testsOf
} from '@bellwire/security-analysis'
import { type Measured, noRounds } from './session.js'

/** A bit of every round. */
export function bitsOf(rounds: readonly RecordedRound[], bit: (round: RecordedRound) => 0 | 1): BitString {
  const bits = new BitString(rounds.length)
  rounds.forEach((round, k) => {
    if (bit(round) === 1) bits.set(k, 1)
  })
  return bits
}

export function countsOf(tally: RoundTally): { readonly tests: number; readonly unused: number } {
  return { tests: testsOf(tally), unused: tally.unused }
}

export function chshOf(command: string, tally: RoundTally): Measured {
  const empty = tally.tests.findIndex((setting) => countOf(setting) === 0)
  if (empty >= 0) throw noRounds(command, `test rounds with x = ${empty >> 1} and y = ${empty & 1}`)
  return { value: observedChsh(tally.tests), error: observedChshDeviation(tally.tests) }
}

export function qberOf({ key }: RoundTally): Measured {
  return measuredRate(key.unequal, countOf(key))
}

export function measuredRate(errors: number, of: number): Measured {
  const value = errors / of
  return { value, error: Math.sqrt((value * (1 - value)) / of) }
}
