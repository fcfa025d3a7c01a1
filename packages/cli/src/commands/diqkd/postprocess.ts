import { testsOf } from '@bellwire/security-analysis'
import { defineCommand } from 'citty'
import { WrongUse } from '../../errors.js'
import { jsonText } from '../../json-text.js'
import { type NamedFile, refuseSameFiles } from '../../same-files.js'
import { seedOf } from '../../seed.js'
import { KEY_FORMATS, type KeyFormat, readKey, writeKeys } from '../../diqkd/key-file.js'
import {
  type Accepted,
  count,
  efficiency,
  errorRate,
  optionalNumber,
  probability,
  violation
} from '../../diqkd/numbers.js'
import { postProcess, processedText } from '../../diqkd/postprocess.js'
import { publicBits } from '../../diqkd/public-bits.js'
import { readRounds } from '../../diqkd/rounds-file.js'
import { probabilityOfFlip } from '../../diqkd/noise.js'
import { testCounts } from '../../diqkd/test-counts.js'
import { prepareSession } from '../../diqkd/sessions/prepare.js'
import { RECONCILIATIONS } from '../../diqkd/sessions/reconciliation.js'
import { type Recorded, RELEASING } from '../../diqkd/sessions/session.js'

const COMMAND = 'diqkd postprocess'

/** Analyses that count what is said both ways: codes, which are sent one way, leak less. */
const ONE_WAY: ReadonlySet<string> = new Set(['eat', 'bbm92'])

const ARGS = {
  record: {
    type: 'string',
    description: 'Every round, as comma-separated values with the columns x,y (settings) and a,b (outcomes)',
    valueHint: 'file'
  },
  alice: { type: 'string', description: 'Instead: the sifted key of A', valueHint: 'file' },
  bob: { type: 'string', description: 'The sifted key of B', valueHint: 'file' },
  format: { type: 'string', description: `Of both: ${KEY_FORMATS.join(', ')} (default auto)` },
  length: { type: 'string', description: 'Bits of each sifted key; needed where they are packed' },
  rounds: { type: 'string', description: 'Rounds of the whole session, with sifted keys' },
  tests: {
    type: 'string',
    description:
      'Test rounds among them with equal and with unequal outcomes, EQUAL:UNEQUAL for the settings x,y = 00, 01, 10 and 11',
    valueHint: 'e:u,e:u,e:u,e:u'
  },
  chsh: {
    type: 'string',
    description: 'Instead of --tests: the CHSH value, estimated with the declared probabilities of the settings'
  },
  analysis: {
    type: 'string',
    description: `The analysis declared before round 1, which releases the key or does not: ${RELEASING.join(', ')}`
  },
  reconciliation: {
    type: 'string',
    description: `${RECONCILIATIONS.join(', ')} (default cascade-option7; with eat and bbm92 ldpc)`
  },
  'expected-qber': { type: 'string', description: 'Error rate of key rounds declared before round 1' },
  'expected-chsh': { type: 'string', description: 'CHSH value declared before round 1 (eat, chernoff)' },
  'key-probability': { type: 'string', description: 'Probability of a key round as declared (azuma, chernoff)' },
  'test-setting-probability': {
    type: 'string',
    description: 'Of each pair of test settings as declared (azuma, chernoff)'
  },
  'test-probability': { type: 'string', description: 'Of a test round as declared (eat)' },
  noise: {
    type: 'string',
    description:
      "Noisy preprocessing: probability with which each of A's key bits is flipped, as declared (eat; default 0)"
  },
  epsilon: { type: 'string', description: 'Failure probability (default 1e-5; with eat and bbm92 1e-10)' },
  efficiency: { type: 'string', description: 'Factor on n·h(Q) in what a code is given (ldpc, eat, bbm92)' },
  seed: { type: 'string', description: 'Random bits from this seed, to be repeated in tests' },
  'key-alice': { type: 'string', description: 'Write the final key of A to this file, packed', valueHint: 'file' },
  'key-bob': { type: 'string', description: 'Write that of B', valueHint: 'file' },
  json: { type: 'boolean', description: 'Print one JSON document' }
} as const

type Given = { readonly [Name in keyof typeof ARGS]?: string | boolean | undefined }

