import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRandom } from '@bellwire/runtime'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { bellwire } from '../../bellwire.js'
import { type Processed, processedText } from '../../diqkd/postprocess.js'

const folder = mkdtempSync(join(tmpdir(), 'bellwire-postprocess-'))
const file = (name: string): string => join(folder, name)
const example = (name: string): string =>
  fileURLToPath(new URL(`../../../../../examples/diqkd/${name}`, import.meta.url))

afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

async function call(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
  const code = await bellwire(['diqkd', 'postprocess', ...args])
  vi.restoreAllMocks()
  return { code, out, err }
}

async function processed(...args: string[]): Promise<Processed & { readonly code: number }> {
  const { code, out, err } = await call(...args, '--json', '--seed', '1')
  expect(err).toBe('')
  return { ...(JSON.parse(out) as Processed), code }
}

const record = ['--record', example('rounds.csv'), '--expected-qber', '0.01', '--key-probability', '0.25']
const keys = ['--alice', example('alice.txt'), '--bob', example('bob.bin'), '--length', '5060']
/** As rounds.csv has them. */
const counted = ['--rounds', '20000', '--tests', '2150:397,2066:387,2094:349,400:2125']
const chernoff = ['--analysis', 'chernoff', '--expected-chsh', '2.77']

interface Options {
  readonly visibility: number
  readonly testProbability?: number
  readonly settings?: (uniform: () => number) => readonly [number, number]
  readonly correlator?: (x: number, y: number) => number
}

/** A record of rounds as devices with these correlators make it. */
function simulated(rounds: number, { visibility, testProbability = 0.5, ...other }: Options): string {
  const stream = createRandom('postprocess.spec').stream(String(rounds))
  const uniform = (): number => stream.uniform()
  const lines = ['x,y,a,b']
  for (let round = 0; round < rounds; round++) {
    const [x, y] =
      other.settings?.(uniform) ??
      (uniform() < testProbability ? [uniform() < 0.5 ? 0 : 1, uniform() < 0.5 ? 0 : 1] : [0, 2])
    const quantum = y === 2 ? (x === 0 ? visibility : 0) : (x & y ? -1 : 1) * visibility * Math.SQRT1_2
    const correlator = other.correlator?.(x, y) ?? quantum
    const a = uniform() < 0.5 ? 0 : 1
    lines.push(`${x},${y},${a},${uniform() < (1 + correlator) / 2 ? a : 1 - a}`)
  }
  return `${lines.join('\n')}\n`
}

