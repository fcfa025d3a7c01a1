import { entropicUncertainty } from '@bellwire/security-analysis'
import { WrongUse } from '../../errors.js'
import { bitsOf, measuredRate } from './counted.js'
import { BITS_PER_PARITY, bothWays, CASCADE, COUNTED_TWICE, methodOf, samplingBudget } from './reconciliation.js'
import { type Declared, type Needed, noRounds, type Recorded, type Session, VERIFICATION } from './session.js'

const FIXED_LENGTH_EPSILON = 1e-10
const CORRECTNESS = 1e-12

/** BBM92: x and y are bases, 0 for the key and 1 for the test. */
export function sampled(command: string, recorded: Recorded, declared: Declared, needed: Needed): Session {
  const { expectedQber, epsilon = FIXED_LENGTH_EPSILON } = declared
  if (recorded.kind !== 'rounds') throw needed('record', 'with bbm92 the errors of the test rounds are counted')
  if (expectedQber === undefined) throw needed('expected-qber', 'it was declared before round 1')
  const { rounds } = recorded
  const wrong = rounds.findIndex(({ y }) => y === 2)
  if (wrong >= 0) {
    throw new WrongUse(
      `bellwire ${command}: --record has y = 2 in round ${wrong + 1}; accepted with bbm92: the bases 0 and 1`
    )
  }
  const key = rounds.filter(({ x, y }) => x === 0 && y === 0)
  const tests = rounds.filter(({ x, y }) => x === 1 && y === 1)
  if (key.length === 0) throw noRounds(command, 'key rounds, with x = y = 0')
  if (tests.length === 0) throw noRounds(command, 'test rounds, with x = y = 1')
  const variant = CASCADE[declared.reconciliation]
  const errorCorrectionBits = samplingBudget(variant, key.length, expectedQber, declared.efficiency)
  const analysis = entropicUncertainty({
    keyRounds: key.length,
    testRounds: tests.length,
    expectedQber,
    secrecy: epsilon,
    correctness: CORRECTNESS,
    verificationBits: VERIFICATION,
    errorCorrectionBits
  })
  const testErrors = Math.min(tests.filter(({ a, b }) => a !== b).length, tests.length)
  const errors = key.filter(({ a, b }) => a !== b).length
  return {
    alice: bitsOf(key, ({ a }) => a),
    bob: bitsOf(key, ({ b }) => b),
    method: methodOf(declared, key.length, expectedQber, errorCorrectionBits),
    budget: Math.floor(errorCorrectionBits / (variant === undefined ? 1 : BITS_PER_PARITY)),
    analysis,
    keyLength: (leak) =>
      analysis.keyLength({
        keyRounds: key.length,
        testRounds: tests.length,
        testErrors,
        errorCorrectionBits: bothWays(leak)
      }),
    rounds: {
      all: rounds.length,
      key: key.length,
      tests: tests.length,
      unused: rounds.length - key.length - tests.length
    },
    qber: measuredRate(errors, key.length),
    expectedQber,
    notes: [
      'Not device-independent: what was measured is trusted.',
      'The numbers of key and test rounds were taken from the record; they have to be declared before round 1.',
      ...(variant === undefined ? [] : [COUNTED_TWICE])
    ]
  }
}
