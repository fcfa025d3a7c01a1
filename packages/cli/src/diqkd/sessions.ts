import {
  BitString,
  type CascadeVariant,
  ldpcSyndromeLength,
  type LeakLedger,
  logLikelihoodRatios,
  PostProcessingInputError,
  type ReconciliationMethod
} from '@bellwire/post-processing'
import {
  azumaDeviation,
  checkInputs,
  chshDeviation,
  complementarityAzuma,
  complementarityChernoff,
  countOf,
  type DeclaredInputs,
  entropicUncertainty,
  entropyAccumulation,
  epsilonsOf,
  gameOf,
  type InputCheck,
  type KeyLength,
  nominalChsh,
  observedChsh,
  observedChshDeviation,
  publishedEpsilons,
  type RecordedRound,
  type RoundTally,
  roundsOf,
  SecurityInputError,
  type SecurityAnalysis,
  tallyRounds,
  testsOf
} from '@bellwire/security-analysis'
import { WrongUse } from '../errors.js'
import { atMostTsirelson } from './numbers.js'

/** The analyses that can release a key, by the names of the command line. */
export const RELEASING = ['eat', 'azuma', 'chernoff', 'bbm92'] as const
type Releasing = (typeof RELEASING)[number]

export const RECONCILIATIONS = ['cascade-option7', 'cascade-option3', 'cascade-original', 'ldpc'] as const
export type Reconciliation = (typeof RECONCILIATIONS)[number]

/** Bits of the verification hash and of the answer to it. */
const VERIFICATION = 65
const VARIABLE_LENGTH_EPSILON = 1e-5
const FIXED_LENGTH_EPSILON = 1e-10
const CORRECTNESS = 1e-12

/**
 * What is asked in Cascade tells parities of B's key as the answers tell those of A's: an analysis that does not leave the
 * places of errors to the eavesdropper counts both.
 */
const BITS_PER_PARITY = 2
const COUNTED_TWICE = 'Every parity counts twice for this analysis, as what B asks for tells parities of his key.'

/** What Cascade is given in a budget: a factor on n·h(Q), and bits per √n for errors that are more than expected. */
const CASCADE_EFFICIENCY = 1.2
const CASCADE_MARGIN = 4

const CASCADE: Readonly<Record<Reconciliation, CascadeVariant | undefined>> = {
  'cascade-option7': 'option7',
  'cascade-option3': 'option3',
  'cascade-original': 'original',
  ldpc: undefined
}

/** What was recorded: keys that were sifted elsewhere, or every round. */
export type Recorded =
  | {
      readonly kind: 'keys'
      readonly alice: BitString
      readonly bob: BitString
      readonly chsh: number
      readonly rounds: number
      /** Test rounds, for the error of the CHSH value. */
      readonly tests?: number
    }
  | { readonly kind: 'rounds'; readonly rounds: readonly RecordedRound[] }

/** What was declared before round 1, as far as it was. */
export interface Declared {
  readonly analysis: Releasing
  readonly reconciliation: Reconciliation
  readonly expectedQber?: number
  readonly expectedChsh?: number
  readonly epsilon?: number
  readonly efficiency?: number
  readonly keyProbability?: number
  readonly testSettingProbability?: number
  /** γ. */
  readonly testProbability?: number
}

export interface Measured {
  readonly value: number
  readonly error?: number
}

/** A session ready to be distilled: its raw keys, and what its analysis says of a leak. */
export interface Session {
  readonly alice: BitString
  readonly bob: BitString
  readonly method: ReconciliationMethod
  readonly budget?: number
  readonly analysis: Pick<
    SecurityAnalysis<unknown, never>,
    'name' | 'label' | 'description' | 'reference' | 'mode' | 'parameters'
  >
  readonly keyLength: (leak: LeakLedger) => KeyLength
  readonly rounds: { readonly all: number; readonly key: number; readonly tests?: number; readonly unused?: number }
  readonly chsh?: Measured
  /** With the probabilities declared, as the analyses of sifted sessions take it. */
  readonly nominalChsh?: number
  /** Of a record, where both ends are known. */
  readonly qber?: Measured
  readonly expectedQber: number
  /** What a perfect code would leak, in bits, where rounds of two kinds have errors of two rates. */
  readonly errorEntropy?: number
  readonly inputs?: InputCheck
  /** Standard deviation of the length of the key, from session to session. */
  readonly deviation?: (qber: number, efficiency: number) => number
  /** What whoever uses the key has to know. */
  readonly notes: readonly string[]
}