describe('bellwire diqkd postprocess with a record of rounds', () => {
  it('counts, reconciles, verifies and amplifies', async () => {
    const result = await processed(...record, ...chernoff)
    expect(result.code).toBe(0)
    expect(result.rounds).toEqual({ all: 20_000, key: 5060, tests: 9968, unused: 4972 })
    // 2√2·0.98, within five standard deviations.
    expect(Math.abs((result.chsh?.value ?? 0) - 2.7719)).toBeLessThan(5 * (result.chsh?.error ?? 0))
    expect(Math.abs((result.qber?.value ?? 0) - 0.01)).toBeLessThan(5 * (result.qber?.error ?? 0))
    expect(result.inputs?.probability).toBeGreaterThan(1e-3)
    expect(result.reconciliation.corrected).toBe(Math.round((result.qber?.value ?? 0) * 5060))
    const { parity, syndrome, tag, 'success-flag': flag, total } = result.leak
    expect([syndrome, tag, flag, total]).toEqual([0, 64, 1, parity + 65])
    expect(result.reconciliation.efficiency).toBeGreaterThan(1)
    expect(result.reconciliation.efficiency).toBeLessThan(1.3)
    expect(result.analysis).toMatchObject({ name: 'complementarity-chernoff', label: 'experimental' })
    expect(result.key).toMatchObject({ released: true, objections: [], netLength: result.key.length - 256 })
    expect(result.key.length).toBe(Math.floor(result.analysis.unrounded ?? 0))
  })

  it('writes both keys, equal and for their owner alone, and never prints them', async () => {
    const written = ['--key-alice', file('a.key'), '--key-bob', file('b.key')]
    writeFileSync(file('a.key'), 'something older', { mode: 0o644 })
    const { code, out } = await call(...record, ...chernoff, ...written)
    expect(code).toBe(0)
    const [alice, bob] = [readFileSync(file('a.key')), readFileSync(file('b.key'))]
    expect(alice.equals(bob)).toBe(true)
    const length = Number(/^key +([\d,]+) bits, /m.exec(out)?.[1]?.replace(',', ''))
    expect(alice.length).toBe(Math.ceil(length / 8))
    for (const name of ['a.key', 'b.key']) expect(statSync(file(name)).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    // A key of other random bits is another key.
    await call(...record, ...chernoff, '--key-alice', file('c.key'))
    expect(readFileSync(file('c.key')).equals(alice)).toBe(false)
    const seeded = [...record, ...chernoff, '--seed', '7', '--key-bob']
    await call(...seeded, file('d.key'))
    await call(...seeded, file('e.key'))
    expect(readFileSync(file('d.key')).equals(readFileSync(file('e.key')))).toBe(true)
    const json = await call(...record, ...chernoff, '--seed', '7', '--json')
    for (const text of [out, json.out]) {
      expect(text).not.toContain(readFileSync(file('d.key')).toString('hex').slice(0, 16))
      expect(text).not.toMatch(/[01]{32}/)
    }
  })

  it('prints what stands behind a key, and why there is none', async () => {
    const { code, out } = await call(...record, '--analysis', 'azuma', '--seed', '1')
    expect(code).toBe(1)
    expect(out).toMatch(/^analysis +complementarity-azuma, variable-length: calibrated, not a proof$/m)
    expect(out).toMatch(/^rounds +20,000: 5,060 key, 9,968 test, 4,972 unused$/m)
    expect(out).toMatch(/^S +2\.7702 ± 0\.0289$/m)
    expect(out).toMatch(/^leak +\d+ bits: parity \d+, tag 64, success-flag 1$/m)
    expect(out).toMatch(/^released +no\n +no-key: the bound is -\d+\.\d bits$/m)
    expect(out).toContain('this key is for tests alone')
    expect(out).toContain('The analysis is calibrated, not a proof: that its key is secret is not proven.')
  })

  it.each(['cascade-option3', 'cascade-original', 'ldpc'])('reconciles by %s too', async (method) => {
    const result = await processed(...record, ...chernoff, '--reconciliation', method)
    expect(result.verification.equal).toBe(true)
    expect(result.key.released).toBe(true)
    if (method === 'ldpc') {
      expect(result.reconciliation.roundTrips).toBe(1)
      expect([result.leak.parity, result.leak.total]).toEqual([0, result.leak.syndrome + 65])
    }
  })

  it('takes the declared error rate from the CHSH value, which is public, where none is given', async () => {
    const [, path] = record as [string, string]
    const result = await processed('--record', path, ...chernoff)
    expect(result.reconciliation.expectedQber).toBeCloseTo((1 - (result.chsh?.value ?? 0) / Math.sqrt(8)) / 2, 10)
    expect(
      result.notes.filter((note) => note.includes('was not declared') || note.includes('No error rate'))
    ).toHaveLength(2)
  })

  it('accumulates entropy over all rounds, by a code of the length planned', async () => {
    const eat = (name: string, visibility: number): string[] => {
      writeFileSync(file(name), simulated(200_000, { visibility, testProbability: 0.1 }))
      return ['--record', file(name), '--analysis', 'eat', '--test-probability', '0.1', '--epsilon', '1e-3']
    }
    const good = eat('shared.csv', 0.995)
    const result = await processed(...good, '--expected-chsh', '2.81', '--expected-qber', '0.003')
    expect(result.noise).toBeNull()
    expect(result.analysis).toMatchObject({ name: 'entropy-accumulation', label: 'proof', mode: 'fixed-length' })
    expect(result.rawKeyBits).toBe(200_000)
    expect(result.verification.equal).toBe(true)
    expect(result.leak.syndrome).toBeLessThanOrEqual(
      (result.analysis.parameters as { syndromeBits: number }).syndromeBits
    )
    expect(result.inputs?.degrees).toBe(4)
    expect(result.key).toMatchObject({
      released: true,
      length: (result.analysis.parameters as { length: number }).length
    })
    expect(result.key.length).toBeGreaterThan(20_000)
    // Key rounds with 0.25 % of errors and tests that are lost with a probability of 14.8 % have 0.083 bits in the mean.
    const { syndrome } = result.leak
    expect(Math.abs(syndrome / (result.reconciliation.efficiency ?? 0) / 200_000 - 0.083)).toBeLessThan(0.003)
    const both = await processed(
      ...good,
      '--expected-chsh=2.81',
      '--expected-qber=0.003',
      '--reconciliation=cascade-option7'
    )
    // Cascade, which does not know that test rounds are worse, and of which two bits count for each parity, asks too much.
    expect(both.key.objections.map(({ code }) => code)).toEqual(['budget'])
    const { syndromeBits } = both.analysis.parameters as { syndromeBits: number }
    expect(2 * both.leak.parity).toBeLessThanOrEqual(syndromeBits)
    expect(both.notes.join()).toContain('Every parity counts twice')
    // Devices that are worse than was expected of them fail the test.
    const bad = eat('worse.csv', 0.96)
    const refused = await processed(...bad, '--expected-chsh', '2.8284271', '--expected-qber', '0.025')
    expect(refused.verification.equal).toBe(true)
    expect(refused.key).toMatchObject({ length: 0, released: false })
    expect(refused.key.objections[0]?.code).toBe('test-failed')
    expect(refused.code).toBe(1)
  })

  it('flips bits of A in secret, and accumulates the entropy of that', async () => {
    writeFileSync(file('noisy.csv'), simulated(160_000, { visibility: 0.995, testProbability: 0.1 }))
    const declared = [
      '--record',
      file('noisy.csv'),
      '--analysis',
      'eat',
      '--test-probability',
      '0.1',
      '--epsilon',
      '1e-3'
    ]
    const args = [...declared, '--expected-chsh', '2.81', '--expected-qber', '0.003', '--noise', '0.005']
    const noisy = await processed(...args)
    expect(processedText(noisy)).toMatch(/^noise +A flipped each bit that is of no test with a probability of 0\.005$/m)
    expect(noisy).toMatchObject({ noise: 0.005, verification: { equal: true }, key: { released: true } })
    const planned = noisy.analysis.parameters as { length: number; flips: number }
    expect([planned.flips, planned.length]).toEqual([0.005, noisy.key.length])
    // Of 144,000 bits 0.25 % differ and 0.5 % are flipped, of 16,000 of tests 14.8 %.
    const errors = 144_000 * (0.005 + 0.99 * 0.0025) + 16_000 * 0.148
    expect(Math.abs((noisy.reconciliation.corrected ?? 0) - errors)).toBeLessThan(5 * Math.sqrt(errors))
    expect(noisy.reconciliation.expectedQber).toBeCloseTo(0.005 + 0.99 * 0.003, 12)
    // What was measured is that of the record, and what a perfect code would leak that of the flipped key.
    expect(Math.abs((noisy.qber?.value ?? 0) - 0.0025)).toBeLessThan(5 * (noisy.qber?.error ?? 0))
    const entropy = noisy.leak.syndrome / (noisy.reconciliation.efficiency ?? 0) / 160_000
    expect(Math.abs(entropy - 0.1177)).toBeLessThan(0.003)
  })

  it('makes a key of trusted measurements in two bases', async () => {
    const settings = (uniform: () => number) => [uniform() < 0.7 ? 0 : 1, uniform() < 0.7 ? 0 : 1] as const
    const correlator = (x: number, y: number): number => (x === y ? 0.96 : 0)
    writeFileSync(file('bbm92.csv'), simulated(30_000, { visibility: 1, settings, correlator }))
    const bbm92 = ['--record', file('bbm92.csv'), '--analysis', 'bbm92', '--expected-qber']
    const result = await processed(...bbm92, '0.02')
    expect(result.analysis).toMatchObject({ name: 'entropic-uncertainty', label: 'proof, trusted devices' })
    expect(result.key.released).toBe(true)
    expect(result.chsh).toBeNull()
    expect(result.notes[0]).toContain('Not device-independent')
    const both = await processed(...bbm92, '0.02', '--reconciliation', 'cascade-option7')
    expect(both.key.released).toBe(true)
    expect(both.notes.join()).toContain('Every parity counts twice')
    expect(both.key.length).toBeLessThan(result.key.length)
    const refused = await processed(...bbm92, '0.002')
    expect(refused.key.released).toBe(false)
  })

  it('refuses settings that did not occur as often as they should, and correlations of no quantum device', async () => {
    const biased = (uniform: () => number) =>
      uniform() < 0.25 ? ([0, 2] as const) : ([uniform() < 0.45 ? 0 : 1, uniform() < 0.5 ? 0 : 1] as const)
    writeFileSync(file('biased.csv'), simulated(20_000, { visibility: 0.98, settings: biased }))
    const inputs = await processed('--record', file('biased.csv'), ...chernoff, '--expected-qber', '0.01')
    expect(inputs.key.objections.map(({ code }) => code)).toEqual(['input-frequencies'])
    expect(inputs.code).toBe(1)
    const box = (x: number, y: number): number => (y === 2 ? (x === 0 ? 1 : 0) : x & y ? -1 : 1)
    writeFileSync(file('box.csv'), simulated(5000, { visibility: 1, correlator: box }))
    const beyond = await processed('--record', file('box.csv'), ...chernoff, '--expected-qber', '0.01')
    expect(beyond.key.objections.map(({ code }) => code)).toEqual(['beyond-quantum'])
    expect(beyond.key).toMatchObject({ length: 0, released: false })
  })

  it('gives no key to devices that obey local realism', async () => {
    const local = (x: number, y: number): number => (y === 2 ? (x === 0 ? 1 : 0) : x & y ? 1 : 1)
    writeFileSync(file('local.csv'), simulated(20_000, { visibility: 1, correlator: local }))
    for (const analysis of ['azuma', 'chernoff']) {
      const result = await processed('--record', file('local.csv'), '--analysis', analysis, '--expected-qber', '0.01')
      expect(Math.abs((result.chsh?.value ?? 0) - 2)).toBeLessThan(0.1)
      expect(result.key).toMatchObject({ length: 0, released: false })
      expect(result.key.objections.map(({ code }) => code)).toEqual(['no-key'])
    }
  })
})

describe('bellwire diqkd postprocess with sifted keys', () => {
  const sifted = (alice: string, bob: string): string[] => ['--alice', file(alice), '--bob', file(bob)]
  const session = [...counted, '--expected-qber', '0.01', '--key-probability', '0.25']

  it.each(['azuma', 'chernoff'])('takes text and packed bits, and gives by %s what the record gives', async (name) => {
    const declared = ['--analysis', name, '--expected-chsh', '2.77', '--epsilon', '0.1']
    const result = await processed(...keys, ...session, ...declared)
    // Of everything: the CHSH value of the length is with nominal probabilities.
    expect(result).toEqual(await processed(...record, ...declared))
    expect(result.nominalChsh).toBeCloseTo(2.7608, 10)
    expect(result.key.length).toBeGreaterThan(0)
  })

  it.each(['azuma', 'chernoff'])(
    'takes a stated CHSH value for the one with declared probabilities, by %s',
    async (name) => {
      const declared = ['--analysis', name, '--expected-chsh', '2.77', '--epsilon', '0.1']
      const stated = ['--chsh', '2.7608', '--rounds', '20000', '--expected-qber', '0.01', '--key-probability', '0.25']
      const result = await processed(...keys, ...stated, ...declared)
      const whole = await processed(...record, ...declared)
      expect(result.key).toEqual(whole.key)
      expect(result.rounds).toEqual({ all: 20_000, key: 5060 })
      expect([result.inputs, result.nominalChsh]).toEqual([null, 2.7608])
      expect(result.notes.some((note) => note.includes('may make the key too long'))).toBe(true)
    }
  )

  it('refuses test settings that did not occur as often as they should', async () => {
    const biased = [
      ...session.filter((_, index) => index !== 2 && index !== 3),
      '--tests',
      '2300:447,2066:387,2094:349,300:2025'
    ]
    const result = await processed(...keys, ...biased, ...chernoff)
    expect(result.key.objections.map(({ code }) => code)).toEqual(['input-frequencies'])
    expect(result.key.released).toBe(false)
  })

  it('has the calibrated length of Liu et al. for a key of that length, error rate and CHSH value', async () => {
    const stream = createRandom('postprocess.spec').stream('sifted')
    const bits = 105_976
    const alice = Buffer.from(Uint8Array.from({ length: bits / 8 }, () => stream.below(256)))
    const bob = Buffer.from(alice)
    for (let k = 0; k < bits; k++)
      if (stream.bernoulli(0.036)) bob[k >> 3] = (bob[k >> 3] as number) ^ (0x80 >> (k & 7))
    writeFileSync(file('alice.bin'), alice)
    writeFileSync(file('bob.bin'), bob)
    const result = await processed(
      ...sifted('alice.bin', 'bob.bin'),
      `--length=${bits}`,
      '--rounds=405145',
      '--tests=39700:8598,39700:8598,39700:8598,8598:39699',
      '--expected-qber=0.036',
      '--analysis=azuma'
    )
    // At S = 2.5758 26,580.76 bits leaked leave 1,910.8, and 0.8 more at the 2.575808 that whole rounds give; with Cascade's option 7 there is less leak, and the length follows bit for bit.
    expect(result.key.length).toBe(Math.floor(1911.6 + 26_580.76 - result.leak.total))
    expect(result.key.length).toBeGreaterThan(1910)
    expect(result.reconciliation.efficiency).toBeLessThan(1.08)
    expect(result.analysis.standardDeviation).toBeGreaterThan(500)
    expect(result.analysis.standardDeviation).toBeLessThan(1000)
  })

  it('releases nothing where the keys have little to do with each other', async () => {
    const stream = createRandom('postprocess.spec').stream('unrelated')
    for (const name of ['u.bin', 'v.bin']) {
      writeFileSync(file(name), Buffer.from(Uint8Array.from({ length: 400 }, () => stream.below(256))))
    }
    for (const method of ['cascade-option7', 'ldpc']) {
      const result = await processed(
        ...sifted('u.bin', 'v.bin'),
        '--length=3200',
        '--rounds=12648',
        '--tests=1349:232,1349:232,1349:232,232:1349',
        '--expected-qber=0.01',
        ...chernoff,
        `--reconciliation=${method}`,
        `--key-alice=${file('none.key')}`
      )
      expect(result.code).toBe(1)
      expect(result.key.released).toBe(false)
      expect(result.key.objections.map(({ code }) => code)).toEqual([method === 'ldpc' ? 'not-decoded' : 'budget'])
      expect(result.verification.equal).toBeNull()
    }
    expect(readdirSync(folder)).not.toContain('none.key')
  })
})

describe('wrong use of bellwire diqkd postprocess', () => {
  const text = (name: string, content: string | Uint8Array): string => {
    writeFileSync(file(name), content)
    return file(name)
  }
  const session = [...counted, '--analysis', 'azuma']
  const [, , ...tests] = counted
  const row = (line: string): string => `x,y,a,b\n${'0,0,1,1\n'.repeat(70)}${line}\n${'1,1,0,1\n'.repeat(70)}`
  const csv = (name: string, content: string): string[] => ['--analysis', 'azuma', '--record', text(name, content)]
  const good = '01'.repeat(100)

  it.each<[string, () => string[], RegExp]>([
    [
      'no analysis',
      () => ['--record', 'r.csv'],
      /: --analysis is missing; accepted: the one declared before round 1, eat, /
    ],
    ['an unknown one', () => ['--analysis', 'hope'], /--analysis is hope; accepted: eat, azuma, chernoff, bbm92\n$/],
    [
      'no data',
      () => ['--analysis', 'azuma'],
      /--record is missing; accepted: --record FILE, or --alice FILE --bob FILE/
    ],
    ['one key', () => ['--analysis', 'azuma', '--alice', 'a'], /--bob is missing; accepted: /],
    [
      'both',
      () => ['--analysis', 'azuma', '--record', 'r', ...tests],
      /--record and --tests are given; accepted: a record, or /
    ],
    [
      'no file',
      () => [...keys.slice(0, 2), '--bob', '/does/not/exist', ...session],
      /--bob \/does\/not\/exist cannot be read \(ENOENT\); accepted: /
    ],
    [
      'no record',
      () => ['--analysis', 'azuma', '--record', '/does/not/exist'],
      /exist cannot be read \(ENOENT\); accepted: a file with the columns x,y,a,b\n$/
    ],
    [
      'two lengths',
      () => ['--alice', text('l', good), '--bob', text('m', good.slice(2)), ...session],
      /--bob .* has 198 bits; accepted: 200, as --alice has\n$/
    ],
    [
      'too short',
      () => ['--alice', text('s', '0101'), '--bob', text('t', '0101'), ...session],
      /--alice .* has 4 bits; accepted: at least 64\n$/
    ],
    [
      'a wrong character',
      () => ['--alice', text('w', `${good}2${good}`), '--bob', text('m', good), ...session],
      /--alice .* has another character at byte 200; accepted: '0' and '1' alone/
    ],
    [
      'a length that is not the text’s',
      () => ['--alice', text('l', good), '--bob', text('m', good), '--length', '199', ...session],
      /--alice .* has 200 bits; accepted: 199, as --length says\n$/
    ],
    [
      'a length that is not the file’s',
      () => [...keys.slice(0, 4), '--length', '5061', '--format', 'bits', ...session],
      /--alice .* has 5124 bytes; accepted: 633, /
    ],
    [
      'packed bits of no length',
      () => [...keys.slice(0, 4), ...session],
      /--bob .*bob\.bin is packed bits; accepted: --length with it, how many of them are key\n$/
    ],
    [
      'bits after the last',
      () => [
        '--alice',
        text('p', new Uint8Array(10).fill(255)),
        '--bob',
        text('q', new Uint8Array(10)),
        '--length',
        '79',
        ...session
      ],
      /has bits after the 79 that --length says; accepted: zeros/
    ],
    [
      'noise of another analysis',
      () => [...record, ...chernoff, '--noise', '0.01'],
      /--noise is given with --analysis chernoff; accepted: eat, as noisy preprocessing is not analysed by chernoff\n$/
    ],
    [
      'noise beyond a half',
      () => [...record, '--analysis', 'eat', '--noise', '0.6'],
      /--noise is 0\.6; accepted: a number from 0 to 0\.5\n$/
    ],
    [
      'S beyond 2√2',
      () => [...keys, ...session, '--expected-chsh', '2.83'],
      /--expected-chsh is 2\.83; accepted: a number above 2 and up to 2√2, 2\.8284271\n$/
    ],
    [
      'S of 2',
      () => [...keys, ...session, '--expected-chsh', '2'],
      /--expected-chsh is 2; accepted: a number above 2 /
    ],
    [
      'both counts and a CHSH value',
      () => [...keys, ...session, '--chsh', '2.77'],
      /--tests and --chsh are given; accepted: one of them\n$/
    ],
    [
      'S beyond 2√2, stated',
      () => [...keys, '--rounds', '20000', '--analysis', 'azuma', '--chsh', '2.83'],
      /--chsh is 2\.83; accepted: a number above 2 and up to 2√2, 2\.8284271\n$/
    ],
    [
      'no tests',
      () => [...keys, '--rounds', '20000', '--analysis', 'azuma'],
      /--tests is missing; accepted: how many /
    ],
    [
      'tests in all',
      () => [...keys, '--rounds', '20000', '--tests', '9968', '--analysis', 'azuma'],
      /--tests is 9968; accepted: EQUAL:UNEQUAL for the settings 00, 01, 10 and 11, such as /
    ],
    [
      'no test of a setting',
      () => [...keys, '--rounds', '20000', '--tests', '1:2,3:4,0:0,5:6', '--analysis', 'azuma'],
      /--tests has no round with x = 1 and y = 0; accepted: .* with a round of each\n$/
    ],
    [
      'Q beyond a half',
      () => [...keys, ...session, '--expected-qber', '0.51'],
      /--expected-qber is 0\.51; accepted: a number above 0 and up to 0\.5\n$/
    ],
    ['no rounds', () => [...keys, ...tests, '--analysis', 'azuma'], /--rounds is missing; accepted: /],
    [
      'too few rounds',
      () => [...keys, ...tests, '--rounds', '15000', '--analysis', 'azuma'],
      /--rounds is 15000; accepted: an integer from 15028, as key and test rounds/
    ],
    [
      'all rounds key rounds',
      () => [...keys, '--tests', '9:1,9:1,9:1,1:9', '--rounds', '5200', '--analysis', 'azuma'],
      /5060 of 5200 rounds are key rounds; accepted: fewer than half/
    ],
    [
      'a missing column',
      () => csv('c1', 'x,y,a\n0,0,1\n'),
      /--record .* has no column b in its first line; accepted: the columns x,y,a,b, in any order\n$/
    ],
    ['a column twice', () => csv('c2', 'x,y,a,b,A\n'), /has the column a twice/],
    [
      'a missing outcome',
      () => csv('c3', row('0,0,,1')),
      /line 72 has no a; accepted: every round complete: one without a click/
    ],
    ['a wrong outcome', () => csv('c4', row('0,0,1,-1')), /line 72: b is "-1"; accepted: 0 or 1\n$/],
    ['a wrong setting', () => csv('c5', row('0,3,1,1')), /line 72: y is "3"; accepted: 0, 1 or 2\n$/],
    ['an empty line', () => csv('c6', row('')), /line 72 is empty; accepted: a round on every line\n$/],
    ['a short record', () => csv('c7', 'x,y,a,b\n0,0,1,1\n'), /has 1 rounds; accepted: at least 64\n$/],
    [
      'no key rounds',
      () => csv('c8', row('0,0,1,1')),
      /has no key rounds, with x = 0 and y = 2; accepted: a record with some\n$/
    ],
    [
      'eat without declarations',
      () => ['--analysis', 'eat', ...record.slice(0, 2)],
      /--test-probability is missing; accepted: its value, as it was declared before round 1\n$/
    ],
    [
      'eat of sifted keys',
      () => [...keys, ...counted, '--analysis', 'eat'],
      /--record is missing; accepted: its value, as with eat the raw key is the outcomes of all rounds\n$/
    ],
    [
      'eat of a sifted record',
      () => ['--analysis', 'eat', ...record.slice(0, 4), '--test-probability', '0.5', '--expected-chsh', '2.7'],
      /--record has 4972 rounds with x = 1 and y = 2; accepted with eat: /
    ],
    [
      'bbm92 of a CHSH record',
      () => ['--analysis', 'bbm92', ...record.slice(0, 4)],
      /--record has y = 2 in round \d+; accepted with bbm92: the bases 0 and 1\n$/
    ],
    [
      'one file for two keys',
      () => [...record, ...chernoff, '--key-alice', 'k', '--key-bob', './k'],
      /--key-bob is \.\/k, as --key-alice; accepted: a file of its own\n$/
    ],
    [
      'a key over its data',
      () => [...record, ...chernoff, '--key-alice', example('rounds.csv')],
      /--key-alice is .*rounds\.csv, as --record; /
    ],
    [
      'a folder that is not there',
      () => [...record, ...chernoff, '--key-alice', file('k1'), '--key-bob', '/does/not/exist/k'],
      /--key-bob \/does\/not\/exist\/k cannot be written \(ENOENT\); accepted: /
    ],
    [
      'a folder for a file',
      () => [...record, ...chernoff, '--key-alice', file('k1'), '--key-bob', folder],
      /--key-bob .* cannot be written \(EISDIR\); accepted: /
    ],
    [
      'a device',
      () => [...record, ...chernoff, '--key-alice', file('k1'), '--key-bob', '/dev/null'],
      /--key-bob \/dev\/null cannot be written \(EEXIST\); accepted: /
    ]
  ])('%s', async (_, args, message) => {
    const { code, out, err } = await call(...args())
    expect(err).toMatch(/^(bellwire diqkd postprocess: |\/)/)
    expect(err).toMatch(message)
    expect(out).toBe('')
    expect(code).toBe(2)
    expect(readdirSync(folder).filter((name) => name.startsWith('k1'))).toEqual([])
  })
})