export const postprocessCommand = defineCommand({
  meta: { name: 'postprocess', description: 'Make keys of recorded rounds, or of sifted keys, and judge them' },
  args: ARGS,
  run({ args }) {
    const given = args as Given
    const analysis = chosen(given, 'analysis', RELEASING)
    if (analysis === undefined) {
      refuse(`--analysis is missing; accepted: the one declared before round 1, ${RELEASING.join(', ')}`)
    }
    const reconciliation =
      chosen(given, 'reconciliation', RECONCILIATIONS) ?? (ONE_WAY.has(analysis) ? 'ldpc' : 'cascade-option7')
    const declared = {
      analysis,
      reconciliation,
      ...named('expectedQber', number(given, 'expected-qber', errorRate)),
      ...named('expectedChsh', number(given, 'expected-chsh', violation)),
      ...named('keyProbability', number(given, 'key-probability', probability)),
      ...named('testSettingProbability', number(given, 'test-setting-probability', probability)),
      ...named('testProbability', number(given, 'test-probability', probability)),
      ...named('noise', number(given, 'noise', probabilityOfFlip)),
      ...named('epsilon', number(given, 'epsilon', probability)),
      ...named('efficiency', number(given, 'efficiency', efficiency))
    }
    const seed = text(given, 'seed')
    const draw = publicBits(seed === undefined ? undefined : seedOf(COMMAND, seed))
    const files = (...flags: readonly (keyof typeof ARGS)[]): readonly NamedFile[] =>
      flags.map((flag) => ({ flag: `--${flag}`, path: text(given, flag) }))
    refuseSameFiles(COMMAND, files('record', 'alice', 'bob'), files('key-alice', 'key-bob'))
    const progress = (what: string): void => {
      if (process.stderr.isTTY) process.stderr.write(`${what} …\n`)
    }
    progress('reading')
    const session = prepareSession(COMMAND, recordedOf(given), declared, draw)
    progress(`distilling ${session.alice.length} bits`)
    const notes =
      seed === undefined ? [] : ['The random bits came from --seed and could be foreseen: this key is for tests alone.']
    const { processed, keys } = postProcess(COMMAND, session, reconciliation, draw, notes)
    if (keys !== undefined) {
      writeKeys(
        COMMAND,
        (['alice', 'bob'] as const).flatMap((end) => {
          const path = text(given, `key-${end}`)
          return path === undefined ? [] : [{ flag: `key-${end}`, path, key: keys[end] }]
        })
      )
      keys.alice.clear()
      keys.bob.clear()
    }
    process.stdout.write(given.json === true ? `${jsonText(processed)}\n` : processedText(processed))
    if (keys === undefined) process.exitCode = 1
  }
})

function recordedOf(given: Given): Recorded {
  const record = text(given, 'record')
  const onlyKeys = ['alice', 'bob', 'format', 'length', 'rounds', 'tests', 'chsh'] as const
  if (record !== undefined) {
    const other = onlyKeys.find((flag) => given[flag] !== undefined)
    if (other !== undefined) refuse(`--record and --${other} are given; accepted: a record, or sifted keys`)
    return { kind: 'rounds', rounds: readRounds(COMMAND, record) }
  }
  const [alice, bob] = [text(given, 'alice'), text(given, 'bob')]
  if (alice === undefined || bob === undefined) {
    const missing = alice === undefined ? (bob === undefined ? 'record' : 'alice') : 'bob'
    refuse(
      `--${missing} is missing; accepted: --record FILE, or --alice FILE --bob FILE --rounds N --tests E:U,E:U,E:U,E:U (or --chsh S)`
    )
  }
  const format = chosen(given, 'format', KEY_FORMATS) ?? 'auto'
  const length = number(given, 'length', count)
  const rounds = number(given, 'rounds', count)
  const tests = text(given, 'tests')
  if (rounds === undefined) refuse('--rounds is missing; accepted: the rounds of the whole session, an integer from 1')
  const chsh = number(given, 'chsh', violation)
  if (tests === undefined && chsh === undefined) {
    refuse(
      '--tests is missing; accepted: how many test rounds of each setting had equal and unequal outcomes, or --chsh'
    )
  }
  if (tests !== undefined && chsh !== undefined) refuse('--tests and --chsh are given; accepted: one of them')
  const counts = tests === undefined ? undefined : testCounts(COMMAND, tests)
  const keys = { alice: read('alice', alice, format, length), bob: read('bob', bob, format, length) }
  if (keys.bob.length !== keys.alice.length) {
    refuse(`--bob ${bob} has ${keys.bob.length} bits; accepted: ${keys.alice.length}, as --alice has`)
  }
  const others = keys.alice.length + testsOf({ tests: counts ?? [] })
  if (rounds < others)
    refuse(`--rounds is ${rounds}; accepted: an integer from ${others}, as key and test rounds are a part of them`)
  return { kind: 'keys', ...keys, rounds, ...named('chsh', chsh), ...(counts && { tests: counts }) }
}

function read(flag: 'alice' | 'bob', path: string, format: KeyFormat, length: number | undefined) {
  return readKey(COMMAND, flag, path, format, length)
}

function chosen<T extends string>(given: Given, flag: keyof typeof ARGS, accepted: readonly T[]): T | undefined {
  const value = text(given, flag)
  if (value === undefined) return undefined
  const found = accepted.find((one) => one === value)
  if (found === undefined) refuse(`--${flag} is ${value}; accepted: ${accepted.join(', ')}`)
  return found
}

function number(given: Given, flag: keyof typeof ARGS, accepted: Accepted): number | undefined {
  return optionalNumber(COMMAND, flag, text(given, flag), accepted)
}

function text(given: Given, flag: keyof typeof ARGS): string | undefined {
  const value = given[flag]
  return typeof value === 'string' ? value : undefined
}

/** A member where there is a value, nothing where there is none. */
function named<Name extends string>(name: Name, value: number | undefined): { readonly [N in Name]?: number } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: number }
}

function refuse(message: string): never {
  throw new WrongUse(`bellwire ${COMMAND}: ${message}`)
}