/** @throws WrongUse for what was not declared and has to be, or does not belong together */
export function prepareSession(command: string, recorded: Recorded, declared: Declared): Session {
  const needed = (flag: string, why: string): WrongUse =>
    new WrongUse(`bellwire ${command}: --${flag} is missing; accepted: its value, as ${why}`)
  try {
    if (declared.analysis === 'eat') return accumulated(command, recorded, declared, needed)
    if (declared.analysis === 'bbm92') return sampled(command, recorded, declared, needed)
    return sifted(command, recorded, declared)
  } catch (error) {
    if (error instanceof SecurityInputError || error instanceof PostProcessingInputError) {
      throw new WrongUse(`bellwire ${command}: ${error.message}`)
    }
    throw error
  }
}

type Needed = (flag: string, why: string) => WrongUse

function sifted(command: string, recorded: Recorded, declared: Declared): Session {
  const tally = recorded.kind === 'rounds' ? tallyRounds(recorded.rounds) : undefined
  const keyRounds = tally === undefined ? (recorded as { alice: BitString }).alice.length : countOf(tally.key)
  const all = tally === undefined ? (recorded as { rounds: number }).rounds : roundsOf(tally)
  if (keyRounds === 0) throw noRounds(command, 'key rounds, with x = 0 and y = 2')
  const notes: string[] = []
  const keyProbability = declared.keyProbability ?? keyRounds / all
  if (declared.keyProbability === undefined) {
    notes.push('The probability of a key round was not declared (--key-probability); their share was taken for it.')
  }
  const wasted = tally === undefined || tally.unused > 0
  const testSettingProbability = declared.testSettingProbability ?? (1 - (wasted ? 2 : 1) * keyProbability) / 4
  if (!(testSettingProbability > 0)) {
    throw new WrongUse(
      `bellwire ${command}: ${keyRounds} of ${all} rounds are key rounds; accepted: ` +
        'fewer than half where A chooses her setting freely, or --test-setting-probability'
    )
  }
  const protocol = { rounds: all, keyProbability, testSettingProbability }
  const [observed, nominal] =
    tally === undefined
      ? [undefined, (recorded as { chsh: number }).chsh]
      : [chshOf(command, tally), nominalChsh(protocol, tally.tests)]
  const chsh = observed ?? statedChsh(recorded as Extract<Recorded, { kind: 'keys' }>, testSettingProbability)
  const expectedChsh = declared.expectedChsh ?? Math.min(2.8, Math.max(2.1, chsh.value))
  const expectedQber = declared.expectedQber ?? depolarised(chsh.value, notes)
  const epsilon = declared.epsilon ?? VARIABLE_LENGTH_EPSILON
  if (declared.analysis === 'chernoff' && declared.expectedChsh === undefined) {
    notes.push('No CHSH value was declared (--expected-chsh): the bound was tuned to the one that was observed.')
  }
  const analysis =
    declared.analysis === 'azuma'
      ? complementarityAzuma({ ...protocol, epsilon })
      : complementarityChernoff({ ...protocol, epsilon, expectedChsh: atMostTsirelson(expectedChsh) })
  const inputs = tally && checkInputs(tally, declaredInputs(declared, protocol))
  const pair = tally === undefined ? (recorded as { alice: BitString; bob: BitString }) : keyPair(recorded)
  return {
    ...pair,
    method: methodOf(declared, keyRounds, expectedQber),
    analysis,
    keyLength: (leak) => analysis.keyLength({ keyRounds, chsh: nominal, publishedBits: leak.total }),
    rounds: { all, key: keyRounds, ...countsOf(recorded, tally) },
    chsh,
    ...(tally && { nominalChsh: nominal, qber: qberOf(tally) }),
    expectedQber,
    ...(inputs && { inputs }),
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

/** Entropy accumulation: the raw key is the outcomes of all rounds, test rounds are agreed on by both ends. */
function accumulated(command: string, recorded: Recorded, declared: Declared, needed: Needed): Session {
  const { expectedChsh, expectedQber, testProbability, epsilon } = declared
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
    epsilons: epsilon === undefined ? publishedEpsilons : epsilonsOf(epsilon),
    extractor: 'toeplitz',
    verificationBits: VERIFICATION,
    ...(declared.efficiency !== undefined && { efficiency: declared.efficiency })
  })
  const alice = bitsOf(rounds, ({ a }) => a)
  // What B expects of A's outcome, once the settings of test rounds are public.
  const bob = bitsOf(rounds, ({ x, y, b }) => (b ^ (y < 2 ? x & y : 0)) as 0 | 1)
  const marked = bitsOf(rounds, ({ y }) => (y < 2 ? 1 : 0))
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
            errors: logLikelihoodRatios(marked, expectedQber, losing)
          }
        : {
            kind: 'cascade',
            variant,
            expectedErrorRate: (1 - testProbability) * expectedQber + testProbability * losing
          },
    budget: Math.floor(syndromeBits / (variant === undefined ? 1 : BITS_PER_PARITY)),
    analysis,
    keyLength: (leak) => {
      const { won, lost } = gameOf(tally)
      return analysis.keyLength({ won, lost, errorCorrectionBits: bothWays(leak) })
    },
    rounds: { all: rounds.length, key: countOf(tally.key), ...countsOf(recorded, tally) },
    chsh: chshOf(command, tally),
    qber: qberOf(tally),
    expectedQber,
    errorEntropy: errorEntropyOf(tally),
    inputs: checkInputs(tally, { keyProbability: 1 - testProbability, testSettingProbability: testProbability / 4 }),
    notes: [
      'The test rounds must have been agreed on after both devices had their part of the pair.',
      ...(variant === undefined ? [] : [COUNTED_TWICE])
    ]
  }
}

