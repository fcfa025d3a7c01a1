import { type DrawBits, logLikelihoodRatios } from '@bellwire/post-processing'
import {
  checkInputs,
  countOf,
  entropyAccumulation,
  epsilonsOf,
  flippedErrorRate,
  gameOf,
  publishedEpsilons,
  tallyRounds
} from '@bellwire/security-analysis'
import { WrongUse } from '../../errors.js'
import { atMostTsirelson } from '../numbers.js'
import { bitsOf, chshOf, countsOf, qberOf } from './counted.js'
import { errorEntropyOf } from './error-entropy.js'
import { addNoise } from './noise.js'
import { BITS_PER_PARITY, bothWays, CASCADE, COUNTED_TWICE } from './reconciliation.js'
import { type Declared, type Needed, type Recorded, type Session, VERIFICATION } from './session.js'

/**
 * Entropy accumulation: the raw key is the outcomes of all rounds, test rounds are agreed on by both ends. With noise A flips
 * bits of the other rounds.
 *
 * @param draw random bits that nobody is told
 */
export function accumulated(
  command: string,
  recorded: Recorded,
  declared: Declared,
  needed: Needed,
  draw: DrawBits
): Session {
  const { expectedChsh, expectedQber, testProbability, epsilon, noise = 0 } = declared
  if (recorded.kind !== 'rounds') throw needed('record', 'with eat the raw key is the outcomes of all rounds')
  if (testProbability === undefined) throw needed('test-probability', 'it was declared before round 1')
  if (expectedChsh === undefined) throw needed('expected-chsh', 'it was declared before round 1')
  if (expectedQber === undefined) throw needed('expected-qber', 'it was declared before round 1')
  const tally = tallyRounds(recorded.rounds)
  if (tally.unused > 0) {
    throw new WrongUse(
      `bellwire ${command}: --record has ${tally.unused} rounds with x = 1 and y = 2; accepted with eat: x = 0 wherever y = 2`
    )
  }
  const { rounds } = recorded
  const analysis = entropyAccumulation({
    rounds: rounds.length,
    testProbability,
    expectedChsh: atMostTsirelson(expectedChsh),
    expectedQber,
    flips: noise,
    epsilons: epsilon === undefined ? publishedEpsilons : epsilonsOf(epsilon),
    extractor: 'toeplitz',
    verificationBits: VERIFICATION,
    ...(declared.efficiency !== undefined && { efficiency: declared.efficiency })
  })
  const alice = bitsOf(rounds, ({ a }) => a)
  // What B expects of A's outcome, once the settings of test rounds are public.
  const bob = bitsOf(rounds, ({ x, y, b }) => (b ^ (y < 2 ? x & y : 0)) as 0 | 1)
  const marked = bitsOf(rounds, ({ y }) => (y < 2 ? 1 : 0))
  addNoise(alice, marked, noise, draw)
  const keyErrorRate = flippedErrorRate(expectedQber, noise)
  const losing = Math.max(1e-6, (4 - atMostTsirelson(expectedChsh)) / 8)
  const { syndromeBits } = analysis.parameters
  const variant = CASCADE[declared.reconciliation]
  return {
    alice,
    bob,
    method:
      variant === undefined
        ? {
            kind: 'ldpc',
            syndromeLength: Math.max(8, Math.min(syndromeBits, rounds.length - 64)),
            errors: logLikelihoodRatios(marked, keyErrorRate, losing)
          }
        : {
            kind: 'cascade',
            variant,
            expectedErrorRate: (1 - testProbability) * keyErrorRate + testProbability * losing
          },
    budget: Math.floor(syndromeBits / (variant === undefined ? 1 : BITS_PER_PARITY)),
    analysis,
    keyLength: (leak) => {
      const { won, lost } = gameOf(tally)
      return analysis.keyLength({ won, lost, errorCorrectionBits: bothWays(leak) })
    },
    rounds: { all: rounds.length, key: countOf(tally.key), ...countsOf(tally) },
    chsh: chshOf(command, tally),
    qber: qberOf(tally),
    expectedQber: keyErrorRate,
    ...(noise > 0 && { noise }),
    errorEntropy: errorEntropyOf(tally, noise),
    inputs: checkInputs(tally, { keyProbability: 1 - testProbability, testSettingProbability: testProbability / 4 }),
    notes: [
      'The test rounds must have been agreed on after both devices had their part of the pair.',
      ...(variant === undefined ? [] : [COUNTED_TWICE])
    ]
  }
}
