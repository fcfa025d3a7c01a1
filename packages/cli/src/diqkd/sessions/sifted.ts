import type { BitString } from '@bellwire/post-processing'
import {
  azumaDeviation,
  checkInputs,
  chshDeviation,
  complementarityAzuma,
  complementarityChernoff,
  countOf,
  type DeclaredInputs,
  nominalChsh,
  type RoundTally,
  roundsOf,
  tallyRounds,
  testsOf
} from '@bellwire/security-analysis'
import { WrongUse } from '../../errors.js'
import { atMostTsirelson } from '../numbers.js'
import { bitsOf, chshOf, countsOf, qberOf } from './counted.js'
import { methodOf } from './reconciliation.js'
import { type Declared, noRounds, type Recorded, type Session } from './session.js'

const VARIABLE_LENGTH_EPSILON = 1e-5

/** The protocol of sifted keys, by either form of complementarity. */
export function sifted(command: string, recorded: Recorded, declared: Declared): Session {
  const tally = tallyOf(recorded)
  const stated = recorded.kind === 'keys' ? recorded.chsh : undefined
  const keyRounds = countOf(tally.key)
  const all = roundsOf(tally)
  if (keyRounds === 0) throw noRounds(command, 'key rounds, with x = 0 and y = 2')
  const notes: string[] = []
  const keyProbability = declared.keyProbability ?? keyRounds / all
  if (declared.keyProbability === undefined) {
    notes.push('The probability of a key round was not declared (--key-probability); their share was taken for it.')
  }
  const testSettingProbability =
    declared.testSettingProbability ?? (1 - (stated !== undefined || tally.unused > 0 ? 2 : 1) * keyProbability) / 4
  if (!(testSettingProbability > 0)) {
    throw new WrongUse(
      `bellwire ${command}: ${keyRounds} of ${all} rounds are key rounds; accepted: ` +
        'fewer than half where A chooses her setting freely, or --test-setting-probability'
    )
  }
  const protocol = { rounds: all, keyProbability, testSettingProbability }
  const chsh =
    stated === undefined
      ? chshOf(command, tally)
      : { value: stated, error: chshDeviation(stated, 4 * testSettingProbability * all) }
  const nominal = stated ?? nominalChsh(protocol, tally.tests)
  const expectedChsh = declared.expectedChsh ?? Math.min(2.8, Math.max(2.1, chsh.value))
  const expectedQber = declared.expectedQber ?? depolarised(chsh.value, notes)
  if (stated !== undefined) {
    notes.push(
      'The stated S was taken for the sum of ±(equal − unequal) / (rounds · probability of the setting): that over the ' +
        'test rounds that occurred may make the key too long. --tests leaves no doubt.'
    )
  }
  const epsilon = declared.epsilon ?? VARIABLE_LENGTH_EPSILON
  if (declared.analysis === 'chernoff' && declared.expectedChsh === undefined) {
    notes.push('No CHSH value was declared (--expected-chsh): the bound was tuned to the one that was observed.')
  }
  const analysis =
    declared.analysis === 'azuma'
      ? complementarityAzuma({ ...protocol, epsilon })
      : complementarityChernoff({ ...protocol, epsilon, expectedChsh: atMostTsirelson(expectedChsh) })
  return {
    ...keyPair(recorded),
    method: methodOf(declared, keyRounds, expectedQber),
    analysis,
    keyLength: (leak) => analysis.keyLength({ keyRounds, chsh: nominal, publishedBits: leak.total }),
    rounds: { all, key: keyRounds, ...(stated === undefined && countsOf(tally)) },
    chsh,
    nominalChsh: nominal,
    qber: qberOf(tally),
    expectedQber,
    ...(stated === undefined && { inputs: checkInputs(tally, declaredInputs(declared, protocol)) }),
    ...(declared.analysis === 'azuma' && {
      deviation: (qber: number, efficiency: number): number =>
        azumaDeviation(
          { ...protocol, epsilon },
          { chsh: atMostTsirelson(chsh.value), qber, efficiency: Math.max(1, efficiency) }
        )
    }),
    notes
  }
}

/** Where S is stated instead of counts, test rounds are among the unused. */
function tallyOf(recorded: Recorded): RoundTally {
  if (recorded.kind === 'rounds') return tallyRounds(recorded.rounds)
  const { alice, bob, rounds, tests = [] } = recorded
  const unequal = alice.distance(bob)
  return {
    key: { equal: alice.length - unequal, unequal },
    unused: rounds - alice.length - testsOf({ tests }),
    tests
  }
}

/** A declared error rate for who declared none: that of a depolarised pair with this CHSH value, which is public. */
function depolarised(chsh: number, notes: string[]): number {
  const rate = Math.min(0.25, Math.max(0.001, (1 - chsh / (2 * Math.SQRT2)) / 2))
  notes.push(
    `No error rate was declared (--expected-qber): reconciliation began with that of a depolarised pair, ${(100 * rate).toFixed(2)} %.`
  )
  return rate
}

function declaredInputs(
  { keyProbability, testSettingProbability }: Declared,
  protocol: DeclaredInputs
): DeclaredInputs | undefined {
  return keyProbability === undefined && testSettingProbability === undefined ? undefined : protocol
}

function keyPair(recorded: Recorded): { readonly alice: BitString; readonly bob: BitString } {
  if (recorded.kind === 'keys') return recorded
  const key = recorded.rounds.filter(({ x, y }) => x === 0 && y === 2)
  return { alice: bitsOf(key, ({ a }) => a), bob: bitsOf(key, ({ b }) => b) }
}