/** BBM92: x and y are bases, 0 for the key and 1 for the test. */
function sampled(command: string, recorded: Recorded, declared: Declared, needed: Needed): Session {
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

function methodOf(
  declared: Pick<Declared, 'reconciliation' | 'efficiency'>,
  length: number,
  expectedErrorRate: number,
  syndromeBits?: number
): ReconciliationMethod {
  const variant = CASCADE[declared.reconciliation]
  if (variant !== undefined) return { kind: 'cascade', variant, expectedErrorRate }
  const syndromeLength =
    syndromeBits ?? ldpcSyndromeLength([{ bits: length, errorRate: expectedErrorRate }], declared.efficiency)
  return { kind: 'ldpc', syndromeLength, errors: expectedErrorRate }
}

/** What BBM92 declares that error correction publishes: what the codes need, or what Cascade seldom passes, both ways. */
function samplingBudget(
  variant: CascadeVariant | undefined,
  length: number,
  expectedQber: number,
  efficiency: number | undefined
): number {
  if (variant === undefined) return ldpcSyndromeLength([{ bits: length, errorRate: expectedQber }], efficiency)
  const each = (efficiency ?? CASCADE_EFFICIENCY) * length * entropy(expectedQber) + CASCADE_MARGIN * Math.sqrt(length)
  return BITS_PER_PARITY * Math.ceil(each)
}

/** Bits published by error correction, where those that B's questions tell count too. */
function bothWays(leak: LeakLedger): number {
  return leak.of('syndrome') + BITS_PER_PARITY * leak.of('parity')
}

function entropy(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p)
}

/** The entropy of the errors that are corrected, in bits: what a perfect code would leak. */
export function errorEntropy(session: Session, corrected: number): number {
  return session.errorEntropy ?? session.alice.length * entropy(corrected / session.alice.length)
}

function errorEntropyOf(tally: RoundTally): number {
  const { won, lost } = gameOf(tally)
  const key = countOf(tally.key)
  return (key === 0 ? 0 : key * entropy(tally.key.unequal / key)) + (won + lost) * entropy(lost / (won + lost))
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

function bitsOf(rounds: readonly RecordedRound[], bit: (round: RecordedRound) => 0 | 1): BitString {
  const bits = new BitString(rounds.length)
  rounds.forEach((round, k) => {
    if (bit(round) === 1) bits.set(k, 1)
  })
  return bits
}

function countsOf(recorded: Recorded, tally: RoundTally | undefined): { tests?: number; unused?: number } {
  if (tally !== undefined) return { tests: testsOf(tally), unused: tally.unused }
  return recorded.kind === 'keys' && recorded.tests !== undefined ? { tests: recorded.tests } : {}
}

function statedChsh(
  { chsh, rounds, tests }: Extract<Recorded, { kind: 'keys' }>,
  testSettingProbability: number
): Measured {
  const tested = tests ?? Math.round(4 * testSettingProbability * rounds)
  return { value: chsh, ...(tested > 0 && { error: chshDeviation(chsh, tested) }) }
}

function chshOf(command: string, tally: RoundTally): Measured {
  const empty = tally.tests.findIndex((setting) => countOf(setting) === 0)
  if (empty >= 0) throw noRounds(command, `test rounds with x = ${empty >> 1} and y = ${empty & 1}`)
  return { value: observedChsh(tally.tests), error: observedChshDeviation(tally.tests) }
}

function qberOf({ key }: RoundTally): Measured {
  return measuredRate(key.unequal, countOf(key))
}

export function measuredRate(errors: number, of: number): Measured {
  const value = errors / of
  return { value, error: Math.sqrt((value * (1 - value)) / of) }
}

function noRounds(command: string, which: string): WrongUse {
  return new WrongUse(`bellwire ${command}: --record has no ${which}; accepted: a record with some`)
}
